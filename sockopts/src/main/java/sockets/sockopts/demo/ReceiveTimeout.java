package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import sockets.libc.Fd;

/**
 * How long a receive waits at most, accept included: then it fails with EAGAIN. 0, which is the
 * default, is for ever. socket(7).
 */
final class ReceiveTimeout implements Demo {
    private static final int[] LIMITS_MILLIS = {200, 1000};
    private static final int FOR_EVER_MILLIS = 2000;

    @Override
    public void run(Stage stage) throws IOException, InterruptedException {
        for (int limit : LIMITS_MILLIS)
            try (Fd fd = stage.tell("socket", Link.udp())) {
                limit(fd, limit);
                measure(stage, "recv", () -> fd.recv(100, 0), limit);
            }
        try (Fd listener = stage.tell("socket", Link.listening())) {
            limit(listener, LIMITS_MILLIS[0]);
            measure(stage, "accept", () -> listener.accept4(0).close(), LIMITS_MILLIS[0]);
        }
        without(stage);
    }

    private static void limit(Fd fd, int millis) throws IOException {
        byte[] limit = Link.timeval(millis * 1000L);
        fd.setsockopt(SOL_SOCKET, SO_RCVTIMEO, limit, millis / 1000.0 + " s");
    }

    private static void measure(Stage stage, String name, Link.Call call, int limit)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        String result = Waiting.limited(name, () -> Link.result(call), limit);
        long took = System.nanoTime() - start;
        // a busy machine may come back later
        boolean expected = result.equals("-1 EAGAIN") && took > limit * 0.9e6;
        stage.check(expected, "limited", name, result, Stage.millis(took));
    }

    /** Without the option: still waiting when the others have long given up. */
    private static void without(Stage stage) throws IOException, InterruptedException {
        try (Fd fd = Link.udp();
                Fd sender = stage.tell("other", Link.udp())) {
            Waiting<byte[]> recv = new Waiting<>("recv", () -> fd.recv(100, 0));
            stage.call("socket", "recv(100) ...");
            boolean waits = recv.stillAfter(FOR_EVER_MILLIS);
            // only a datagram ends it
            sender.sendto(new byte[1], 0, fd.getsockname());
            stage.call("socket", "... recv(100) = " + recv.result().length);
            stage.check(waits, "without", FOR_EVER_MILLIS);
        }
    }
}
