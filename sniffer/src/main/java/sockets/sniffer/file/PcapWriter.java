package sockets.sniffer.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;

/**
 * The classic format, version 2.4. Its header has one link type for all packets, so it is written
 * when that is known, and a packet of another one is refused.
 */
final class PcapWriter extends CaptureWriter {
    private final boolean nanos;
    private final int snapshot;

    /** The interface of the first packet, whose link type stands in the header. */
    private Interface written;

    PcapWriter(OutputStream out, Interface usual, int snapshot, boolean nanos) {
        super(out, usual);
        this.snapshot = snapshot;
        this.nanos = nanos;
    }

    @Override
    void begin(Interface first) {
        written = first;
        // some link headers are in the byte order of who wrote them, as the file's header tells it
        buffer.order(first.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(nanos ? PcapReader.NANOS : PcapReader.MICROS);
        buffer.putShort((short) 2).putShort((short) 4);
        // time zone and accuracy, which nobody uses
        buffer.putInt(0).putInt(0);
        buffer.putInt(snapshot).putInt(first.linkField());
    }

    @Override
    void write(Frame frame, Interface from) throws IOException {
        if (from != written && from.linkNumber() != written.linkNumber())
            throw new MixedLinksException(written, from);
        room(16 + frame.captured());
        buffer.putInt((int) frame.seconds());
        buffer.putInt((int) (nanos ? frame.nanos() : frame.nanos() / 1000));
        buffer.putInt(frame.captured()).putInt(frame.length());
        buffer.put(frame.data(), frame.start(), frame.captured());
    }
}
