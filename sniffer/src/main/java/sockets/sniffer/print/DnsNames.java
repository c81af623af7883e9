package sockets.sniffer.print;

/**
 * Domain names as they are in a message, RFC 1035 section 4.1.4: labels, and pointers to what stood
 * before. A pointer must lead back, or a name could have no end.
 */
final class DnsNames {
    private static final int LONGEST = 255;
    private static final int KIND = 0xc0;
    private static final int POINTER = 0xc0;
    private static final int EXTENDED = 0x40;
    private static final int BIT_STRING = 1;

    private final Print p;

    DnsNames(Print print) {
        p = print;
    }

    /** Where the name that begins here ends; -1 if it was cut or is none. */
    int skip(int at) throws Cut {
        if (!p.has(at, 1)) return -1;
        int label = p.u8(at++);
        while (label != 0) {
            switch (label & KIND) {
                case POINTER:
                    return at + 1;
                case EXTENDED:
                    if ((label & ~KIND) != BIT_STRING || !p.has(at, 1)) return -1;
                    int bits = p.u8(at) == 0 ? 256 : p.u8(at);
                    at += 1 + (bits + 7) / 8;
                    break;
                case 0:
                    at += label;
                    break;
                default:
                    return -1;
            }
            if (!p.has(at, 1)) return -1;
            label = p.u8(at++);
        }
        return at;
    }

    /** How many bytes the label takes behind its first; -1 if it was cut or is none. */
    private int labelLength(int at) throws Cut {
        if (!p.has(at, 1)) return -1;
        int label = p.u8(at);
        switch (label & KIND) {
            case EXTENDED:
                if ((label & ~KIND) != BIT_STRING) {
                    p.out.text("<ELT ").number(label & ~KIND).character('>');
                    return -1;
                }
                if (!p.has(at + 1, 1)) return -1;
                int bits = p.u8(at + 1) == 0 ? 256 : p.u8(at + 1);
                return (bits + 7) / 8 + 1;
            case 0, POINTER:
                return label;
            default:
                p.out.text("<BAD LABEL TYPE>");
                return -1;
        }
    }

    /**
     * Prints a name.
     *
     * @param message where the message begins, which pointers count from
     * @return where the name ends; -1 if it was cut or is none
     */
    int print(int at, int message) throws Cut {
        int length = labelLength(at);
        if (length < 0 || !p.has(at, 1)) return -1;
        int furthest = at - message;
        int label = p.u8(at++);
        boolean compressed = false;
        int behind = (label & KIND) == POINTER ? -1 : at + length;
        if (label == 0) {
            p.out.character('.');
            return behind;
        }
        int shown = 0;
        while (label != 0 && at < p.end) {
            if ((label & KIND) == POINTER) {
                if (!compressed) behind = at + 1;
                compressed = true;
                if (!p.has(at, 1)) return -1;
                int offset = (label << 8 | p.u8(at)) & 0x3fff;
                if (offset >= furthest) {
                    p.out.text("<BAD PTR>");
                    return -1;
                }
                furthest = offset;
                at = message + offset;
                if (!p.has(at, 1)) return -1;
                label = p.u8(at);
                length = labelLength(at);
                if (length < 0) return -1;
                at++;
                continue;
            }
            if ((label & KIND) == EXTENDED) {
                if (!bits(at)) return -1;
            } else {
                int room = LONGEST - shown;
                if (room > 0 && text(at, Math.min(length, room))) return -1;
                shown += length;
            }
            at += length;
            if (shown <= LONGEST) p.out.character('.');
            shown++;
            if (!p.has(at, 1)) return -1;
            label = p.u8(at);
            length = labelLength(at);
            if (length < 0) return -1;
            at++;
            if (!compressed) behind += length + 1;
        }
        if (shown > LONGEST) p.out.text("<DOMAIN NAME TOO LONG>");
        return behind;
    }

    /** Prints so many bytes made visible; true if they were cut. */
    boolean text(int at, int count) {
        int there = Math.max(0, Math.min(count, p.end - at));
        for (int i = 0; i < there; i++) p.out.visible(p.data[at + i] & 0xff);
        return there < count;
    }

    /** A bit string, RFC 2673. */
    private boolean bits(int at) throws Cut {
        if (!p.has(at, 1)) return false;
        int count = p.u8(at) == 0 ? 256 : p.u8(at);
        p.out.text("\\[x");
        int left = count;
        int next = at + 1;
        int limit = at + 1 + (count + 3) / 4;
        for (; next < limit && left > 7; left -= 8) p.out.hex(p.u8(next++), 2);
        if (left > 4) p.out.hex(p.u8(next) & 0xff << 8 - left, 2);
        else if (left > 0) p.out.hex(p.u8(next) >> 4 & 0x0f << 4 - left & 0xf, 1);
        p.out.character('/').number(count).character(']');
        return true;
    }
}
