package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.IgmpMessage;

/** IGMP, RFC 3376, with its older versions, and the traces of multicast routers. */
final class IgmpPrinter {
    private static final String[] RECORDS = {
        null, "is_in", "is_ex", "to_in", "to_ex", "allow", "block"
    };

    /** What most queries say: ten seconds, which tcpdump leaves out. */
    private static final int USUAL = 100;

    private final Print p;

    IgmpPrinter(Print print) {
        p = print;
    }

    void print(int at, int length) throws Cut {
        p.protocol = "igmp";
        int type = IgmpMessage.type(p, at);
        switch (type) {
            case IgmpMessage.QUERY -> {
                p.out.text("igmp query");
                if (Integer.compareUnsigned(length, IgmpMessage.QUERY_SIZE) >= 0) query(at, length);
                else oldQuery(at, length);
            }
            case IgmpMessage.REPORT_1 -> {
                group("igmp v1 report ", at);
                wrongLength(length);
            }
            case IgmpMessage.REPORT_2 -> group("igmp v2 report ", at);
            case IgmpMessage.LEAVE -> group("igmp leave ", at);
            case IgmpMessage.REPORT_3 -> {
                p.out.text("igmp v3 report");
                report(at, length);
            }
            case IgmpMessage.DVMRP -> p.out.text("igmp dvmrp");
            case IgmpMessage.PIM_1 -> p.out.text("igmp pimv1");
            case IgmpMessage.TRACE_RESPONSE -> trace("mresp", at, length);
            case IgmpMessage.TRACE -> trace("mtrace", at, length);
            default -> p.out.text("igmp-").number(type);
        }
        if (p.verbose() == 0 || length < 4 || !p.has(at, length)) return;
        if (Checksums.right(Checksums.sum(p.data, at, length, 0))) return;
        p.out.text(" bad igmp cksum ").hex(IgmpMessage.checksum(p, at)).character('!');
    }

    private void group(String title, int at) throws Cut {
        p.need(at + IgmpMessage.GROUP, 4);
        p.out.text(title);
        p.ipv4(at + IgmpMessage.GROUP);
    }

    private void wrongLength(int length) {
        if (length != IgmpMessage.SIZE) p.out.text(" [len ").number(length).character(']');
    }

    private void invalidLength(int length) {
        p.out.text(" [invalid len ").number(length).character(']');
    }

    private void oldQuery(int at, int length) throws Cut {
        int time = IgmpMessage.responseCode(p, at);
        p.out.text(time == 0 ? " v1" : " v2");
        if (time != 0 && time != USUAL) p.out.text(" [max resp time ").number(time).character(']');
        if (p.u32(at + IgmpMessage.GROUP) != 0) {
            group(" [gaddr ", at);
            p.out.character(']');
        }
        wrongLength(length);
    }

    private void query(int at, int length) throws Cut {
        p.out.text(" v3");
        if ((length & 3) != 0) {
            invalidLength(length);
            return;
        }
        int code = IgmpMessage.responseCode(p, at);
        int tenths = IgmpMessage.tenths(code);
        if (code != USUAL) {
            p.out.text(" [max resp time ");
            if (tenths < 600)
                p.out.number(tenths / 10).character('.').number(tenths % 10).character('s');
            else p.duration(tenths / 10);
            p.out.character(']');
        }
        if (p.u32(at + IgmpMessage.GROUP) == 0) return;
        group(" [gaddr ", at);
        int sources = IgmpMessage.sources(p, at);
        if (sources > 0) {
            if (Integer.compareUnsigned(length, IgmpMessage.SOURCES + 4 * sources) < 0)
                p.out.text(" [invalid number of sources]");
            else if (p.verbose() > 1) sources(at + IgmpMessage.SOURCES, sources);
            else p.out.text(", ").number(sources).text(" source(s)");
        }
        p.out.character(']');
    }

    private void sources(int at, int count) throws Cut {
        p.out.text(" {");
        for (int i = 0; i < count; i++) {
            p.need(at + 4 * i, 4);
            p.out.character(' ');
            p.ipv4(at + 4 * i);
        }
        p.out.text(" }");
    }

    private void report(int at, int length) throws Cut {
        if (Integer.compareUnsigned(length, 16) < 0 || (length & 3) != 0) {
            invalidLength(length);
            return;
        }
        int records = IgmpMessage.records(p, at);
        p.out.text(", ").number(records).text(" group record(s)");
        if (p.verbose() == 0) return;
        int offset = IgmpMessage.RECORDS;
        for (int i = 0; i < records; i++) {
            if (Integer.compareUnsigned(length, offset + IgmpMessage.RECORD_SIZE) < 0) {
                p.out.text(" [invalid number of groups]");
                return;
            }
            int record = at + offset;
            p.need(record + IgmpMessage.RECORD_GROUP, 4);
            p.out.text(" [gaddr ");
            p.ipv4(record + IgmpMessage.RECORD_GROUP).character(' ');
            int type = IgmpMessage.recordType(p, record);
            if (type > 0 && type < RECORDS.length) p.out.text(RECORDS[type]);
            else p.out.text(" [v3-report-#").number(type).character(']');
            int sources = IgmpMessage.recordSources(p, record);
            offset += IgmpMessage.RECORD_SIZE + 4 * sources;
            if (Integer.compareUnsigned(length, offset) < 0) {
                p.out.text(" [invalid number of sources ").number(sources).character(']');
                return;
            }
            if (p.verbose() == 1) p.out.text(", ").number(sources).text(" source(s)");
            else sources(record + IgmpMessage.RECORD_SIZE, sources);
            p.out.character(']');
        }
    }

    /** A trace of the way to a source, draft-ietf-idmr-traceroute-ipm. */
    private void trace(String name, int at, int length) throws Cut {
        if (Integer.compareUnsigned(length, 24) < 0) {
            invalidLength(length);
            return;
        }
        int id = p.u24(at + 21);
        p.need(at + 8, 12);
        p.out.text(name).character(' ').number(id).text(": ");
        p.ipv4(at + 8).text(" to ");
        p.ipv4(at + 12).text(" reply-to ");
        p.ipv4(at + 16);
        if ((p.u32(at + 16) & 0xf0000000) == 0xe0000000)
            p.out.text(" with-ttl ").number(p.u8(at + 20));
    }
}
