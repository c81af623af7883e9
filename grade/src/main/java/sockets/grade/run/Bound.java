package sockets.grade.run;

import sockets.common.Pressure;

/** A time for a line, not counted while somebody waits for a processor: three times as long. */
final class Bound {
    private static final int MOST = 3;

    private final long nanos;
    private final long begin = System.nanoTime();
    private final long pressed = Pressure.nanos();

    Bound(double seconds) {
        nanos = (long) (seconds * 1e9);
    }

    boolean passed() {
        long elapsed = System.nanoTime() - begin;
        if (elapsed < nanos) return false;
        return elapsed > MOST * nanos || elapsed - (Pressure.nanos() - pressed) > nanos;
    }
}
