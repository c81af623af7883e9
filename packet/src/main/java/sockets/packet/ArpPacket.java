package sockets.packet;

/**
 * ARP packet, RFC 826: whose hardware address belongs to this protocol address? Addresses have the
 * lengths that the packet tells.
 *
 * <pre>
 *  0               8               16                          31
 * +-------------------------------+-----------------------------+
 * |         hardware type         |        protocol type        |
 * +---------------+---------------+-----------------------------+
 * |hardware length|protocol length|          operation          |
 * +---------------+---------------+-----------------------------+
 * |      sender's hardware address, sender's protocol address   |
 * |      target's hardware address, target's protocol address   |
 * +-------------------------------------------------------------+
 * </pre>
 */
public final class ArpPacket {
    /** Without the addresses. */
    public static final int SIZE = 8;

    public static final int REQUEST = 1;
    public static final int REPLY = 2;

    // RFC 903 and 2390
    public static final int REVERSE_REQUEST = 3;
    public static final int REVERSE_REPLY = 4;
    public static final int INVERSE_REQUEST = 8;
    public static final int INVERSE_REPLY = 9;

    private ArpPacket() {}

    public static int hardwareType(Octets in, int at) throws Cut {
        return in.u16(at);
    }

    /** An Ethernet type. */
    public static int protocolType(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }

    public static int hardwareLength(Octets in, int at) throws Cut {
        return in.u8(at + 4);
    }

    public static int protocolLength(Octets in, int at) throws Cut {
        return in.u8(at + 5);
    }

    public static int operation(Octets in, int at) throws Cut {
        return in.u16(at + 6);
    }
}
