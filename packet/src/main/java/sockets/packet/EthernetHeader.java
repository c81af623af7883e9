package sockets.packet;

import java.nio.ByteBuffer;

/**
 * Ethernet header, IEEE 802.3. What stands for a type up to 1500 is a length, and a header of 802.2
 * follows.
 *
 * <pre>
 * +-----------------------+-----------------------+-------------+
 * | destination (6 bytes) |   source (6 bytes)    | type/length |
 * +-----------------------+-----------------------+-------------+
 * </pre>
 *
 * @param destination a view of the packet, six bytes
 * @param source a view of the packet, six bytes
 */
public record EthernetHeader(ByteBuffer destination, ByteBuffer source, int type) {
    public static final int SIZE = 14;

    // where the addresses are, six bytes each
    public static final int DESTINATION = 0;
    public static final int SOURCE = 6;

    /** What follows; up to 1500 it is a length. */
    public static int type(Octets in, int at) throws Cut {
        return in.u16(at + 12);
    }

    /** For the lesson of the sniffer. */
    public static EthernetHeader read(ByteBuffer in) throws TruncatedPacketException {
        TruncatedPacketException.check("Ethernet", in, SIZE);
        return new EthernetHeader(Bytes.view(in, 6), Bytes.view(in, 6), Bytes.u16(in));
    }
}
