package sockets.packet;

import java.nio.ByteBuffer;

/**
 * ICMP header, RFC 792: four bytes for all messages, and four whose meaning depends on the type.
 *
 * <pre>
 *  0               8               16                          31
 * +---------------+---------------+-----------------------------+
 * |     type      |     code      |          checksum           |
 * +---------------+---------------+-----------------------------+
 * |          identifier           |          sequence           |  echo
 * |     zero      | quote length  |             MTU             |  unreachable (RFC 1191, 4884)
 * |     zero      | quote length  |            zero             |  time exceeded (RFC 4884)
 * |    pointer    | quote length  |            zero             |  parameter problem
 * |                       gateway address                       |  redirect
 * +-------------------------------------------------------------+
 * </pre>
 *
 * @param rest the last four bytes
 */
public record IcmpHeader(int type, int code, int checksum, int rest) {
    public static final int SIZE = 8;

    /** Where the gateway of a redirect is. */
    public static final int GATEWAY = 4;

    public static final int ECHO_REPLY = 0;
    public static final int UNREACHABLE = 3;
    public static final int SOURCE_QUENCH = 4;
    public static final int REDIRECT = 5;
    public static final int ECHO_REQUEST = 8;
    public static final int ROUTER_ADVERTISEMENT = 9;
    public static final int TIME_EXCEEDED = 11;
    public static final int PARAMETER_PROBLEM = 12;
    public static final int TIMESTAMP = 13;
    public static final int TIMESTAMP_REPLY = 14;
    public static final int ADDRESS_MASK_REPLY = 18;

    // of a router advertisement, RFC 1256: an address and how much it is preferred, for each router
    public static final int ROUTERS = 8;
    public static final int ROUTER_SIZE = 8;

    // codes of UNREACHABLE; RFC 792, 1122, 1812
    public static final int NET_UNREACHABLE = 0;
    public static final int HOST_UNREACHABLE = 1;
    public static final int PROTOCOL_UNREACHABLE = 2;
    public static final int PORT_UNREACHABLE = 3;
    public static final int FRAGMENTATION_NEEDED = 4;
    public static final int SOURCE_ROUTE_FAILED = 5;
    public static final int NET_UNKNOWN = 6;
    public static final int HOST_UNKNOWN = 7;
    public static final int SOURCE_ISOLATED = 8;
    public static final int NET_PROHIBITED = 9;
    public static final int HOST_PROHIBITED = 10;
    public static final int NET_UNREACHABLE_FOR_TOS = 11;
    public static final int HOST_UNREACHABLE_FOR_TOS = 12;
    public static final int ADMINISTRATIVELY_PROHIBITED = 13;
    public static final int PRECEDENCE_VIOLATION = 14;
    public static final int PRECEDENCE_CUTOFF = 15;

    // codes of TIME_EXCEEDED
    public static final int TTL_EXCEEDED = 0;
    public static final int REASSEMBLY_EXCEEDED = 1;

    /** An echo request or reply; its checksum is 0 until it is computed. */
    public static IcmpHeader echo(int type, int identifier, int sequence) {
        return new IcmpHeader(type, 0, 0, identifier << 16 | sequence);
    }

    public static int type(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    public static int code(Octets in, int at) throws Cut {
        return in.u8(at + 1);
    }

    public static int checksum(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }

    /** Of an echo. */
    public static int identifier(Octets in, int at) throws Cut {
        return in.u16(at + 4);
    }

    /** Of an echo. */
    public static int sequence(Octets in, int at) throws Cut {
        return in.u16(at + 6);
    }

    /** Of "fragmentation needed". */
    public static int mtu(Octets in, int at) throws Cut {
        return in.u16(at + 6);
    }

    /** Of a parameter problem. */
    public static int pointer(Octets in, int at) throws Cut {
        return in.u8(at + 4);
    }

    /** Of an error: words of the quote, if extensions follow; else 0. */
    public static int quoteWords(Octets in, int at) throws Cut {
        return in.u8(at + 5);
    }

    /** Of an address mask reply. */
    public static int addressMask(Octets in, int at) throws Cut {
        return in.u32(at + 8);
    }

    /** Of time stamps, in milliseconds since midnight: 0 originate, 1 receive, 2 transmit. */
    public static int time(Octets in, int at, int which) throws Cut {
        return in.u32(at + 8 + 4 * which);
    }

    /** Of a router advertisement. */
    public static int routers(Octets in, int at) throws Cut {
        return in.u8(at + 4);
    }

    /** Of a router advertisement: words for each router, which are two. */
    public static int routerWords(Octets in, int at) throws Cut {
        return in.u8(at + 5);
    }

    /** Of a router advertisement, in seconds. */
    public static int lifetime(Octets in, int at) throws Cut {
        return in.u16(at + 6);
    }

    public static int preference(Octets in, int router) throws Cut {
        return in.u32(router + 4);
    }

    /** True for a type whose messages quote the packet that they complain of. */
    public static boolean isError(int type) {
        return switch (type) {
            case UNREACHABLE, SOURCE_QUENCH, REDIRECT, TIME_EXCEEDED, PARAMETER_PROBLEM -> true;
            default -> false;
        };
    }

    public static IcmpHeader read(ByteBuffer in) throws TruncatedPacketException {
        TruncatedPacketException.check("ICMP", in, SIZE);
        return new IcmpHeader(Bytes.u8(in), Bytes.u8(in), Bytes.u16(in), in.getInt());
    }

    public void write(ByteBuffer out) {
        out.put((byte) type);
        out.put((byte) code);
        out.putShort((short) checksum);
        out.putInt(rest);
    }

    /** True for a message that quotes the packet it complains of. */
    public boolean isError() {
        return isError(type);
    }

    /** Of an echo: whose it is. */
    public int identifier() {
        return rest >>> 16;
    }

    /** Of an echo: which of them it is. */
    public int sequence() {
        return rest & 0xffff;
    }

    /** Of "fragmentation needed": what fits through the next link; 0 from a router of old. */
    public int mtu() {
        return rest & 0xffff;
    }

    /** Of an error: how many bytes of the packet are quoted, if extensions follow; else 0. */
    public int quoteLength() {
        return (rest >>> 16 & 0xff) * 4;
    }
}
