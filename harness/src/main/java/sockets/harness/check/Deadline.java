package sockets.harness.check;

/**
 * A moment after which nobody waits any more. It is put off by what the server waits for a
 * processor, so that no verdict depends on what else the machine does.
 */
public final class Deadline {
    /** How often a wait that lasts is looked at. */
    private static final long LOOK_NANOS = 200_000_000;

    /** A machine that gives less than a tenth of a processor judges nobody. */
    private static final int MOST = 10;

    private final Waits waits;
    private final boolean budget;
    private long latest;
    private long end;
    private long looked = System.nanoTime();
    private long lost;

    private Deadline(double seconds, Waits waits, boolean budget) {
        long nanos = (long) (seconds * 1e9);
        this.waits = waits;
        this.budget = budget;
        end = looked + nanos;
        latest = looked + MOST * nanos;
        lost = lostSoFar();
    }

    /** So many seconds from now. */
    public static Deadline in(double seconds) {
        return in(seconds, null);
    }

    /**
     * So many seconds from now, not counted while a process, or one that it started, waits for a
     * processor.
     */
    public static Deadline of(long pid, double seconds) {
        return in(seconds, new Waits(() -> Tasks.family(pid)));
    }

    /** So many seconds from now, not counted while the server waits for a processor. */
    static Deadline in(double seconds, Waits waits) {
        return new Deadline(seconds, waits, false);
    }

    /** So many seconds for work of many turns, not counted while anybody waits for a processor. */
    static Deadline budget(double seconds, Waits waits) {
        return new Deadline(seconds, waits, true);
    }

    /** Begins to measure the server's time for an answer. */
    public Lap lap() {
        return new Lap(waits);
    }

    /** The earlier of this one and some seconds from now. */
    public Deadline orIn(double seconds) {
        return earlier(in(seconds, waits));
    }

    /** The same for a part of the work. */
    Deadline part(double seconds) {
        return earlier(budget(seconds, waits));
    }

    private Deadline earlier(Deadline other) {
        return other.end - end < 0 ? other : this;
    }

    private long lostSoFar() {
        if (waits == null) return 0;
        return budget ? waits.machineSoFar() : waits.soFar();
    }

    /** Gives so many seconds more. */
    void putOff(double seconds) {
        end += (long) (seconds * 1e9);
        latest += (long) (seconds * 1e9);
    }

    /** Waits a moment, or less if there is less time: a server that is struck may die slowly. */
    public void pause(double seconds) {
        Deadline pause = orIn(seconds);
        try {
            while (!pause.passed()) Thread.sleep(pause.millis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean passed() {
        long now = System.nanoTime();
        if (waits != null && (now - looked >= LOOK_NANOS || end - now <= 0)) putOff(now);
        return end - now <= 0;
    }

    private void putOff(long now) {
        waits.look();
        long lostSoFar = lostSoFar();
        // what was lost before this wait began is not its own
        long more = Math.min(lostSoFar - lost, now - looked);
        end = Math.min(latest, end + more);
        lost = lostSoFar;
        looked = now;
    }

    /** How long to wait before the next look, in milliseconds; 0 when it has passed. */
    public long millis() {
        long left = Math.max(0, end - System.nanoTime());
        if (waits != null) left = Math.min(left, LOOK_NANOS);
        return (left + 999_999) / 1_000_000;
    }
}
