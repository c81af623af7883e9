package sockets.sniffer.file;

import java.io.IOException;
import java.io.OutputStream;

/** The classic format, version 2.4. */
final class PcapWriter extends CaptureWriter {
    private final boolean nanos;

    PcapWriter(OutputStream out, LinkType link, int snapshot, boolean nanos) {
        super(out);
        this.nanos = nanos;
        buffer.putInt(nanos ? PcapReader.NANOS : PcapReader.MICROS);
        buffer.putShort((short) 2).putShort((short) 4);
        // time zone and accuracy, which nobody uses
        buffer.putInt(0).putInt(0);
        buffer.putInt(snapshot).putInt(link.number());
    }

    @Override
    public void write(Frame frame) throws IOException {
        room(16 + frame.captured());
        buffer.putInt((int) frame.seconds());
        buffer.putInt(nanos ? frame.nanos() : frame.nanos() / 1000);
        buffer.putInt(frame.captured()).putInt(frame.length());
        buffer.put(frame.data(), frame.start(), frame.captured());
    }
}
