package sockets.packet;

/**
 * The option of Multipath TCP, RFC 8684, 3: several connections that carry one stream. The upper
 * half of the byte behind kind and length tells which of the options it is.
 */
public final class MptcpOption {
    public static final int KIND = 30;

    // subtypes
    public static final int CAPABLE = 0;
    public static final int JOIN = 1;
    public static final int DSS = 2;
    public static final int ADD_ADDRESS = 3;
    public static final int REMOVE_ADDRESS = 4;
    public static final int PRIORITY = 5;
    public static final int FAIL = 6;
    public static final int FAST_CLOSE = 7;

    /** Kind, length and subtype. */
    public static final int SIZE = 3;

    // of CAPABLE
    public static final int CHECKSUM_REQUIRED = 0x80;
    public static final int SENDER_KEY = 4;
    public static final int RECEIVER_KEY = 12;

    /** Of JOIN and PRIORITY, beside the subtype: to be used if no other works. */
    public static final int BACKUP = 0x01;

    // of JOIN: in a SYN token and nonce, in the answer the first part of a digest and a nonce,
    // then a digest
    public static final int JOIN_VALUE = 4;
    public static final int JOIN_NONCE = 8;
    public static final int JOIN_ANSWER_NONCE = 12;
    public static final int JOIN_DIGEST_SIZE = 20;

    // of DSS: which fields follow, and of which size
    public static final int DATA_FIN = 0x10;
    public static final int LONG_SEQUENCE = 0x08;
    public static final int HAS_SEQUENCE = 0x04;
    public static final int LONG_ACKNOWLEDGEMENT = 0x02;
    public static final int HAS_ACKNOWLEDGEMENT = 0x01;
    public static final int DSS_VALUE = 4;

    /** Where the address of ADD_ADDRESS is, and the first identifier of REMOVE_ADDRESS. */
    public static final int ADDRESS = 4;

    public static final int IDENTIFIERS = 3;

    private MptcpOption() {}

    public static int subtype(Octets in, int at) throws Cut {
        return in.u8(at + 2) >> 4;
    }

    /** What stands beside the subtype: a version, or flags. */
    public static int besides(Octets in, int at) throws Cut {
        return in.u8(at + 2) & 0xf;
    }

    /** Of CAPABLE and DSS. */
    public static int flags(Octets in, int at) throws Cut {
        return in.u8(at + 3);
    }

    /** Of CAPABLE with data. */
    public static int dataLength(Octets in, int at) throws Cut {
        return in.u16(at + 20);
    }

    /** Of FAIL a sequence number, of FAST_CLOSE a key. */
    public static long value(Octets in, int at) throws Cut {
        return in.u64(at + 4);
    }

    /** Of the options about addresses. */
    public static int addressId(Octets in, int at) throws Cut {
        return in.u8(at + 3);
    }
}
