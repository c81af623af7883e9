package sockets.packet;

/**
 * What follows the first four bytes of the messages of neighbour discovery, RFC 4861, 4: {@link
 * NeighborOption}s come behind it.
 *
 * <pre>
 *  0               8               16                          31
 * +---------------+---------------+-----------------------------+
 * |   hop limit   |M|O|H|prf|     |       router lifetime       |  router advertisement
 * |                       reachable time                        |
 * |                      retransmit timer                       |
 * +---------------+---------------+-----------------------------+
 * |R|S|O|                       reserved                        |  neighbour advertisement
 * |                  target address (16 bytes)                  |  all three of neighbours
 * |                destination address (16 bytes)               |  redirect
 * +-------------------------------------------------------------+
 * </pre>
 */
public final class NeighborMessage {
    /** A router solicitation, all of it. */
    public static final int SOLICITATION_SIZE = 8;

    public static final int ROUTER_SIZE = 16;
    public static final int NEIGHBOR_SIZE = 24;
    public static final int REDIRECT_SIZE = 40;

    // where the addresses are
    public static final int TARGET = 8;
    public static final int DESTINATION = 24;

    private NeighborMessage() {}

    public static int hopLimit(Octets in, int at) throws Cut {
        return in.u8(at + 4);
    }

    public static int routerFlags(Octets in, int at) throws Cut {
        return in.u8(at + 5);
    }

    /** In seconds. */
    public static int routerLifetime(Octets in, int at) throws Cut {
        return in.u16(at + 6);
    }

    /** In milliseconds. */
    public static int reachableTime(Octets in, int at) throws Cut {
        return in.u32(at + 8);
    }

    /** In milliseconds. */
    public static int retransmitTimer(Octets in, int at) throws Cut {
        return in.u32(at + 12);
    }

    public static int neighborFlags(Octets in, int at) throws Cut {
        return in.u32(at + 4);
    }
}
