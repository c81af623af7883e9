package sockets.common.check;

/** A moment after which nobody waits any more. */
public final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    public static Deadline in(double seconds) {
        return new Deadline(System.nanoTime() + (long) (seconds * 1e9));
    }

    /** The earlier of this one and some seconds from now. */
    public Deadline orIn(double seconds) {
        Deadline other = in(seconds);
        return other.end - end < 0 ? other : this;
    }

    /** Waits a moment, or less if there is less time: a server that is struck may die slowly. */
    public void pause(double seconds) {
        try {
            Thread.sleep(orIn(seconds).millis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean passed() {
        return end - System.nanoTime() <= 0;
    }

    /** What is left in milliseconds, rounded up; 0 when it has passed. */
    public long millis() {
        return Math.max(0, (end - System.nanoTime() + 999_999) / 1_000_000);
    }
}
