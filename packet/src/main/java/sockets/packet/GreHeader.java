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

    private GreHeader() {}

    public static int flags(Octets in, int at) throws Cut {
        return in.u16(at);
    }

    public static int version(Octets in, int at) throws Cut {
        return flags(in, at) & 7;
    }

    /** An Ethernet type. */
    public static int protocol(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }

    /** Length of the header, in bytes; -1 if it is of no version, or nothing follows. */
    public static int size(Octets in, int at) throws Cut {
        int flags = flags(in, at);
        int version = flags & 7;
        if (version > 1 || version == 1 && (flags & SEQUENCE) == 0) return -1;
        int size = SIZE;
        if ((flags & (CHECKSUM | ROUTING)) != 0 && version == 0) size += 4;
        if ((flags & KEY) != 0) size += 4;
        if ((flags & SEQUENCE) != 0) size += 4;
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
