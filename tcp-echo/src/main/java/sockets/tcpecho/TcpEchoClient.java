package sockets.tcpecho;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import sockets.common.net.Addresses;

/**
 * TCP echo client: connected before anything is typed, then one select for the socket and the
 * keyboard. Step 7 of the practical; connect(2), write(2), read(2), shutdown(2), epoll(7).
 */
final class TcpEchoClient implements Closeable {
    private final SocketChannel socket;
    private final Selector selector;
    private final InetSocketAddress server;
    private final TcpFailures failures;

    /** Opens the socket; connects nothing yet. */
    TcpEchoClient(SelectorProvider sockets, InetSocketAddress server, ClientSettings settings)
            throws IOException {
        this.server = server;
        failures = new TcpFailures(server);
        // socket: with the family that is meant, or Java opens AF_INET6
        socket = sockets.openSocketChannel(Addresses.family(server));
        selector = sockets.openSelector();
        settings.apply(socket);
    }

    /** connect: the three-way handshake; blocks until the server's kernel has answered. */
    void connect() throws IOException {
        long start = System.nanoTime();
        try {
            socket.connect(server);
        } catch (ClosedChannelException e) {
            // the wait was ended from another thread: time is over, or Ctrl-C
            throw e;
        } catch (IOException e) {
            throw failures.notConnected(e, System.nanoTime() - start);
        }
        // two SYNs that cross are a connection, too: a socket can have one with itself
        if (socket.getLocalAddress().equals(server)) throw failures.self();
        // a select needs a non-blocking socket: from now on read and write never wait
        socket.configureBlocking(false);
        socket.register(selector, SelectionKey.OP_READ);
    }

    /**
     * Waits until the server has sent something (or, if we want to write, until the kernel takes
     * more), some milliseconds have passed (0: for ever), or {@link #wakeup} is called.
     */
    boolean await(boolean wantsToWrite, long millis) throws IOException {
        int write = wantsToWrite ? SelectionKey.OP_WRITE : 0;
        SelectionKey key = socket.keyFor(selector).interestOps(SelectionKey.OP_READ | write);
        int ready = selector.select(millis);
        boolean readable = ready > 0 && key.isReadable();
        selector.selectedKeys().clear();
        return readable;
    }

    /**
     * Writes what the kernel takes now, which may be a part, or nothing while its buffer is full.
     */
    int write(ByteBuffer data) throws IOException {
        try {
            return socket.write(data);
        } catch (IOException e) {
            throw failures.of("write", e);
        }
    }

    /** Reads what has come, at most the buffer's room; -1 when the server has closed its side. */
    int read(ByteBuffer data) throws IOException {
        try {
            return socket.read(data);
        } catch (IOException e) {
            throw failures.of("read", e);
        }
    }

    /** shutdown(SHUT_WR): sends FIN; the server reads end of file, and can still answer. */
    void shutdownOutput() throws IOException {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw failures.of("shutdown", e);
        }
    }

    /** Ends a wait from another thread. */
    synchronized void wakeup() {
        // a closed selector would throw: the keyboard may be a moment late
        if (selector.isOpen()) selector.wakeup();
    }

    @Override
    public synchronized void close() throws IOException {
        if (!selector.isOpen()) return;
        selector.close();
        socket.close();
    }
}
