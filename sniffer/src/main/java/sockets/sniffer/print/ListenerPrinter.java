package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.IgmpMessage;
import sockets.packet.ListenerQuery;

/** Who listens to which multicast address: MLD, RFC 2710 and 3810. */
final class ListenerPrinter {
    private final Print p;
    private final GroupsPrinter groups;

    ListenerPrinter(Print print) {
        p = print;
        groups = new GroupsPrinter(print, 16);
    }

    /** A message of the first version. */
    void one(int at) throws Cut {
        if (at + ListenerQuery.SIZE > p.end) return;
        p.out.text("max resp delay: ").number(ListenerQuery.delay(p, at));
        groups.address(" addr: ", at + ListenerQuery.GROUP);
    }

    void query(int at, int length) throws Cut {
        if (length == ListenerQuery.SIZE) {
            one(at);
        } else if (length >= ListenerQuery.SOURCES) {
            p.out.text(" v2");
            second(at, length);
        } else {
            p.out.text(" unknown-version (len ").number(length).text(") ");
        }
    }

    private void second(int at, int length) throws Cut {
        int delay = ListenerQuery.milliseconds(ListenerQuery.delay(p, at));
        boolean verbose = p.verbose() > 0;
        if (verbose) p.out.text(" [max resp delay=").number(delay).character(']');
        groups.address(" [gaddr ", at + ListenerQuery.GROUP);
        if (verbose) {
            int flags = ListenerQuery.robustness(p, at);
            if ((flags & 8) != 0) p.out.text(" sflag");
            if ((flags & 7) != 0) p.out.text(" robustness=").number(flags & 7);
            int interval = IgmpMessage.tenths(ListenerQuery.interval(p, at));
            p.out.text(" qqi=").number(interval);
        }
        int sources = ListenerQuery.sources(p, at);
        groups.queried(at + ListenerQuery.SOURCES, sources, length - ListenerQuery.SOURCES);
    }

    void report(int at, int length) throws Cut {
        if (Integer.compareUnsigned(length, 8) < 0) groups.invalidLength(length);
        else groups.report(at, length, " [v2-report-#");
    }
}
