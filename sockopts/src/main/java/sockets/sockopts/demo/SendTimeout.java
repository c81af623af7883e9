package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.net.InetSocketAddress;
import sockets.libc.Fd;
import sockets.libc.LibcException;

/**
 * How long send waits at most for a peer that does not read, and connect for an answer. What was
 * taken until then counts; with nothing taken, EAGAIN. 0, the default, is for ever. socket(7).
 */
final class SendTimeout implements Demo {
    // <asm-generic/socket.h>
    private static final int SO_SNDTIMEO = 21;
    private static final int LIMIT_MILLIS = 500;
    private static final int FOR_EVER_MILLIS = 2000;

    /** More than the buffers of both ends hold. */
    private static final int MUCH = 8 << 20;

    @Override
    public void run(Stage stage) throws IOException, InterruptedException {
        SynCookies.none("SO_SNDTIMEO");
        sending(stage);
        connecting(stage);
        without(stage);
    }

    private static void sending(Stage stage) throws IOException, InterruptedException {
        try (Link link = small()) {
            limit(stage.tell("client", link.client()));
            long start = System.nanoTime();
            String taken =
                    Waiting.limited("send", () -> sendAll(link.client(), MUCH), LIMIT_MILLIS);
            long took = System.nanoTime() - start;
            int sent = taken.matches("[0-9]+") ? Integer.parseInt(taken) : 0;
            boolean part = sent > 0 && sent < MUCH;
            stage.check(part && waited(took), "part", taken, MUCH, Stage.millis(took));
            start = System.nanoTime();
            String result = Waiting.limited("send", () -> sendAll(link.client(), 1), LIMIT_MILLIS);
            took = System.nanoTime() - start;
            boolean limited = result.equals("-1 EAGAIN") && waited(took);
            stage.check(limited, "no-room", result, Stage.millis(took));
        }
    }

    /** The SYN gets no answer: the listener takes no segment. */
    private static void connecting(Stage stage) throws IOException, InterruptedException {
        try (Fd listener = Link.listening();
                Fd client = Fd.socket(AF_INET, SOCK_STREAM, 0)) {
            Link.vanish(listener, client);
            stage.say("vanished");
            limit(stage.tell("client", client));
            long start = System.nanoTime();
            InetSocketAddress server = listener.getsockname();
            String result =
                    Waiting.limited(
                            "connect",
                            () -> Link.result(() -> client.connect(server)),
                            LIMIT_MILLIS);
            long took = System.nanoTime() - start;
            boolean limited = result.equals("-1 EINPROGRESS") && waited(took);
            stage.check(limited, "connect", result, Stage.millis(took));
        }
    }

    /** Without the option: still waiting when the other has long given up. */
    private static void without(Stage stage) throws IOException, InterruptedException {
        try (Link link = small()) {
            Waiting<String> send = new Waiting<>("send", () -> sendAll(link.client(), MUCH));
            stage.call("client", "send(" + MUCH + ") ...");
            boolean waits = send.stillAfter(FOR_EVER_MILLIS);
            // only the end of the connection ends it
            link.server().close();
            stage.call("server", "close() = 0");
            stage.call("client", "... send(" + MUCH + ") = " + send.result());
            stage.check(waits, "without", FOR_EVER_MILLIS);
        }
    }

    /** A connection with small buffers. */
    private static Link small() throws IOException {
        Link link = Link.tcp();
        link.client().setsockopt(SOL_SOCKET, SO_SNDBUF, 65536);
        link.server().setsockopt(SOL_SOCKET, SO_RCVBUF, 65536);
        return link;
    }

    private static String sendAll(Fd fd, int length) {
        try {
            return String.valueOf(fd.send(new byte[length], 0));
        } catch (LibcException e) {
            return "-1 " + e.name();
        }
    }

    private static void limit(Fd fd) throws IOException {
        byte[] limit = Link.timeval(LIMIT_MILLIS * 1000L);
        fd.setsockopt(SOL_SOCKET, SO_SNDTIMEO, limit, LIMIT_MILLIS / 1000.0 + " s");
    }

    /** A busy machine may come back later, but without the option nothing would come back. */
    private static boolean waited(long nanos) {
        return nanos > LIMIT_MILLIS * 0.9e6;
    }
}
