package sockets.chat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import sockets.common.ByteQueue;
import sockets.common.Client;

/** Somebody in the chat: a connection, a nickname, and what is still to be sent there. */
final class Member {
    /**
     * Memory kept for the next turn. A turn with more lines than fit leaves in several writes: so
     * no line costs new memory, for as long as the client reads.
     */
    private static final int KEEP = 8 * 1024;

    final SocketChannel channel;
    final Client client;
    final LineSplitter lines = new LineSplitter();
    String nickname = "";

    /** The nickname as the bytes of lines. */
    byte[] nicknameBytes = {};

    private final ByteQueue pending;
    private final int maxPending;
    private final List<Member> toFlush;
    private boolean listed;
    private boolean left;
    private String parting = "";

    /**
     * @param toFlush where it enters itself when there is something to send
     */
    Member(SocketChannel channel, Client client, int maxPending, List<Member> toFlush) {
        this.channel = channel;
        this.client = client;
        this.maxPending = maxPending;
        pending = new ByteQueue(maxPending, KEEP);
        this.toFlush = toFlush;
    }

    void rename(String name) {
        nickname = name;
        client.label(name);
        nicknameBytes = name.getBytes(StandardCharsets.UTF_8);
    }

    /** Puts a line, with its end, among what leaves at the end of the turn. */
    void send(byte[] line, int length) {
        if (left) return;
        // once, when the limit is passed: what the kernel does not take waits, and the queue grows
        if (passes(KEEP, length)) tryFlush();
        // before anybody is dropped the kernel gets its chance
        if (passes(maxPending, length)) tryFlush();
        if (pending.size() + length > maxPending) leave("does not read");
        if (left) return;
        pending.add(line, length);
        list();
    }

    /** True if with so many bytes more the limit is passed, which it is not yet. */
    private boolean passes(int limit, int length) {
        return pending.size() <= limit && pending.size() + length > limit;
    }

    void send(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        send(bytes, bytes.length);
    }

    /** There is room again for what waits. */
    void wantsFlush() {
        list();
    }

    /** Enters itself where the end of the turn finds it. */
    private void list() {
        if (!listed) toFlush.add(this);
        listed = true;
    }

    private void tryFlush() {
        try {
            flush();
        } catch (IOException e) {
            client.broken("write", e);
            leave("");
        }
    }

    /** The end of a turn: its lines leave together. */
    void finishTurn() throws IOException {
        listed = false;
        if (left) flushAll();
        else flush();
    }

    private void flush() throws IOException {
        if (pending.isEmpty()) return;
        ByteBuffer waiting = pending.first();
        int asked = waiting.remaining();
        // write: the kernel may take a part, or nothing
        int taken = channel.write(waiting);
        client.wrote(asked, taken);
        pending.written();
    }

    /** Writes until the kernel takes no more: the last that is sent before a close. */
    private void flushAll() throws IOException {
        int before;
        do {
            before = pending.size();
            flush();
        } while (!pending.isEmpty() && pending.size() < before);
    }

    boolean hasPending() {
        return !pending.isEmpty();
    }

    /** Its connection is to be closed at the end of the turn; the reason is for the event line. */
    void leave(String reason) {
        if (left) return;
        left = true;
        if (!reason.isEmpty()) client.end(reason);
        list();
    }

    boolean hasLeft() {
        return left;
    }

    /** What it said as it left; empty if nothing. */
    String parting() {
        return parting;
    }

    void parting(String text) {
        parting = text;
    }
}
