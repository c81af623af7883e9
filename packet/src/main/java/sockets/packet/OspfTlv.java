package sockets.packet;

/**
 * What opaque LSAs carry: types, lengths and values, which take a multiple of four bytes. Of
 * traffic engineering, RFC 3630, one of a link holds more of them; of graceful restart, RFC 3623;
 * of what a router can do, RFC 7770.
 *
 * <pre>
 * +-------------------------------+-----------------------------+
 * |             type              |           length            |
 * |                           value...                          |
 * +-------------------------------+-----------------------------+
 * </pre>
 */
public final class OspfTlv {
    /** Type and length. */
    public static final int SIZE = 4;

    // traffic engineering
    public static final int ROUTER_ADDRESS = 1;
    public static final int LINK = 2;

    // of its link
    public static final int LINK_TYPE = 1;
    public static final int LINK_ID = 2;
    public static final int LOCAL_ADDRESS = 3;
    public static final int REMOTE_ADDRESS = 4;
    public static final int METRIC = 5;
    public static final int BANDWIDTH = 6;
    public static final int RESERVABLE = 7;
    public static final int UNRESERVED = 8;
    public static final int GROUP = 9;
    public static final int LOCAL_REMOTE_ID = 11;
    public static final int PROTECTION = 14;
    public static final int SWITCHING = 15;
    public static final int SHARED_RISK = 16;
    public static final int CONSTRAINTS = 17;

    // graceful restart
    public static final int PERIOD = 1;
    public static final int REASON = 2;
    public static final int INTERFACE_ADDRESS = 3;

    /** Router information. */
    public static final int CAPABILITIES = 1;

    private OspfTlv() {}

    public static int type(Octets in, int at) throws Cut {
        return in.u16(at);
    }

    /** Of the value. */
    public static int length(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }

    /** Up to where the next one begins. */
    public static int padded(int length) {
        return length + 3 & ~3;
    }
}
