package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import sockets.libc.Fd;
import sockets.libc.Poll;

/**
 * TCP_CORK holds back every segment that is not full, until it is switched off, or some 200 ms have
 * passed: a program may write in small pieces, as a header and then a file, and they travel
 * together. tcp(7).
 */
final class Cork implements Demo {
    // <linux/tcp.h>
    private static final int TCP_CORK = 3;

    private static final int WRITES = 10;
    private static final int PATIENCE_MILLIS = 3000;

    @Override
    public void run(Stage stage) throws IOException {
        int apart = write(stage, 0);
        int joined = write(stage, 1);
        // 1, but two if this machine was so busy that 200 ms passed between the writes
        stage.check(apart >= WRITES, "apart", WRITES, apart);
        stage.check(joined <= 2, "joined", WRITES, joined);
        long free = arrival(stage, 0);
        long held = arrival(stage, 1);
        stage.check(
                held > 50_000_000 && held > 4 * free,
                "held",
                Stage.millis(held),
                Stage.millis(free));
    }

    /** Writes ten small pieces: how many segments that makes. */
    private static int write(Stage stage, int cork) throws IOException {
        try (Link link = Link.tcp()) {
            Fd client = link.client();
            // or Nagle's algorithm would join some of them, too
            client.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
            stage.call("client", "setsockopt(TCP_NODELAY, 1) = 0");
            client.setsockopt(IPPROTO_TCP, TCP_CORK, cork);
            stage.call("client", "setsockopt(TCP_CORK, " + cork + ") = 0");
            for (int i = 0; i < WRITES; i++) client.send(new byte[10], 0);
            stage.call("client", WRITES + " x send(10 bytes) = 10");
            stage.say("so-far", TcpInfo.of(client).dataSegsOut());
            if (cork == 1) {
                client.setsockopt(IPPROTO_TCP, TCP_CORK, 0);
                stage.call("client", "setsockopt(TCP_CORK, 0) = 0");
            }
            Poll.once(link.server(), POLLIN, PATIENCE_MILLIS);
            stage.call("server", "recv() = " + link.server().recv(1000, MSG_DONTWAIT).length);
            return TcpInfo.of(client).dataSegsOut();
        }
    }

    /** Writes one piece and never uncorks: how long until it arrives. */
    private static long arrival(Stage stage, int cork) throws IOException {
        try (Link link = Link.tcp()) {
            link.client().setsockopt(IPPROTO_TCP, TCP_CORK, cork);
            stage.call("client", "setsockopt(TCP_CORK, " + cork + ") = 0");
            long start = System.nanoTime();
            link.client().send(new byte[10], 0);
            stage.call("client", "send(10 bytes) = 10");
            int events = Poll.once(link.server(), POLLIN, PATIENCE_MILLIS);
            long took = System.nanoTime() - start;
            stage.call("server", "poll(POLLIN) = " + Link.events(events));
            return took;
        }
    }
}
