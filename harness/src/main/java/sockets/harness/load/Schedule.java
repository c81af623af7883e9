package sockets.harness.load;

/**
 * When requests are due at a fixed rate, from a moment on: an open loop, in which nobody waits for
 * an answer before the next request is due. They go to the connections in turn.
 */
public final class Schedule {
    private final long begin;
    private final double rate;
    private final int connections;
    private long next;

    /**
     * @param begin a System.nanoTime()
     * @param rate requests a second, over all connections
     */
    public Schedule(long begin, double rate, int connections) {
        this.begin = begin;
        this.rate = rate;
        this.connections = connections;
    }

    /** True if the next request is due. */
    public boolean isDue(long now) {
        return now - moment(next) >= 0;
    }

    /** When the next request is due. */
    public long moment() {
        return moment(next);
    }

    /** Goes on to the one after the next; the connection whose turn it was. */
    public int take() {
        return (int) (next++ % connections);
    }

    /** When the request with this number, from 0 on, of a connection is due. */
    public long moment(int connection, long number) {
        return moment(number * connections + connection);
    }

    private long moment(long number) {
        return begin + (long) (number * 1e9 / rate);
    }
}
