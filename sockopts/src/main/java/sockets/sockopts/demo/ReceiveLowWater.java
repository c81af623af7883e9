package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import sockets.libc.Fd;
import sockets.libc.Poll;

/**
 * How many bytes must be there before a read returns, and before poll calls a socket readable: 1,
 * unless told otherwise. Linux counts the bytes that nobody has read: a read that has already taken
 * 5 may be woken only by 10 more. Better to poll first, as here. socket(7).
 */
final class ReceiveLowWater implements Demo {
    // <asm-generic/socket.h>
    private static final int SO_RCVLOWAT = 18;
    private static final int ENOUGH = 10;
    private static final int LIMIT_MILLIS = 1000;
    private static final int PATIENCE_MILLIS = 3000;

    @Override
    public void run(Stage stage) throws IOException {
        without(stage);
        tooFew(stage);
        enough(stage);
    }

    /** As a rule, the first bytes are enough. */
    private static void without(Stage stage) throws IOException {
        try (Link link = Link.tcp()) {
            int mark = link.server().getsockopt(SOL_SOCKET, SO_RCVLOWAT);
            stage.call("server", "getsockopt(SO_RCVLOWAT) = " + mark);
            send(stage, link);
            poll(stage, link.server(), PATIENCE_MILLIS);
            long start = System.nanoTime();
            int read = link.server().recv(100, 0).length;
            long took = System.nanoTime() - start;
            stage.call("server", "recv() = " + read);
            boolean atOnce = took < LIMIT_MILLIS * 1e6 / 2;
            stage.check(read == 5 && atOnce, "first", read, Stage.millis(took));
        }
    }

    /** Five bytes are there, and recv waits for more, until another option ends that. */
    private static void tooFew(Stage stage) throws IOException {
        try (Link link = Link.tcp()) {
            mark(stage, link.server());
            send(stage, link);
            int events = poll(stage, link.server(), LIMIT_MILLIS);
            stage.check(events == 0, "not-readable", LIMIT_MILLIS);
            link.server().setsockopt(SOL_SOCKET, SO_RCVTIMEO, Link.timeval(LIMIT_MILLIS * 1000L));
            stage.call("server", "setsockopt(SO_RCVTIMEO, " + LIMIT_MILLIS / 1000 + " s) = 0");
            long start = System.nanoTime();
            int read = link.server().recv(100, 0).length;
            long took = System.nanoTime() - start;
            stage.call("server", "recv() = " + read);
            stage.check(took > LIMIT_MILLIS * 0.9e6, "waited", Stage.millis(took), read);
        }
    }

    private static void enough(Stage stage) throws IOException {
        try (Link link = Link.tcp()) {
            mark(stage, link.server());
            send(stage, link);
            send(stage, link);
            int events = poll(stage, link.server(), PATIENCE_MILLIS);
            int read = link.server().recv(100, MSG_DONTWAIT).length;
            stage.call("server", "recv() = " + read);
            stage.check(events == POLLIN && read == ENOUGH, "enough", read);
        }
    }

    private static void mark(Stage stage, Fd fd) throws IOException {
        fd.setsockopt(SOL_SOCKET, SO_RCVLOWAT, ENOUGH);
        stage.call("server", "setsockopt(SO_RCVLOWAT, " + ENOUGH + ") = 0");
    }

    private static void send(Stage stage, Link link) throws IOException {
        stage.call("client", "send(5 bytes) = " + link.client().send(new byte[5], 0));
    }

    private static int poll(Stage stage, Fd fd, int millis) throws IOException {
        int events = Poll.once(fd, POLLIN, millis);
        stage.call("server", "poll(POLLIN, " + millis / 1000 + " s) = " + Link.events(events));
        return events;
    }
}
