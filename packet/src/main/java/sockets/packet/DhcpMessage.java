package sockets.packet;

/**
 * DHCP message, RFC 2131, 2, which is BOOTP's (RFC 951) with {@link DhcpOption}s behind a cookie.
 *
 * <pre>
 *  0               8               16              24          31
 * +---------------+---------------+---------------+-------------+
 * |   operation   | hardware type |hardware length|    hops     |
 * +---------------+---------------+---------------+-------------+
 * |                       transaction id                        |
 * +-------------------------------+-----------------------------+
 * |            seconds            |            flags            |
 * +-------------------------------+-----------------------------+
 * |   addresses: client's, "your" (client's), server's, relay's |
 * |          client's hardware address (16 bytes)               |
 * |        server's name (64 bytes), boot file (128 bytes)      |
 * |          cookie, and options until one that ends them       |
 * +-------------------------------------------------------------+
 * </pre>
 */
public final class DhcpMessage {
    public static final int SERVER_PORT = 67;
    public static final int CLIENT_PORT = 68;

    public static final int REQUEST = 1;
    public static final int REPLY = 2;

    /** The flag of a client that cannot yet receive what is sent to its address. */
    public static final int BROADCAST = 0x8000;

    // where the addresses are
    public static final int CLIENT = 12;
    public static final int YOUR = 16;
    public static final int SERVER = 20;
    public static final int RELAY = 24;

    public static final int CLIENT_HARDWARE = 28;
    public static final int HARDWARE_SIZE = 16;
    public static final int SERVER_NAME = 44;
    public static final int SERVER_NAME_SIZE = 64;
    public static final int FILE = 108;
    public static final int FILE_SIZE = 128;
    public static final int COOKIE = 236;
    public static final int OPTIONS = 240;

    /** What stands at COOKIE if options follow. */
    public static final int COOKIE_VALUE = 0x63825363;

    /** What stands there of Carnegie Mellon's clients, from before there were options. */
    public static final int OLD_COOKIE = 0x434d5500;

    // of these, from the cookie on: mask, gateway, name servers, those of IEN 116, of time
    public static final int OLD_MASK = 8;
    public static final int OLD_GATEWAY = 12;
    public static final int OLD_SERVERS = 16;

    private DhcpMessage() {}

    public static int operation(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    public static int hardwareType(Octets in, int at) throws Cut {
        return in.u8(at + 1);
    }

    public static int hardwareLength(Octets in, int at) throws Cut {
        return in.u8(at + 2);
    }

    public static int hops(Octets in, int at) throws Cut {
        return in.u8(at + 3);
    }

    public static int transaction(Octets in, int at) throws Cut {
        return in.u32(at + 4);
    }

    public static int seconds(Octets in, int at) throws Cut {
        return in.u16(at + 8);
    }

    public static int flags(Octets in, int at) throws Cut {
        return in.u16(at + 10);
    }

    public static int cookie(Octets in, int at) throws Cut {
        return in.u32(at + COOKIE);
    }

    /** Of Carnegie Mellon's clients. */
    public static int oldFlags(Octets in, int cookie) throws Cut {
        return in.u8(cookie + 4);
    }

    /** True if the client has an Ethernet address. */
    public static boolean isEthernet(Octets in, int at) throws Cut {
        return hardwareType(in, at) == 1 && hardwareLength(in, at) == 6;
    }
}
