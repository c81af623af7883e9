package sockets.sniffer.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The format of blocks (draft-ietf-opsawg-pcapng): sections, each with interfaces of their own link
 * type and resolution, and packets that name theirs. Unknown blocks are stepped over.
 */
final class PcapngReader extends CaptureReader {
    static final int SECTION = 0x0a0d0d0a;

    static final int BYTE_ORDER = 0x1a2b3c4d;
    private static final int INTERFACE = 1;
    private static final int OLD_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;

    /** In an old packet block. */
    private static final int LOST_UNKNOWN = 0xffff;

    /** Bytes of options, of a packet or of all interfaces: whoever claims more wants our memory. */
    private static final int MOST_OPTIONS = 1 << 19;

    /** More than any machine has: whoever claims more wants our memory. */
    private static final int MOST_INTERFACES = 100_000;

    private final List<Interface> interfaces = new ArrayList<>();
    private Interface first;
    private Section section;

    /** How many bytes of names and the like are still kept. */
    private int roomForOptions = MOST_OPTIONS;

    // of the interface that was read last
    private int resolution;
    private long offset;

    /** The end of the block of the frame that was handed out, which is a view of the buffer. */
    private long behind;

    /** The frame that was met when the first interface was looked for. */
    private boolean ahead;

    PcapngReader(Source source) throws IOException {
        super(source);
        section();
        // the first packet may be far; its interface is what stands before it
        while (first == null && source.need(8) == 8 && block(null)) {
            if (ahead) break;
        }
    }

    @Override
    public Interface first() {
        return first;
    }

    @Override
    public boolean maySeveral() {
        return true;
    }

    @Override
    public boolean next(Frame frame) throws IOException {
        // a packet that is whole is one, also if the end of its block is missing
        if (!source.skipFar(behind)) return false;
        behind = 0;
        while (source.need(1) > 0) {
            source.require(8, "block header");
            if (block(frame)) return true;
        }
        return false;
    }

    /** A section header: byte order and version, and the interfaces of before are forgotten. */
    private void section() throws IOException {
        source.require(12, "section header");
        if (source.intAt(8) != BYTE_ORDER) {
            source.order(source.bigEndian() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            if (source.intAt(8) != BYTE_ORDER)
                throw new FileFormatException("unknown byte order of a pcapng section");
        }
        source.require(28, "section header");
        int length = checked(source.intAt(4), 28);
        if (source.shortAt(12) != 1)
            throw new FileFormatException("unknown pcapng version " + source.shortAt(12));
        interfaces.clear();
        source.skip(24);
        List<Option> options = new ArrayList<>();
        skipBlock(options((length & 0xffffffffL) - 28, options) + 4);
        section = new Section(source.bigEndian(), options);
    }

    /**
     * Reads the options of an interface or a section.
     *
     * @param left how many bytes the block has for them
     * @return how many of these were not read
     */
    private long options(long left, List<Option> into) throws IOException {
        while (left >= 4) {
            source.require(4, "option");
            int code = source.shortAt(0);
            int size = 4 + (source.shortAt(2) + 3 & ~3);
            if (code == Option.END || size > left) break;
            source.require(size, "option");
            if (code == Option.RESOLUTION && size > 4) {
                resolution = source.byteAt(4);
            } else if (code == Option.OFFSET && size >= 12) {
                offset = source.longAt(4);
            } else if (Option.isCopied(code) && size <= roomForOptions) {
                roomForOptions -= size;
                into.add(new Option(code, source.copy(4, source.shortAt(2))));
            }
            source.skip(size);
            left -= size;
        }
        return left;
    }

    /** The length of a block as it claims it. */
    private static int checked(int length, int least) throws FileFormatException {
        if (Integer.compareUnsigned(length, least) < 0 || (length & 3) != 0)
            throw new FileFormatException(
                    "invalid pcapng block length " + Integer.toUnsignedString(length));
        return length;
    }

    private void skipBlock(long length) throws IOException {
        if (!source.skipFar(length))
            throw new FileFormatException("truncated: the file ends within a block");
    }

    /**
     * Reads a block. With no frame to fill, stops at the first interface or packet.
     *
     * @return true if the frame was filled, or if there was something to stop at
     */
    private boolean block(Frame frame) throws IOException {
        int type = source.intAt(0);
        if (type == SECTION) {
            section();
            return false;
        }
        int length = checked(source.intAt(4), 12);
        switch (type) {
            case INTERFACE:
                readInterface(length);
                return frame == null;
            case ENHANCED_PACKET, OLD_PACKET, SIMPLE_PACKET:
                if (frame == null) {
                    ahead = true;
                    return true;
                }
                packet(frame, type, length);
                return true;
            default:
                skipBlock(length & 0xffffffffL);
                return frame == null;
        }
    }

    private void readInterface(int length) throws IOException {
        if (length < 20) throw new FileFormatException("invalid pcapng interface");
        source.require(16, "interface description");
        if (interfaces.size() >= MOST_INTERFACES)
            throw new FileFormatException("more than " + MOST_INTERFACES + " interfaces");
        int number = source.shortAt(8);
        int snapshot = source.intAt(12);
        source.skip(16);
        resolution = Interface.MICROS;
        offset = 0;
        List<Option> options = new ArrayList<>();
        skipBlock(options((length & 0xffffffffL) - 20, options) + 4);
        Interface found = new Interface(number, snapshot, resolution, offset, options, section);
        interfaces.add(found);
        if (first == null) first = found;
    }

    private void packet(Frame frame, int type, int length) throws IOException {
        int header = type == SIMPLE_PACKET ? 12 : 28;
        if (Integer.compareUnsigned(length, header + 4) < 0)
            throw new FileFormatException("invalid pcapng packet block");
        source.require(header, "packet block");
        int number = type == SIMPLE_PACKET ? 0 : source.intAt(8);
        if (type == OLD_PACKET) number = source.shortAt(8);
        if (number < 0 || number >= interfaces.size())
            throw new FileFormatException(
                    "a packet of interface "
                            + Integer.toUnsignedString(number)
                            + ", which the file does not describe");
        Interface from = interfaces.get(number);
        int wire = source.intAt(type == SIMPLE_PACKET ? 8 : 24);
        int captured = source.intAt(20);
        if (type == SIMPLE_PACKET)
            captured = Integer.compareUnsigned(wire, from.snapshot()) < 0 ? wire : from.snapshot();
        long room = (length & 0xffffffffL) - header - 4;
        if ((captured & 0xffffffffL) > room)
            throw new FileFormatException(
                    "a packet of "
                            + Integer.toUnsignedString(captured)
                            + " bytes in a block with room for "
                            + room);
        if (captured > LinkType.SNAPSHOT_LENGTH) throw tooLong(captured);
        // a simple packet has no time
        long units = 0;
        if (type != SIMPLE_PACKET) units = source.unsigned(12) << 32 | source.unsigned(16);
        if (type == SIMPLE_PACKET) frame.time(0, 0);
        else from.time(frame, units);
        int lost = type == OLD_PACKET ? source.shortAt(10) : LOST_UNKNOWN;
        source.skip(header);
        // padding and options
        long rest = room - captured;
        boolean fits = rest <= MOST_OPTIONS;
        // all at once, since the frame is a view of the buffer, in which more would move it
        boolean there = fits && source.need(captured + (int) rest) == captured + rest;
        source.require(captured, "packet");
        frame.set(source.bytes(), source.position(), captured, wire);
        boolean some = rest > 4 || lost != LOST_UNKNOWN;
        List<Option> options = some ? new ArrayList<>() : List.of();
        if (there && some) packetOptions(captured, (int) rest, options);
        if (lost != LOST_UNKNOWN) options.add(dropped(lost));
        frame.from(from, units, options);
        frame.origin(number + 1, 0);
        source.skip(captured);
        behind = rest + 4;
    }

    /** What stands behind a packet in the buffer. */
    private void packetOptions(int captured, int rest, List<Option> options) {
        int end = captured + rest;
        for (int at = captured + 3 & ~3; at + 4 <= end; ) {
            int code = source.shortAt(at);
            int length = source.shortAt(at + 2);
            if (code == Option.END || length > end - at - 4) break;
            if (Option.isCopied(code)) options.add(new Option(code, source.copy(at + 4, length)));
            at += 4 + (length + 3 & ~3);
        }
    }

    /** What a block of the old kind has in its head. */
    private Option dropped(int count) {
        ByteOrder order = source.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new Option(
                Option.DROPPED, ByteBuffer.allocate(8).order(order).putLong(count).array());
    }
}
