package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import sockets.common.text.Failure;
import sockets.common.text.Reason;
import sockets.libc.Fd;

/**
 * Nagle's algorithm holds a small segment back while an earlier one is not acknowledged; the peer
 * delays its acknowledgement, hoping to send it with an answer. A request in two small writes waits
 * for both. TCP_NODELAY switches the first off; one write does as well. tcp(7), RFC 896, RFC 1122.
 */
final class NoDelay implements Demo {
    private static final int EXCHANGES = 21;
    private static final int PATIENCE_SECONDS = 5;

    @Override
    public void run(Stage stage) throws IOException {
        long nagle = exchanges(stage, false, "HO", "LA");
        long noDelay = exchanges(stage, true, "HO", "LA");
        long oneWrite = exchanges(stage, false, "HOLA");
        stage.check(nagle > 20_000_000, "nagle", Stage.millis(nagle));
        stage.check(noDelay < nagle / 4, "no-delay", Stage.millis(noDelay));
        stage.check(oneWrite < nagle / 4, "one-write", Stage.millis(oneWrite));
    }

    /** Asks and answers many times on one connection: the median of how long it takes. */
    private static long exchanges(Stage stage, boolean noDelay, String... writes)
            throws IOException {
        try (Link link = Link.tcp()) {
            byte[] patience = Link.timeval(PATIENCE_SECONDS * 1_000_000L);
            link.client().setsockopt(SOL_SOCKET, SO_RCVTIMEO, patience);
            link.server().setsockopt(SOL_SOCKET, SO_RCVTIMEO, patience);
            stage.tell("client", link.client());
            link.client().setsockopt(IPPROTO_TCP, TCP_NODELAY, noDelay ? 1 : 0);
            stage.tell("server", link.server());
            long[] nanos = new long[EXCHANGES];
            nanos[0] = exchange(link, writes);
            // the others are the same
            link.hush();
            for (int i = 1; i < EXCHANGES; i++) nanos[i] = exchange(link, writes);
            Arrays.sort(nanos);
            long median = nanos[EXCHANGES / 2];
            stage.say("times", EXCHANGES, Stage.millis(median));
            return median;
        }
    }

    /** One request and its answer. The kernel delivers: no thread is needed for the server. */
    private static long exchange(Link link, String... writes) throws IOException {
        long start = System.nanoTime();
        int length = 0;
        for (String each : writes)
            length += link.client().send(each.getBytes(StandardCharsets.UTF_8), 0);
        receive(link.server(), length);
        link.server().send(Datagram.bytes("!"), 0);
        receive(link.client(), 1);
        return System.nanoTime() - start;
    }

    private static void receive(Fd fd, int length) throws IOException {
        for (int have = 0; have < length; ) {
            int more = fd.recv(length - have, 0).length;
            if (more == 0) throw new Failure("recv", "fd " + fd.number(), Reason.EOF, "");
            have += more;
        }
    }
}
