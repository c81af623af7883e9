package sockets.harness.load;

import java.nio.ByteBuffer;
import java.util.Random;

/**
 * Bytes that requests are made of, whatever their number and size: one random text, read at any
 * place, without an end. For one thread: there is one view of it, so that nothing is allocated.
 */
public final class Pattern {
    /** Most bytes asked for at once. */
    public static final int BLOCK = 64 * 1024;

    /** A prime, so that lost, doubled or swapped bytes never fit by chance. */
    private static final int PERIOD = 65537;

    private final ByteBuffer view;

    public Pattern() {
        byte[] text = new byte[PERIOD + BLOCK];
        new Random(862).nextBytes(text);
        System.arraycopy(text, 0, text, PERIOD, BLOCK);
        // a direct buffer: the kernel reads from it, Java would copy a heap buffer
        view = ByteBuffer.allocateDirect(text.length).put(text);
    }

    /** The bytes from a place on; the next call moves the same view elsewhere. */
    public ByteBuffer from(long offset, int length) {
        int at = (int) (offset % PERIOD);
        return view.limit(at + length).position(at);
    }
}
