package sockets.tcpecho;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import sockets.common.Addresses;
import sockets.common.Explain;
import sockets.common.Failure;

/**
 * Iterative TCP echo server (RFC 862): one client at a time, on purpose; the others wait in the
 * kernel's queue. Step 7 of the practical; tcp(7), listen(2), accept(2).
 */
public final class TcpEchoServer implements Closeable {
    private final ServerSocketChannel listener;
    private final InetSocketAddress address;
    private final ServerSettings settings;
    private final TcpServerEvents events;
    private final Explain explain;
    private volatile SocketChannel client;

    /** Opens the listening socket; from now on the kernel accepts connections into its queue. */
    public TcpEchoServer(InetSocketAddress wanted, ServerSettings settings, TcpServerEvents events)
            throws IOException {
        this.settings = settings;
        this.events = events;
        explain = events.explain();
        listener = ServerSocketChannel.open(Addresses.family(wanted));
        explain.socket(wanted, "SOCK_STREAM", "ServerSocketChannel.open", "socket.tcp.server");
        explain.byJava("setsockopt(SO_REUSEADDR, 1) = 0", "ServerSocketChannel.open", "reuse.java");
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, settings.reuseAddress());
        String reuse = "setsockopt(SO_REUSEADDR, " + (settings.reuseAddress() ? 1 : 0) + ") = 0";
        explain.call(reuse, "ServerSocketChannel.setOption", settings.reuse());
        try {
            listener.bind(wanted, settings.backlog());
        } catch (IOException e) {
            explain.failed(
                    "bind(" + Addresses.text(wanted) + ")",
                    "ServerSocketChannel.bind",
                    "bind.failed",
                    e);
            close();
            throw new Failure("bind", Addresses.text(wanted), e).with(wanted.getPort());
        }
        address = (InetSocketAddress) listener.getLocalAddress();
        String bind = "bind(" + Addresses.text(wanted) + ") = 0";
        explain.call(bind, "ServerSocketChannel.bind", "bind.tcp");
        String listen = "listen(" + settings.backlog() + ") = 0";
        explain.call(listen, "ServerSocketChannel.bind", "listen", settings.backlog() + 1);
    }

    public InetSocketAddress address() {
        return address;
    }

    /** Serves one client after the other until the listener is closed. */
    public void run() throws IOException {
        while (events.hold(settings.holdSeconds())) {
            try {
                // accept: takes a connection from the queue, or blocks until there is one
                client = listener.accept();
                // closed while we accepted: nobody else would close this client
                if (!listener.isOpen()) client.close();
                events.connected((InetSocketAddress) client.getRemoteAddress());
                echo(client);
            } catch (ClosedChannelException e) {
                // close() from another thread: the usual end
                return;
            } catch (IOException e) {
                events.acceptFailed(new Failure("accept", Addresses.text(address), e));
            }
        }
    }

    /** Sends back what a client sends, until it has no more; its faults end only its connection. */
    private void echo(SocketChannel client) throws IOException {
        try (client) {
            settings.apply(client, explain);
            ByteBuffer buffer = settings.buffer();
            do {
                // read: what has come so far, at most the buffer; -1 (0 in C) is the end of file
                int length = client.read(buffer.clear());
                buffer.flip();
                events.read(length, buffer);
                if (length < 0) break;
                // write: blocks while the kernel's buffer is full, that is, while nobody reads
                while (buffer.hasRemaining()) events.wrote(client.write(buffer));
            } while (!settings.once());
        } catch (IOException e) {
            events.broken(e);
        }
        // the try has closed: FIN, or RST if there is unread data; who is first keeps TIME_WAIT
        events.closed();
    }

    @Override
    public synchronized void close() throws IOException {
        if (!listener.isOpen()) return;
        events.stop();
        listener.close();
        explain.call("close() = 0", "ServerSocketChannel.close", "close.listener");
        SocketChannel current = client;
        if (current != null) current.close();
    }
}
