package sockets.packet;

/**
 * What a host reports of one multicast group: in IGMP, RFC 3376, 4.2.4, and in the discovery of
 * listeners of IPv6, RFC 3810, 5.2.4. There only the addresses are of another size.
 *
 * <pre>
 *  0               8               16                          31
 * +---------------+---------------+-----------------------------+
 * |     type      |   auxiliary   |      number of sources      |
 * |                         group address                       |
 * |                        source addresses                     |
 * +-------------------------------------------------------------+
 * </pre>
 */
public final class GroupRecord {
    /** Where the first record is in the message. */
    public static final int FIRST = 8;

    /** Where the group is, and behind it the sources. */
    public static final int GROUP = 4;

    private GroupRecord() {}

    /** How many there are in the message. */
    public static int count(Octets in, int message) throws Cut {
        return in.u16(message + 6);
    }

    public static int type(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    /** What follows the sources, in words of four bytes. */
    public static int auxiliary(Octets in, int at) throws Cut {
        return in.u8(at + 1);
    }

    public static int sources(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }
}
