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

    /** RFC 8945. */
    public static final int TSIG = 250;

    /** RFC 7553. */
    public static final int URI = 256;

    /** What SOA has behind its two names. */
    public static final int SOA_SIZE = 20;

    /** Where the network is in the data of A6 if it begins with its first bit. */
    public static final int NETWORK = 1;

    /** Where the target is in the data of URI. */
    public static final int TARGET = 4;

    /** What TSIG has between the name of its algorithm and its numbers: a time. */
    public static final int TIME_SIZE = 6;

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

    /** Of SOA: serial, refresh, retry, expire or minimum, behind the names. */
    public static int soaNumber(Octets in, int at, int number) throws Cut {
        return in.u32(at + 4 * number);
    }

    /** Of A6: how many bits of the address others have. */
    public static int prefixLength(Octets in, int data) throws Cut {
        return in.u8(data);
    }

    /** Of TXT: the length of one of its texts, which stands before it. */
    public static int textLength(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    /** Of MX, SRV or URI, in the data. */
    public static int priority(Octets in, int data) throws Cut {
        return in.u16(data);
    }

    /** Of SRV, RFC 2782, and URI, in the data. */
    public static int weight(Octets in, int data) throws Cut {
        return in.u16(data + 2);
    }

    /** Of SRV, in the data. */
    public static int port(Octets in, int data) throws Cut {
        return in.u16(data + 4);
    }
}
