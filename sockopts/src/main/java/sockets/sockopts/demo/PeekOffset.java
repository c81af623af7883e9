package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import sockets.libc.Fd;

/** Where MSG_PEEK looks: always at the start, or on from where it looked last. socket(7). */
final class PeekOffset implements Demo {
    private static final int SO_PEEK_OFF = 42;

    @Override
    public void run(Stage stage) throws IOException {
        Fd[] pair = Fd.socketpair(AF_UNIX, SOCK_STREAM, 0);
        try (Fd writer = stage.tell("writer", pair[0]);
                Fd reader = stage.tell("reader", pair[1])) {
            writer.send(Datagram.bytes("abcdef"), 0);
            String seen = peek(reader) + " " + peek(reader);
            stage.check(seen.equals("abc abc"), "start", seen);
            reader.setsockopt(SOL_SOCKET, SO_PEEK_OFF, 0);
            seen = peek(reader) + " " + peek(reader);
            stage.check(seen.equals("abc def"), "on", seen);
            int offset = reader.getsockopt(SOL_SOCKET, SO_PEEK_OFF);
            stage.check(offset == 6, "offset", offset);
            String read = text(reader.recv(4, 0));
            stage.check(read.equals("abcd"), "all-there", read);
            offset = reader.getsockopt(SOL_SOCKET, SO_PEEK_OFF);
            stage.check(offset == 2, "back", offset);
        }
    }

    private static String peek(Fd reader) throws IOException {
        return text(reader.recv(3, MSG_PEEK));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
