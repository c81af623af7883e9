package sockets.common.server;

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

    // what waits stands between its position and the end
    private ByteBuffer bytes = NOTHING;
    private int end;

    /**
     * @param most bytes that its user ever lets wait in it; it is no larger unless more come
     * @param keep bytes of memory that an empty queue may hold on to: as long as no more than these
     *     wait, the same memory serves again and again
     */
    public ByteQueue(int most, int keep) {
        this.most = most;
        this.keep = keep;
    }

    public int size() {
        return end - bytes.position();
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** Takes over what is left in a buffer. */
    public void add(ByteBuffer more) {
        int length = more.remaining();
        if (length == 0) return;
        makeRoom(length);
        bytes.put(end, more, more.position(), length);
        end += length;
        more.position(more.limit());
    }

    /** Appends the first bytes of an array. */
    public void add(byte[] more, int length) {
        makeRoom(length);
        bytes.put(end, more, 0, length);
        end += length;
    }

    /** Compacts if half the buffer is free, else copies into a larger one. */
    private void makeRoom(int length) {
        if (bytes.capacity() - end >= length) return;
        int needed = size() + length;
        int bound = needed <= keep ? keep : most;
        int larger = Math.max(needed, (int) Math.min(2L * needed, bound));
        boolean fits = needed <= bytes.capacity() / 2 || bytes.capacity() >= larger;
        bytes.limit(end);
        bytes = fits ? bytes.compact() : ByteBuffer.allocate(larger).put(bytes);
        end = bytes.position();
        bytes.clear();
    }

    /** The bytes to write next, at most 64 KiB of them; afterwards {@link #written} is called. */
    public ByteBuffer first() {
        return bytes.limit(Math.min(end, bytes.position() + BLOCK));
    }

    /** What was taken out of {@link #first} waits no more. */
    public void written() {
        bytes.limit(bytes.capacity());
        if (!isEmpty()) return;
        if (bytes.capacity() > keep) bytes = NOTHING;
        bytes.clear();
        end = 0;
    }
}
