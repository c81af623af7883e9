package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.DnsName;

/**
 * Domain names as they are in a message, RFC 1035 section 4.1.4: labels, and pointers to what stood
 * before. A pointer must lead back, or a name could have no end.
 */
final class DnsNames {
    private final Print p;

    DnsNames(Print print) {
        p = print;
    }

    /** How many bytes the label takes behind its first; -1 if it was cut or is none. */
    private int labelLength(int at) throws Cut {
        if (!p.has(at, 1)) return -1;
        switch (DnsName.kind(p, at)) {
            case DnsName.EXTENDED:
                if (!DnsName.isBitString(p, at)) {
                    p.out.text("<ELT ").number(DnsName.length(p, at)).character('>');
                    return -1;
                }
                if (!p.has(at + 1, 1)) return -1;
                return (DnsName.bits(p, at) + 7) / 8 + 1;
            case DnsName.LABEL, DnsName.POINTER:
                return p.u8(at);
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
        int behind = DnsName.kind(p, at - 1) == DnsName.POINTER ? -1 : at + length;
        if (label == 0) {
            p.out.character('.');
            return behind;
        }
        int shown = 0;
        while (label != 0 && at < p.end) {
            if (DnsName.kind(p, at - 1) == DnsName.POINTER) {
                if (!compressed) behind = at + 1;
                compressed = true;
                if (!p.has(at, 1)) return -1;
                int offset = DnsName.target(p, at - 1);
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
            if (DnsName.kind(p, at - 1) == DnsName.EXTENDED) {
                if (!bits(at)) return -1;
            } else {
                int room = DnsName.LONGEST - shown;
                if (room > 0 && p.visible(at, Math.min(length, room))) return -1;
                shown += length;
            }
            at += length;
            if (shown <= DnsName.LONGEST) p.out.character('.');
            shown++;
            if (!p.has(at, 1)) return -1;
            label = p.u8(at);
            length = labelLength(at);
            if (length < 0) return -1;
            at++;
            if (!compressed) behind += length + 1;
        }
        if (shown > DnsName.LONGEST) p.out.text("<DOMAIN NAME TOO LONG>");
        return behind;
    }

    /** A bit string, RFC 2673. */
    private boolean bits(int at) throws Cut {
        if (!p.has(at, 1)) return false;
        int count = DnsName.bits(p, at - 1);
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
