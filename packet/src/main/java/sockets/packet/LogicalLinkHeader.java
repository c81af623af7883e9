package sockets.packet;

import java.nio.ByteBuffer;

/**
 * LLC header, IEEE 802.2, which follows an Ethernet header that holds a length; with SNAP behind it
 * where both addresses are 0xaa.
 *
 * @param control one byte for frames without numbers, else two
 * @param organisation of SNAP; -1 without it
 * @param type of SNAP: an Ethernet type if the organisation is 0
 */
public record LogicalLinkHeader(
        int destination, int source, int control, int organisation, int type) {
    /** The least that it takes. */
    public static final int SIZE = 3;

    private static final int SNAP = 0xaa;
    private static final int UNNUMBERED = 3;

    public static LogicalLinkHeader read(ByteBuffer in) throws TruncatedPacketException {
        TruncatedPacketException.check("LLC", in, SIZE);
        int destination = Bytes.u8(in);
        int source = Bytes.u8(in);
        int control = Bytes.u8(in);
        if ((control & UNNUMBERED) != UNNUMBERED) {
            TruncatedPacketException.check("LLC", in, 1);
            control |= Bytes.u8(in) << 8;
        }
        if (destination != SNAP || source != SNAP || control != UNNUMBERED)
            return new LogicalLinkHeader(destination, source, control, -1, 0);
        TruncatedPacketException.check("SNAP", in, 5);
        int organisation = Bytes.u8(in) << 16 | Bytes.u16(in);
        return new LogicalLinkHeader(destination, source, control, organisation, Bytes.u16(in));
    }
}
