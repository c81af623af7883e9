package sockets.tcpecho.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import sockets.common.net.Addresses;
import sockets.common.text.Failure;
import sockets.common.text.Log;
import sockets.common.text.Reason;
import sockets.harness.load.Pattern;
import sockets.harness.load.Schedule;

/**
 * One connection under load. Its requests are a stream of bytes without a gap, read from the common
 * pattern at a place of its own, so that another connection's bytes are noticed. Of a request only
 * the time of its start is kept, however long it is.
 */
final class LoadConnection {
    private final SocketChannel socket;
    private final InetSocketAddress server;
    private final Pattern pattern;
    private final long size;

    /** Where in the pattern the stream begins. */
    private final long base;

    /** When the requests under way began: a ring. */
    private final long[] starts;

    private int nextStart;
    private int nextAnswer;

    /** Places in the stream: what may be sent, is sent, has come back. */
    private long allowed;

    private long sent;
    private long received;

    /** Where the first request starts that has not begun, and the first unanswered one ends. */
    private long start;

    private long end;

    /** Of a fixed rate: when requests are due; else null. */
    private Schedule schedule;

    private int turn;

    /** Where the first request of the schedule starts, and the first that is not due. */
    private long paced;

    private long due;

    private final long opened = System.nanoTime();
    private SelectionKey key;
    private boolean connected;
    private boolean wantsToWrite;
    private boolean counted;

    LoadConnection(
            SocketChannel socket,
            int number,
            InetSocketAddress server,
            Pattern pattern,
            long size,
            int window) {
        this.socket = socket;
        this.server = server;
        this.pattern = pattern;
        this.size = size;
        base = number * 7919L;
        starts = new long[window];
        end = size;
    }

    /** connect: the kernel begins the handshake; true if it is done already. */
    boolean connect(Selector selector) throws IOException {
        socket.configureBlocking(false);
        // a small request leaves at once
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        connected = socket.connect(server);
        int awaited = connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT;
        key = socket.register(selector, awaited, this);
        return connected;
    }

    /** The result of the handshake. */
    boolean finishConnect() throws IOException {
        connected = socket.finishConnect();
        if (connected) key.interestOps(SelectionKey.OP_READ);
        return connected;
    }

    boolean isConnected() {
        return connected;
    }

    /** Nanoseconds since the socket was opened. */
    long age() {
        return System.nanoTime() - opened;
    }

    /**
     * From now on a request begins when it is due.
     *
     * @param turn which of the schedule's connections this is
     */
    void pace(Schedule schedule, int turn) {
        this.schedule = schedule;
        this.turn = turn;
        paced = allowed;
        due = allowed;
    }

    /** Another request is due. */
    void due() {
        due += size;
    }

    /** Allows so many requests under way, of those that are due. */
    void allow(int requests) {
        allowed = end + (requests - 1) * size;
        if (schedule != null) allowed = Math.min(allowed, due);
    }

    /** Writes what is allowed, as far as the kernel takes it now; the rest when it has room. */
    void write(long now) throws IOException {
        boolean room = true;
        while (room && sent < allowed) {
            int length = (int) Math.min(Pattern.BLOCK, allowed - sent);
            // write: not blocking, the kernel may take a part
            int taken = socket.write(pattern.from(base + sent, length));
            sent += taken;
            room = taken == length;
            for (; start < sent; start += size) {
                starts[nextStart] = now;
                if (++nextStart == starts.length) nextStart = 0;
            }
        }
        if (wantsToWrite != room) return;
        // OP_WRITE only while something is left, or select would never wait
        wantsToWrite = !room;
        key.interestOps(SelectionKey.OP_READ | (room ? 0 : SelectionKey.OP_WRITE));
    }

    /** Reads what has come, at most the buffer's room, and compares it with what was sent. */
    void read(ByteBuffer buffer) throws IOException {
        int length = socket.read(buffer.clear());
        if (length < 0) throw ended();
        if (length > sent - received) throw wrong("more than was sent");
        int at = buffer.flip().mismatch(pattern.from(base + received, length));
        if (at >= 0) throw wrong("byte " + (received + at) + " of the connection");
        received += length;
    }

    private Failure ended() {
        long due = sent - received;
        String missing = due == 0 ? "" : ", " + due + " bytes of the answers missing";
        return new Failure("read", Addresses.text(server), Reason.EOF, missing)
                .hint("hint.early-end");
    }

    private Failure wrong(String what) {
        return new Failure("read", Addresses.text(server), Reason.OTHER_BYTES, ": " + what)
                .hint("hint.load.bytes");
    }

    /** True if all bytes of a request are back that was not taken yet. */
    boolean hasAnswer() {
        return received >= end;
    }

    /** Takes the next answered request; when it began, or was due. */
    long takeAnswer() {
        long number = (end - size - paced) / size;
        boolean scheduled = schedule != null && end - size >= paced;
        end += size;
        long began = starts[nextAnswer];
        if (++nextAnswer == starts.length) nextAnswer = 0;
        return scheduled ? schedule.moment(turn, number) : began;
    }

    /** True if any request was taken. */
    boolean hasAnswered() {
        return end > size;
    }

    /** True the first time. */
    boolean isFirstCounted() {
        boolean first = !counted;
        counted = true;
        return first;
    }

    boolean isUnderWay() {
        return socket.isOpen() && received < Math.max(allowed, due);
    }

    /** True if a request began, or was due, that was not taken. */
    boolean hasBegun() {
        return end <= Math.max(start, due);
    }

    boolean isOpen() {
        return socket.isOpen();
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // nothing is lost: what counted was counted
            Log.debug("close", e);
        }
    }
}
