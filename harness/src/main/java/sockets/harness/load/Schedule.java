package sockets.harness.load;

/**
 * When requests are due at a fixed rate, from a moment on: an open loop, in which nobody waits for
 * an answer before the next request is due. They go to the connections in turn.
 */
public final class Schedule {
    /** Requests that leave before the answers have their turn. */
    private static final int BURST = 64;

    /** Who sends a request of a connection, when it is its turn. */
    public interface Sender {
        void send(int connection, long now);
    }

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

    /**
     * Has what is due sent, or some of it: a rate that is too much for this machine shall end, too.
     *
     * @return the time after it
     */
    public long release(long now, Meter meter, Sender sender) {
        long time = now;
        for (int i = 0; i < BURST && isDue(time); i++, time = System.nanoTime()) {
            meter.leaves(time - moment());
            sender.send(take(), time);
        }
        return time;
    }

    boolean isDue(long now) {
        return now - moment(next) >= 0;
    }

    /** When the next request is due. */
    public long moment() {
        return moment(next);
    }

    /** Goes on to the one after the next; the connection whose turn it was. */
    int take() {
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
