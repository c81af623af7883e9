package sockets.packet;

/**
 * One option of a DHCP message, RFC 2132: a kind, and for all but two of them the length of the
 * value and the value. Those that a relay packs into RELAY_AGENT, RFC 3046, look the same.
 */
public final class DhcpOption {
    public static final int PAD = 0;
    public static final int SUBNET_MASK = 1;
    public static final int ROUTER = 3;
    public static final int DOMAIN_NAME_SERVER = 6;
    public static final int HOST_NAME = 12;
    public static final int DOMAIN_NAME = 15;
    public static final int INTERFACE_MTU = 26;
    public static final int BROADCAST_ADDRESS = 28;
    public static final int NETBIOS_NODE_TYPE = 46;
    public static final int REQUESTED_ADDRESS = 50;
    public static final int LEASE_TIME = 51;
    public static final int OVERLOAD = 52;
    public static final int MESSAGE_TYPE = 53;
    public static final int SERVER_IDENTIFIER = 54;
    public static final int PARAMETER_REQUEST_LIST = 55;
    public static final int MESSAGE = 56;
    public static final int MAXIMUM_MESSAGE_SIZE = 57;
    public static final int RENEWAL_TIME = 58;
    public static final int REBINDING_TIME = 59;
    public static final int VENDOR_CLASS = 60;
    public static final int CLIENT_IDENTIFIER = 61;

    /** RFC 3004: texts, each behind its length. */
    public static final int USER_CLASS = 77;

    /** The whole name of the client, RFC 4702. */
    public static final int CLIENT_NAME = 81;

    public static final int RELAY_AGENT = 82;

    /** RFC 3442: each with the bits of its mask first, and as much of the network as they need. */
    public static final int CLASSLESS_ROUTES = 121;

    /** RFC 8572, 8.3: addresses (URI), each behind its length of two bytes. */
    public static final int BOOTSTRAP_SERVERS = 143;

    public static final int CLASSLESS_ROUTES_OF_MICROSOFT = 249;
    public static final int END = 255;

    /** Where the value begins. */
    public static final int VALUE = 2;

    /** Where the name is in the value of CLIENT_NAME. */
    public static final int NAME = 3;

    private DhcpOption() {}

    public static int kind(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    public static boolean hasLength(int kind) {
        return kind != PAD && kind != END;
    }

    /** Of the value alone. */
    public static int length(Octets in, int at) throws Cut {
        return in.u8(at + 1);
    }

    /** Of CLIENT_NAME. */
    public static int nameFlags(Octets in, int value) throws Cut {
        return in.u8(value);
    }

    /** Of CLIENT_NAME: what the server made of it, first for the one record, then the other. */
    public static int nameCode(Octets in, int value, int record) throws Cut {
        return in.u8(value + 1 + record);
    }
}
