package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import sockets.libc.Fd;
import sockets.libc.Poll;

/**
 * TCP can mark one byte as urgent. As a rule the receiver keeps it apart, for a read with MSG_OOB;
 * with SO_OOBINLINE it stays in the stream, where it was written. In both cases a read stops at the
 * mark. socket(7), tcp(7), RFC 6093.
 */
final class OutOfBandInline implements Demo {
    // <asm-generic/socket.h>
    private static final int SO_OOBINLINE = 10;
    private static final int PATIENCE_MILLIS = 3000;

    @Override
    public void run(Stage stage) throws IOException {
        apart(stage);
        inline(stage);
    }

    private static void apart(Stage stage) throws IOException {
        try (Link link = Link.tcp()) {
            link.tell(stage);
            send(link);
            Poll.once(link.server(), POLLPRI, PATIENCE_MILLIS);
            String urgent = text(link.server().recv(1, MSG_OOB));
            List<String> reads = read(link.server());
            boolean expected = urgent.equals("!") && reads.equals(List.of("abc", "def"));
            stage.check(expected, "apart", urgent, reads);
        }
    }

    private static void inline(Stage stage) throws IOException {
        try (Link link = Link.tcp()) {
            link.tell(stage);
            link.server().setsockopt(SOL_SOCKET, SO_OOBINLINE, 1);
            send(link);
            String result = Link.result(() -> link.server().recv(1, MSG_OOB));
            List<String> reads = read(link.server());
            stage.check(reads.equals(List.of("abc", "!def")), "inline", reads);
            stage.check(result.equals("-1 EINVAL"), "nothing-apart", result);
        }
    }

    private static void send(Link link) throws IOException {
        Fd client = link.client();
        client.send(Datagram.bytes("abc"), 0);
        client.send(Datagram.bytes("!"), MSG_OOB);
        client.send(Datagram.bytes("def"), 0);
        client.shutdown(SHUT_WR);
        // the end of the stream is there, so all of it is
        Link.ready(link.server(), POLLRDHUP, PATIENCE_MILLIS);
    }

    /** What each read gives, up to the end of the stream. */
    private static List<String> read(Fd fd) throws IOException {
        List<String> reads = new ArrayList<>();
        while (true) {
            byte[] bytes = fd.recv(100, 0);
            if (bytes.length == 0) return reads;
            reads.add(text(bytes));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
