package sockets.packet;

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
 */
public final class Ipv6Extension {
    /** The least that an extension header takes. */
    public static final int SIZE = 8;

    private Ipv6Extension() {}

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

    // what the addresses of a routing header stand behind, and what each takes
    public static final int ADDRESSES = 8;
    public static final int ADDRESS_SIZE = 16;

    /** A routing header with the last address first: segment routing, RFC 8754. */
    public static final int SEGMENT_ROUTING = 4;

    public static int nextHeader(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    /** The length as it stands there. */
    public static int length(Octets in, int at) throws Cut {
        return in.u8(at + 1);
    }

    /** Length of a header of a type, in bytes. */
    public static int size(int type, Octets in, int at) throws Cut {
        return switch (type) {
            // the second byte is reserved
            case IpProtocol.FRAGMENT -> SIZE;
            // counts words of 4 bytes, minus 2, where all others count 8, minus 1
            case IpProtocol.AH -> (length(in, at) + 2) * 4;
            default -> (length(in, at) + 1) * 8;
        };
    }

    /** Of a fragment header: where its data belongs, in bytes. */
    public static int fragmentOffset(Octets in, int at) throws Cut {
        return in.u16(at + 2) & 0xfff8;
    }

    /** Of a fragment header. */
    public static boolean moreFragments(Octets in, int at) throws Cut {
        return (in.u16(at + 2) & 1) != 0;
    }

    /** Of a fragment header. */
    public static int identification(Octets in, int at) throws Cut {
        return in.u32(at + 4);
    }

    /** Of a routing header. */
    public static int routingType(Octets in, int at) throws Cut {
        return in.u8(at + 2);
    }

    /** Of a routing header: how many of its addresses are still to be visited. */
    public static int segmentsLeft(Octets in, int at) throws Cut {
        return in.u8(at + 3);
    }

    /** Of an authentication header, RFC 4302. */
    public static int securityIndex(Octets in, int at) throws Cut {
        return in.u32(at + 4);
    }

    /** Of an authentication header. */
    public static int sequence(Octets in, int at) throws Cut {
        return in.u32(at + 8);
    }

    /** Of an authentication header. */
    public static int reserved(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }

    /** Of a routing header that is not of segment routing. */
    public static int routingReserved(Octets in, int at) throws Cut {
        return in.u32(at + 4);
    }

    /** Of segment routing. */
    public static int lastEntry(Octets in, int at) throws Cut {
        return in.u8(at + 4);
    }

    /** Of segment routing. */
    public static int segmentFlags(Octets in, int at) throws Cut {
        return in.u8(at + 5);
    }

    /** Of segment routing. */
    public static int segmentTag(Octets in, int at) throws Cut {
        return in.u16(at + 6);
    }

    /** Where the value begins that an authentication header protects by. */
    public static final int CHECK_VALUE = 12;
}
