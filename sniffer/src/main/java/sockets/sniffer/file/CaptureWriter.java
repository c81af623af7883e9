package sockets.sniffer.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes frames to a file in one of the two formats. */
public abstract sealed class CaptureWriter implements Closeable permits PcapWriter, PcapngWriter {
    private static final int SIZE = 1 << 20;

    private final OutputStream out;
    private final Interface usual;
    private boolean begun;
    final ByteBuffer buffer = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);

    CaptureWriter(OutputStream out, Interface usual) {
        this.out = out;
        this.usual = usual;
    }

    /**
     * pcapng when the name ends so, else pcap.
     *
     * @param usual of the frames that come from no file, and of a file without any packet; its
     *     clock counts nanoseconds
     */
    public static CaptureWriter open(OutputStream out, String name, Interface usual) {
        return open(out, name, usual, usual.snapshot(), true);
    }

    /**
     * The same with what a pcap file tells of all its packets together.
     *
     * @param snapshot no packet is longer
     * @param nanos false to keep microseconds only
     */
    public static CaptureWriter open(
            OutputStream out, String name, Interface usual, int snapshot, boolean nanos) {
        return isPcapng(name)
                ? new PcapngWriter(out, usual)
                : new PcapWriter(out, usual, snapshot, nanos);
    }

    /** The same for an interface that has no name. */
    public static CaptureWriter open(
            OutputStream out, String name, LinkType link, int snapshot, boolean nanos) {
        return open(out, name, Interface.live(null, link, snapshot), snapshot, nanos);
    }

    /** True if a file of this name holds packets of several link types. */
    public static boolean isPcapng(String name) {
        return name.endsWith(".pcapng");
    }

    /** Writes the header now, for the interface that all frames will come from. */
    public void start() throws IOException {
        if (!begun) begin(usual);
        begun = true;
    }

    /** Writes what comes before the first frame. */
    abstract void begin(Interface first) throws IOException;

    /** Writes a frame. */
    public void write(Frame frame) throws IOException {
        Interface from = frame.from() == null ? usual : frame.from();
        if (!begun) begin(from);
        begun = true;
        write(frame, from);
    }

    abstract void write(Frame frame, Interface from) throws IOException;

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
            start();
            flush();
        }
    }
}
