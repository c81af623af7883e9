package sockets.packet;

import java.nio.ByteBuffer;

/**
 * ICMPv6 header, RFC 4443: as ICMP's, with other types and codes.
 *
 * <pre>
 *  0               8               16                          31
 * +---------------+---------------+-----------------------------+
 * |     type      |     code      |          checksum           |
 * +---------------+---------------+-----------------------------+
 * |          identifier           |          sequence           |  echo
 * | quote length  |                   zero                      |  unreachable (RFC 4884)
 * | quote length  |                   zero                      |  time exceeded (RFC 4884)
 * |                             MTU                             |  packet too big
 * |                           pointer                           |  parameter problem
 * +-------------------------------------------------------------+
 * </pre>
 *
 * @param rest the last four bytes
 */
public record Icmpv6Header(int type, int code, int checksum, int rest) {
    public static final int SIZE = 8;

    public static final int UNREACHABLE = 1;
    public static final int PACKET_TOO_BIG = 2;
    public static final int TIME_EXCEEDED = 3;
    public static final int PARAMETER_PROBLEM = 4;
    public static final int ECHO_REQUEST = 128;
    public static final int ECHO_REPLY = 129;

    // RFC 2710 and 3810
    public static final int LISTENER_QUERY = 130;
    public static final int LISTENER_REPORT = 131;
    public static final int LISTENER_DONE = 132;
    public static final int LISTENER_REPORT_2 = 143;

    public static final int ROUTER_SOLICITATION = 133;
    public static final int ROUTER_ADVERTISEMENT = 134;
    public static final int NEIGHBOR_SOLICITATION = 135;
    public static final int NEIGHBOR_ADVERTISEMENT = 136;
    public static final int REDIRECT = 137;

    // RFC 6275, 6.5 to 6.8
    public static final int AGENT_REQUEST = 144;
    public static final int AGENT_REPLY = 145;
    public static final int MOBILE_SOLICITATION = 146;
    public static final int MOBILE_ADVERTISEMENT = 147;

    // codes of UNREACHABLE
    public static final int NO_ROUTE = 0;
    public static final int ADMINISTRATIVELY_PROHIBITED = 1;
    public static final int BEYOND_SCOPE = 2;
    public static final int ADDRESS_UNREACHABLE = 3;
    public static final int PORT_UNREACHABLE = 4;

    // codes of TIME_EXCEEDED
    public static final int HOP_LIMIT_EXCEEDED = 0;
    public static final int REASSEMBLY_EXCEEDED = 1;

    public static int type(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    public static int code(Octets in, int at) throws Cut {
        return in.u8(at + 1);
    }

    public static int checksum(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }

    /** Of an echo, and of what concerns mobile hosts. */
    public static int identifier(Octets in, int at) throws Cut {
        return in.u16(at + 4);
    }

    /** Of an echo. */
    public static int sequence(Octets in, int at) throws Cut {
        return in.u16(at + 6);
    }

    /** Of MOBILE_ADVERTISEMENT. */
    public static int mobileFlags(Octets in, int at) throws Cut {
        return in.u16(at + 6);
    }

    /** Of "packet too big". */
    public static int mtu(Octets in, int at) throws Cut {
        return in.u32(at + 4);
    }

    /** Of a parameter problem. */
    public static int pointer(Octets in, int at) throws Cut {
        return in.u32(at + 4);
    }

    public static Icmpv6Header read(ByteBuffer in) throws TruncatedPacketException {
        TruncatedPacketException.check("ICMPv6", in, SIZE);
        return new Icmpv6Header(Bytes.u8(in), Bytes.u8(in), Bytes.u16(in), in.getInt());
    }

    public void write(ByteBuffer out) {
        out.put((byte) type);
        out.put((byte) code);
        out.putShort((short) checksum);
        out.putInt(rest);
    }

    /** True for a message that quotes the packet it complains of: types below 128. */
    public boolean isError() {
        return type < 128;
    }

    /** Of "packet too big": what fits through the next link. */
    public long mtu() {
        return rest & 0xffffffffL;
    }

    /** Of "unreachable" and "time exceeded": bytes quoted, if extensions follow; else 0. */
    public int quoteLength() {
        return (rest >>> 24) * 8;
    }
}
