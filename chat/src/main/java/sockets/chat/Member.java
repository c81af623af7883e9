package sockets.chat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import sockets.common.server.ByteQueue;
import sockets.common.server.Client;

/** Somebody in the chat: a connection, a nickname, and what is still to be sent there. */
final class Member implements Participant {
    /**
     * Memory kept for the next turn. More lines to this member alone leave in several writes: so no
     * line costs new memory, for as long as the client reads.
     */
    private static final int KEEP = 8 * 1024;

    final SocketChannel channel;
    final Client client;
    final Splitter lines;
    private String nickname = "";

    /** What is for this member alone, and what its client has not taken. */
    private final ByteQueue pending;

    private final int maxPending;
    private final List<Member> toFlush;
    private SharedLines audience = SharedLines.NONE;
    // how much of what was said to all it has got, or is in pending
    private long heard;
    private boolean listed;
    private boolean left;
    private String parting = "";

    /**
     * @param lines makes lines of what it sends
     * @param toFlush where it enters itself when there is something to send
     */
    Member(
            SocketChannel channel,
            Client client,
            Splitter lines,
            int maxPending,
            List<Member> toFlush) {
        this.lines = lines;
        this.channel = channel;
        this.client = client;
        this.maxPending = maxPending;
        pending = new ByteQueue(maxPending, KEEP);
        this.toFlush = toFlush;
    }

    @Override
    public String address() {
        return client.peer();
    }

    @Override
    public String nickname() {
        return nickname;
    }

    @Override
    public void rename(String name) {
        nickname = name;
        client.label(name);
    }

    /** From now on what is said there is for this member, too. */
    void listensTo(SharedLines where) {
        audience = where;
        skip();
    }

    /** What was said so far is not for this member, or no more. */
    void skip() {
        heard = audience.end();
    }

    /** Takes over what was said to all: something else is to follow it. */
    void hear() {
        ByteBuffer said = audience.since(heard);
        skip();
        makeRoom(said.remaining());
        keep(said);
    }

    private void keep(ByteBuffer said) {
        if (pending.size() + said.remaining() > maxPending) leave("does not read");
        else pending.add(said);
    }

    /** Puts a line, with its end, among what leaves at the end of the turn. */
    @Override
    public void send(byte[] line, int length) {
        if (left) return;
        hear();
        makeRoom(length);
        if (pending.size() + length > maxPending) leave("does not read");
        if (left) return;
        pending.add(line, length);
        wantsFlush();
    }

    private void makeRoom(int length) {
        if (left) return;
        // once, when the limit is passed: what the kernel does not take waits, and the queue grows
        if (passes(KEEP, length)) tryWrite();
        // before anybody is dropped the kernel gets its chance
        if (passes(maxPending, length)) tryWrite();
    }

    /** True if with so many bytes more the limit is passed, which it is not yet. */
    private boolean passes(int limit, int length) {
        return pending.size() <= limit && pending.size() + length > limit;
    }

    @Override
    public void send(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        send(bytes, bytes.length);
    }

    /** Enters itself where the end of the turn finds it. */
    void wantsFlush() {
        if (!listed) toFlush.add(this);
        listed = true;
    }

    /** Sends what there is, before the end of the turn. */
    void tryFlush() {
        try {
            flush();
        } catch (IOException e) {
            broken(e);
        }
    }

    private void tryWrite() {
        try {
            writePending();
        } catch (IOException e) {
            broken(e);
        }
    }

    private void broken(IOException e) {
        client.noteBroken(e);
        leave("");
    }

    /** The end of a turn: its lines leave together. */
    void finishTurn() throws IOException {
        listed = false;
        if (left) writeAll();
        else flush();
    }

    private void flush() throws IOException {
        if (pending.isEmpty()) {
            // as it was said to all, without a copy
            ByteBuffer said = audience.since(heard);
            skip();
            if (said.hasRemaining()) write(said);
            keep(said);
        } else {
            hear();
            writePending();
        }
    }

    private void writePending() throws IOException {
        if (pending.isEmpty()) return;
        write(pending.first());
        pending.written();
    }

    private void write(ByteBuffer bytes) throws IOException {
        // write: the kernel may take a part, or nothing
        int taken = channel.write(bytes);
        client.noteWritten(taken);
    }

    /** Writes until the kernel takes no more: the last that is sent before a close. */
    private void writeAll() throws IOException {
        int before;
        do {
            before = pending.size();
            writePending();
        } while (!pending.isEmpty() && pending.size() < before);
    }

    boolean hasPending() {
        return !pending.isEmpty();
    }

    /** Its connection is to be closed at the end of the turn; the reason is for the event line. */
    @Override
    public void leave(String reason) {
        if (left) return;
        left = true;
        if (!reason.isEmpty()) client.end(reason);
        hear();
        listensTo(SharedLines.NONE);
        wantsFlush();
    }

    @Override
    public boolean hasLeft() {
        return left;
    }

    @Override
    public String parting() {
        return parting;
    }

    @Override
    public void parting(String text) {
        parting = text;
    }
}
