package sockets.harness.load;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.HdrHistogram.Histogram;
import sockets.common.text.Failure;

/**
 * Counts what happens with one number of connections, and knows when to: while the connections are
 * made and warm up nothing counts but errors. A request that is still under way when time is over
 * is not counted, but its latency is: a server that stops would look fast otherwise. All times are
 * System.nanoTime(), given by the caller, who has them already.
 */
public final class Meter {
    /** What is going on. */
    public enum Phase {
        CONNECTING,
        WARM_UP,
        MEASURING,
        DRAINING
    }

    /** Who is told while it runs. */
    public interface Watcher {
        /** Some time has passed. */
        void progress(Meter meter, long now);

        /** The first error; the others are only counted. */
        void failed(Failure failure);
    }

    /** The longest latency that can be told from longer ones: an hour. */
    private static final long LONGEST = 3_600_000_000_000L;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final long PROGRESS_NANOS = 200_000_000;

    private static final long ON_TIME_NANOS = 1_000_000;

    private final Histogram latencies = new Histogram(1, LONGEST, 3);
    private final int connections;
    private final long warmUpNanos;
    private final long measuredNanos;
    private final Watcher watcher;

    /** Set by another thread. */
    private volatile boolean stopped;

    private Phase phase = Phase.CONNECTING;
    private int made;
    private long phaseBegin;
    private long phaseEnd;
    private long lastProgress;
    private long measured;
    private long waitBegin;
    private boolean waiting;
    private long waited;
    private long cpu;
    private int answered;
    private long requests;
    private long unanswered;
    private long errors;
    private long left;
    private long behind;
    private long mostBehind;
    private long losses;
    private long late;
    private long duplicates;

    public Meter(int connections, long warmUpNanos, long measuredNanos, Watcher watcher) {
        this.connections = connections;
        this.warmUpNanos = warmUpNanos;
        this.measuredNanos = measuredNanos;
        this.watcher = watcher;
    }

    /** Ends the measurement with the next tick, from another thread. */
    public void stop() {
        stopped = true;
    }

    /** So many connections stand. */
    public void connected(int made) {
        this.made = made;
    }

    /** The connections are made: the warm-up begins. */
    public void begin(long now) {
        enter(Phase.WARM_UP, now, warmUpNanos);
    }

    /** Time is over, or nobody is left to answer. */
    public void finish(long now) {
        if (phase == Phase.MEASURING) {
            measured = now - phaseBegin;
            cpu = THREADS.getCurrentThreadCpuTime() - cpu;
        }
        phase = Phase.DRAINING;
    }

    private void enter(Phase next, long now, long nanos) {
        phase = next;
        phaseBegin = now;
        phaseEnd = now + nanos;
    }

    /** Goes on to the next phase when its time has come; false when no more is to be sent. */
    public boolean tick(long now) {
        if (phase == Phase.WARM_UP && now - phaseEnd >= 0) {
            enter(Phase.MEASURING, now, measuredNanos);
            cpu = THREADS.getCurrentThreadCpuTime();
            losses = 0;
            late = 0;
            duplicates = 0;
        } else if (stopped || phase == Phase.MEASURING && now - phaseEnd >= 0) {
            finish(now);
        }
        if (phase != Phase.DRAINING && now - lastProgress > PROGRESS_NANOS) {
            lastProgress = now;
            watcher.progress(this, now);
        }
        return phase != Phase.DRAINING;
    }

    /** Milliseconds until the next tick is due, at least 1 and at most the limit. */
    public long millis(long now, long limit) {
        if (phase != Phase.WARM_UP && phase != Phase.MEASURING) return limit;
        return Math.max(1, Math.min(limit, (phaseEnd - now + 999_999) / 1_000_000));
    }

    /**
     * A request of a fixed rate leaves, so long after it was due. What is due within one wait of
     * the generator is on time.
     */
    public void leaves(long nanosLate) {
        if (phase != Phase.MEASURING) return;
        left++;
        if (nanosLate > ON_TIME_NANOS) behind++;
        mostBehind = Math.max(mostBehind, nanosLate);
    }

    /** Share of the requests that left late. */
    double behindShare() {
        return left == 0 ? 0 : (double) behind / left;
    }

    /** Nanoseconds by which one of them was late. */
    long mostBehind() {
        return mostBehind;
    }

    /** The generator has nothing to do from now on. */
    public void waitBegins(long now) {
        waitBegin = now;
        waiting = true;
    }

    /** The generator has something to do; only the first end after a beginning counts. */
    public void waitEnds(long now) {
        if (waiting && phase == Phase.MEASURING) waited += now - waitBegin;
        waiting = false;
    }

    /** True until the wait ends: only its end needs a look at the clock. */
    public boolean isWaiting() {
        return waiting;
    }

    /** A request was answered after so long; true if it counts. */
    public boolean answered(long nanos) {
        boolean counts = phase == Phase.MEASURING;
        if (counts) requests++;
        // one that time overtook is no request of this second, but its wait was one
        if (counts || measured > 0) latencies.recordValue(Math.min(nanos, LONGEST));
        return counts;
    }

    /** A request has waited so long, and is given up: its wait is at least a latency. */
    public void unanswered(long nanos) {
        if (measured == 0) return;
        unanswered++;
        latencies.recordValue(Math.min(nanos, LONGEST));
    }

    /** The longest latency so far, in nanoseconds; 0 if there is none. */
    public long longest() {
        return latencies.getMaxValue();
    }

    /** A connection got the first of its answers that count. */
    public void connectionAnswered() {
        answered++;
    }

    /** A connection broke, or brought bytes that nobody sent. */
    public void error(Failure failure) {
        if (errors++ == 0) watcher.failed(failure);
    }

    public void lost() {
        if (phase != Phase.DRAINING) losses++;
    }

    public void late() {
        if (phase != Phase.DRAINING) late++;
    }

    public void duplicate() {
        if (phase != Phase.DRAINING) duplicates++;
    }

    public Phase phase() {
        return phase;
    }

    int connections() {
        return connections;
    }

    int made() {
        return made;
    }

    /** Requests a second so far; 0 before any is measured. */
    double rate(long now) {
        return phase == Phase.MEASURING ? requests * 1e9 / Math.max(1, now - phaseBegin) : 0;
    }

    /** Seconds of the present phase. */
    double seconds(long now) {
        return (now - phaseBegin) / 1e9;
    }

    /** Share of the measured time in which the generator's thread had a processor. */
    double processorShare() {
        return measured == 0 ? 0 : (double) cpu / measured;
    }

    /** The results; before the end of the measurement they are empty. */
    public LoadRow row() {
        return new LoadRow(
                connections,
                answered,
                requests,
                measured,
                latencies.getValueAtPercentile(50),
                latencies.getValueAtPercentile(90),
                latencies.getValueAtPercentile(99),
                latencies.getMaxValue(),
                errors,
                unanswered,
                losses,
                late,
                duplicates,
                measured == 0 ? 0 : 1 - (double) Math.min(waited, measured) / measured);
    }
}
