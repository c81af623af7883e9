package sockets.packet;

/**
 * What follows an Ethernet type of 802.1Q: priority, network, and the type of what is behind.
 *
 * <pre>
 * 0   3   4            16                31
 * +---+---+-------------+-----------------+
 * |pri|DEI|   number    |      type       |
 * +---+---+-------------+-----------------+
 * </pre>
 */
public final class VlanTag {
    public static final int SIZE = 4;

    private VlanTag() {}

    public static int priority(Octets in, int at) throws Cut {
        return in.u16(at) >> 13;
    }

    /** May be dropped first where there is no room. */
    public static boolean dropEligible(Octets in, int at) throws Cut {
        return (in.u16(at) & 0x1000) != 0;
    }

    public static int number(Octets in, int at) throws Cut {
        return in.u16(at) & 0xfff;
    }

    /** What is behind the tag; up to 1500 it is a length. */
    public static int type(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }
}
