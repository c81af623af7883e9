package sockets.selectserver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * What a client has not taken yet, in order. Most clients have nothing here, which costs nothing.
 */
final class Pending {
    /** Most bytes of one write: Java copies them into memory of its own first. */
    private static final int BLOCK = 64 * 1024;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    // ready to be written: from position to limit
    private ByteBuffer bytes = NOTHING;

    int size() {
        return bytes.remaining();
    }

    boolean isEmpty() {
        return !bytes.hasRemaining();
    }

    /** Takes over what is left in a buffer. */
    void add(ByteBuffer more) {
        int length = more.remaining();
        if (length == 0) return;
        if (bytes.capacity() - bytes.limit() < length) makeRoom(bytes.remaining() + length);
        int end = bytes.limit();
        bytes.limit(end + length).put(end, more, more.position(), length);
        more.position(more.limit());
    }

    /** Moves to the front, of a larger buffer unless half of this one is free: so it is seldom. */
    private void makeRoom(int needed) {
        boolean fits = needed <= bytes.capacity() / 2;
        bytes = (fits ? bytes.compact() : ByteBuffer.allocate(2 * needed).put(bytes)).flip();
    }

    /** How many bytes the next write is given. */
    int asked() {
        return Math.min(size(), BLOCK);
    }

    /** Writes once; the kernel may take less than it is given, or nothing. */
    int writeTo(SocketChannel channel) throws IOException {
        int taken = channel.write(bytes.slice(bytes.position(), asked()));
        bytes.position(bytes.position() + taken);
        if (isEmpty()) bytes = NOTHING;
        return taken;
    }
}
