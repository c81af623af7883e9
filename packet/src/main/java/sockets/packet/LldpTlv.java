package sockets.packet;

/**
 * LLDP, IEEE 802.1AB, 8.4: what a switch tells its neighbour, as a list of types, lengths and
 * values.
 *
 * <pre>
 *  0             7                 16
 * +-------------+-----------------+----------------
 * |    type     | length (9 bits) | value...
 * +-------------+-----------------+----------------
 * </pre>
 */
public final class LldpTlv {
    /** Type and length. */
    public static final int SIZE = 2;

    public static final int END = 0;
    public static final int CHASSIS_ID = 1;
    public static final int PORT_ID = 2;
    public static final int TIME_TO_LIVE = 3;
    public static final int PORT_DESCRIPTION = 4;
    public static final int SYSTEM_NAME = 5;
    public static final int SYSTEM_DESCRIPTION = 6;
    public static final int CAPABILITIES = 7;
    public static final int MANAGEMENT_ADDRESS = 8;
    public static final int ORGANISATION = 127;

    // organisations that define values of their own
    public static final int IANA = 0x00005e;
    public static final int IEEE_802_1 = 0x0080c2;
    public static final int IEEE_802_3 = 0x00120f;
    public static final int TIA = 0x0012bb;
    public static final int DCBX = 0x001b21;

    /** What stands before the value of an organisation: who it is, and the subtype. */
    public static final int ORGANISATION_SIZE = 4;

    /** Of IANA: where a device is described, RFC 8520. */
    public static final int URL = 1;

    // families of addresses, RFC 1700
    public static final int IPV4 = 1;
    public static final int IPV6 = 2;
    public static final int IEEE_802 = 6;

    /** Where the name of a chassis or port is, and a management address with its family. */
    public static final int NAME = 1;

    /** What stands before an address. */
    public static final int FAMILY_SIZE = 1;

    /** What numbers the interface of a management address: kind and number. */
    public static final int INTERFACE_SIZE = 5;

    private LldpTlv() {}

    public static int type(Octets in, int at) throws Cut {
        return in.u16(at) >> 9;
    }

    /** Of the value. */
    public static int length(Octets in, int at) throws Cut {
        return in.u16(at) & 0x1ff;
    }

    /** Of a chassis or port: what it is known by. */
    public static int subtype(Octets in, int value) throws Cut {
        return in.u8(value);
    }

    /** Of TIME_TO_LIVE, in seconds. */
    public static int timeToLive(Octets in, int value) throws Cut {
        return in.u16(value);
    }

    /** Of CAPABILITIES: all, and those that are in use. */
    public static int capabilities(Octets in, int value) throws Cut {
        return in.u16(value);
    }

    public static int enabledCapabilities(Octets in, int value) throws Cut {
        return in.u16(value + 2);
    }

    /** Of an address in a chassis, a port or a management address. */
    public static int family(Octets in, int address) throws Cut {
        return in.u8(address);
    }

    /** Of MANAGEMENT_ADDRESS, with the family. */
    public static int addressLength(Octets in, int value) throws Cut {
        return in.u8(value);
    }

    /** Behind a management address: how the interface is numbered. */
    public static int interfaceKind(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    public static int interfaceNumber(Octets in, int at) throws Cut {
        return in.u32(at + 1);
    }

    /** Of an object of SNMP behind the interface, whose name follows. */
    public static int objectLength(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    public static int organisation(Octets in, int value) throws Cut {
        return in.u24(value);
    }

    public static int organisationSubtype(Octets in, int value) throws Cut {
        return in.u8(value + 3);
    }
}
