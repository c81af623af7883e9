package sockets.packet;

/**
 * DNS message, RFC 1035, 4.1.
 *
 * <pre>
 *  0               8              15
 * +-------------------------------+
 * |          identifier           |
 * +--+------+--+--+--+--+---+-----+
 * |QR|opcode|AA|TC|RD|RA| Z |rcode|
 * +--+------+--+--+--+--+---+-----+
 * |      number of questions      |
 * |       number of answers       |
 * |     number of authorities     |
 * |     number of additionals     |
 * +-------------------------------+
 * </pre>
 */
public final class DnsMessage {
    /** Without questions and records. */
    public static final int SIZE = 12;

    public static final int RESPONSE = 0x8000;
    public static final int AUTHORITATIVE = 0x0400;
    public static final int TRUNCATED = 0x0200;
    public static final int RECURSION_DESIRED = 0x0100;
    public static final int RECURSION_AVAILABLE = 0x0080;

    /** RFC 4035, 3.1.6. */
    public static final int AUTHENTIC_DATA = 0x0020;

    /** RFC 4035, 3.2.2. */
    public static final int CHECKING_DISABLED = 0x0010;

    /** In a question or record of multicast DNS the class has another meaning here, RFC 6762. */
    public static final int HIGHEST_BIT = 0x8000;

    /** What a question takes behind its name: type and class. */
    public static final int QUESTION_SIZE = 4;

    /** What stands before a message over TCP, RFC 1035, 4.2.2: its length. */
    public static final int PREFIX_SIZE = 2;

    private DnsMessage() {}

    public static int prefix(Octets in, int at) throws Cut {
        return in.u16(at);
    }

    public static int identifier(Octets in, int at) throws Cut {
        return in.u16(at);
    }

    public static int flags(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }

    public static int opcode(int flags) {
        return flags >> 11 & 0xf;
    }

    public static int responseCode(int flags) {
        return flags & 0xf;
    }

    /** How many there are of questions, answers, authorities or additionals, as it claims. */
    public static int count(Octets in, int at, int section) throws Cut {
        return in.u16(at + 4 + 2 * section);
    }
}
