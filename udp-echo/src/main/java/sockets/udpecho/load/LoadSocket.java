package sockets.udpecho.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import sockets.common.text.Log;
import sockets.common.text.Reason;
import sockets.harness.load.Pattern;
import sockets.harness.load.Schedule;

/** One socket under load. A datagram is its number and bytes of the pattern that depend on it. */
final class LoadSocket {
    /**
     * Answers that one wait may bring, as far as the system allows; of a single one the default.
     */
    private static final int MOST_RECEIVE_BUFFER = 4 << 20;

    private static final int SMALL_RECEIVE_BUFFER = 64 * 1024;

    private final DatagramChannel channel;
    private final Window window;
    private final Pattern pattern;
    private final int size;
    private SelectionKey key;
    private boolean wantsToWrite;
    private boolean counted;

    /** Of a fixed rate: when requests are due; else null. */
    private Schedule schedule;

    private int turn;
    private long due = Long.MAX_VALUE;
    private long sent;

    LoadSocket(DatagramChannel channel, Window window, Pattern pattern, int size) {
        this.channel = channel;
        this.window = window;
        this.pattern = pattern;
        this.size = size;
    }

    /** connect: the kernel passes on only the server's datagrams, and what ICMP tells. */
    void connect(InetSocketAddress server, int requests, Selector selector) throws IOException {
        channel.configureBlocking(false);
        // the kernel counts some hundred bytes more for each datagram
        long answers = (long) requests * (size + 1024);
        if (answers > SMALL_RECEIVE_BUFFER)
            channel.setOption(
                    StandardSocketOptions.SO_RCVBUF, (int) Math.min(answers, MOST_RECEIVE_BUFFER));
        channel.connect(server);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    Window window() {
        return window;
    }

    /**
     * From now on a request begins when it is due.
     *
     * @param turn which of the schedule's sockets this is
     */
    void pace(Schedule schedule, int turn) {
        this.schedule = schedule;
        this.turn = turn;
        due = 0;
    }

    /** Another request is due. */
    void due() {
        due++;
    }

    /**
     * Gives the requests up that were due and have not left; how long the next has waited, or 0.
     */
    long giveUp(long now) {
        if (schedule == null || sent == due) return 0;
        return now - schedule.moment(turn, sent++);
    }

    /** Sends until the window is full, nothing more is due, or the kernel takes no more now. */
    void fill(ByteBuffer buffer, long now) throws IOException {
        boolean room = true;
        while (room && window.hasRoom() && sent < due) {
            long number = window.next();
            buffer.clear().putLong(number).put(pattern.from(number, size - Long.BYTES)).flip();
            // send: the datagram whole, or not at all
            room = send(buffer);
            if (room) window.sent(now, schedule == null ? now : schedule.moment(turn, sent));
            if (room) sent++;
        }
        if (wantsToWrite != room) return;
        wantsToWrite = !room;
        key.interestOps(SelectionKey.OP_READ | (room ? 0 : SelectionKey.OP_WRITE));
    }

    private boolean send(ByteBuffer datagram) throws IOException {
        try {
            return channel.write(datagram) > 0;
        } catch (IOException e) {
            // a queue on the way to the network is full: later
            if (Reason.of(e) == Reason.ENOBUFS) return false;
            throw e;
        }
    }

    /** recv: one datagram; false if there is none. */
    boolean receive(ByteBuffer buffer) throws IOException {
        return channel.read(buffer.clear()) > 0;
    }

    /** The number of a datagram that is what was sent under it, byte for byte; else -1. */
    long verified(ByteBuffer buffer) {
        if (buffer.flip().remaining() != size) return -1;
        long number = buffer.getLong();
        if (number < 0) return -1;
        return buffer.equals(pattern.from(number, size - Long.BYTES)) ? number : -1;
    }

    /** True the first time. */
    boolean isFirstCounted() {
        boolean first = !counted;
        counted = true;
        return first;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // nothing is lost: what counted was counted
            Log.debug("close", e);
        }
    }
}
