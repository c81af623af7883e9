package sockets.traceroute;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import sockets.libc.Cmsg;
import sockets.libc.Linux;

/**
 * One clock for this program and the kernel's stamps, which tell the time of day: the difference to
 * System.nanoTime is taken once, so that a clock that is set right meanwhile spoils no wait.
 */
final class StampClock {
    private final long offset;

    StampClock() {
        // the first calls load classes and take long: the shortest of some is the truest
        long best = Long.MAX_VALUE;
        long difference = 0;
        for (int i = 0; i < 5; i++) {
            long before = System.nanoTime();
            Instant day = Instant.now();
            long after = System.nanoTime();
            if (after - before >= best) continue;
            best = after - before;
            difference = nanos(day.getEpochSecond(), day.getNano()) - (before + after) / 2;
        }
        offset = difference;
    }

    private static long nanos(long seconds, long nanos) {
        return TimeUnit.SECONDS.toNanos(seconds) + nanos;
    }

    long now() {
        return System.nanoTime();
    }

    /**
     * The stamp among control messages (SO_TIMESTAMPING: three struct timespec, of which the first
     * is the kernel's) in the terms of {@link #now}; now if there is none.
     */
    long stamp(Iterable<Cmsg> cmsgs) {
        for (Cmsg cmsg : cmsgs) {
            boolean stamp =
                    cmsg.level() == Linux.SOL_SOCKET && cmsg.type() == Linux.SO_TIMESTAMPING;
            if (!stamp || cmsg.data().remaining() < 16) continue;
            long nanos = nanos(cmsg.data().getLong(0), cmsg.data().getLong(8));
            if (nanos != 0) return nanos - offset;
        }
        return now();
    }
}
