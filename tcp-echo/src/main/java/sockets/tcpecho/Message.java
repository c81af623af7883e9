package sockets.tcpecho;

import java.nio.ByteBuffer;
import java.util.Random;

/** What the client sends as one: the user's words, or bytes made up to any length. */
final class Message {
    /** Most bytes handed to one write. */
    static final int BLOCK = 64 * 1024;

    /** A prime, so that a lost or swapped buffer never fits by chance; not less than BLOCK. */
    private static final int PERIOD = 65537;

    private final byte[] bytes;
    private final long size;
    private final boolean generated;

    private Message(byte[] bytes, long size, boolean generated) {
        this.bytes = bytes;
        this.size = size;
        this.generated = generated;
    }

    /** Exactly these bytes. */
    static Message of(byte[] bytes) {
        return new Message(bytes, bytes.length, false);
    }

    /** Letters in an order that repeats after 65537 bytes, without holding them all in memory. */
    static Message generated(long size) {
        byte[] pattern = new byte[PERIOD + BLOCK];
        Random random = new Random(862);
        for (int i = 0; i < PERIOD; i++) pattern[i] = (byte) ('a' + random.nextInt(26));
        System.arraycopy(pattern, 0, pattern, PERIOD, BLOCK);
        return new Message(pattern, size, true);
    }

    long size() {
        return size;
    }

    /** True if the answer must be the same bytes: a server may answer words as it likes. */
    boolean isGenerated() {
        return generated;
    }

    /** The bytes from an offset on, at most so many. */
    ByteBuffer slice(long offset, int most) {
        int length = (int) Math.min(Math.min(most, BLOCK), size - offset);
        int at = generated ? (int) (offset % PERIOD) : (int) offset;
        return ByteBuffer.wrap(bytes, at, length).slice();
    }

    /** The offset of the first byte of an answer that differs from the message; -1 if none does. */
    long mismatch(long offset, ByteBuffer answer) {
        int done = 0;
        while (done < answer.remaining()) {
            if (offset + done >= size) return size;
            ByteBuffer expected = slice(offset + done, answer.remaining() - done);
            ByteBuffer got = answer.slice(answer.position() + done, expected.remaining());
            int at = expected.mismatch(got);
            if (at >= 0) return offset + done + at;
            done += expected.remaining();
        }
        return -1;
    }
}
