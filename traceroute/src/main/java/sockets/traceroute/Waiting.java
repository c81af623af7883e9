package sockets.traceroute;

import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import sockets.common.Values;
import sockets.common.text.Times;

/**
 * How long an answer is waited for, as traceroute(8) does it: at most MAX seconds; but no longer
 * than HERE times what another probe of the same hop took, or NEAR times what one of a farther hop
 * took.
 */
record Waiting(double max, double here, double near) {
    /** 5,3,3: an absent host is told ("!H") after up to three seconds, so MAX is more. */
    static final Waiting DEFAULT = new Waiting(5, 3, 3);

    /**
     * However soon others answered: a router may take long to make an answer, as its processor has
     * more important work, and this process be kept off its own.
     */
    static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /**
     * The time for one probe.
     *
     * @param here what another one of the same hop took, -1 for none
     * @param near what one of the next hop that answered took, -1 for none
     */
    long nanos(long here, long near) {
        long most = Times.nanos(max);
        if (here >= 0 && this.here > 0) return bounded(this.here * here, most);
        if (near >= 0 && this.near > 0) return bounded(this.near * near, most);
        return most;
    }

    private static long bounded(double nanos, long most) {
        return Math.min(most, Math.max(LEAST_NANOS, (long) nanos));
    }

    /** MAX[,HERE,NEAR]; 0 for HERE or NEAR: never mind it. */
    static final class Converter implements ITypeConverter<Waiting> {
        @Override
        public Waiting convert(String value) {
            String[] parts = value.split(",", -1);
            if (parts.length > 3) throw new TypeConversionException("not MAX[,HERE,NEAR]");
            double max = number(parts[0]);
            if (max <= 0 || max > 86400)
                throw new TypeConversionException("MAX is more than 0, up to 86400 seconds");
            double here = parts.length > 1 ? number(parts[1]) : DEFAULT.here;
            double near = parts.length > 2 ? number(parts[2]) : DEFAULT.near;
            return new Waiting(max, here, near);
        }

        private static double number(String text) {
            try {
                return new Values.Seconds().convert(text);
            } catch (TypeConversionException e) {
                throw new TypeConversionException("not MAX[,HERE,NEAR], numbers of 0 or more");
            }
        }
    }
}
