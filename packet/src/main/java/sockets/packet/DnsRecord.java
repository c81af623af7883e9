package sockets.packet;

/**
 * A resource record of a DNS message behind its name, RFC 1035, 4.1.3. A question, 4.1.2, has the
 * first two fields alone.
 *
 * <pre>
 * +-------------------------------+
 * |             type              |
 * |             class             |
 * |    time to live (32 bits)     |
 * |        length of data         |
 * +-------------------------------+
 * </pre>
 */
public final class DnsRecord {
    /** Without name and data. */
    public static final int SIZE = 10;

    public static final int A = 1;
    public static final int NS = 2;
    public static final int CNAME = 5;
    public static final int SOA = 6;
    public static final int PTR = 12;
    public static final int MX = 15;
    public static final int TXT = 16;
    public static final int AAAA = 28;
    public static final int SRV = 33;

    /** A name for all below a name, RFC 6672. */
    public static final int DNAME = 39;

    /** RFC 2874. */
    public static final int A6 = 38;

    /** What the sender can do, RFC 6891. */
    public static final int OPT = 41;

    public static final int UNSPECA = 104;

    /** RFC 8945. */
    public static final int TSIG = 250;

    /** RFC 7553. */
    public static final int URI = 256;

    /** Where the name is in the data of MX, and in that of SRV. */
    public static final int MX_NAME = 2;

    public static final int SRV_NAME = 6;

    private DnsRecord() {}

    public static int type(Octets in, int at) throws Cut {
        return in.u16(at);
    }

    /** The class: 1 for the Internet. */
    public static int family(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }

    /** Seconds for which it may be kept. */
    public static int timeToLive(Octets in, int at) throws Cut {
        return in.u32(at + 4);
    }

    /** Of OPT: the upper bits of the response code, in place of the time to live. */
    public static int extendedCode(Octets in, int at) throws Cut {
        return in.u8(at + 4);
    }

    /** Of OPT. */
    public static int optionFlags(Octets in, int at) throws Cut {
        return in.u16(at + 6);
    }

    /** Of the data. */
    public static int length(Octets in, int at) throws Cut {
        return in.u16(at + 8);
    }

    /** Of MX or SRV, in the data. */
    public static int priority(Octets in, int data) throws Cut {
        return in.u16(data);
    }

    /** Of SRV, RFC 2782, in the data. */
    public static int weight(Octets in, int data) throws Cut {
        return in.u16(data + 2);
    }

    /** Of SRV, in the data. */
    public static int port(Octets in, int data) throws Cut {
        return in.u16(data + 4);
    }
}
