package sockets.packet;

/**
 * A domain name in a message, RFC 1035, 4.1.4: labels, and pointers to what stood before. Each part
 * begins with a byte whose upper two bits tell its kind. It is read from part to part:
 *
 * <pre>
 * name.begin(at, message);
 * for (; !name.isLast(); name.step()) ... name.kind(), name.length()
 * </pre>
 *
 * <p>Who steps along pointers needs a bound of his own, since they may lead in a circle.
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

    private final Octets in;
    private int message;
    private int at;

    /** Where the name goes on behind its first pointer; -1 before one. */
    private int behind;

    public DnsName(Octets in) {
        this.in = in;
    }

    /** A name, and where the message begins that its pointers count from. */
    public void begin(int start, int messageStart) {
        at = start;
        message = messageStart;
        behind = -1;
    }

    /** Where the part begins. */
    public int at() {
        return at;
    }

    /** True for the byte 0 that ends a name. */
    public boolean isLast() throws Cut {
        return in.u8(at) == 0;
    }

    public int kind() throws Cut {
        return in.u8(at) & 0xc0;
    }

    /** Of a label: how many bytes follow the first. */
    public int length() throws Cut {
        return in.u8(at) & 0x3f;
    }

    /** Of an extended label. */
    public boolean isBitString() throws Cut {
        return in.u8(at) == BIT_STRING;
    }

    /** Of a bit string. */
    public int bits() throws Cut {
        int bits = in.u8(at + 1);
        return bits == 0 ? 256 : bits;
    }

    /** Of a pointer: where it leads, from the first byte of the message. */
    public int target() throws Cut {
        return in.u16(at) & 0x3fff;
    }

    /** Steps behind a label, or along a pointer; false for a part of no kind that there is. */
    public boolean step() throws Cut {
        switch (kind()) {
            case LABEL -> at += 1 + length();
            case POINTER -> {
                int target = target();
                if (behind < 0) behind = at + 2;
                at = message + target;
            }
            case EXTENDED -> {
                if (!isBitString()) return false;
                at += 2 + (bits() + 7) / 8;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Where the name ends if this part is its last. */
    public int end() {
        return behind < 0 ? at + 1 : behind;
    }

    /** Where the name that begins at a place ends; -1 if it was cut or is none. */
    public int skip(int start) throws Cut {
        begin(start, 0);
        while (in.has(at, 1)) {
            if (isLast()) return at + 1;
            if (kind() == POINTER) return at + 2;
            if (!in.has(at, 2) || !step()) return -1;
        }
        return -1;
    }
}
