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
        return type == EthernetHeader.VLAN
                || type == EthernetHeader.PROVIDER_VLAN
                || type == 0x9100
                || type == 0x9200;
    }

    public static VlanTag read(ByteBuffer in) throws TruncatedPacketException {
        TruncatedPacketException.check("802.1Q", in, SIZE);
        int control = Bytes.u16(in);
        boolean eligible = (control & 0x1000) != 0;
        return new VlanTag(control >> 13, eligible, control & 0xfff, Bytes.u16(in));
    }

    public void write(ByteBuffer out) {
        out.putShort((short) (priority << 13 | (dropEligible ? 0x1000 : 0) | number));
        out.putShort((short) type);
    }
}
