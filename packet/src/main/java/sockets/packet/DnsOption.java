package sockets.packet;

/** One option in the data of an OPT record, RFC 6891, 6.1.2: a code, a length and a value. */
public final class DnsOption {
    // which algorithms are known, RFC 6975
    public static final int SIGNATURES = 5;
    public static final int DIGESTS = 6;
    public static final int NSEC3_HASHES = 7;

    /** RFC 7871: whose question it is. */
    public static final int CLIENT_SUBNET = 8;

    // RFC 7314, 7873, 7828, 7830, 7901, 8145
    public static final int EXPIRE = 9;
    public static final int COOKIE = 10;
    public static final int KEEPALIVE = 11;
    public static final int PADDING = 12;
    public static final int CHAIN = 13;
    public static final int KEY_TAG = 14;

    /** Where the value begins. */
    public static final int VALUE = 4;

    /** The first part of a COOKIE, the client's; the server's follows. */
    public static final int CLIENT_COOKIE_SIZE = 8;

    /** Where the address is in the value of CLIENT_SUBNET. */
    public static final int ADDRESS = 4;

    private DnsOption() {}

    public static int code(Octets in, int at) throws Cut {
        return in.u16(at);
    }

    /** Of the value. */
    public static int length(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }

    /** Of CLIENT_SUBNET: 1 for IPv4, 2 for IPv6. */
    public static int family(Octets in, int value) throws Cut {
        return in.u16(value);
    }

    /** Of CLIENT_SUBNET: how many bits the client gives. */
    public static int sourcePrefix(Octets in, int value) throws Cut {
        return in.u8(value + 2);
    }

    /** Of CLIENT_SUBNET: for how many bits the answer is good. */
    public static int scopePrefix(Octets in, int value) throws Cut {
        return in.u8(value + 3);
    }
}
