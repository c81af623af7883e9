package sockets.harness.check;

/**
 * How long the server took for an answer: what it waited for a processor meanwhile is the machine's
 * doing, and makes nobody a slow server.
 */
public final class Lap {
    private final Waits waits;
    private final long start;
    private final long before;

    Lap(Waits waits) {
        this.waits = waits;
        if (waits != null) waits.look();
        before = waits == null ? 0 : waits.soFar();
        start = System.nanoTime();
    }

    /** Seconds since it began. */
    public double seconds() {
        long elapsed = System.nanoTime() - start;
        if (waits == null) return 1e-9 * elapsed;
        waits.look();
        return 1e-9 * Math.max(0, elapsed - (waits.soFar() - before));
    }
}
