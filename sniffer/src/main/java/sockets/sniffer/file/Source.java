package sockets.sniffer.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The bytes of a file or pipe, in a buffer that frames are views of. It never waits for more than
 * is needed, so that what comes through a pipe is shown at once.
 */
final class Source implements Closeable {
    private static final int SIZE = 1 << 20;

    /** A file that was written to in this time may be in the middle of a packet. */
    private static final long GROWING_MILLIS = 2000;

    private static final int WAIT_MILLIS = 25;
    private static final int WAITS = 40;

    private final InputStream in;
    private final Path file;
    private final byte[] bytes = new byte[SIZE];
    private final ByteBuffer view = ByteBuffer.wrap(bytes);
    private Runnable whenWaiting;
    private int from;
    private int to;

    Source(InputStream in, Path file) {
        this.in = in;
        this.file = file;
    }

    void whenWaiting(Runnable action) {
        whenWaiting = action;
    }

    void order(ByteOrder order) {
        view.order(order);
    }

    boolean bigEndian() {
        return view.order() == ByteOrder.BIG_ENDIAN;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the next byte is in the buffer. */
    int position() {
        return from;
    }

    /**
     * Brings so many bytes into the buffer, at most a mebibyte; the view begins there.
     *
     * @return how many there are, fewer only at the end of the file
     */
    int need(int count) throws IOException {
        if (to - from >= count) return count;
        if (from + count > SIZE) {
            System.arraycopy(bytes, from, bytes, 0, to - from);
            to -= from;
            from = 0;
        }
        while (to - from < count) {
            if (file == null && whenWaiting != null && in.available() <= 0) whenWaiting.run();
            int got = in.read(bytes, to, SIZE - to);
            if (got < 0 && to > from) got = waitForMore();
            if (got < 0) return to - from;
            to += got;
        }
        return count;
    }

    /** The end of the file within something: whoever writes it may be about to write the rest. */
    private int waitForMore() throws IOException {
        if (whenWaiting != null && isGrowing()) whenWaiting.run();
        for (int i = 0; i < WAITS && isGrowing(); i++) {
            int got = in.read(bytes, to, SIZE - to);
            if (got > 0) return got;
            try {
                Thread.sleep(WAIT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return -1;
    }

    private boolean isGrowing() throws IOException {
        if (file == null) return false;
        long age = System.currentTimeMillis() - Files.getLastModifiedTime(file).toMillis();
        return age >= 0 && age < GROWING_MILLIS;
    }

    /** So many bytes or an exception that says what was being read. */
    void require(int count, String what) throws IOException {
        int got = need(count);
        if (got < count)
            throw new FileFormatException(
                    "truncated: tried to read " + count + " bytes of " + what + ", got " + got);
    }

    int intAt(int offset) {
        return view.getInt(from + offset);
    }

    long unsigned(int offset) {
        return intAt(offset) & 0xffffffffL;
    }

    byte[] copy(int offset, int count) {
        return Arrays.copyOfRange(bytes, from + offset, from + offset + count);
    }

    int shortAt(int offset) {
        return view.getShort(from + offset) & 0xffff;
    }

    int byteAt(int offset) {
        return bytes[from + offset] & 0xff;
    }

    long longAt(int offset) {
        return view.getLong(from + offset);
    }

    /** Steps over bytes that are in the buffer. */
    void skip(int count) {
        from += count;
    }

    /** Steps over bytes that may not be there yet; false if the file ends before. */
    boolean skipFar(long count) throws IOException {
        while (count > 0) {
            int step = (int) Math.min(count, SIZE / 2);
            int got = need(step);
            from += got;
            if (got < step) return false;
            count -= step;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
