package sockets.packet;

/**
 * Domain names in a message, RFC 1035, 4.1.4: labels, and pointers to what stood before. Each part
 * begins with a byte whose upper two bits tell its kind. Who follows pointers needs a bound of his
 * own, since they may lead in a circle.
 */
public final class DnsName {
    // the kinds of parts
    public static final int LABEL = 0x00;
    public static final int EXTENDED = 0x40;
    public static final int POINTER = 0xc0;

    /** The longest name. */
    public static final int LONGEST = 255;

    /** The one extended label that there was, RFC 2673: bits. */
    private static final int BIT_STRING = 0x41;

    private DnsName() {}

    public static int kind(Octets in, int at) throws Cut {
        return in.u8(at) & 0xc0;
    }

    /** Of a label: how many bytes follow the first; 0 ends the name. */
    public static int length(Octets in, int at) throws Cut {
        return in.u8(at) & 0x3f;
    }

    /** Of an extended label. */
    public static boolean isBitString(Octets in, int at) throws Cut {
        return in.u8(at) == BIT_STRING;
    }

    /** Of a bit string. */
    public static int bits(Octets in, int at) throws Cut {
        int bits = in.u8(at + 1);
        return bits == 0 ? 256 : bits;
    }

    /** Of a pointer: where it leads, from the first byte of the message. */
    public static int target(Octets in, int at) throws Cut {
        return in.u16(at) & 0x3fff;
    }

    /** Where the part behind this one begins; -1 if it is of no kind that there is. */
    private static int step(Octets in, int at) throws Cut {
        switch (kind(in, at)) {
            case LABEL:
                return at + 1 + length(in, at);
            case EXTENDED:
                if (!isBitString(in, at) || !in.has(at + 1, 1)) return -1;
                return at + 2 + (bits(in, at) + 7) / 8;
            default:
                return -1;
        }
    }

    /** Where the name that begins here ends; -1 if it was cut or is none. */
    public static int skip(Octets in, int at) throws Cut {
        while (at >= 0 && in.has(at, 1)) {
            if (in.u8(at) == 0) return at + 1;
            if (kind(in, at) == POINTER) return at + 2;
            at = step(in, at);
        }
        return -1;
    }
}
