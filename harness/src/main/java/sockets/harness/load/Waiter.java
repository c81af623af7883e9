package sockets.harness.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Waits for sockets to be ready, and tells the meter how long there was nothing to do. */
public final class Waiter {
    /** What select can wait for. */
    private static final long MILLI = 1_000_000;

    /** How long it is not asked in a shorter wait: a processor is needed by the server, too. */
    private static final long FINE_NANOS = 20_000;

    private final Selector selector;

    /** What select calls for each socket that is ready: one object for all its calls. */
    private final Consumer<SelectionKey> ready;

    private Meter meter;

    public Waiter(Selector selector, Consumer<SelectionKey> ready) {
        this.selector = selector;
        this.ready = ready;
    }

    /** Who counts from now on. */
    public void tells(Meter now) {
        meter = now;
    }

    /** Waits at most so long and serves what is ready; the time after it. */
    public long await(long now, long millis) throws IOException {
        meter.waitBegins(now);
        // epoll_wait
        selector.select(ready, millis);
        return after();
    }

    /** The same until a moment, but at most so many milliseconds. */
    public long awaitUntil(long now, long moment, long millis) throws IOException {
        long nanos = moment - now;
        if (nanos >= MILLI) return await(now, Math.min(millis, nanos / MILLI));
        meter.waitBegins(now);
        if (selector.selectNow(ready) == 0) LockSupport.parkNanos(Math.min(nanos, FINE_NANOS));
        return after();
    }

    private long after() {
        long now = System.nanoTime();
        meter.waitEnds(now);
        return now;
    }
}
