package sockets.sniffer.print;

/** IPv4, RFC 791, with its options. */
final class Ipv4Printer {
    private static final int SIZE = 20;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int OFFSET = 0x1fff;

    private final Print p;
    private final IpPrinter ip;

    Ipv4Printer(Print print, IpPrinter ip) {
        p = print;
        this.ip = ip;
    }

    void print(int at, int length) throws Cut {
        p.protocol = "ip";
        int first = p.u8(at);
        if (first >> 4 != 4) {
            if (first >> 4 == 6) p.out.text("IP6, wrong link-layer encapsulation");
            else p.out.text("IP").number(first >> 4);
            p.invalid();
            return;
        }
        if (!p.style.link()) p.out.text("IP ");
        if (!p.has(at, SIZE)) {
            p.cut();
            return;
        }
        if (Integer.compareUnsigned(length, SIZE) < 0) {
            p.out.text("truncated-ip ").number(length);
            return;
        }
        int header = (first & 0xf) * 4;
        if (header < SIZE) {
            p.out.text("bad-hlen ").number(header);
            return;
        }
        int whole = p.u16(at + 2);
        if (Integer.compareUnsigned(length, whole) < 0)
            p.out.text("truncated-ip - ").number(whole - length).text(" bytes missing! ");
        if (whole < header) {
            if (whole > 0) {
                p.out.text("bad-len ").number(whole);
                return;
            }
            // a card that cuts segments itself was given this one: no length yet
            whole = length;
        }
        int before = p.limit(at, whole);
        if (p.verbose() == 0 || fields(at, header)) body(at, header, whole - header);
        p.end = before;
    }

    private void body(int at, int header, int length) throws Cut {
        int fragment = p.u16(at + 6);
        int protocol = p.u8(at + 9);
        if ((fragment & OFFSET) != 0) {
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
        ip.payload(at + header, length, 4, (fragment & MORE_FRAGMENTS) != 0, protocol, at);
    }

    /** The header's fields, with v; false if its options were cut. */
    private boolean fields(int at, int header) throws Cut {
        int service = p.u8(at + 1);
        p.out.text("(tos 0x").hex(service);
        String[] congestion = {"", ",ECT(1)", ",ECT(0)", ",CE"};
        p.out.text(congestion[service & 3]);
        int timeToLive = p.u8(at + 8);
        if (timeToLive >= 1) p.out.text(", ttl ").number(timeToLive);
        int fragment = p.u16(at + 6);
        int protocol = p.u8(at + 9);
        p.out.text(", id ").number(p.u16(at + 4));
        p.out.text(", offset ").number((fragment & OFFSET) * 8).text(", flags [");
        Words.bits(p.out, fragment, ", ", MORE_FRAGMENTS, "+", 0x4000, "DF", 0x8000, "rsvd");
        p.out.text("], proto ").text(Words.protocol(protocol));
        p.out.text(" (").number(protocol).text("), length ").number(p.u16(at + 2));
        boolean whole = true;
        if (header > SIZE) {
            p.out.text(", options (");
            whole = options(at + SIZE, header - SIZE);
            if (!whole) p.out.text(" [truncated-option]");
            p.out.character(')');
        }
        if (p.has(at, header)) {
            int sum = Checksums.sum(p.data, at, header, 0);
            int field = p.u16(at + 10);
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
            int option = p.u8(at);
            option(option);
            int size = 1;
            if (option > 1) {
                size = p.u8(at + 1);
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
                case 0:
                    return true;
                case 68:
                    if (!times(at, size)) return false;
                    break;
                case 7, 131, 137:
                    if (!route(at, size)) return false;
                    break;
                case 148:
                    if (size < 4) badLength(size);
                    else if (p.u16(at + 2) != 0) p.out.text(" value ").number(p.u16(at + 2));
                    break;
                default:
                    // its name is all
            }
            at += size;
            left -= size;
        }
        return true;
    }

    private void option(int option) {
        switch (option) {
            case 0 -> p.out.text("EOL");
            case 1 -> p.out.text("NOP");
            case 68 -> p.out.text("timestamp");
            case 130 -> p.out.text("security");
            case 7 -> p.out.text("RR");
            case 137 -> p.out.text("SSRR");
            case 131 -> p.out.text("LSRR");
            case 148 -> p.out.text("RA");
            case 82 -> p.out.text("traceroute");
            default -> p.out.text("unknown ").number(option);
        }
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
        int pointer = p.u8(at + 2) - 1;
        boolean bad = pointer < 3 || (pointer + 1 & 3) != 0 || pointer > size + 1;
        if (bad) p.out.text(" [bad ptr ").number(p.u8(at + 2)).character(']');
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
        int kind = p.u8(at + 3) & 0xf;
        int hop = kind == 0 ? 4 : 8;
        if ((size - 4 & hop - 1) != 0) p.out.text("[bad length ").number(size).character(']');
        int pointer = p.u8(at + 2) - 1;
        boolean bad = pointer < 4 || (pointer - 4 & hop - 1) != 0 || pointer > size + 1;
        if (bad) p.out.text("[bad ptr ").number(p.u8(at + 2)).character(']');
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
        int lost = p.u8(at + 3) >> 4;
        if (lost != 0) p.out.text(" [").number(lost).text(" hops not recorded]} ");
        else p.out.character('}');
        return true;
    }
}
