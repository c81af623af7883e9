package sockets.packet;

/**
 * VXLAN header, RFC 7348, 5: a whole Ethernet frame follows it in a datagram of UDP.
 *
 * <pre>
 *  0               8                               24          31
 * +-------+-+-----+-------------------------------+-------------+
 * |       |I|     |                   reserved                  |
 * +-------+-+-----+-------------------------------+-------------+
 * |              network identifier               |   reserved  |
 * +-----------------------------------------------+-------------+
 * </pre>
 */
public final class VxlanHeader {
    public static final int PORT = 4789;

    /** What Linux takes if it is not told another. */
    public static final int LINUX_PORT = 8472;

    public static final int SIZE = 8;

    /** The flag of a network identifier that counts. */
    public static final int HAS_NETWORK = 0x08;

    private VxlanHeader() {}

    public static boolean isPort(int port) {
        return port == PORT || port == LINUX_PORT;
    }

    public static int flags(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    public static int network(Octets in, int at) throws Cut {
        return in.u24(at + 4);
    }
}
