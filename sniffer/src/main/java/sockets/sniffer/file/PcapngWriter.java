package sockets.sniffer.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Blocks: for each section of what is copied one section, in its byte order, for each interface
 * that a packet comes from a description before the first of them. Times are in the interface's own
 * units, as they came.
 */
final class PcapngWriter extends CaptureWriter {
    private static final int INTERFACE = 1;
    private static final int STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;
    private static final int RECEIVED = 4;
    private static final int DROPPED = 5;

    /** The interfaces of the section that are described, by their numbers there. */
    private final Map<Interface, Integer> described = new IdentityHashMap<>();

    private Section section;
    private long lastTime;

    PcapngWriter(OutputStream out, Interface usual) {
        super(out, usual);
    }

    @Override
    void begin(Interface first) throws IOException {
        section(first);
        describe(first);
    }

    private void section(Interface first) throws IOException {
        section = first.section();
        described.clear();
        int size = 28 + size(section.options());
        room(size);
        buffer.order(first.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(PcapngReader.SECTION).putInt(size).putInt(PcapngReader.BYTE_ORDER);
        // version 1.0, length of the section unknown
        buffer.putShort((short) 1).putShort((short) 0).putLong(-1);
        options(section.options());
        buffer.putInt(size);
    }

    private int describe(Interface one) throws IOException {
        int number = described.size();
        described.put(one, number);
        List<Option> options = new ArrayList<>(one.options());
        options.add(new Option(Option.RESOLUTION, new byte[] {(byte) one.resolution()}));
        if (one.offset() != 0) options.add(new Option(Option.OFFSET, bytes(one.offset())));
        if (one.fcsLength() != 0)
            options.add(new Option(Option.FCS_LENGTH, new byte[] {(byte) one.fcsLength()}));
        int size = 20 + size(options);
        room(size);
        buffer.putInt(INTERFACE).putInt(size);
        buffer.putShort((short) one.linkNumber()).putShort((short) 0).putInt(one.snapshotField());
        options(options);
        buffer.putInt(size);
        return number;
    }

    private byte[] bytes(long value) {
        return ByteBuffer.allocate(8).order(buffer.order()).putLong(value).array();
    }

    /** Of options with their end; none need none. */
    private static int size(List<Option> options) {
        int size = options.isEmpty() ? 0 : 4;
        for (Option option : options) size += option.size();
        return size;
    }

    private void options(List<Option> options) {
        for (Option option : options) {
            int length = option.value().length;
            buffer.putShort((short) option.code()).putShort((short) length);
            padded(option.value(), 0, length);
        }
        if (!options.isEmpty()) buffer.putInt(Option.END);
    }

    private void padded(byte[] bytes, int from, int count) {
        buffer.put(bytes, from, count);
        for (int i = count; i < padded(count); i++) buffer.put((byte) 0);
    }

    /** Blocks and options end on multiples of four bytes. */
    private static int padded(int length) {
        return length + 3 & ~3;
    }

    @Override
    void write(Frame frame, Interface from) throws IOException {
        if (from.section() != section) section(from);
        Integer known = described.get(from);
        int number = known == null ? describe(from) : known;
        int size = 32 + padded(frame.captured()) + size(frame.options());
        room(size);
        lastTime =
                frame.from() == null
                        ? frame.seconds() * 1_000_000_000L + frame.nanos()
                        : frame.units();
        buffer.putInt(ENHANCED_PACKET).putInt(size).putInt(number);
        buffer.putInt((int) (lastTime >>> 32)).putInt((int) lastTime);
        buffer.putInt(frame.captured()).putInt(frame.length());
        padded(frame.data(), frame.start(), frame.captured());
        options(frame.options());
        buffer.putInt(size);
    }

    @Override
    public void statistics(long received, long dropped) throws IOException {
        start();
        room(64);
        buffer.putInt(STATISTICS).putInt(52).putInt(0);
        buffer.putInt((int) (lastTime >>> 32)).putInt((int) lastTime);
        buffer.putShort((short) RECEIVED).putShort((short) 8).putLong(received);
        buffer.putShort((short) DROPPED).putShort((short) 8).putLong(dropped);
        buffer.putInt(0).putInt(52);
    }
}
