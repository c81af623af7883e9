package sockets.sniffer.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** A capture file or stream, frame by frame. */
public abstract sealed class CaptureReader implements Closeable permits PcapReader, PcapngReader {
    final Source source;

    CaptureReader(Source source) {
        this.source = source;
    }

    /**
     * Finds out what it is by its first four bytes.
     *
     * @param file where it comes from if it is a file, which may still be growing; else null
     */
    public static CaptureReader open(InputStream in, Path file) throws IOException {
        Source source = new Source(in, file);
        source.order(ByteOrder.LITTLE_ENDIAN);
        int got = source.need(4);
        if (got == 0) throw new FileFormatException("empty file");
        if (got < 4) throw new FileFormatException("not a capture file");
        int magic = source.intAt(0);
        if (magic == PcapngReader.SECTION) return new PcapngReader(source);
        if (PcapReader.isMagic(magic) || PcapReader.isMagic(Integer.reverseBytes(magic)))
            return new PcapReader(source);
        throw new FileFormatException("not a capture file");
    }

    /** What to do before a wait for more of a pipe, or of a file that grows. */
    public void whenWaiting(Runnable action) {
        source.whenWaiting(action);
    }

    /** The interface, the first one where there are several; null if the file has none. */
    public abstract Interface first();

    /** True if the format has room for several interfaces. */
    public abstract boolean maySeveral();

    /** The link type of the frames, of the first interface where there are several. */
    public LinkType link() {
        return first() == null ? LinkType.OTHER : first().link();
    }

    /** The number of the link type in the file. */
    public int linkNumber() {
        return first() == null ? 0 : first().linkNumber();
    }

    /** How many bytes of a frame were kept at most. */
    public int snapshotLength() {
        return first() == null ? LinkType.SNAPSHOT_LENGTH : first().snapshot();
    }

    /** True if times were taken in nanoseconds rather than microseconds. */
    public boolean hasNanos() {
        return first() != null && first().hasNanos();
    }

    /** Byte order of the machine that wrote it, which the loopback header NULL depends on. */
    public boolean bigEndian() {
        return source.bigEndian();
    }

    /** The next frame; false at the end of the file. */
    public abstract boolean next(Frame frame) throws IOException;

    @Override
    public void close() throws IOException {
        source.close();
    }

    static FileFormatException tooLong(int captured) {
        return new FileFormatException(
                "invalid packet capture length "
                        + Integer.toUnsignedString(captured)
                        + ", bigger than maximum of "
                        + LinkType.SNAPSHOT_LENGTH);
    }
}
