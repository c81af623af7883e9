package sockets.packet;

/**
 * Link-local signalling, RFC 5613, 2: what may stand behind a packet of OSPF of either version, a
 * checksum and a length with values behind, whose types and lengths are those of {@link OspfTlv}.
 *
 * <pre>
 * +-------------------------------+-----------------------------+
 * |           checksum            |    length in four bytes     |
 * |                          values...                          |
 * +-------------------------------+-----------------------------+
 * </pre>
 */
public final class OspfSignalling {
    /** Checksum and length. */
    public static final int SIZE = 4;

    // types of values
    public static final int EXTENDED_OPTIONS = 1;
    public static final int AUTHENTICATION = 2;

    private OspfSignalling() {}

    public static int checksum(Octets in, int at) throws Cut {
        return in.u16(at);
    }

    /** As it stands there. */
    public static int length(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }

    /** The options, or the sequence number of an authentication. */
    public static int value(Octets in, int value) throws Cut {
        return in.u32(value);
    }
}
