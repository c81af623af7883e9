package sockets.tcpecho;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sockets.common.net.Addresses;
import sockets.common.net.SocketTable;
import sockets.common.server.BindFailure;
import sockets.common.server.Client;
import sockets.common.server.Clients;
import sockets.common.server.Serving;
import sockets.common.text.Failure;
import sockets.common.text.Times;

/**
 * Iterative TCP echo server (RFC 862): one client at a time, on purpose; the others wait in the
 * kernel's queue. Step 7 of the practical; tcp(7), listen(2), accept(2).
 */
public final class TcpEchoServer implements Serving.Server {
    /** Pause after a failed accept: out of descriptors, it would fail again at once. */
    private static final double PAUSE_SECONDS = 0.5;

    private final ServerSocketChannel listener;
    private final InetSocketAddress address;
    private final ServerSettings settings;
    private final Clients clients;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile SocketChannel current;

    /** Opens the listening socket; from now on the kernel accepts connections into its queue. */
    public TcpEchoServer(
            SelectorProvider sockets,
            InetSocketAddress wanted,
            ServerSettings settings,
            Clients clients)
            throws IOException {
        this.settings = settings;
        this.clients = clients;
        // socket: with the family that is meant, or Java opens AF_INET6
        listener = sockets.openServerSocketChannel(Addresses.family(wanted));
        // setsockopt: restart without waiting for TIME_WAIT
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, settings.reuseAddress());
        try {
            // bind, then listen: Java does both in this call
            listener.bind(wanted, settings.backlog());
        } catch (IOException e) {
            close();
            Failure failure = BindFailure.of("tcp", wanted, e);
            boolean strict = !settings.reuseAddress() && failure.name().equals("EADDRINUSE");
            if (strict && SocketTable.servers("tcp", wanted.getPort()).isEmpty())
                failure.hint("hint.bind.time-wait", String.valueOf(wanted.getPort()));
            throw failure;
        }
        address = (InetSocketAddress) listener.getLocalAddress();
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    /** Serves one client after the other until the listener is closed. */
    @Override
    public void run() throws IOException {
        while (!stopsWithin(settings.holdSeconds())) {
            try {
                // accept: takes a connection from the queue, or blocks until there is one
                current = listener.accept();
                // closed while we accepted: nobody else would close this client
                if (!listener.isOpen()) current.close();
                echo(current, clients.connected((InetSocketAddress) current.getRemoteAddress()));
            } catch (ClosedChannelException e) {
                // close() from another thread: the usual end
                return;
            } catch (IOException e) {
                clients.refused(new Failure("accept", Addresses.text(address), e));
                stopsWithin(PAUSE_SECONDS);
            }
        }
    }

    /** Sends back what a client sends, until it has no more; its faults end only its connection. */
    private void echo(SocketChannel channel, Client client) throws IOException {
        try (channel) {
            settings.apply(channel);
            ByteBuffer buffer = settings.buffer();
            do {
                // read: what has come so far, at most the buffer; -1 (0 in C) is the end of file
                int length = channel.read(buffer.clear());
                buffer.flip();
                client.noteRead(length, buffer);
                if (length < 0) break;
                // write: blocks while the kernel's buffer is full, that is, while nobody reads
                while (buffer.hasRemaining()) client.noteWritten(channel.write(buffer));
            } while (!settings.once());
        } catch (IOException e) {
            client.noteBroken(e);
        }
        // the try has closed: FIN, or RST if there is unread data; who is first keeps TIME_WAIT
        client.noteClosed();
    }

    /** Waits, as --hold asks before each accept; true if the server is to end meanwhile. */
    private boolean stopsWithin(double seconds) {
        try {
            return stopped.await(Times.nanos(seconds), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (!listener.isOpen()) return;
        stopped.countDown();
        listener.close();
        SocketChannel channel = current;
        if (channel != null) channel.close();
    }
}
