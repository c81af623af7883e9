package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import sockets.libc.Fd;

/**
 * A receiver delays its acknowledgement, hoping to send it with an answer, and Nagle's algorithm at
 * the sender waits for it. TCP_QUICKACK sends the one that is due at once. It does not last: the
 * kernel goes back to delaying, so it is set again after each read. tcp(7), RFC 1122.
 */
final class QuickAck implements Demo {
    private static final int TCP_QUICKACK = 12;
    private static final int TRIES = 20;

    /** Half of what the kernel delays at least, 40 ms: a busy machine makes that longer only. */
    private static final long BETWEEN_NANOS = 20_000_000;

    private static final int PATIENCE_SECONDS = 5;

    @Override
    public void run(Stage stage) throws IOException {
        long delayed = shortest(stage, false);
        long quick = shortest(stage, true);
        stage.check(delayed > BETWEEN_NANOS, "delayed", TRIES, Stage.millis(delayed));
        stage.check(quick < BETWEEN_NANOS, "quick", TRIES, Stage.millis(quick));
    }

    /** The shortest of several tries; the first is shown. */
    private static long shortest(Stage stage, boolean quick) throws IOException {
        stage.say(quick ? "with" : "without");
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++)
            try (Link link = Link.tcp()) {
                byte[] patience = Link.timeval(PATIENCE_SECONDS * 1_000_000L);
                link.server().setsockopt(SOL_SOCKET, SO_RCVTIMEO, patience);
                if (i == 0) link.tell(stage);
                shortest = Math.min(shortest, request(link.client(), link.server(), quick));
            }
        return shortest;
    }

    /** A request in two small writes: the second leaves when the first is acknowledged. */
    private static long request(Fd client, Fd server, boolean quick) throws IOException {
        // a new connection acknowledges quickly; 0 makes it delay, as it does once both ends talk
        server.setsockopt(IPPROTO_TCP, TCP_QUICKACK, 0);
        long start = System.nanoTime();
        client.send(Datagram.bytes("HO"), 0);
        client.send(Datagram.bytes("LA"), 0);
        server.recv(2, 0);
        if (quick) server.setsockopt(IPPROTO_TCP, TCP_QUICKACK, 1);
        server.recv(2, 0);
        return System.nanoTime() - start;
    }
}
