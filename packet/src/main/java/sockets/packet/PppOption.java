package sockets.packet;

/**
 * One option of a PPP control protocol, RFC 1661, 5: type, length with these two bytes, and a
 * value, which begins:
 *
 * <pre>
 * of LCP                                   of others
 *  0 vendor         OUI (3 bytes)           IPCP 1     addresses, source and destination
 *  1 largest unit   size (2)                IPCP 2     protocol (2); of RFC 2507 five numbers (2)
 *  2 map            a bit each (4)          IPCP 3-132 address
 *  3 authentication protocol (2), how       IPV6CP 1   interface (8)
 *  4 quality        protocol (2)            BACP 1     magic number (4)
 *  5 magic number   number (4)              CCP 21     |version (3 bits)|dictionary (5)|
 * 13 callback       operation               CCP 24     |features (2)|P|history (5)|, context
 * 17 multilink unit size (2)                CCP 26     |window (4)|method (4)|, | - (6)|check (2)|
 * 19 end            class, address
 * 23 link           number (2)
 * </pre>
 */
public final class PppOption {
    /** Type and length. */
    public static final int SIZE = 2;

    // of LCP
    public static final int VENDOR = 0;
    public static final int UNIT = 1;
    public static final int CHARACTER_MAP = 2;
    public static final int AUTHENTICATION = 3;
    public static final int QUALITY = 4;
    public static final int MAGIC_NUMBER = 5;
    public static final int PROTOCOL_COMPRESSION = 7;
    public static final int ADDRESS_COMPRESSION = 8;
    public static final int CALLBACK = 13;
    public static final int MULTILINK_UNIT = 17;
    public static final int ENDPOINT = 19;
    public static final int LINK = 23;

    // of IPCP
    public static final int ADDRESSES = 1;
    public static final int COMPRESSION = 2;

    // of CCP
    public static final int BSD = 21;
    public static final int MAGNALINK = 24;
    public static final int DEFLATE = 26;

    /** Where the address of ENDPOINT is. */
    public static final int ENDPOINT_ADDRESS = 1;

    /** How long COMPRESSION by RFC 2507 is, before options of its own. */
    public static final int COMPRESSION_SIZE = 14;

    private PppOption() {}

    public static int type(Octets in, int option) throws Cut {
        return in.u8(option);
    }

    /** With type and length. */
    public static int length(Octets in, int option) throws Cut {
        return in.u8(option + 1);
    }

    public static int vendor(Octets in, int value) throws Cut {
        return in.u24(value);
    }

    /** Of UNIT, MULTILINK_UNIT and LINK. */
    public static int number(Octets in, int value) throws Cut {
        return in.u16(value);
    }

    /** Of CHARACTER_MAP, MAGIC_NUMBER, and the one of BACP. */
    public static int longNumber(Octets in, int value) throws Cut {
        return in.u32(value);
    }

    /** Of AUTHENTICATION, QUALITY and COMPRESSION. */
    public static int protocol(Octets in, int value) throws Cut {
        return in.u16(value);
    }

    /** Of AUTHENTICATION by CHAP. */
    public static int algorithm(Octets in, int value) throws Cut {
        return in.u8(value + 2);
    }

    /** Of CALLBACK and ENDPOINT: what kind it is of. */
    public static int kind(Octets in, int value) throws Cut {
        return in.u8(value);
    }

    /** Of COMPRESSION by RFC 2507: one of five numbers behind the protocol. */
    public static int compression(Octets in, int value, int index) throws Cut {
        return in.u16(value + 2 + 2 * index);
    }

    /** Of CCP: the first byte, in bits. */
    public static int bits(Octets in, int value) throws Cut {
        return in.u8(value);
    }

    /** Of MAGNALINK a context, of DEFLATE how it is checked. */
    public static int bitsBehind(Octets in, int value) throws Cut {
        return in.u8(value + 1);
    }
}
