package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
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
            link.tell(stage);
            link.server().getsockopt(SOL_SOCKET, SO_RCVLOWAT);
            link.client().send(new byte[5], 0);
            Poll.once(link.server(), POLLIN, PATIENCE_MILLIS);
            long start = System.nanoTime();
            int read = link.server().recv(100, 0).length;
            long took = System.nanoTime() - start;
            boolean atOnce = took < LIMIT_MILLIS * 1e6 / 2;
            stage.check(read == 5 && atOnce, "first", read, Stage.millis(took));
        }
    }

    /** Five bytes are there, and recv waits for more, until another option ends that. */
    private static void tooFew(Stage stage) throws IOException {
        try (Link link = Link.tcp()) {
            link.tell(stage);
            link.server().setsockopt(SOL_SOCKET, SO_RCVLOWAT, ENOUGH);
            link.client().send(new byte[5], 0);
            int events = Poll.once(link.server(), POLLIN, LIMIT_MILLIS);
            stage.check(events == 0, "not-readable", LIMIT_MILLIS);
            byte[] limit = Link.timeval(LIMIT_MILLIS * 1000L);
            String shown = LIMIT_MILLIS / 1000 + " s";
            link.server().setsockopt(SOL_SOCKET, SO_RCVTIMEO, limit, shown);
            long start = System.nanoTime();
            int read = link.server().recv(100, 0).length;
            long took = System.nanoTime() - start;
            stage.check(took > LIMIT_MILLIS * 0.9e6, "waited", Stage.millis(took), read);
        }
    }

    private static void enough(Stage stage) throws IOException {
        try (Link link = Link.tcp()) {
            link.tell(stage);
            link.server().setsockopt(SOL_SOCKET, SO_RCVLOWAT, ENOUGH);
            link.client().send(new byte[5], 0);
            link.client().send(new byte[5], 0);
            int events = Poll.once(link.server(), POLLIN, PATIENCE_MILLIS);
            int read = link.server().recv(100, MSG_DONTWAIT).length;
            stage.check(events == POLLIN && read == ENOUGH, "enough", read);
        }
    }
}
