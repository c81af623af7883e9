package sockets.packet;

/**
 * GRE header, RFC 2784 with the key and number of RFC 2890; version 1 is that of PPTP, RFC 2637.
 *
 * <pre>
 *  0               8               16                          31
 * +-+-+-+-+-+-------------+-----+-------------------------------+
 * |C|R|K|S|s|   reserved  | ver |         protocol type         |
 * +-+-+-+-+-+-------------+-----+-------------------------------+
 * |     checksum (if C or R)      |      offset (if C or R)     |
 * |                         key (if K)                          |
 * |                   sequence number (if S)                    |
 * |           source routes, RFC 1701 (if R)                    |
 * +-------------------------------------------------------------+
 * </pre>
 */
public final class GreHeader {
    /** Without what the flags tell of. */
    public static final int SIZE = 4;

    public static final int CHECKSUM = 0x8000;
    public static final int ROUTING = 0x4000;
    public static final int KEY = 0x2000;
    public static final int SEQUENCE = 0x1000;
    public static final int STRICT = 0x0800;

    /** Of version 1. */
    public static final int ACKNOWLEDGEMENT = 0x0080;

    /** What a source route begins with: family, offset, length. */
    public static final int ROUTE_SIZE = 4;

    // families of source routes, RFC 1701: of addresses, of autonomous systems
    public static final int ROUTE_OF_ADDRESSES = 0x0800;
    public static final int ROUTE_OF_SYSTEMS = 0xfffe;

    private static final int VERSION = 7;

    private GreHeader() {}

    public static int flags(Octets in, int at) throws Cut {
        return in.u16(at);
    }

    public static int version(Octets in, int at) throws Cut {
        return flags(in, at) & VERSION;
    }

    /** An Ethernet type. */
    public static int protocol(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }

    /** If there is a checksum or a source route. */
    public static int checksum(Octets in, int at) throws Cut {
        return in.u16(at + SIZE);
    }

    /** If there is a checksum or a source route: of the route that is on. */
    public static int offset(Octets in, int at) throws Cut {
        return in.u16(at + SIZE + 2);
    }

    /** Where the key is, if there is one. */
    private static int keyPlace(Octets in, int at) throws Cut {
        int flags = flags(in, at);
        boolean checksum = (flags & (CHECKSUM | ROUTING)) != 0 && (flags & VERSION) == 0;
        return at + SIZE + (checksum ? 4 : 0);
    }

    private static int sequencePlace(Octets in, int at) throws Cut {
        return keyPlace(in, at) + ((flags(in, at) & KEY) != 0 ? 4 : 0);
    }

    private static int placeBehindSequence(Octets in, int at) throws Cut {
        return sequencePlace(in, at) + ((flags(in, at) & SEQUENCE) != 0 ? 4 : 0);
    }

    /** If KEY is set. */
    public static int key(Octets in, int at) throws Cut {
        return in.u32(keyPlace(in, at));
    }

    /** Of version 1: the upper half of the key. */
    public static int payloadLength(Octets in, int at) throws Cut {
        return in.u16(keyPlace(in, at));
    }

    /** Of version 1: the lower half of the key. */
    public static int call(Octets in, int at) throws Cut {
        return in.u16(keyPlace(in, at) + 2);
    }

    /** If SEQUENCE is set. */
    public static int sequence(Octets in, int at) throws Cut {
        return in.u32(sequencePlace(in, at));
    }

    /** Of version 1, if ACKNOWLEDGEMENT is set. */
    public static int acknowledgement(Octets in, int at) throws Cut {
        return in.u32(placeBehindSequence(in, at));
    }

    /** Length of the header, in bytes; -1 if it is of no version, or nothing follows. */
    public static int size(Octets in, int at) throws Cut {
        int flags = flags(in, at);
        int version = flags & VERSION;
        if (version > 1 || version == 1 && (flags & SEQUENCE) == 0) return -1;
        int size = placeBehindSequence(in, at) - at;
        if (version == 1) return (flags & ACKNOWLEDGEMENT) != 0 ? size + 4 : size;
        if ((flags & ROUTING) == 0) return size;
        // each takes four bytes at least, and an empty one ends them
        while (!isLastRoute(in, at + size)) size += ROUTE_SIZE + routeLength(in, at + size);
        return size + ROUTE_SIZE;
    }

    public static boolean isLastRoute(Octets in, int route) throws Cut {
        return routeFamily(in, route) == 0 && routeLength(in, route) == 0;
    }

    public static int routeFamily(Octets in, int route) throws Cut {
        return in.u16(route);
    }

    public static int routeOffset(Octets in, int route) throws Cut {
        return in.u8(route + 2);
    }

    public static int routeLength(Octets in, int route) throws Cut {
        return in.u8(route + 3);
    }
}
