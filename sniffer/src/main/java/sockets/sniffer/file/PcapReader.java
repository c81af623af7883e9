package sockets.sniffer.file;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The classic format: a header of 24 bytes, then for each packet 16 bytes and its data
 * (draft-ietf-opsawg-pcap). Its writer's byte order and resolution show in the first four bytes.
 */
final class PcapReader extends CaptureReader {
    static final int MICROS = 0xa1b2c3d4;
    static final int NANOS = 0xa1b23c4d;

    /** Of patched Linux systems of old: eight bytes more for each packet. */
    private static final int PATCHED = 0xa1b2cd34;

    private final boolean nanos;
    private final int recordSize;
    private final int version;
    private final Interface only;

    PcapReader(Source source) throws IOException {
        super(source);
        if (!isMagic(source.intAt(0))) source.order(ByteOrder.BIG_ENDIAN);
        source.require(24, "file header");
        int magic = source.intAt(0);
        nanos = magic == NANOS;
        recordSize = magic == PATCHED ? 24 : 16;
        version = source.shortAt(4) << 16 | source.shortAt(6);
        int snapshot = source.intAt(16);
        int resolution = nanos ? Interface.NANOS : Interface.MICROS;
        only =
                new Interface(
                        source.intAt(20),
                        snapshot,
                        resolution,
                        0,
                        List.of(),
                        new Section(source.bigEndian(), List.of()));
        source.skip(24);
        if (version >>> 16 > 2 && version != 543 << 16)
            throw new FileFormatException("unknown version " + (version >>> 16));
    }

    static boolean isMagic(int value) {
        return value == MICROS || value == NANOS || value == PATCHED;
    }

    @Override
    public Interface first() {
        return only;
    }

    @Override
    public boolean maySeveral() {
        return false;
    }

    @Override
    public boolean next(Frame frame) throws IOException {
        if (source.need(1) == 0) return false;
        source.require(recordSize, "packet header");
        long seconds = source.unsigned(0);
        long fraction = source.unsigned(4);
        int captured = source.intAt(8);
        int length = source.intAt(12);
        // before version 2.3 the two lengths were the other way round; in 2.3 either way
        boolean swapped = version < 0x20003 || version == 543 << 16;
        if (swapped || version == 0x20003 && Integer.compareUnsigned(captured, length) > 0) {
            int other = captured;
            captured = length;
            length = other;
        }
        if (Integer.compareUnsigned(captured, LinkType.SNAPSHOT_LENGTH) > 0)
            throw tooLong(captured);
        source.skip(recordSize);
        source.require(captured, "packet");
        frame.set(source.bytes(), source.position(), Math.min(captured, only.snapshot()), length);
        frame.time(seconds, nanos ? fraction : fraction * 1000);
        long second = nanos ? 1_000_000_000 : 1_000_000;
        frame.from(only, seconds * second + fraction, List.of());
        source.skip(captured);
        return true;
    }
}
