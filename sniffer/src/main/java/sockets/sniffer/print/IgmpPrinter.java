package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.IgmpMessage;

/** IGMP, RFC 3376, with its older versions, and the traces of multicast routers. */
final class IgmpPrinter {
    /** What most queries say: ten seconds, which tcpdump leaves out. */
    private static final int USUAL = 100;

    private final Print p;
    private final GroupsPrinter groups;

    IgmpPrinter(Print print) {
        p = print;
        groups = new GroupsPrinter(print, 4);
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

    private void group(String before, int at) throws Cut {
        groups.address(before, at + IgmpMessage.GROUP);
    }

    private void wrongLength(int length) {
        if (length != IgmpMessage.SIZE) p.out.text(" [len ").number(length).character(']');
    }

    private void oldQuery(int at, int length) throws Cut {
        int time = IgmpMessage.responseCode(p, at);
        p.out.text(time == 0 ? " v1" : " v2");
        if (time != 0 && time != USUAL) p.out.text(" [max resp time ").number(time).character(']');
        if (IgmpMessage.group(p, at) != 0) {
            group(" [gaddr ", at);
            p.out.character(']');
        }
        wrongLength(length);
    }

    private void query(int at, int length) throws Cut {
        p.out.text(" v3");
        if ((length & 3) != 0) {
            groups.invalidLength(length);
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
        if (IgmpMessage.group(p, at) == 0) return;
        group(" [gaddr ", at);
        int sources = IgmpMessage.sources(p, at);
        long left = (length & 0xffffffffL) - IgmpMessage.SOURCES;
        groups.queried(at + IgmpMessage.SOURCES, sources, left);
    }

    private void report(int at, int length) throws Cut {
        if (Integer.compareUnsigned(length, 16) < 0 || (length & 3) != 0) {
            groups.invalidLength(length);
            return;
        }
        groups.report(at, length & 0xffffffffL, " [v3-report-#");
    }

    /** A trace of the way to a source, draft-ietf-idmr-traceroute-ipm. */
    private void trace(String name, int at, int length) throws Cut {
        if (Integer.compareUnsigned(length, IgmpMessage.TRACE_SIZE) < 0) {
            groups.invalidLength(length);
            return;
        }
        int id = IgmpMessage.traceId(p, at);
        p.need(at + IgmpMessage.TRACE_SOURCE, 12);
        p.out.text(name).character(' ').number(id).text(": ");
        p.ipv4(at + IgmpMessage.TRACE_SOURCE).text(" to ");
        p.ipv4(at + IgmpMessage.TRACE_DESTINATION).text(" reply-to ");
        p.ipv4(at + IgmpMessage.TRACE_REPLY);
        if (IgmpMessage.traceReply(p, at) >>> 28 == 0xe)
            p.out.text(" with-ttl ").number(IgmpMessage.traceTimeToLive(p, at));
    }
}
