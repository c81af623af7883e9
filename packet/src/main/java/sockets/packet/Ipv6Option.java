package sockets.packet;

/**
 * One of the options in the hop-by-hop and destination headers of IPv6, RFC 8200, 4.2: a type, and
 * for all but the first a length and a value. What follows the address of a HOME_ADDRESS looks the
 * same.
 */
public final class Ipv6Option {
    public static final int PAD_1 = 0;
    public static final int PAD_N = 1;

    /** RFC 2711. */
    public static final int ROUTER_ALERT = 5;

    /** RFC 2675. */
    public static final int JUMBO_PAYLOAD = 0xc2;

    /** RFC 6275, 6.3. */
    public static final int HOME_ADDRESS = 0xc9;

    /** Where the value begins of those that have one. */
    public static final int VALUE = 2;

    private Ipv6Option() {}

    public static int type(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    /** How many bytes the value takes, of all but PAD_1. */
    public static int length(Octets in, int at) throws Cut {
        return in.u8(at + 1);
    }

    /** Of ROUTER_ALERT: for which protocol. */
    public static int alert(Octets in, int at) throws Cut {
        return in.u16(at + VALUE);
    }

    /** Of JUMBO_PAYLOAD, to be taken without sign. */
    public static int payloadLength(Octets in, int at) throws Cut {
        return in.u32(at + VALUE);
    }
}
