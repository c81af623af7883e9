package sockets.packet;

import java.net.Inet4Address;
import java.nio.ByteBuffer;

/**
 * IPv4 header, RFC 791.
 *
 * <pre>
 *  0       4       8              16     19               31
 * +-------+-------+---------------+-----------------------+
 * |   4   |  IHL  | type of serv. |     total length      |
 * +-------+-------+---------------+-----+-----------------+
 * |        identification         |flags| fragment offset |
 * +---------------+---------------+-----+-----------------+
 * | time to live  |   protocol    |    header checksum    |
 * +---------------+---------------+-----------------------+
 * |                    source address                     |
 * |                  destination address                  |
 * |                  options (if IHL > 5)                 |
 * +-------------------------------------------------------+
 * </pre>
 *
 * @param typeOfService DSCP (six bits) and ECN (two)
 * @param flags 2 don't fragment, 1 more fragments, 4 must be zero
 * @param fragmentOffset in bytes
 * @param options a view of the packet, padding included
 */
public record Ipv4Header(
        int typeOfService,
        int totalLength,
        int identification,
        int flags,
        int fragmentOffset,
        int timeToLive,
        int protocol,
        int checksum,
        Inet4Address source,
        Inet4Address destination,
        ByteBuffer options) {
    /** Without options. */
    public static final int SIZE = 20;

    public static final int DONT_FRAGMENT = 2;
    public static final int MORE_FRAGMENTS = 1;

    private static final String NAME = "IPv4";

    // where the addresses are
    public static final int SOURCE = 12;
    public static final int DESTINATION = 16;

    public static int version(Octets in, int at) throws Cut {
        return in.u8(at) >> 4;
    }

    /** Length of the header with its options, in bytes. */
    public static int headerLength(Octets in, int at) throws Cut {
        return (in.u8(at) & 0xf) * 4;
    }

    public static int typeOfService(Octets in, int at) throws Cut {
        return in.u8(at + 1);
    }

    public static int totalLength(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }

    public static int identification(Octets in, int at) throws Cut {
        return in.u16(at + 4);
    }

    /** The three flags. */
    public static int flags(Octets in, int at) throws Cut {
        return in.u16(at + 6) >> 13;
    }

    /** In bytes. */
    public static int fragmentOffset(Octets in, int at) throws Cut {
        return (in.u16(at + 6) & 0x1fff) * 8;
    }

    public static boolean moreFragments(Octets in, int at) throws Cut {
        return (flags(in, at) & MORE_FRAGMENTS) != 0;
    }

    public static int timeToLive(Octets in, int at) throws Cut {
        return in.u8(at + 8);
    }

    public static int protocol(Octets in, int at) throws Cut {
        return in.u8(at + 9);
    }

    public static int checksum(Octets in, int at) throws Cut {
        return in.u16(at + 10);
    }

    /** True if this may be an IPv4 packet: its first four bits are the version. */
    public static boolean startsAt(ByteBuffer in) {
        return in.hasRemaining() && (in.get(in.position()) & 0xf0) == 0x40;
    }

    /**
     * Reads a header and leaves the buffer behind its options. The total length is not trusted: the
     * buffer may hold less (a cut packet) or more (padding of Ethernet).
     */
    public static Ipv4Header read(ByteBuffer in) throws TruncatedPacketException {
        TruncatedPacketException.check(NAME, in, SIZE);
        int length = (in.get(in.position()) & 0x0f) * 4;
        if (length < SIZE) throw new TruncatedPacketException(NAME, SIZE, length);
        TruncatedPacketException.check(NAME, in, length);
        in.get();
        int typeOfService = Bytes.u8(in);
        int totalLength = Bytes.u16(in);
        int identification = Bytes.u16(in);
        int fragment = Bytes.u16(in);
        return new Ipv4Header(
                typeOfService,
                totalLength,
                identification,
                fragment >>> 13,
                (fragment & 0x1fff) * 8,
                Bytes.u8(in),
                Bytes.u8(in),
                Bytes.u16(in),
                Bytes.ipv4(in),
                Bytes.ipv4(in),
                Bytes.view(in, length - SIZE));
    }

    /** Writes the header as it is, checksum included; options take a multiple of four bytes. */
    public void write(ByteBuffer out) {
        out.put((byte) (0x40 | size() / 4));
        out.put((byte) typeOfService);
        out.putShort((short) totalLength);
        out.putShort((short) identification);
        out.putShort((short) (flags << 13 | fragmentOffset / 8));
        out.put((byte) timeToLive);
        out.put((byte) protocol);
        out.putShort((short) checksum);
        out.put(source.getAddress());
        out.put(destination.getAddress());
        out.put(options());
    }

    /** The same header with the checksum that belongs to it. */
    public Ipv4Header withChecksum() {
        ByteBuffer bytes = ByteBuffer.allocate(size());
        with(0).write(bytes);
        return with(Checksum.of(bytes.flip()));
    }

    private Ipv4Header with(int newChecksum) {
        return new Ipv4Header(
                typeOfService,
                totalLength,
                identification,
                flags,
                fragmentOffset,
                timeToLive,
                protocol,
                newChecksum,
                source,
                destination,
                options);
    }

    /** Length of the header with its options, in bytes. */
    public int size() {
        return SIZE + options.remaining();
    }

    /** The options, from their first byte. */
    @Override
    public ByteBuffer options() {
        return options.duplicate();
    }

    /** True for a fragment behind the first: no upper header stands in it. */
    public boolean isLaterFragment() {
        return fragmentOffset > 0;
    }
}
