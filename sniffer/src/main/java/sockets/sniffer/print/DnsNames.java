package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.DnsName;

/**
 * Domain names as they are in a message, RFC 1035 section 4.1.4: labels, and pointers to what stood
 * before. A pointer must lead back, or a name could have no end.
 */
final class DnsNames {
    private final Print p;
    private final DnsName name;

    DnsNames(Print print) {
        p = print;
        name = new DnsName(print);
    }

    /** Where a name ends, without printing it; -1 if it was cut or is none. */
    int skip(int at) throws Cut {
        return name.skip(at);
    }

    /**
     * True if what comes next is a part of a name, which may have been cut behind its first byte.
     */
    private boolean isPart() throws Cut {
        if (!p.has(name.at(), 1)) return false;
        switch (name.kind()) {
            case DnsName.EXTENDED:
                if (name.isBitString()) return p.has(name.at(), 2);
                p.out.text("<ELT ").number(name.length()).character('>');
                return false;
            case DnsName.LABEL, DnsName.POINTER:
                return true;
            default:
                p.out.text("<BAD LABEL TYPE>");
                return false;
        }
    }

    /**
     * Prints a name.
     *
     * @param message where the message begins, which pointers count from
     * @return where the name ends; -1 if it was cut or is none
     */
    int print(int start, int message) throws Cut {
        name.begin(start, message);
        if (!isPart()) return -1;
        if (name.isLast()) p.out.character('.');
        // tcpdump takes a label for whole that was cut there
        if (name.kind() == DnsName.POINTER && !p.has(start, 2)) return -1;
        int furthest = start - message;
        int shown = 0;
        while (!name.isLast() && p.has(name.at(), 2)) {
            if (name.kind() == DnsName.POINTER) {
                if (name.target() >= furthest) {
                    p.out.text("<BAD PTR>");
                    return -1;
                }
                furthest = name.target();
                name.step();
            } else {
                if (name.kind() == DnsName.EXTENDED) {
                    bits(name.at() + 2);
                } else {
                    int length = name.length();
                    int room = DnsName.LONGEST - shown;
                    if (room > 0 && p.visible(name.at() + 1, Math.min(length, room))) return -1;
                    shown += length;
                }
                name.step();
                if (shown <= DnsName.LONGEST) p.out.character('.');
                shown++;
            }
            if (!isPart()) return -1;
        }
        if (shown > DnsName.LONGEST) p.out.text("<DOMAIN NAME TOO LONG>");
        return name.end();
    }

    /** A bit string, RFC 2673. */
    private void bits(int at) throws Cut {
        int count = name.bits();
        p.out.text("\\[x");
        p.octets(at, count / 8);
        int next = at + count / 8;
        int left = count % 8;
        if (left > 4) p.out.hex(p.u8(next) & 0xff << 8 - left, 2);
        else if (left > 0) p.out.hex(p.u8(next) >> 4 & 0x0f << 4 - left & 0xf, 1);
        p.out.character('/').number(count).character(']');
    }
}
