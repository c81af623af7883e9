package sockets.tcpecho.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sockets.common.console.Console;
import sockets.common.text.Failure;
import sockets.common.text.Texts;
import sockets.harness.load.LoadRow;
import sockets.harness.load.Meter;

/** What is told of who was not served. */
@Timeout(300)
class TcpLoadTest {
    private static final long SECOND = 1_000_000_000;
    private static final int SIZE = 64;

    private final AtomicBoolean answers = new AtomicBoolean(true);

    /** Until when nobody is answered, as System.nanoTime() says; 0 for not at all. */
    private final AtomicLong stalls = new AtomicLong();

    /** Echoes while it is told to, each client in a thread of its own; then reads on. */
    private void serve(ServerSocket listener, int clients) {
        for (int i = 0; i < clients; i++) {
            Thread thread =
                    new Thread(
                            () -> {
                                try (Socket client = listener.accept()) {
                                    echo(client);
                                } catch (IOException e) {
                                    // the end of the test
                                }
                            });
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void echo(Socket client) throws IOException {
        byte[] request = new byte[SIZE];
        while (client.getInputStream().readNBytes(request, 0, SIZE) == SIZE) {
            while (stalls.get() > System.nanoTime())
                LockSupport.parkNanos(stalls.get() - System.nanoTime());
            if (answers.get()) client.getOutputStream().write(request);
        }
    }

    /** Loads a server that serves so many clients; what happens when some have been answered. */
    private LoadRow row(int connections, int served, Runnable whenMeasured, long nanos)
            throws IOException {
        return row(connections, served, 0, whenMeasured, nanos);
    }

    private LoadRow row(int connections, int served, int rate, Runnable whenMeasured, long nanos)
            throws IOException {
        ByteArrayOutputStream nowhere = new ByteArrayOutputStream();
        Console console = new Console("test", new Texts("en"), nowhere, nowhere);
        Meter.Watcher watcher =
                new Meter.Watcher() {
                    @Override
                    public void progress(Meter meter, long now) {
                        if (meter.phase() == Meter.Phase.MEASURING && meter.longest() > 0)
                            whenMeasured.run();
                    }

                    @Override
                    public void failed(Failure failure) {
                        throw new AssertionError(failure);
                    }
                };
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            serve(listener, served);
            InetSocketAddress server = (InetSocketAddress) listener.getLocalSocketAddress();
            try (TcpLoad load = new TcpLoad(server, SIZE, 1, console)) {
                Meter meter = new Meter(connections, SECOND / 10, nanos, watcher);
                stopped = meter;
                load.run(connections, rate, meter);
                return meter.row();
            }
        }
    }

    private Meter stopped;

    @Test
    void whoStopsToAnswerLeavesRequestsUnanswered() throws IOException {
        LoadRow row = row(3, 3, () -> answers.set(false), 2 * SECOND);
        assertEquals(3, row.unanswered());
        assertEquals(0, row.errors());
        assertTrue(row.max() > SECOND, "they were waited for, and that is among the latencies");
    }

    @Test
    void whoWasNeverServedWaitedForAllOfIt() throws IOException {
        LoadRow row = row(3, 1, () -> {}, SECOND);
        assertEquals(1, row.answered());
        assertEquals(2, row.unanswered());
        assertTrue(row.max() > SECOND, "the run, and the wait for the connections");
    }

    @Test
    void whoAnswersAllLeavesNone() throws IOException {
        assertEquals(0, row(3, 3, () -> {}, SECOND / 2).unanswered());
    }

    @Test
    void aRowThatWasStoppedTellsHowLongItRan() throws IOException {
        LoadRow row = row(2, 2, () -> stopped.stop(), 1000 * SECOND);
        assertTrue(row.nanos() > 0 && row.nanos() < 500 * SECOND, row::toString);
        assertEquals(0, row.unanswered());
    }

    /**
     * A second without answers, of four measured: of requests that are due at fixed moments a
     * quarter is due in it, and has waited 0 to 1 s when it ends. A tenth of all waited more than
     * 0.6 s, a hundredth more than 0.96 s.
     */
    @Test
    void atAFixedRateAStallIsEverybodysWhoWasDue() throws IOException {
        LoadRow row = row(4, 4, 400, this::stallOnce, 4 * SECOND);
        assertTrue(row.p90() > 0.5 * SECOND, row::toString);
        assertTrue(row.p99() > 0.9 * SECOND, row::toString);
        assertTrue(row.max() >= 0.98 * SECOND, row::toString);
        assertEquals(0, row.unanswered());
        assertEquals(0, row.errors());
    }

    /** Who waits for an answer before the next request meets it once. */
    @Test
    void inAClosedLoopItIsOneRequestOfEachConnection() throws IOException {
        LoadRow row = row(4, 4, this::stallOnce, 4 * SECOND);
        assertTrue(row.max() >= 0.98 * SECOND, row::toString);
        // as long as the others were answered at all
        if (row.requests() > 1000) assertTrue(row.p99() < 0.9 * SECOND, row::toString);
    }

    private void stallOnce() {
        stalls.compareAndSet(0, System.nanoTime() + SECOND);
    }

    @Test
    void aRateIsKeptFromTheFirstMomentOn() throws IOException {
        long begin = System.nanoTime();
        LoadRow row = row(3, 3, 300, () -> {}, SECOND);
        double seconds = (System.nanoTime() - begin) / 1e9;
        // on a busy machine those of the warm-up are answered while it is measured
        assertTrue(row.requests() > 0 && row.requests() <= 300 * seconds + 1, row::toString);
        assertEquals(0, row.unanswered());
    }
}
