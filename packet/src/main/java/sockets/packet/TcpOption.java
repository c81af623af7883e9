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

    /** Where the value begins of those that have one. */
    public static final int VALUE = 2;

    private TcpOption() {}

    public static int kind(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    /** True for one with a length behind its kind. */
    public static boolean hasLength(int kind) {
        return kind != END && kind != NO_OPERATION;
    }

    /** How many bytes it takes; -1 if its length cannot be, or leads beyond the header's end. */
    public static int size(Octets in, int at, int end) throws Cut {
        if (!hasLength(kind(in, at))) return 1;
        if (at + 1 >= end) return -1;
        // the length counts kind and length, too
        int length = in.u8(at + 1);
        return length < 2 || at + length > end ? -1 : length;
    }
}
