package sockets.chat;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import sockets.common.Addresses;
import sockets.common.Explain;
import sockets.common.Failure;
import sockets.common.Reachable;

/**
 * Chat client: the socket. One thread reads what the server sends, another one writes what is
 * typed: both may wait as long as they like. Step 10 of the practical; connect(2), read(2),
 * write(2).
 */
final class ChatClient implements Closeable {
    private static final int BLOCK = 16 * 1024;

    private final InetSocketAddress server;
    private final SocketChannel socket;
    private final Explain explain;
    private final ByteBuffer buffer = ByteBuffer.allocate(BLOCK);

    /** Opens the socket and connects it. */
    ChatClient(InetSocketAddress server, Explain explain) throws IOException {
        this.server = server;
        this.explain = explain;
        // socket: with the family that is meant, or Java opens AF_INET6
        socket = SocketChannel.open(Addresses.family(server));
        explain.socket(server, "SOCK_STREAM", "SocketChannel.open", "socket.tcp.client");
        // setsockopt: a line leaves at once
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        explain.call("setsockopt(TCP_NODELAY, 1) = 0", "SocketChannel.setOption", "nodelay");
        String call = "connect(" + Addresses.text(server) + ")";
        long start = System.nanoTime();
        try {
            // connect: SYN, SYN+ACK, ACK
            socket.connect(server);
        } catch (IOException e) {
            explain.failed(call, "SocketChannel.connect", "error", e);
            close();
            throw notConnected(e, System.nanoTime() - start);
        }
        explain.call(call + " = 0", "SocketChannel.connect", "connect.tcp");
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
        while (out.hasRemaining()) {
            int length = socket.write(out);
            explain.call(
                    "write(" + length + ") = " + length, "SocketChannel.write", "write.client");
        }
    }

    /** No more from this side; the server's last words can still come. */
    void shutdownOutput() throws IOException {
        socket.shutdownOutput();
        explain.call("shutdown(SHUT_WR) = 0", "SocketChannel.shutdownOutput", "shutdown");
    }

    /** Waits for what the server sends; null at the end of file. */
    ByteBuffer read() throws IOException {
        int length = socket.read(buffer.clear());
        String call = "read(" + BLOCK + ") = " + Math.max(0, length);
        explain.call(call, "SocketChannel.read", length < 0 ? "read.end" : "read.client");
        return length < 0 ? null : buffer.flip();
    }

    InetSocketAddress server() {
        return server;
    }

    @Override
    public synchronized void close() throws IOException {
        if (!socket.isOpen()) return;
        socket.close();
        explain.call("close() = 0", "SocketChannel.close", "close.tcp");
    }
}
