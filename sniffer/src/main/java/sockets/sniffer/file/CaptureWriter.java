package sockets.sniffer.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes frames to a file in one of the two formats, little-endian. */
public abstract sealed class CaptureWriter implements Closeable permits PcapWriter, PcapngWriter {
    private static final int SIZE = 1 << 20;

    private final OutputStream out;
    final ByteBuffer buffer = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);

    CaptureWriter(OutputStream out) {
        this.out = out;
    }

    /** pcapng when the name ends so, else pcap. */
    public static CaptureWriter open(
            OutputStream out, String name, LinkType link, int snapshot, boolean nanos) {
        return name.endsWith(".pcapng")
                ? new PcapngWriter(out, link, snapshot)
                : new PcapWriter(out, link, snapshot, nanos);
    }

    public abstract void write(Frame frame) throws IOException;

    /** What the format can tell of the whole: how many came, and how many were lost. */
    public void statistics(long received, long dropped) throws IOException {}

    void room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) flush();
    }

    /** Hands everything to the operating system. */
    public void flush() throws IOException {
        int ready = buffer.position();
        buffer.clear();
        if (ready == 0) return;
        out.write(buffer.array(), 0, ready);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }
}
