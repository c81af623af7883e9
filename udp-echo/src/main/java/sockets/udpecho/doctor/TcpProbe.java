package sockets.udpecho.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import sockets.common.net.Addresses;

/** One connection, one line to be echoed. connect(2), tcp(7). */
final class TcpProbe {
    private static final byte[] LINE = "doctor\n".getBytes(StandardCharsets.US_ASCII);
    private static final int ECHO_MILLIS = 3500;

    private final InetSocketAddress server;
    private final IcmpErrors errors;

    TcpProbe(InetSocketAddress server) {
        this.server = server;
        errors = new IcmpErrors(server);
    }

    /** Connects, and waits for the echo if that succeeds. */
    Seen run(int connectMillis) {
        long start = System.nanoTime();
        try (SocketChannel socket = SocketChannel.open(Addresses.family(server))) {
            try {
                socket.socket().connect(server, connectMillis);
            } catch (IOException e) {
                return Seen.none("connect", e, System.nanoTime() - start, errors);
            }
            return echo(socket, start);
        } catch (IOException e) {
            return Seen.none("socket", e, System.nanoTime() - start, errors);
        }
    }

    private static Seen echo(SocketChannel socket, long start) {
        ByteBuffer answer = ByteBuffer.allocate(LINE.length);
        try (Selector selector = Selector.open()) {
            socket.configureBlocking(false).register(selector, SelectionKey.OP_READ);
            socket.write(ByteBuffer.wrap(LINE));
            long end = System.nanoTime() + ECHO_MILLIS * 1_000_000L;
            while (answer.hasRemaining()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0 || selector.select(left) == 0) break;
                selector.selectedKeys().clear();
                if (socket.read(answer) < 0) {
                    String words = "connected; the server closed";
                    return Seen.of(Seen.Answer.CLOSED, System.nanoTime() - start, words);
                }
            }
        } catch (IOException e) {
            String words = "connected; the server reset the connection";
            return Seen.of(Seen.Answer.CLOSED, System.nanoTime() - start, words);
        }
        long nanos = System.nanoTime() - start;
        if (answer.position() == 0)
            return Seen.of(Seen.Answer.CONNECTED, nanos, "connected; no echo");
        boolean echo = answer.flip().equals(ByteBuffer.wrap(LINE));
        return echo
                ? Seen.of(Seen.Answer.ECHO, nanos, "connected; the echo came back")
                : Seen.of(Seen.Answer.OTHER_BYTES, nanos, "connected; other bytes came back");
    }
}
