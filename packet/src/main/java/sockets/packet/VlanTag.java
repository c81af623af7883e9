package sockets.packet;

import java.nio.ByteBuffer;

/**
 * What follows an Ethernet type of 802.1Q: priority, network, and the type of what is behind.
 *
 * <pre>
 * 0   3   4            16                31
 * +---+---+-------------+-----------------+
 * |pri|DEI|   number    |      type       |
 * +---+---+-------------+-----------------+
 * </pre>
 *
 * @param dropEligible may be dropped first where there is no room
 */
public record VlanTag(int priority, boolean dropEligible, int number, int type) {
    public static final int SIZE = 4;

    /** True for the Ethernet types that a tag follows. */
    public static boolean follows(int type) {
        return EtherType.isVlan(type);
    }

    public static int priority(Octets in, int at) throws Cut {
        return in.u16(at) >> 13;
    }

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

    public static VlanTag read(ByteBuffer in) throws TruncatedPacketException {
        TruncatedPacketException.check("802.1Q", in, SIZE);
        int control = Bytes.u16(in);
        boolean eligible = (control & 0x1000) != 0;
        return new VlanTag(control >> 13, eligible, control & 0xfff, Bytes.u16(in));
    }
}
