package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.DnsMessage;
import sockets.packet.DnsRecord;

/** DNS, RFC 1035, also over TCP and by multicast (RFC 6762). */
final class DnsPrinter {
    private static final int HEADER = DnsMessage.SIZE;

    private static final String[] OPERATIONS = {
        "", " inv_q", " stat", " op3",
        " notify", " update", " op6", " op7",
        " op8", " updateA", " updateD", " updateDA",
        " updateM", " updateMA", " zoneInit", " zoneRef"
    };

    /** As tcpdump spells them: two lack their space. */
    private static final String[] RESPONSES = {
        "", " FormErr", " ServFail", " NXDomain", " NotImp", " Refused",
        " YXDomain", " YXRRSet", " NXRRSet", " NotAuth", " NotZone", " Resp11",
        " Resp12", " Resp13", " Resp14", " NoChange", " BadVers", "Resp17",
        " Resp18", " Resp19", " Resp20", "Resp21", " Resp22", " BadCookie"
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
            if (Integer.compareUnsigned(length, DnsMessage.PREFIX_SIZE) < 0) {
                p.out.text(" [DNS over TCP: length ").number(length).text(" < 2]");
                p.invalid();
                return;
            }
            length -= DnsMessage.PREFIX_SIZE;
            int prefix = DnsMessage.prefix(p, at);
            if (prefix != length) {
                // a part of a message, or several
                p.out.text(" [prefix length(").number(prefix).text(") != length(");
                p.out.number(length).text(")]");
                p.invalid();
                return;
            }
            at += DnsMessage.PREFIX_SIZE;
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
        boolean whole =
                (DnsMessage.flags(p, at) & DnsMessage.RESPONSE) != 0 ? response() : request();
        if (whole) p.out.text(" (").number(length).character(')');
        else p.cut();
    }

    private int count(int section) throws Cut {
        return DnsMessage.count(p, message, section);
    }

    /** The four bits of the header, and eight more if there is an OPT record (RFC 6891). */
    private int responseCode(int flags) throws Cut {
        int code = DnsMessage.responseCode(flags);
        int at = message + HEADER;
        for (int i = 0; i < count(0); i++) {
            at = names.skip(at);
            if (at < 0) return code;
            at += DnsMessage.QUESTION_SIZE;
            if (at >= p.end) return code;
        }
        int others = count(1) + count(2);
        for (int i = 0; i < others + count(3); i++) {
            at = names.skip(at);
            if (at < 0 || at + 5 > p.end) return code;
            if (i >= others && DnsRecord.type(p, at) == DnsRecord.OPT)
                return code | DnsRecord.extendedCode(p, at) << 4;
            if (!p.has(at, DnsRecord.SIZE)) return code;
            at += DnsRecord.SIZE + DnsRecord.length(p, at);
            if (at >= p.end) return code;
        }
        return code;
    }

    private boolean response() throws Cut {
        int flags = DnsMessage.flags(p, message);
        int code = responseCode(flags);
        p.out.number(DnsMessage.identifier(p, message)).text(OPERATIONS[DnsMessage.opcode(flags)]);
        p.name(RESPONSES, code, " Resp", "");
        if ((flags & DnsMessage.AUTHORITATIVE) != 0) p.out.character('*');
        if ((flags & DnsMessage.RECURSION_AVAILABLE) == 0) p.out.character('-');
        if ((flags & DnsMessage.TRUNCATED) != 0) p.out.character('|');
        if ((flags & DnsMessage.AUTHENTIC_DATA) != 0) p.out.character('$');
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
                at += DnsMessage.QUESTION_SIZE;
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
        int flags = DnsMessage.flags(p, message);
        int operation = DnsMessage.opcode(flags);
        p.out.number(DnsMessage.identifier(p, message)).text(OPERATIONS[operation]);
        if ((flags & DnsMessage.RECURSION_DESIRED) != 0) p.out.character('+');
        if ((flags & DnsMessage.CHECKING_DISABLED) != 0) p.out.character('%');
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
        if (behind < 0 || !p.has(behind, DnsMessage.QUESTION_SIZE)) return -1;
        p.out.character(' ');
        records.type(DnsRecord.type(p, behind));
        int kind = DnsRecord.family(p, behind);
        int family = multicast ? kind & ~DnsMessage.HIGHEST_BIT : kind;
        if (family != 1) records.family(family);
        if (multicast) p.out.text((kind & DnsMessage.HIGHEST_BIT) != 0 ? " (QU)" : " (QM)");
        p.out.text("? ");
        int end = names.print(at, message);
        return end < 0 ? -1 : end + DnsMessage.QUESTION_SIZE;
    }
}
