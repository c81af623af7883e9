package sockets.packet;

/**
 * Who listens to which multicast group, asked in IPv6: RFC 2710, 3, and 3810, 5.1, which adds what
 * stands behind the address. An answer of the first version looks like its question.
 *
 * <pre>
 *  0               8               16                          31
 * +---------------+---------------+-----------------------------+
 * |     type      |     code      |          checksum           |
 * |     maximum response delay    |          reserved           |
 * |                  group address (16 bytes)                   |
 * |resv |S|  QRV  |     QQIC      |      number of sources      |
 * |                       source addresses                      |
 * +-------------------------------------------------------------+
 * </pre>
 */
public final class ListenerQuery {
    public static final int GROUP = 8;

    /** Of the first version. */
    public static final int SIZE = 24;

    /** Where the sources begin. */
    public static final int SOURCES = 28;

    private ListenerQuery() {}

    public static int delay(Octets in, int at) throws Cut {
        return in.u16(at + 4);
    }

    /** Beyond 32767 it is a number of twelve bits with an exponent, RFC 3810, 5.1.3. */
    public static int milliseconds(int delay) {
        return delay < 0x8000 ? delay : (delay & 0x0fff | 0x1000) << ((delay & 0x7000) >> 12) + 3;
    }

    public static int robustness(Octets in, int at) throws Cut {
        return in.u8(at + 24);
    }

    /** Coded as the times of IGMP. */
    public static int interval(Octets in, int at) throws Cut {
        return in.u8(at + 25);
    }

    public static int sources(Octets in, int at) throws Cut {
        return in.u16(at + 26);
    }
}
