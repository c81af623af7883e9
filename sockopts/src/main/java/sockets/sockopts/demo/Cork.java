package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import sockets.libc.Fd;
import sockets.trace.Tracer;

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
            Fd client = stage.tell("client", link.client());
            // or Nagle's algorithm would join some of them, too
            client.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1);
            client.setsockopt(IPPROTO_TCP, TCP_CORK, cork);
            // one line tells all the sends
            client.tell(Tracer.SILENT, "");
            for (int i = 0; i < WRITES; i++) client.send(new byte[10], 0);
            stage.call("client", WRITES + " x send(10) = 10");
            stage.say("so-far", TcpInfo.of(client).dataSegsOut());
            if (cork == 1) stage.tell("client", client).setsockopt(IPPROTO_TCP, TCP_CORK, 0);
            Link.ready(link.server(), POLLIN, PATIENCE_MILLIS);
            stage.tell("server", link.server()).recv(1000, MSG_DONTWAIT);
            link.hush();
            return TcpInfo.of(client).dataSegsOut();
        }
    }

    /** Writes one piece and never uncorks: how long until it arrives. */
    private static long arrival(Stage stage, int cork) throws IOException {
        try (Link link = Link.tcp()) {
            stage.tell("client", link.client()).setsockopt(IPPROTO_TCP, TCP_CORK, cork);
            // told when the time is taken: the first telling takes longer than the data
            link.hush();
            long start = System.nanoTime();
            int sent = link.client().send(new byte[10], 0);
            boolean came = Link.ready(link.server(), POLLIN, PATIENCE_MILLIS);
            long took = System.nanoTime() - start;
            stage.call("client", "send(10) = " + sent);
            stage.call("server", "poll(POLLIN, " + PATIENCE_MILLIS + " ms) = " + (came ? 1 : 0));
            return took;
        }
    }
}
