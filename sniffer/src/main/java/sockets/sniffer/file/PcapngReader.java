package sockets.sniffer.file;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

    private static final int OPTION_END = 0;
    static final int OPTION_NAME = 2;
    static final int OPTION_RESOLUTION = 9;
    static final int OPTION_OFFSET = 14;

    /**
     * Options of an interface that are the same bytes in either order, kept to be written again:
     * comment, name, description, addresses of all kinds, filter, operating system, length of the
     * frame check sequence, hardware.
     */
    private static final Set<Integer> KEPT = Set.of(1, OPTION_NAME, 3, 4, 5, 6, 7, 11, 12, 13, 15);

    /** Of these in a file, in bytes: whoever claims more wants our memory. */
    private static final int MOST_OPTIONS = 1 << 19;

    /** More than any machine has: whoever claims more wants our memory. */
    private static final int MOST_INTERFACES = 100_000;

    private final List<Interface> interfaces = new ArrayList<>();
    private Interface first;
    private int section = -1;

    /** How many bytes of names and the like are still kept. */
    private int roomForOptions = MOST_OPTIONS;

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
        section++;
        skipBlock(length & 0xffffffffL);
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
        int resolution = Interface.MICROS;
        long offset = 0;
        List<Interface.Option> kept = new ArrayList<>();
        source.skip(16);
        long left = (length & 0xffffffffL) - 20;
        while (left >= 4) {
            source.require(4, "interface option");
            int code = source.shortAt(0);
            int size = source.shortAt(2);
            int padded = size + 3 & ~3;
            if (code == OPTION_END || padded > left - 4) break;
            source.require(4 + padded, "interface option");
            if (code == OPTION_RESOLUTION && size >= 1) resolution = source.byteAt(4);
            if (code == OPTION_OFFSET && size >= 8) offset = source.longAt(4);
            if (KEPT.contains(code) && 4 + padded <= roomForOptions) {
                roomForOptions -= 4 + padded;
                kept.add(new Interface.Option(code, source.copy(4, size)));
            }
            source.skip(4 + padded);
            left -= 4 + padded;
        }
        skipBlock(left + 4);
        boolean bigEndian = source.bigEndian();
        Interface found =
                new Interface(number, snapshot, resolution, offset, kept, section, bigEndian);
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
        source.skip(header);
        source.require(captured, "packet");
        frame.set(source.bytes(), source.position(), captured, wire);
        frame.from(from, units);
        frame.origin(number + 1, 0);
        source.skip(captured);
        if (!source.skipFar(room - captured + 4)) {
            // the packet is whole, only the end of its block is missing: the next read tells it
        }
    }
}
