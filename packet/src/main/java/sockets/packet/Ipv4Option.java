package sockets.packet;

/**
 * One option of an IPv4 header, RFC 791, 3.1: a type, and for all but the first two a length, which
 * counts both, and data.
 */
public final class Ipv4Option {
    public static final int END = 0;
    public static final int NO_OPERATION = 1;
    public static final int RECORD_ROUTE = 7;
    public static final int TIMESTAMP = 68;
    public static final int LOOSE_SOURCE_ROUTE = 131;
    public static final int STRICT_SOURCE_ROUTE = 137;
    public static final int ROUTER_ALERT = 148;

    private Ipv4Option() {}

    public static int type(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    /** True for one with a length behind its type. */
    public static boolean hasLength(int type) {
        return type != END && type != NO_OPERATION;
    }

    /** The length as it stands there. */
    public static int length(Octets in, int at) throws Cut {
        return in.u8(at + 1);
    }

    /** How many bytes it takes; -1 if its length cannot be, or leads beyond the header's end. */
    public static int size(Octets in, int at, int end) throws Cut {
        if (!hasLength(type(in, at))) return 1;
        if (at + 1 >= end) return -1;
        int length = length(in, at);
        return length < 2 || at + length > end ? -1 : length;
    }

    /** True for those whose last address is where the packet goes in the end. */
    public static boolean isSourceRoute(int type) {
        return type == LOOSE_SOURCE_ROUTE || type == STRICT_SOURCE_ROUTE;
    }

    /** Of a route or time stamps: which byte of the option is the next to be used, from 1. */
    public static int pointer(Octets in, int at) throws Cut {
        return in.u8(at + 2);
    }

    /** Of time stamps: how many routers found no room. */
    public static int overflow(Octets in, int at) throws Cut {
        return in.u8(at + 3) >> 4;
    }

    /** Of time stamps: what there is beside them. */
    public static int timestampFlag(Octets in, int at) throws Cut {
        return in.u8(at + 3) & 0xf;
    }

    /** Of a router alert, RFC 2113. */
    public static int value(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }
}
