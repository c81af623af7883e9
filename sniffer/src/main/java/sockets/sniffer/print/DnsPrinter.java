package sockets.sniffer.print;

/** DNS, RFC 1035, also over TCP and by multicast (RFC 6762). */
final class DnsPrinter {
    private static final int HEADER = 12;
    private static final int OPT = 41;
    private static final int HIGHEST_BIT = 0x8000;

    private static final String[] OPERATIONS = {
        "",
        " inv_q",
        " stat",
        " op3",
        " notify",
        " update",
        " op6",
        " op7",
        " op8",
        " updateA",
        " updateD",
        " updateDA",
        " updateM",
        " updateMA",
        " zoneInit",
        " zoneRef"
    };

    /** As tcpdump spells them: two lack their space. */
    private static final String[] RESPONSES = {
        "",
        " FormErr",
        " ServFail",
        " NXDomain",
        " NotImp",
        " Refused",
        " YXDomain",
        " YXRRSet",
        " NXRRSet",
        " NotAuth",
        " NotZone",
        " Resp11",
        " Resp12",
        " Resp13",
        " Resp14",
        " NoChange",
        " BadVers",
        "Resp17",
        " Resp18",
        " Resp19",
        " Resp20",
        "Resp21",
        " Resp22",
        " BadCookie"
    };

    private final Print p;
    private final DnsNames names;
    private final DnsRecordPrinter records;

    // of the message being printed
    private int message;
    private boolean multicast;

    DnsPrinter(Print print) {
        p = print;
        names = new DnsNames(print);
        records = new DnsRecordPrinter(print, names);
    }

    void print(int at, int length, boolean overTcp, boolean isMulticast) throws Cut {
        p.protocol = "domain";
        if (overTcp) {
            if (Integer.compareUnsigned(length, 2) < 0) {
                p.out.text(" [DNS over TCP: length ").number(length).text(" < 2]");
                p.invalid();
                return;
            }
            length -= 2;
            int prefix = p.u16(at);
            if (prefix != length) {
                // a part of a message, or several
                p.out.text(" [prefix length(").number(prefix).text(") != length(");
                p.out.number(length).text(")]");
                p.invalid();
                return;
            }
            at += 2;
            p.out.character(' ');
        }
        if (Integer.compareUnsigned(length, HEADER) < 0) {
            p.out.text("domain [length ").number(length).text(" < 12]");
            p.invalid();
            return;
        }
        if (!p.has(at, HEADER)) {
            p.cut();
            return;
        }
        message = at;
        multicast = isMulticast;
        boolean whole = (p.u16(at + 2) & 0x8000) != 0 ? response() : request();
        if (whole) p.out.text(" (").number(length).character(')');
        else p.cut();
    }

    private int count(int section) throws Cut {
        return p.u16(message + 4 + 2 * section);
    }

    /** The four bits of the header, and eight more if there is an OPT record (RFC 6891). */
    private int responseCode(int flags) throws Cut {
        int code = flags & 0xf;
        int at = message + HEADER;
        for (int i = 0; i < count(0); i++) {
            at = names.skip(at);
            if (at < 0) return code;
            at += 4;
            if (at >= p.end) return code;
        }
        for (int i = 0; i < count(1) + count(2); i++) {
            at = names.skip(at);
            if (at < 0) return code;
            at += 8;
            if (at + 2 > p.end) return code;
            at += 2 + p.u16(at);
            if (at >= p.end) return code;
        }
        for (int i = 0; i < count(3); i++) {
            at = names.skip(at);
            if (at < 0 || at + 2 > p.end) return code;
            int type = p.u16(at);
            at += 4;
            if (at + 1 > p.end) return code;
            if (type == OPT) return code | p.u8(at) << 4;
            at += 4;
            if (at + 2 > p.end) return code;
            at += 2 + p.u16(at);
            if (at >= p.end) return code;
        }
        return code;
    }

    private boolean response() throws Cut {
        int flags = p.u16(message + 2);
        int code = responseCode(flags);
        p.out.number(p.u16(message)).text(OPERATIONS[flags >> 11 & 0xf]);
        if (code < RESPONSES.length) p.out.text(RESPONSES[code]);
        else p.out.text(" Resp").number(code & 0xfff);
        if ((flags & 0x0400) != 0) p.out.character('*');
        if ((flags & 0x0080) == 0) p.out.character('-');
        if ((flags & 0x0200) != 0) p.out.character('|');
        if ((flags & 0x0020) != 0) p.out.character('$');
        int questions = count(0);
        if (questions != 1) p.out.text(" [").number(questions).text("q]");
        int at = message + HEADER;
        for (int i = 0; i < questions; i++) {
            if (i != 0) p.out.character(',');
            if (p.verbose() > 1) {
                p.out.text(" q:");
                at = question(at);
                if (at < 0) return false;
            } else {
                at = names.skip(at);
                if (at < 0) return false;
                at += 4;
            }
        }
        p.out.character(' ').number(count(1)).character('/').number(count(2));
        p.out.character('/').number(count(3));
        if (count(1) > 0) {
            at = section(at, count(1));
            if (at < 0) return false;
        }
        return p.verbose() <= 1 || otherSections(at);
    }

    /** So many records; where they end, or -1 if they were cut. */
    private int section(int at, int count) throws Cut {
        int left = count;
        do {
            if (left < count) p.out.character(',');
            at = records.print(at, message, multicast);
            if (at < 0) return -1;
            left--;
        } while (at < p.end && left > 0);
        return left == 0 ? at : -1;
    }

    private boolean otherSections(int at) throws Cut {
        for (int i = 2; i <= 3; i++) {
            int count = count(i);
            if (count == 0) continue;
            if (at >= p.end) return false;
            p.out.text(i == 2 ? " ns:" : " ar:");
            at = section(at, count);
            if (at < 0) return false;
        }
        return true;
    }

    private boolean request() throws Cut {
        int flags = p.u16(message + 2);
        int operation = flags >> 11 & 0xf;
        p.out.number(p.u16(message)).text(OPERATIONS[operation]);
        if ((flags & 0x0100) != 0) p.out.character('+');
        if ((flags & 0x0010) != 0) p.out.character('%');
        if ((flags & 0x6cf) != 0) p.out.text(" [b2&3=0x").hex(flags).character(']');
        boolean inverse = operation == 1;
        if (inverse) {
            if (count(0) != 0) counted(0, "q]");
            if (count(1) != 1) counted(1, "a]");
        } else {
            if (count(1) != 0) counted(1, "a]");
            if (count(0) != 1) counted(0, "q]");
        }
        if (count(2) != 0) counted(2, "n]");
        if (count(3) != 0) counted(3, "au]");
        int at = message + HEADER;
        int left = count(0);
        if (left > 0) {
            do {
                at = question(at);
                if (at < 0) return false;
                left--;
            } while (at < p.end && left > 0);
        }
        if (left > 0) return false;
        if (p.verbose() <= 1) return true;
        if (count(1) > 0) {
            at = section(at, count(1));
            if (at < 0) return false;
        }
        return otherSections(at);
    }

    private void counted(int section, String unit) throws Cut {
        p.out.text(" [").number(count(section)).text(unit);
    }

    /** A question; where it ends, or -1 if it was cut. */
    private int question(int at) throws Cut {
        int behind = names.skip(at);
        if (behind < 0 || !p.has(behind, 4)) return -1;
        p.out.character(' ');
        DnsRecordPrinter.type(p.out, p.u16(behind));
        int kind = p.u16(behind + 2);
        int family = multicast ? kind & ~HIGHEST_BIT : kind;
        if (family != 1) DnsRecordPrinter.family(p.out, family);
        if (multicast) p.out.text((kind & HIGHEST_BIT) != 0 ? " (QU)" : " (QM)");
        p.out.text("? ");
        int end = names.print(at, message);
        return end < 0 ? -1 : end + 4;
    }
}
