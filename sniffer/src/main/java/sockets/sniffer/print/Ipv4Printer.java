package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.Ipv4Header;
import sockets.packet.Ipv4Option;

/** IPv4, RFC 791, with its options. */
final class Ipv4Printer {
    private static final int SIZE = Ipv4Header.SIZE;

    private static final String[] OPTIONS =
            Words.byNumber(
                    "0 EOL,1 NOP,7 RR,68 timestamp,82 traceroute,130 security,131 LSRR,137 SSRR,"
                            + "148 RA");
    private static final Object[] FLAGS = {
        Ipv4Header.MORE_FRAGMENTS, "+", Ipv4Header.DONT_FRAGMENT, "DF", 4, "rsvd"
    };

    private final Print p;
    private final IpPrinter ip;

    Ipv4Printer(Print print, IpPrinter ip) {
        p = print;
        this.ip = ip;
    }

    void print(int at, int length) throws Cut {
        p.protocol = "ip";
        if (!p.style.link()) p.out.text("IP ");
        if (Integer.compareUnsigned(length, SIZE) < 0) {
            p.invalid(" [length ", length, " < ", SIZE);
            return;
        }
        int version = Ipv4Header.version(p, at);
        if (version != 4) {
            p.invalid(" [version ", version, " != ", 4);
            return;
        }
        int header = Ipv4Header.headerLength(p, at);
        if (header < SIZE) {
            p.invalid(" [header length ", header, " < ", SIZE);
            return;
        }
        int whole = Ipv4Header.totalLength(p, at);
        if (Integer.compareUnsigned(length, whole) < 0) {
            p.invalid("[total length ", whole, " > length ", length);
            p.out.character(' ');
        }
        // a segment left to the card, which cuts it: it has no length yet
        boolean uncut = whole == 0;
        if (uncut) whole = length;
        if (Integer.compareUnsigned(whole, header) < 0) {
            p.invalid("[total length ", whole, " < header length ", header);
            return;
        }
        if (!p.has(at, SIZE)) {
            p.cut();
            return;
        }
        int before = p.limit(at, Integer.compareUnsigned(length, whole) < 0 ? length : whole);
        if (p.verbose() == 0 || fields(at, header, uncut ? length : 0))
            body(at, header, whole - header);
        p.end = before;
    }

    private void body(int at, int header, int length) throws Cut {
        int protocol = Ipv4Header.protocol(p, at);
        if (Ipv4Header.fragmentOffset(p, at) != 0) {
            // the header of the transport layer is in the first fragment
            p.addresses(at);
            p.out.text(":");
            if (p.style.names() == null) p.out.text(" ip-proto-").number(protocol);
            else p.out.character(' ').text(ProtocolNames.of(protocol));
            return;
        }
        if (!IpPrinter.hasPorts(protocol)) {
            p.addresses(at);
            p.out.text(": ");
        }
        if (!p.has(at, header)) {
            p.out.text(" [remaining caplen(").number(p.end - at).text(") < header length(");
            p.out.number(header).text(")]");
            throw Cut.INSTANCE;
        }
        boolean fragmented = Ipv4Header.moreFragments(p, at);
        ip.payload(at + header, length, 4, fragmented, protocol, at);
    }

    /**
     * The header's fields, with v; false if its options were cut.
     *
     * @param uncut how long it is if the header does not tell, as of a segment left to the card
     */
    private boolean fields(int at, int header, int uncut) throws Cut {
        int service = Ipv4Header.typeOfService(p, at);
        p.out.text("(tos 0x").hex(service);
        String[] congestion = {"", ",ECT(1)", ",ECT(0)", ",CE"};
        p.out.text(congestion[service & 3]);
        int timeToLive = Ipv4Header.timeToLive(p, at);
        if (timeToLive >= 1) p.out.text(", ttl ").number(timeToLive);
        int protocol = Ipv4Header.protocol(p, at);
        p.out.text(", id ").number(Ipv4Header.identification(p, at));
        p.out.text(", offset ").number(Ipv4Header.fragmentOffset(p, at)).text(", flags [");
        int flags = Ipv4Header.flags(p, at);
        Words.bits(p.out, flags, ", ", FLAGS);
        p.out.text("], proto ").text(Words.protocol(protocol));
        p.out.text(" (").number(protocol).text("), length ");
        if (uncut != 0) p.out.number(uncut).text(" [was 0, presumed TSO]");
        else p.out.number(Ipv4Header.totalLength(p, at));
        boolean whole = true;
        if (header > SIZE) {
            p.out.text(", options (");
            whole = options(at + SIZE, header - SIZE);
            if (!whole) p.out.text(" [truncated-option]");
            p.out.character(')');
        }
        if (p.has(at, header)) {
            int sum = Checksums.sum(p.data, at, header, 0);
            int field = Ipv4Header.checksum(p, at);
            if (!Checksums.right(sum))
                p.out.text(", bad cksum ")
                        .hex(field)
                        .text(" (->")
                        .hex(Checksums.expected(field, sum))
                        .text(")!");
        }
        p.out.text(")\n    ");
        if (!whole) {
            p.addresses(at);
            p.out.text(": ");
            p.cut();
        }
        return whole;
    }

    private boolean options(int at, int left) throws Cut {
        boolean first = true;
        while (left > 0) {
            if (!first) p.out.character(',');
            first = false;
            int option = Ipv4Option.type(p, at);
            p.name(OPTIONS, option, "unknown ", "");
            int size = 1;
            if (Ipv4Option.hasLength(option)) {
                size = Ipv4Option.length(p, at);
                if (size < 2) {
                    badLength(size);
                    return true;
                }
            }
            if (size > left) {
                badLength(size);
                return true;
            }
            if (!p.has(at, size)) return false;
            switch (option) {
                case Ipv4Option.END:
                    return true;
                case Ipv4Option.TIMESTAMP:
                    if (!times(at, size)) return false;
                    break;
                case Ipv4Option.RECORD_ROUTE,
                Ipv4Option.LOOSE_SOURCE_ROUTE,
                Ipv4Option.STRICT_SOURCE_ROUTE:
                    if (!route(at, size)) return false;
                    break;
                case Ipv4Option.ROUTER_ALERT:
                    if (size < 4) badLength(size);
                    else if (Ipv4Option.value(p, at) != 0)
                        p.out.text(" value ").number(Ipv4Option.value(p, at));
                    break;
                default:
                    // its name is all
            }
            at += size;
            left -= size;
        }
        return true;
    }

    private void badLength(int length) {
        p.out.text(" [bad length ").number(length).character(']');
    }

    /** Routers that were recorded, or are to be passed; the comma says: up to here. */
    private boolean route(int at, int size) throws Cut {
        if (size < 3) {
            badLength(size);
            return true;
        }
        if ((size + 1 & 3) != 0) badLength(size);
        // unsigned, as tcpdump compares it
        int pointer = Ipv4Option.pointer(p, at) - 1;
        boolean bad = pointer < 3 || (pointer + 1 & 3) != 0 || pointer > size + 1;
        if (bad) p.out.text(" [bad ptr ").number(Ipv4Option.pointer(p, at)).character(']');
        for (int i = 3; i < size; i += 4) {
            if (!p.has(at + i, 4)) return false;
            p.out.character(' ');
            p.ipv4(at + i);
            if (pointer < 0 || pointer > i) p.out.character(',');
        }
        return true;
    }

    private boolean times(int at, int size) throws Cut {
        if (size < 4) {
            p.out.text("[bad length ").number(size).character(']');
            return true;
        }
        p.out.text(" TS{");
        int kind = Ipv4Option.timestampFlag(p, at);
        int hop = kind == 0 ? 4 : 8;
        if ((size - 4 & hop - 1) != 0) p.out.text("[bad length ").number(size).character(']');
        int pointer = Ipv4Option.pointer(p, at) - 1;
        boolean bad = pointer < 4 || (pointer - 4 & hop - 1) != 0 || pointer > size + 1;
        if (bad) p.out.text("[bad ptr ").number(Ipv4Option.pointer(p, at)).character(']');
        int i = 0;
        if (kind == 0 || kind == 1 || kind == 3) {
            p.out.text(kind == 0 ? "TSONLY" : kind == 1 ? "TS+ADDR" : "PRESPEC");
            for (i = 4; i < size; i += hop) {
                if (!p.has(at + i, hop)) return false;
                p.out.text(pointer == i ? " ^ " : " ");
                p.out.number(p.u32(at + i + hop - 4)).character('@');
                if (hop == 8) p.ipv4(at + i);
            }
        } else {
            p.out.text("[bad ts type ").number(kind).character(']');
        }
        if (pointer == i) p.out.text(" ^ ");
        int lost = Ipv4Option.overflow(p, at);
        if (lost != 0) p.out.text(" [").number(lost).text(" hops not recorded]} ");
        else p.out.character('}');
        return true;
    }
}
