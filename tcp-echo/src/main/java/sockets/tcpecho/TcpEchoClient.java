package sockets.tcpecho;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import sockets.common.Addresses;
import sockets.common.Explain;
import sockets.common.Failure;

/**
 * TCP echo client: connected before anything is typed, then one select for the socket and the
 * keyboard. Step 7 of the practical; connect(2), write(2), read(2), shutdown(2), epoll(7).
 */
final class TcpEchoClient implements Closeable {
    private final SocketChannel socket;
    private final Selector selector;
    private final InetSocketAddress server;
    private final Explain explain;
    private boolean peerClosed;

    /** Opens the socket; connects nothing yet. */
    TcpEchoClient(InetSocketAddress server, ClientSettings settings, Explain explain)
            throws IOException {
        this.server = server;
        this.explain = explain;
        socket = SocketChannel.open(Addresses.family(server));
        explain.socket(server, "SOCK_STREAM", "SocketChannel.open", "socket.tcp.client");
        selector = Selector.open();
        settings.apply(socket, explain);
    }

    /** connect: the three-way handshake; blocks until the server's kernel has answered. */
    void connect() throws IOException {
        long start = System.nanoTime();
        String to = Addresses.text(server);
        try {
            socket.connect(server);
        } catch (ClosedChannelException e) {
            // the wait was ended from another thread: time is over, or Ctrl-C
            throw e;
        } catch (IOException e) {
            throw new Failure("connect", to, e).after(System.nanoTime() - start);
        }
        explain.call("connect(" + to + ") = 0", "SocketChannel.connect", "connect.tcp");
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
        socket.keyFor(selector).interestOps(peerClosed ? write : SelectionKey.OP_READ | write);
        int ready = selector.select(millis);
        boolean readable = ready > 0 && socket.keyFor(selector).isReadable();
        selector.selectedKeys().clear();
        String call = "epoll_wait(" + (millis == 0 ? "for ever" : millis + " ms") + ") = " + ready;
        explain.call(call, "Selector.select", ready > 0 ? "epoll.ready" : "epoll.nothing");
        return readable;
    }

    /**
     * Writes what the kernel takes now, which may be a part, or nothing while its buffer is full.
     */
    int write(ByteBuffer data) throws IOException {
        int asked = data.remaining();
        int taken;
        try {
            taken = socket.write(data);
        } catch (IOException e) {
            throw new Failure("write", Addresses.text(server), e);
        }
        String result = taken == 0 && asked > 0 ? "-1 EAGAIN" : String.valueOf(taken);
        String key = taken < asked ? "write.part" : "write.client";
        explain.call("write(" + asked + ") = " + result, "SocketChannel.write", key);
        return taken;
    }

    /** Reads what has come, at most the buffer's room; -1 when the server has closed its side. */
    int read(ByteBuffer data) throws IOException {
        int room = data.remaining();
        int length;
        try {
            length = socket.read(data);
        } catch (IOException e) {
            throw new Failure("read", Addresses.text(server), e);
        }
        peerClosed = length < 0;
        String call = "read(" + room + ") = " + Math.max(0, length);
        explain.call(call, "SocketChannel.read", length < 0 ? "read.end" : "read.client");
        return length;
    }

    /** shutdown(SHUT_WR): sends FIN; the server reads end of file, and can still answer. */
    void shutdownOutput() throws IOException {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new Failure("shutdown", Addresses.text(server), e);
        }
        explain.call("shutdown(SHUT_WR) = 0", "SocketChannel.shutdownOutput", "shutdown");
    }

    /** Ends a wait from another thread. */
    void wakeup() {
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        if (!selector.isOpen()) return;
        selector.close();
        socket.close();
        explain.call("close() = 0", "SocketChannel.close", "close.tcp");
    }
}
