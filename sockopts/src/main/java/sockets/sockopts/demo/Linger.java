package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import sockets.libc.Errno;
import sockets.libc.LibcException;

/**
 * What close does with a connection: with SO_LINGER {on, 0} it is aborted (RST, nothing stays in
 * TIME_WAIT); with {on, 2} close waits for unsent data. socket(7).
 */
final class Linger implements Demo {
    private static final int WAIT_SECONDS = 2;

    @Override
    public void run(Stage stage) throws IOException {
        abort(stage);
        waiting(stage);
    }

    /** {on, 0}: the peer's read fails. */
    private void abort(Stage stage) throws IOException {
        try (Link link = Link.tcp()) {
            link.client().setsockopt(SOL_SOCKET, SO_LINGER, Link.ints(1, 0));
            stage.call("client", "setsockopt(SO_LINGER, {on, 0 s}) = 0");
            link.client().close();
            stage.call("client", "close() = 0");
            try {
                byte[] read = link.server().recv(100, 0);
                stage.check(false, "no-reset", read.length);
            } catch (LibcException e) {
                stage.call("server", "recv() = -1 " + e.name());
                stage.check(e.is(Errno.ECONNRESET), "reset", e.name());
            }
        }
    }

    /** {on, 2}: close waits while the peer does not read. */
    private void waiting(Stage stage) throws IOException {
        try (Link link = Link.tcp()) {
            link.client().setsockopt(SOL_SOCKET, SO_LINGER, Link.ints(1, WAIT_SECONDS));
            stage.call("client", "setsockopt(SO_LINGER, {on, " + WAIT_SECONDS + " s}) = 0");
            int sent = fill(link);
            stage.call("client", "send() ... = " + sent);
            long start = System.nanoTime();
            link.client().close();
            long took = System.nanoTime() - start;
            stage.call("client", "close() = 0");
            boolean waited = took > (WAIT_SECONDS - 0.5) * 1e9;
            stage.check(waited, "waited", Stage.millis(took));
        }
    }

    /** Sends until both buffers are full: some of it cannot have left when the socket is closed. */
    private static int fill(Link link) throws IOException {
        byte[] block = new byte[65536];
        int sent = 0;
        while (true) {
            try {
                sent += link.client().send(block, MSG_DONTWAIT);
            } catch (LibcException e) {
                if (e.is(Errno.EAGAIN)) return sent;
                throw e;
            }
        }
    }
}
