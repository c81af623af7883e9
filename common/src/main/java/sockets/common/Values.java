package sockets.common;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What options take, numbers each with its range, so that a wrong one is told in one line. */
public final class Values {
    private Values() {}

    /** A whole number within bounds. */
    public abstract static class Whole implements ITypeConverter<Long> {
        private final String what;
        private final long least;
        private final long most;

        protected Whole(String what, long least, long most) {
            this.what = what;
            this.least = least;
            this.most = most;
        }

        @Override
        public Long convert(String value) {
            try {
                long number = Long.parseLong(value);
                if (number >= least && number <= most) return number;
            } catch (NumberFormatException e) {
                // falls through: the message is the same
            }
            String range = most == Long.MAX_VALUE ? least + " or more" : least + " to " + most;
            throw new TypeConversionException("not " + what + " (" + range + ")");
        }
    }

    /** Whole as an int, for options whose field is one. */
    public abstract static class Small implements ITypeConverter<Integer> {
        private final Whole whole;

        protected Small(String what, int least, int most) {
            whole = new Whole(what, least, most) {};
        }

        @Override
        public Integer convert(String value) {
            return whole.convert(value).intValue();
        }
    }

    /** A file, by a name that the locale can say. */
    public static final class FileName implements ITypeConverter<Path> {
        @Override
        public Path convert(String value) {
            try {
                return Path.of(value);
            } catch (InvalidPathException e) {
                // an accent in the locale C
                throw new TypeConversionException(
                        "not a name for a file in this locale (try LC_ALL=C.UTF-8)");
            }
        }
    }

    /** The port of a server to talk to. */
    public static final class Port extends Small {
        public Port() {
            super("a port", 1, 65535);
        }
    }

    /** The port a server binds: 0 lets the system choose. */
    public static final class ServerPort extends Small {
        public ServerPort() {
            super("a port", 0, 65535);
        }
    }

    /** The length of a listening socket's queue: Java would turn 0 into 50 without a word. */
    public static final class Backlog extends Small {
        public Backlog() {
            super("a length of the queue", 1, 65535);
        }
    }

    /** How many clients at the same time. */
    public static final class Clients extends Small {
        public Clients() {
            super("a number of clients", 1, Integer.MAX_VALUE);
        }
    }

    /** How many: 1 or more. */
    public static final class Count extends Whole {
        public Count() {
            super("a count", 1, Long.MAX_VALUE);
        }
    }

    /** A size in bytes that memory must hold. */
    public static final class BufferSize extends Small {
        public BufferSize() {
            super("a buffer size", 1, 64 * 1024 * 1024);
        }
    }

    /** A share in percent, with decimals. */
    public static final class Percent extends Decimal {
        public Percent() {
            super("a percentage (0 to 100)", 100);
        }
    }

    /** A time in seconds, with decimals, up to some thirty years. */
    public static final class Seconds extends Decimal {
        public Seconds() {
            super("a time in seconds (0 to 1000000000)", 1e9);
        }
    }

    /** A time in seconds that is not 0. */
    public static final class Duration implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            double seconds = new Seconds().convert(value);
            if (seconds > 0) return seconds;
            throw new TypeConversionException("not a time in seconds (more than 0)");
        }
    }

    /** A number with decimals from 0 to a bound. */
    private abstract static class Decimal implements ITypeConverter<Double> {
        private final String what;
        private final double most;

        Decimal(String what, double most) {
            this.what = what;
            this.most = most;
        }

        @Override
        public Double convert(String value) {
            // parseDouble would also take "1f", "0x1p3", "NaN" and "Infinity"
            if (value.matches("[0-9]+(\\.[0-9]*)?|\\.[0-9]+")) {
                double number = Double.parseDouble(value);
                if (number <= most) return number;
            }
            throw new TypeConversionException("not " + what);
        }
    }
}
