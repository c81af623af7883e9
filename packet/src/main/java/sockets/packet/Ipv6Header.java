package sockets.packet;

import java.net.Inet6Address;
import java.nio.ByteBuffer;

/**
 * IPv6 header, RFC 8200.
 *
 * <pre>
 *  0       4          12                               31
 * +-------+----------+----------------------------------+
 * |   6   | traffic  |            flow label            |
 * |       |  class   |                                  |
 * +-------+----------+------+-------------+-------------+
 * |     payload length      | next header |  hop limit  |
 * +-------------------------+-------------+-------------+
 * |              source address (16 bytes)              |
 * |           destination address (16 bytes)            |
 * +-----------------------------------------------------+
 * </pre>
 *
 * @param nextHeader an upper protocol, or the first of the extension headers ({@link
 *     Ipv6Extension})
 */
public record Ipv6Header(
        int trafficClass,
        int flowLabel,
        int payloadLength,
        int nextHeader,
        int hopLimit,
        Inet6Address source,
        Inet6Address destination) {
    public static final int SIZE = 40;

    // where the addresses are
    public static final int SOURCE = 8;
    public static final int DESTINATION = 24;

    public static int version(Octets in, int at) throws Cut {
        return in.u8(at) >> 4;
    }

    public static int trafficClass(Octets in, int at) throws Cut {
        return in.u32(at) >>> 20 & 0xff;
    }

    public static int flowLabel(Octets in, int at) throws Cut {
        return in.u32(at) & 0xfffff;
    }

    public static int payloadLength(Octets in, int at) throws Cut {
        return in.u16(at + 4);
    }

    public static int nextHeader(Octets in, int at) throws Cut {
        return in.u8(at + 6);
    }

    public static int hopLimit(Octets in, int at) throws Cut {
        return in.u8(at + 7);
    }

    /** True if this may be an IPv6 packet: its first four bits are the version. */
    public static boolean startsAt(ByteBuffer in) {
        return in.hasRemaining() && (in.get(in.position()) & 0xf0) == 0x60;
    }

    /** Reads a header; its payload length is not trusted, the buffer may hold less or more. */
    public static Ipv6Header read(ByteBuffer in) throws TruncatedPacketException {
        TruncatedPacketException.check("IPv6", in, SIZE);
        int first = in.getInt();
        return new Ipv6Header(
                first >>> 20 & 0xff,
                first & 0xfffff,
                Bytes.u16(in),
                Bytes.u8(in),
                Bytes.u8(in),
                Bytes.ipv6(in),
                Bytes.ipv6(in));
    }

    public void write(ByteBuffer out) {
        out.putInt(6 << 28 | trafficClass << 20 | flowLabel);
        out.putShort((short) payloadLength);
        out.put((byte) nextHeader);
        out.put((byte) hopLimit);
        out.put(source.getAddress());
        out.put(destination.getAddress());
    }
}
