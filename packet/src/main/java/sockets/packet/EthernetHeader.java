package sockets.packet;

/**
 * Ethernet header, IEEE 802.3. What stands for a type up to 1500 is a length, and a header of 802.2
 * follows.
 *
 * <pre>
 * +-----------------------+-----------------------+-------------+
 * | destination (6 bytes) |   source (6 bytes)    | type/length |
 * +-----------------------+-----------------------+-------------+
 * </pre>
 */
public final class EthernetHeader {
    public static final int SIZE = 14;

    // where the addresses are, six bytes each
    public static final int DESTINATION = 0;
    public static final int SOURCE = 6;

    private EthernetHeader() {}

    /** What follows; up to 1500 it is a length. */
    public static int type(Octets in, int at) throws Cut {
        return in.u16(at + 12);
    }
}
