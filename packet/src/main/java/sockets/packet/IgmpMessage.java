package sockets.packet;

/**
 * IGMP message: which hosts want which groups. Version 1 RFC 1112, 2 RFC 2236, 3 RFC 3376, whose
 * reports have {@link GroupRecord}s.
 *
 * <pre>
 *  0               8               16                          31
 * +---------------+---------------+-----------------------------+
 * |     type      |max resp. code |          checksum           |
 * +---------------+---------------+-----------------------------+
 * |                        group address                        |  query; versions 1 and 2
 * |resv |S|  QRV  |     QQIC      |     number of sources       |  query of version 3
 * |                      source addresses                       |
 * +---------------+---------------+-----------------------------+
 * |           reserved            |      number of groups       |  report of version 3
 * |                        group records                        |
 * +-------------------------------------------------------------+
 * </pre>
 */
public final class IgmpMessage {
    public static final int QUERY = 0x11;
    public static final int REPORT_1 = 0x12;
    public static final int DVMRP = 0x13;
    public static final int PIM_1 = 0x14;
    public static final int REPORT_2 = 0x16;
    public static final int LEAVE = 0x17;
    public static final int TRACE_RESPONSE = 0x1e;
    public static final int TRACE = 0x1f;
    public static final int REPORT_3 = 0x22;

    /** Of versions 1 and 2; of 3 the part that is always there. */
    public static final int SIZE = 8;

    /** A query of version 3, without sources. */
    public static final int QUERY_SIZE = 12;

    /** Where the group address is. */
    public static final int GROUP = 4;

    /** Where the sources of a query begin. */
    public static final int SOURCES = 12;

    // of the trace of the way to a source: where the addresses are
    public static final int TRACE_SIZE = 24;
    public static final int TRACE_SOURCE = 8;
    public static final int TRACE_DESTINATION = 12;
    public static final int TRACE_REPLY = 16;

    private IgmpMessage() {}

    public static int type(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    public static int group(Octets in, int at) throws Cut {
        return in.u32(at + GROUP);
    }

    /** How long answers may take: in tenths of a second, of version 3 coded. */
    public static int responseCode(Octets in, int at) throws Cut {
        return in.u8(at + 1);
    }

    /** Beyond 127 it is a number of four bits with an exponent, RFC 3376, 4.1.1. */
    public static int tenths(int code) {
        return code < 128 ? code : (code & 0x0f | 0x10) << ((code & 0x70) >> 4) + 3;
    }

    public static int checksum(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }

    /** Of a query of version 3: flags and robustness. */
    public static int robustness(Octets in, int at) throws Cut {
        return in.u8(at + 8);
    }

    /** Of a query of version 3, coded as the response code. */
    public static int interval(Octets in, int at) throws Cut {
        return in.u8(at + 9);
    }

    /** Of a query of version 3. */
    public static int sources(Octets in, int at) throws Cut {
        return in.u16(at + 10);
    }

    /** Of a trace: to where its answer is sent. */
    public static int traceReply(Octets in, int at) throws Cut {
        return in.u32(at + TRACE_REPLY);
    }

    /** Of a trace: the time to live of its answer. */
    public static int traceTimeToLive(Octets in, int at) throws Cut {
        return in.u8(at + 20);
    }

    public static int traceId(Octets in, int at) throws Cut {
        return in.u24(at + 21);
    }
}
