package sockets.tcpecho.check;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import sockets.common.net.Addresses;
import sockets.common.text.Failure;
import sockets.common.text.Reason;
import sockets.harness.check.Deadline;
import sockets.tcpecho.TcpFailures;

/** A client of the checks: every wait of it has an end, whatever the server does. */
final class TcpPeer implements Closeable {
    /** A SYN that a full queue dropped is sent again after 1, 3 and 7 s. */
    private static final double CONNECT_SECONDS = 7.5;

    /** Bytes after which a server that sends without end is not listened to any more. */
    private static final int MOST = 8 << 20;

    static final int BLOCK = 64 * 1024;

    private final InetSocketAddress server;
    private final SocketChannel socket;
    private final Selector selector;
    private final SelectionKey key;
    private final ByteBuffer buffer = ByteBuffer.allocate(BLOCK);
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private boolean ended;

    /** Connects. */
    TcpPeer(InetSocketAddress server, Deadline deadline) throws IOException {
        this(server, 0);
        connect(deadline);
    }

    /**
     * Begins to connect, without waiting.
     *
     * @param window SO_RCVBUF in bytes, so that the kernel takes little for one that does not read;
     *     0 to leave it to the kernel
     */
    TcpPeer(InetSocketAddress server, int window) throws IOException {
        this.server = server;
        socket = SocketChannel.open(Addresses.family(server));
        selector = Selector.open();
        try {
            socket.configureBlocking(false);
            key = socket.register(selector, SelectionKey.OP_CONNECT);
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (window > 0) socket.setOption(StandardSocketOptions.SO_RCVBUF, window);
            socket.connect(server);
        } catch (IOException e) {
            throw notConnected(e);
        }
    }

    /** Waits for the connection. */
    void connect(Deadline deadline) throws IOException {
        Deadline wait = deadline.orIn(CONNECT_SECONDS);
        try {
            while (!socket.finishConnect()) {
                if (wait.passed()) throw timedOut(server);
                await(wait);
            }
            selector.selectedKeys().clear();
            // without a server a socket that was given the same port can meet itself
            if (socket.getLocalAddress().equals(server)) throw new TcpFailures(server).self();
        } catch (IOException e) {
            throw notConnected(e);
        }
    }

    private IOException notConnected(IOException e) throws IOException {
        close();
        return e instanceof Failure ? e : new Failure("connect", Addresses.text(server), e);
    }

    private static Failure timedOut(InetSocketAddress server) {
        return new Failure("connect", Addresses.text(server), Reason.ETIMEDOUT, "");
    }

    /**
     * Sends bytes while it receives, until all are sent and as many have come in all, or the server
     * closes, or time is over.
     *
     * @param total how many bytes are wanted in all since the connection
     */
    void exchange(byte[] bytes, long total, Deadline deadline) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while ((out.hasRemaining() || received.size() < total) && !ended && !deadline.passed()) {
            if (out.hasRemaining()) socket.write(out);
            if (!out.hasRemaining() && received.size() >= total) return;
            key.interestOps(
                    SelectionKey.OP_READ | (out.hasRemaining() ? SelectionKey.OP_WRITE : 0));
            await(deadline);
            receive();
        }
        // what came while this machine kept us waiting
        while (received.size() < total && !ended && receive() > 0) {}
    }

    /**
     * Sends without reading, until all is sent or nothing moves for a while.
     *
     * @return how many bytes went out
     */
    int flood(byte[] bytes, double stuckSeconds, Deadline deadline) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        key.interestOps(SelectionKey.OP_WRITE);
        while (out.hasRemaining() && !deadline.passed()) {
            // in pieces: Java copies what it is given before the kernel takes a part of it
            ByteBuffer piece = out.slice(out.position(), Math.min(out.remaining(), BLOCK));
            int taken = socket.write(piece);
            out.position(out.position() + taken);
            if (taken > 0) continue;
            Deadline stuck = deadline.orIn(stuckSeconds);
            int ready = 0;
            while (ready == 0 && !stuck.passed())
                ready = selector.select(Math.max(1, stuck.millis()));
            selector.selectedKeys().clear();
            if (ready == 0) break;
        }
        return out.position();
    }

    /** Receives until the end of file or until time is over; true at the end of file. */
    boolean receiveToEnd(Deadline deadline) throws IOException {
        key.interestOps(SelectionKey.OP_READ);
        while (!ended && !deadline.passed() && received.size() < MOST) {
            receive();
            if (ended) break;
            await(deadline);
        }
        while (!ended && received.size() < MOST && receive() > 0) {}
        return ended;
    }

    private void await(Deadline deadline) throws IOException {
        // 0 would be for ever
        selector.select(Math.max(1, deadline.millis()));
        selector.selectedKeys().clear();
    }

    private int receive() throws IOException {
        int length = socket.read(buffer.clear());
        if (length < 0) ended = true;
        else received.write(buffer.array(), 0, length);
        return length;
    }

    /** All that has come. */
    byte[] received() {
        return received.toByteArray();
    }

    /** How much has come. */
    int size() {
        return received.size();
    }

    /** Throws away what has come. */
    void forget() {
        received.reset();
    }

    boolean isEnded() {
        return ended;
    }

    void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes with RST instead of FIN, as a crashing program would. */
    void reset() throws IOException {
        if (socket.isOpen()) socket.setOption(StandardSocketOptions.SO_LINGER, 0);
        close();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        socket.close();
    }
}
