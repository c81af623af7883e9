package sockets.packet;

/**
 * One option of a TCP header, RFC 9293, 3.2: a kind, and for all but the first two a length and
 * data.
 */
public final class TcpOption {
    public static final int END = 0;
    public static final int NO_OPERATION = 1;

    /** Maximum segment size: two bytes. */
    public static final int MSS = 2;

    /** Window scale: one byte, RFC 7323. */
    public static final int WINDOW_SCALE = 3;

    /** Selective acknowledgements are welcome: no data, RFC 2018. */
    public static final int SACK_PERMITTED = 4;

    /** Selective acknowledgements: pairs of sequence numbers, RFC 2018. */
    public static final int SACK = 5;

    /** Timestamps: value and echo, RFC 7323. */
    public static final int TIMESTAMPS = 8;

    // of the past, of deep space (CCSDS 714.0), and RFC 2385, 5482, 5925, 7413, 6994
    public static final int ECHO = 6;
    public static final int ECHO_REPLY = 7;
    public static final int COUNT = 11;
    public static final int COUNT_NEW = 12;
    public static final int COUNT_ECHO = 13;
    public static final int MD5 = 19;
    public static final int SCPS = 20;
    public static final int USER_TIMEOUT = 28;
    public static final int AUTHENTICATION = 29;
    public static final int FAST_OPEN = 34;
    public static final int EXPERIMENT = 254;

    /** The identifier of an EXPERIMENT that became FAST_OPEN. */
    public static final int FAST_OPEN_EXPERIMENT = 0xf989;

    /** Where the value begins of those that have one. */
    public static final int VALUE = 2;

    /** One of the pairs in the value of SACK. */
    public static final int SACK_SIZE = 8;

    public static final int MD5_SIZE = 16;

    /** Where a message is authenticated in the value of AUTHENTICATION. */
    public static final int CODE = 2;

    /** Where the value of an EXPERIMENT goes on behind its identifier. */
    public static final int EXPERIMENT_VALUE = 2;

    private TcpOption() {}

    public static int kind(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    /** True for one with a length behind its kind. */
    public static boolean hasLength(int kind) {
        return kind != END && kind != NO_OPERATION;
    }

    /** The length as it stands there: with kind and length. */
    public static int length(Octets in, int at) throws Cut {
        return in.u8(at + 1);
    }

    /** How many bytes it takes; -1 if its length cannot be, or leads beyond the header's end. */
    public static int size(Octets in, int at, int end) throws Cut {
        if (!hasLength(kind(in, at))) return 1;
        if (at + 1 >= end) return -1;
        int length = length(in, at);
        return length < 2 || at + length > end ? -1 : length;
    }

    public static int maximumSegmentSize(Octets in, int value) throws Cut {
        return in.u16(value);
    }

    public static int windowScale(Octets in, int value) throws Cut {
        return in.u8(value);
    }

    /** Of one of the pairs of SACK. */
    public static int leftEdge(Octets in, int pair) throws Cut {
        return in.u32(pair);
    }

    public static int rightEdge(Octets in, int pair) throws Cut {
        return in.u32(pair + 4);
    }

    /** Of TIMESTAMPS; also what the options of the past hold. */
    public static int stamp(Octets in, int value) throws Cut {
        return in.u32(value);
    }

    /** Of TIMESTAMPS: the other's stamp that came last. */
    public static int stampEcho(Octets in, int value) throws Cut {
        return in.u32(value + 4);
    }

    public static int capabilities(Octets in, int value) throws Cut {
        return in.u8(value);
    }

    public static int connection(Octets in, int value) throws Cut {
        return in.u8(value + 1);
    }

    /** Of USER_TIMEOUT: minutes if its highest bit, here the lowest, is set; else seconds. */
    public static int timeout(Octets in, int value) throws Cut {
        return in.u16(value);
    }

    public static int keyId(Octets in, int value) throws Cut {
        return in.u8(value);
    }

    public static int nextKeyId(Octets in, int value) throws Cut {
        return in.u8(value + 1);
    }

    public static int experiment(Octets in, int value) throws Cut {
        return in.u16(value);
    }
}
