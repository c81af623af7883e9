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
import java.util.Arrays;
import sockets.common.net.Addresses;
import sockets.common.net.SocketTable;
import sockets.common.text.Failure;
import sockets.common.text.Reason;
import sockets.harness.check.Deadline;
import sockets.harness.check.Lap;
import sockets.harness.check.Pace;
import sockets.tcpecho.TcpFailures;

/** A client of the checks: every wait of it has an end, whatever the server does. */
final class TcpPeer implements Closeable {
    /** A SYN that a full queue dropped is sent again after 1, 3 and 7 s. */
    static final double CONNECT_SECONDS = 7.5;

    /** Bytes after which a server that sends without end is not listened to any more. */
    private static final int MOST = 8 << 20;

    private static final int BLOCK = 64 * 1024;

    /** The window of a client that does not read: the kernel shall not take all on its behalf. */
    static final int SMALL_WINDOW = 16 * 1024;

    /** What is longer takes its time on the way: it tells nothing about the server's pace. */
    private static final int SHORT = 4096;

    private final InetSocketAddress server;
    private final Pace pace;
    private final SocketChannel socket;
    private final Selector selector;
    private final SelectionKey key;
    private final ByteBuffer buffer = ByteBuffer.allocate(BLOCK);
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private boolean ended;
    private boolean wasReset;
    private double silence;
    private Lap quiet;

    /** Connects. */
    TcpPeer(InetSocketAddress server, Pace pace, Deadline deadline) throws IOException {
        this(server, pace, 0);
        connect(deadline);
    }

    /**
     * Begins to connect, without waiting.
     *
     * @param window SO_RCVBUF in bytes, so that the kernel takes little for one that does not read;
     *     0 to leave it to the kernel
     */
    TcpPeer(InetSocketAddress server, Pace pace, int window) throws IOException {
        this.server = server;
        this.pace = pace;
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
     * ends the connection, or nothing moves for as long as the server's pace allows, or time is
     * over.
     *
     * @param total how many bytes are wanted in all since the connection
     */
    void exchange(byte[] bytes, long total, Deadline deadline) throws IOException {
        exchange(bytes, total, deadline, pace.patience());
    }

    /** The same with another patience, in seconds. */
    void exchange(byte[] bytes, long total, Deadline deadline, double patience) throws IOException {
        Lap lap = deadline.lap();
        long came = System.nanoTime();
        quiet = lap;
        Deadline wait = deadline.orIn(patience);
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while ((out.hasRemaining() || received.size() < total) && !ended && !wait.passed()) {
            int before = out.remaining() - received.size();
            if (out.hasRemaining()) send(out);
            if (!out.hasRemaining() && received.size() >= total) break;
            key.interestOps(
                    SelectionKey.OP_READ | (out.hasRemaining() ? SelectionKey.OP_WRITE : 0));
            await(wait);
            int length = receive();
            if (length > 0) {
                came = System.nanoTime();
                quiet = deadline.lap();
            }
            if (out.remaining() - received.size() == before) continue;
            wait = deadline.orIn(patience);
        }
        // what came while this machine kept us waiting
        while (received.size() < total && !ended && receive() > 0) {}
        silence = 1e-9 * (System.nanoTime() - came);
        if (bytes.length > 0 && bytes.length <= SHORT && 0 < total && total <= received.size())
            pace.saw(lap);
    }

    private void send(ByteBuffer out) throws IOException {
        try {
            socket.write(out);
        } catch (IOException e) {
            end(e);
            // what came before it is still there
            while (receive() > 0) {}
        }
    }

    /** A reset is an end, too: not of our doing, but of the server's. */
    private void end(IOException e) throws IOException {
        Reason reason = Reason.of(e);
        if (reason != Reason.ECONNRESET && reason != Reason.EPIPE) throw e;
        ended = true;
        wasReset = true;
    }

    /**
     * Sends without reading, until all is sent, or nothing moves for a while, or the server resets
     * the connection.
     *
     * @return how many bytes went out
     */
    int flood(byte[] bytes, double stuckSeconds, Deadline deadline) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        key.interestOps(SelectionKey.OP_WRITE);
        while (out.hasRemaining() && !ended && !deadline.passed()) {
            // in pieces: Java copies what it is given before the kernel takes a part of it
            ByteBuffer piece = out.slice(out.position(), Math.min(out.remaining(), BLOCK));
            send(piece);
            out.position(out.position() + piece.position());
            if (piece.position() > 0) continue;
            Deadline stuck = deadline.orIn(stuckSeconds);
            int ready = 0;
            while (ready == 0 && !stuck.passed())
                ready = selector.select(Math.max(1, stuck.millis()));
            selector.selectedKeys().clear();
            if (ready == 0) break;
        }
        return out.position();
    }

    /**
     * Receives until the server ends the connection, or nothing comes any more, or time is over;
     * true if it has ended.
     */
    boolean receiveToEnd(Deadline deadline) throws IOException {
        key.interestOps(SelectionKey.OP_READ);
        long moved = System.nanoTime();
        Deadline wait = deadline.orIn(pace.patience());
        while (!ended && !wait.passed() && received.size() < MOST) {
            if (receive() > 0) {
                moved = System.nanoTime();
                wait = deadline.orIn(pace.patience());
            }
            if (!ended) await(wait);
        }
        while (!ended && received.size() < MOST && receive() > 0) {}
        silence = 1e-9 * (System.nanoTime() - moved);
        return ended;
    }

    private void await(Deadline deadline) throws IOException {
        // 0 would be for ever
        selector.select(Math.max(1, deadline.millis()));
        selector.selectedKeys().clear();
    }

    private int receive() throws IOException {
        try {
            int length = socket.read(buffer.clear());
            if (length < 0) ended = true;
            else received.write(buffer.array(), 0, length);
            return length;
        } catch (IOException e) {
            end(e);
            return -1;
        }
    }

    /** Takes what is there, without waiting; how many bytes it was. */
    int take() throws IOException {
        int before = received.size();
        while (!ended && received.size() < MOST && receive() > 0) {}
        return received.size() - before;
    }

    /** All that has come. */
    byte[] received() {
        return received.toByteArray();
    }

    /** What has come from an offset on. */
    byte[] receivedFrom(int offset) {
        return Arrays.copyOfRange(received(), offset, size());
    }

    /** How much has come. */
    int size() {
        return received.size();
    }

    /** Throws away what has come. */
    void forget() {
        received.reset();
    }

    /** False once this side has closed it. */
    boolean isOpen() {
        return socket.isOpen();
    }

    /** True once the server has ended the connection, with FIN or with RST. */
    boolean isEnded() {
        return ended;
    }

    /** True if the server, on this machine, has accepted the connection out of its queue. */
    boolean isAccepted() throws IOException {
        return SocketTable.isAccepted(server, (InetSocketAddress) socket.getLocalAddress());
    }

    /** True if it was RST. */
    boolean isReset() {
        return wasReset;
    }

    /** Seconds in which nothing came, at the end of the last exchange. */
    double silence() {
        return silence;
    }

    /** True if that was too long, even if the server took all the time what was sent to it. */
    boolean isSilent() {
        return quiet.seconds() > pace.patience();
    }

    /** A connection that was reset has no output to end. */
    void shutdownOutput() throws IOException {
        if (!wasReset) socket.shutdownOutput();
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
