package sockets.chat;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;
import sockets.common.net.Addresses;
import sockets.common.net.Reachable;
import sockets.common.text.Failure;

/**
 * Chat client: the socket. One thread reads what the server sends, another one writes what is
 * typed: both may wait as long as they like. Step 10 of the practical; connect(2), read(2),
 * write(2).
 */
final class ChatClient implements Closeable {
    private static final int BLOCK = 16 * 1024;

    private final InetSocketAddress server;
    private final SocketChannel socket;
    private final ByteBuffer buffer = ByteBuffer.allocate(BLOCK);

    /** Opens the socket and connects it. */
    ChatClient(SelectorProvider sockets, InetSocketAddress server) throws IOException {
        this.server = server;
        // socket: with the family that is meant, or Java opens AF_INET6
        socket = sockets.openSocketChannel(Addresses.family(server));
        // setsockopt: a line leaves at once
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        long start = System.nanoTime();
        try {
            // connect: SYN, SYN+ACK, ACK
            socket.connect(server);
        } catch (IOException e) {
            close();
            throw notConnected(e, System.nanoTime() - start);
        }
    }

    private Failure notConnected(IOException e, long nanos) {
        Failure failure = new Failure("connect", Addresses.text(server), e);
        return switch (failure.reason()) {
            case ECONNREFUSED -> failure.hint("hint.refused" + Reachable.kind(server));
            case ENETUNREACH, EHOSTUNREACH -> failure.after(nanos);
            default -> failure;
        };
    }

    /** Writes a line and its end; waits while the kernel's buffer is full. */
    void send(String line) throws IOException {
        ByteBuffer out = StandardCharsets.UTF_8.encode(line + "\n");
        while (out.hasRemaining()) socket.write(out);
    }

    /** No more from this side; the server's last words can still come. */
    void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Waits for what the server sends; null at the end of file. */
    ByteBuffer read() throws IOException {
        return socket.read(buffer.clear()) < 0 ? null : buffer.flip();
    }

    InetSocketAddress server() {
        return server;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
