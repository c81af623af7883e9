package sockets.harness.check;

/**
 * How fast the server answers, as the probes have seen it. Slow is not wrong: who answers slowly is
 * waited for longer and asked less often.
 */
public final class Pace {
    /** Seconds of silence after which no answer is expected any more, while no pace is known. */
    private static final double UNKNOWN = 5;

    private static final double SHORTEST = 2;
    private static final double LONGEST = 6;

    /** Seconds for an answer that make a server a slow one. */
    private static final double SLOW = 0.1;

    /** No server is waited for as if it took longer than this, in seconds, whatever it does. */
    private static final double MOST = 1;

    /**
     * How much an earlier answer tells about the next: one delay of the machine is soon forgotten.
     */
    private static final double MEMORY = 0.8;

    private final int times;
    private double answer;

    /**
     * @param times what the user gives of the usual time: 1, or more
     */
    public Pace(int times) {
        this.times = times;
    }

    /** An answer has come. */
    public void saw(Lap lap) {
        saw(lap.seconds());
    }

    /** An answer has come after so many seconds. */
    synchronized void saw(double seconds) {
        answer = Math.max(seconds, MEMORY * answer);
    }

    /** Seconds for an answer, as far as is known; 0 at the beginning. */
    public synchronized double answer() {
        return answer;
    }

    /** Seconds of silence after which no answer, and no more of one, is expected. */
    public synchronized double patience() {
        return times * (answer > 0 ? within(SHORTEST + 3 * answer) : UNKNOWN);
    }

    private static double within(double seconds) {
        return Math.min(LONGEST, seconds);
    }

    /** Seconds in which one is answered who does not have to wait for others. */
    public synchronized double atOnce() {
        return within(1 + 3 * answer);
    }

    public synchronized boolean isSlow() {
        return answer > SLOW;
    }

    /** How often to ask: less often who answers slowly. */
    public synchronized int rounds(int usual, int least) {
        return isSlow() ? Math.max(least, (int) (usual * SLOW / answer)) : usual;
    }

    /**
     * Of the time that a slow server is given besides the usual, the part due to this one: 0 to 1,
     * or so many times as much as the user gives. One that is just slow is given a third, as fifty
     * clients in turn take fifty answers' time.
     */
    public synchronized double slowness() {
        return isSlow() ? times * Math.sqrt(Math.min(MOST, answer) / MOST) : 0;
    }
}
