package sockets.sniffer.print;

import sockets.packet.Cut;

/** Who listens to which multicast address: MLD, RFC 2710 and 3810. */
final class ListenerPrinter {
    private static final String[] RECORDS = {
        null, "is_in", "is_ex", "to_in", "to_ex", "allow", "block"
    };

    private final Print p;

    ListenerPrinter(Print print) {
        p = print;
    }

    /** A message of the first version. */
    void one(int at) throws Cut {
        if (at + 24 > p.end) return;
        p.out.text("max resp delay: ").number(p.u16(at + 4)).text(" addr: ");
        p.ipv6(at + 8);
    }

    void query(int at, int length) throws Cut {
        if (length == 24) {
            one(at);
        } else if (length >= 28) {
            p.out.text(" v2");
            second(at, length);
        } else {
            p.out.text(" unknown-version (len ").number(length).text(") ");
        }
    }

    private void second(int at, int length) throws Cut {
        int code = p.u16(at + 4);
        boolean verbose = p.verbose() > 0;
        int delay = code < 32768 ? code : (code & 0x0fff | 0x1000) << ((code & 0x7000) >> 12) + 3;
        if (verbose) p.out.text(" [max resp delay=").number(delay).character(']');
        p.need(at + 8, 16);
        p.out.text(" [gaddr ");
        p.ipv6(at + 8);
        if (verbose) {
            int flags = p.u8(at + 24);
            if ((flags & 8) != 0) p.out.text(" sflag");
            if ((flags & 7) != 0) p.out.text(" robustness=").number(flags & 7);
            int interval = p.u8(at + 25);
            if (interval >= 128) interval = (interval & 0xf | 0x10) << ((interval & 0x70) >> 4) + 3;
            p.out.text(" qqi=").number(interval);
        }
        int sources = p.u16(at + 26);
        if (sources > 0) {
            if (length < 28 + sources * 16) p.out.text(" [invalid number of sources]");
            else if (p.verbose() > 1) sources(at + 28, sources);
            else p.out.text(", ").number(sources).text(" source(s)");
        }
        p.out.character(']');
    }

    private void sources(int at, int count) throws Cut {
        p.out.text(" {");
        for (int i = 0; i < count; i++) {
            p.need(at + 16 * i, 16);
            p.out.character(' ');
            p.ipv6(at + 16 * i);
        }
        p.out.text(" }");
    }

    void report(int at, int length) throws Cut {
        if (Integer.compareUnsigned(length, 8) < 0) {
            p.out.text(" [invalid len ").number(length).character(']');
            return;
        }
        int groups = p.u16(at + 6);
        p.out.text(", ").number(groups).text(" group record(s)");
        if (p.verbose() == 0) return;
        int group = 8;
        for (int i = 0; i < groups; i++) {
            if (length < group + 20) {
                p.out.text(" [invalid number of groups]");
                return;
            }
            int here = at + group;
            p.need(here + 4, 16);
            p.out.text(" [gaddr ");
            p.ipv6(here + 4).character(' ');
            int record = p.u8(here);
            if (record > 0 && record < RECORDS.length) p.out.text(RECORDS[record]);
            else p.out.text(" [v2-report-#").number(record).character(']');
            int sources = p.u16(here + 2);
            if (length < group + 20 + sources * 16) {
                p.out.text(" [invalid number of sources ").number(sources).character(']');
                return;
            }
            if (p.verbose() == 1) p.out.text(", ").number(sources).text(" source(s)");
            else sources(here + 20, sources);
            group += 20 + sources * 16;
            p.out.character(']');
        }
    }
}
