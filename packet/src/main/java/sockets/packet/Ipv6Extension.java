package sockets.packet;

import java.nio.ByteBuffer;

/**
 * One IPv6 extension header (RFC 8200, 4; authentication: RFC 4302).
 *
 * <pre>
 *  0             8             16                       31
 * +-------------+-------------+--------------------------+
 * | next header |   length    |           data           |
 * +-------------+-------------+                          |
 * |                         ...                          |
 * +------------------------------------------------------+
 * </pre>
 *
 * @param type which header this is: HOP_BY_HOP, ROUTING, FRAGMENT...
 * @param nextHeader the type of what follows it
 * @param data a view of what stands behind the two first bytes
 */
public record Ipv6Extension(int type, int nextHeader, ByteBuffer data) {
    /** The least that an extension header takes. */
    public static final int SIZE = 8;

    /** True for a type that is an extension header which can be read on from. */
    public static boolean is(int type) {
        return switch (type) {
            case IpProtocol.HOP_BY_HOP,
                    IpProtocol.ROUTING,
                    IpProtocol.FRAGMENT,
                    IpProtocol.AH,
                    IpProtocol.DESTINATION_OPTIONS,
                    IpProtocol.MOBILITY ->
                    true;
            default -> false;
        };
    }

    /** Reads an extension header of a type, which the header before it told. */
    public static Ipv6Extension read(int type, ByteBuffer in) throws TruncatedPacketException {
        TruncatedPacketException.check("IPv6 extension", in, SIZE);
        int nextHeader = in.get(in.position()) & 0xff;
        int length = in.get(in.position() + 1) & 0xff;
        int size =
                switch (type) {
                    // always 8 bytes: the second is reserved
                    case IpProtocol.FRAGMENT -> SIZE;
                    // counts words of 4 bytes, minus 2, where all others count 8, minus 1
                    case IpProtocol.AH -> Math.max(SIZE, (length + 2) * 4);
                    default -> (length + 1) * 8;
                };
        TruncatedPacketException.check("IPv6 extension", in, size);
        in.position(in.position() + 2);
        return new Ipv6Extension(type, nextHeader, Bytes.view(in, size - 2));
    }

    @Override
    public ByteBuffer data() {
        return data.duplicate();
    }

    /** Length of the header, in bytes. */
    public int size() {
        return data.remaining() + 2;
    }

    /** Of a fragment header: where its data belongs, in bytes. */
    public int fragmentOffset() {
        return type == IpProtocol.FRAGMENT ? data.getShort(0) & 0xfff8 : 0;
    }

    /** Of a fragment header. */
    public boolean moreFragments() {
        return type == IpProtocol.FRAGMENT && (data.getShort(0) & 1) != 0;
    }

    /** Of a fragment header: which packet it is a part of. */
    public long identification() {
        return type == IpProtocol.FRAGMENT ? data.getInt(2) & 0xffffffffL : 0;
    }
}
