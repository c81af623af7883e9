package sockets.packet;

/**
 * The message of bridges that agree on a tree, IEEE 802.1D, 9.3; of the rapid protocol too
 * (802.1w). It follows a header of 802.2 to address 0x42.
 *
 * <pre>
 * +-------------------------------+---------------+-------------+
 * |     protocol identifier (0)   |    version    |    type     |
 * +---------------+---------------+---------------+-------------+
 * |     flags     |  root identifier (8 bytes), root path cost  |
 * |               |  (4), bridge identifier (8), port id (2),   |
 * |               |  message age, max age, hello time, forward  |
 * |               |  delay (2 each, in 256ths of a second)      |
 * +---------------+---------------------------------------------+
 * </pre>
 */
public final class StpMessage {
    /** The address of 802.2 at which bridges listen. */
    public static final int ADDRESS = 0x42;

    // versions
    public static final int STP = 0;
    public static final int RSTP = 2;
    public static final int MSTP = 3;
    public static final int SPB = 4;

    // types
    public static final int CONFIGURATION = 0;
    public static final int RAPID = 2;
    public static final int TOPOLOGY_CHANGE = 0x80;

    /** The least: protocol, version and type. */
    public static final int SIZE = 4;

    /** A configuration; of the rapid protocol one byte more. */
    public static final int CONFIGURATION_SIZE = 35;

    public static final int RAPID_SIZE = 36;

    /** The least of a message about several trees, IEEE 802.1Q, 14.4. */
    public static final int MULTIPLE_SIZE = 102;

    // where the identifiers are: two bytes of priority, six of an address
    public static final int ROOT = 5;
    public static final int BRIDGE = 17;

    private StpMessage() {}

    /** True for a header of 802.2 that a message of bridges follows. */
    public static boolean isAddressed(Octets in, int at) throws Cut {
        return LogicalLinkHeader.destination(in, at) == ADDRESS
                && LogicalLinkHeader.source(in, at) == ADDRESS
                && LogicalLinkHeader.control(in, at) == LogicalLinkHeader.UNNUMBERED;
    }

    public static int protocol(Octets in, int at) throws Cut {
        return in.u16(at);
    }

    public static int version(Octets in, int at) throws Cut {
        return in.u8(at + 2);
    }

    public static int type(Octets in, int at) throws Cut {
        return in.u8(at + 3);
    }

    public static int flags(Octets in, int at) throws Cut {
        return in.u8(at + 4);
    }

    /** Of the rapid protocol: what the port is for. */
    public static int role(int flags) {
        return flags >> 2 & 3;
    }

    /** True if the lengths of a message about several trees fit: the first is 0. */
    public static boolean isMultiple(Octets in, int at, int length) throws Cut {
        return in.u8(at + 35) == 0 && length >= RAPID_SIZE + 2 + in.u16(at + 36);
    }

    public static int rootPathCost(Octets in, int at) throws Cut {
        return in.u32(at + 13);
    }

    public static int port(Octets in, int at) throws Cut {
        return in.u16(at + 25);
    }

    public static int messageAge(Octets in, int at) throws Cut {
        return in.u16(at + 27);
    }

    public static int maxAge(Octets in, int at) throws Cut {
        return in.u16(at + 29);
    }

    public static int helloTime(Octets in, int at) throws Cut {
        return in.u16(at + 31);
    }

    public static int forwardDelay(Octets in, int at) throws Cut {
        return in.u16(at + 33);
    }
}
