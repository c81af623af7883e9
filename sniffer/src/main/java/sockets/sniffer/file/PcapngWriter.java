package sockets.sniffer.file;

import java.io.IOException;
import java.io.OutputStream;

/** Blocks: one section, one interface with times in nanoseconds, its packets, its statistics. */
final class PcapngWriter extends CaptureWriter {
    private static final int NANOS = 9;

    private long lastTime;

    PcapngWriter(OutputStream out, LinkType link, int snapshot) {
        super(out);
        buffer.putInt(PcapngReader.SECTION).putInt(28).putInt(0x1a2b3c4d);
        // version 1.0, length of the section unknown
        buffer.putShort((short) 1).putShort((short) 0).putLong(-1).putInt(28);
        buffer.putInt(1).putInt(32);
        buffer.putShort((short) link.number()).putShort((short) 0).putInt(snapshot);
        // if_tsresol
        buffer.putShort((short) 9).putShort((short) 1).putInt(NANOS);
        // the end of the options
        buffer.putInt(0).putInt(32);
    }

    @Override
    public void write(Frame frame) throws IOException {
        int padding = -frame.captured() & 3;
        int size = 32 + frame.captured() + padding;
        room(size);
        lastTime = frame.seconds() * 1_000_000_000L + frame.nanos();
        buffer.putInt(6).putInt(size).putInt(0);
        buffer.putInt((int) (lastTime >>> 32)).putInt((int) lastTime);
        buffer.putInt(frame.captured()).putInt(frame.length());
        buffer.put(frame.data(), frame.start(), frame.captured());
        for (int i = 0; i < padding; i++) buffer.put((byte) 0);
        buffer.putInt(size);
    }

    @Override
    public void statistics(long received, long dropped) throws IOException {
        room(64);
        buffer.putInt(5).putInt(52).putInt(0);
        buffer.putInt((int) (lastTime >>> 32)).putInt((int) lastTime);
        // isb_ifrecv, isb_ifdrop
        buffer.putShort((short) 4).putShort((short) 8).putLong(received);
        buffer.putShort((short) 5).putShort((short) 8).putLong(dropped);
        buffer.putInt(0).putInt(52);
    }
}
