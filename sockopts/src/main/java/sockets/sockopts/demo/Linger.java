package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * What close does with a connection: as a rule an orderly end that returns at once and goes on
 * behind the scenes; with SO_LINGER {on, 0} the connection is aborted (RST, nothing stays in
 * TIME_WAIT); with {on, 2} close waits for unsent data. socket(7), tcp(7).
 */
final class Linger implements Demo {
    private static final int WAIT_SECONDS = 2;

    @Override
    public void run(Stage stage) throws IOException, InterruptedException {
        orderly(stage);
        abort(stage);
        atOnce(stage);
        waiting(stage);
    }

    /** Without the option: end of file for the peer, TIME_WAIT for who closed first. */
    private static void orderly(Stage stage) throws IOException, InterruptedException {
        try (Link link = Link.tcp()) {
            InetSocketAddress local = link.client().getsockname();
            InetSocketAddress remote = link.client().getpeername();
            link.client().close();
            stage.call("client", "close() = 0");
            int read = stage.tell("server", link.server()).recv(100, 0).length;
            link.server().close();
            stage.call("server", "close() = 0");
            stage.check(read == 0, "end");
            String state = TcpTable.await(local, remote, TcpTable.TIME_WAIT);
            stage.check(TcpTable.TIME_WAIT.equals(state), "time-wait", state);
        }
    }

    /** {on, 0}: the peer's read fails, and the connection is gone. */
    private static void abort(Stage stage) throws IOException {
        try (Link link = Link.tcp()) {
            InetSocketAddress local = link.client().getsockname();
            InetSocketAddress remote = link.client().getpeername();
            linger(stage, link, 0);
            link.client().close();
            stage.call("client", "close() = 0");
            stage.tell("server", link.server());
            String result = Link.result(() -> link.server().recv(100, 0));
            stage.check(result.equals("-1 ECONNRESET"), "reset", result);
            String state = TcpTable.state(local, remote);
            stage.check(state == null, "gone", state == null ? "-" : state);
        }
    }

    /** Without the option close returns at once, whatever is still to be sent. */
    private static void atOnce(Stage stage) throws IOException {
        long took = closeFull(stage, false);
        stage.check(took < WAIT_SECONDS * 1e9 / 4, "at-once", Stage.millis(took));
    }

    /** {on, 2}: close waits while the peer does not read. */
    private static void waiting(Stage stage) throws IOException {
        long took = closeFull(stage, true);
        stage.check(took > WAIT_SECONDS * 1e9 * 3 / 4, "waited", Stage.millis(took));
    }

    /** Closes a connection with unsent data, for the peer does not read: how long that takes. */
    private static long closeFull(Stage stage, boolean linger) throws IOException {
        try (Link link = Link.tcp()) {
            if (linger) linger(stage, link, WAIT_SECONDS);
            // one line tells all the sends
            link.hush();
            int sent = Link.fill(link.client());
            stage.call("client", "send(..., MSG_DONTWAIT) ... = " + sent + ", then -1 EAGAIN");
            long start = System.nanoTime();
            link.client().close();
            long took = System.nanoTime() - start;
            stage.call("client", "close() = 0");
            return took;
        }
    }

    private static void linger(Stage stage, Link link, int seconds) throws IOException {
        byte[] on = Link.ints(1, seconds);
        String shown = "{on, " + seconds + " s}";
        stage.tell("client", link.client()).setsockopt(SOL_SOCKET, SO_LINGER, on, shown);
    }
}
