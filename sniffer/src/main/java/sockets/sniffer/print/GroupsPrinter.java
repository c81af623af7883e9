package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.GroupRecord;

/** Multicast groups and from which sources they are wanted: of IGMP, and the same of IPv6. */
final class GroupsPrinter {
    private static final String[] TYPES = {
        null, "is_in", "is_ex", "to_in", "to_ex", "allow", "block"
    };

    private final Print p;

    /** Of an address. */
    private final int size;

    GroupsPrinter(Print print, int addressSize) {
        p = print;
        size = addressSize;
    }

    void address(String before, int at) throws Cut {
        if (size == 4) p.ipv4(before, at);
        else p.ipv6(before, at);
    }

    void invalidLength(int length) {
        p.out.text(" [invalid len ").number(length).character(']');
    }

    /** The sources of a query, for which there are so many bytes. */
    void queried(int at, int count, long left) throws Cut {
        if (count > 0 && left < size * count) p.out.text(" [invalid number of sources]");
        else if (count > 0) sources(at, count, p.verbose() > 1);
        p.out.character(']');
    }

    private void sources(int at, int count, boolean all) throws Cut {
        if (!all) {
            p.out.text(", ").number(count).text(" source(s)");
            return;
        }
        p.out.text(" {");
        for (int i = 0; i < count; i++) address(" ", at + size * i);
        p.out.text(" }");
    }

    /** The records of a report, and what stands before the number of a type that is unknown. */
    void report(int at, long length, String unknown) throws Cut {
        int count = GroupRecord.count(p, at);
        p.out.text(", ").number(count).text(" group record(s)");
        if (p.verbose() == 0) return;
        long left = length - GroupRecord.FIRST;
        int record = at + GroupRecord.FIRST;
        for (int i = 0; i < count; i++) {
            int behind = GroupRecord.GROUP + size;
            if (left < behind) {
                p.out.text(" [invalid number of groups]");
                return;
            }
            address(" [gaddr ", record + GroupRecord.GROUP);
            p.out.character(' ');
            int type = GroupRecord.type(p, record);
            p.name(TYPES, type, unknown, "]");
            int sources = GroupRecord.sources(p, record);
            left -= behind + size * sources;
            if (left < 0) {
                p.out.text(" [invalid number of sources ").number(sources).character(']');
                return;
            }
            sources(record + behind, sources, p.verbose() > 1);
            p.out.character(']');
            record += behind + size * sources;
        }
    }
}
