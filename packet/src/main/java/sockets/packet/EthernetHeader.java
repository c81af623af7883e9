package sockets.packet;

import java.nio.ByteBuffer;

/**
 * Ethernet header, IEEE 802.3.
 *
 * <pre>
 * +-----------------------+-----------------------+-------------+
 * | destination (6 bytes) |   source (6 bytes)    | type/length |
 * +-----------------------+-----------------------+-------------+
 * </pre>
 *
 * @param destination a view of the packet, six bytes
 * @param source a view of the packet, six bytes
 * @param type what follows; up to 1500 it is a length, and a header of 802.2 follows
 */
public record EthernetHeader(ByteBuffer destination, ByteBuffer source, int type) {
    public static final int SIZE = 14;

    public static final int IPV4 = 0x0800;
    public static final int ARP = 0x0806;
    public static final int RARP = 0x8035;
    public static final int VLAN = 0x8100;
    public static final int PROVIDER_VLAN = 0x88a8;
    public static final int IPV6 = 0x86dd;

    /** The highest value of the field that is a length. */
    public static final int LONGEST_LENGTH = 1500;

    public static EthernetHeader read(ByteBuffer in) throws TruncatedPacketException {
        TruncatedPacketException.check("Ethernet", in, SIZE);
        return new EthernetHeader(Bytes.view(in, 6), Bytes.view(in, 6), Bytes.u16(in));
    }

    public void write(ByteBuffer out) {
        out.put(destination()).put(source()).putShort((short) type);
    }

    @Override
    public ByteBuffer destination() {
        return destination.duplicate();
    }

    @Override
    public ByteBuffer source() {
        return source.duplicate();
    }
}
