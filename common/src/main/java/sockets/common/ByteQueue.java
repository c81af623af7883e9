package sockets.common;

import java.nio.ByteBuffer;

/**
 * Bytes that wait for a client to take them, in order. A queue that is empty keeps at most so much
 * memory as it is told to, so that many clients cost little.
 */
public final class ByteQueue {
    /** Most bytes of one write: Java copies them into memory of its own first. */
    private static final int BLOCK = 64 * 1024;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final int most;
    private final int keep;

    // from position to limit
    private ByteBuffer bytes = NOTHING;

    /**
     * @param most bytes that its user ever lets wait in it; it is no larger unless more come
     * @param keep bytes of memory that an empty queue may hold on to
     */
    public ByteQueue(int most, int keep) {
        this.most = most;
        this.keep = keep;
    }

    public int size() {
        return bytes.remaining();
    }

    public boolean isEmpty() {
        return !bytes.hasRemaining();
    }

    /** Takes over what is left in a buffer. */
    public void add(ByteBuffer more) {
        int length = more.remaining();
        if (length == 0) return;
        makeRoom(length);
        int end = bytes.limit();
        bytes.limit(end + length).put(end, more, more.position(), length);
        more.position(more.limit());
    }

    /** Appends the first bytes of an array. */
    public void add(byte[] more, int length) {
        makeRoom(length);
        int end = bytes.limit();
        bytes.limit(end + length).put(end, more, 0, length);
    }

    /** Moves to the front, of a larger buffer unless this one has much room: so it is seldom. */
    private void makeRoom(int length) {
        if (bytes.capacity() - bytes.limit() >= length) return;
        int needed = bytes.remaining() + length;
        int larger = Math.max(needed, (int) Math.min(2L * needed, most));
        boolean fits = needed <= bytes.capacity() / 2 || bytes.capacity() >= larger;
        bytes = (fits ? bytes.compact() : ByteBuffer.allocate(larger).put(bytes)).flip();
    }

    /** The bytes to write next, at most 64 KiB of them. */
    public ByteBuffer first() {
        return bytes.slice(bytes.position(), Math.min(size(), BLOCK));
    }

    /** So many of them were written. */
    public void remove(int length) {
        bytes.position(bytes.position() + length);
        if (bytes.hasRemaining()) return;
        bytes = bytes.capacity() > keep ? NOTHING : bytes.clear().limit(0);
    }
}
