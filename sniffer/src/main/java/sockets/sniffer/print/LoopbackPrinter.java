package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.EtherType;
import sockets.packet.LoopbackHeader;

/** The header of BSD loopback interfaces: the number of an address family, in either order. */
final class LoopbackPrinter {
    private static final int HEADER = LoopbackHeader.SIZE;

    private final Print p;
    private final IpPrinter ip;

    LoopbackPrinter(Print print, IpPrinter ip) {
        p = print;
        this.ip = ip;
    }

    int print(int at, int length, int captured) throws Cut {
        p.protocol = "null";
        p.need(at, HEADER);
        int family = LoopbackHeader.family(p, at);
        if (p.style.link()) header(family, length);
        switch (LoopbackHeader.etherType(family)) {
            case EtherType.IPV4 -> ip.four(at + HEADER, length - HEADER);
            case EtherType.IPV6 -> ip.six(at + HEADER, length - HEADER);
            default -> {
                if (!p.style.link()) header(family, length);
                HexDump.payload(p, at + HEADER, captured - HEADER);
            }
        }
        return HEADER;
    }

    private void header(int family, int length) {
        String name = family(family);
        p.out.text("AF ")
                .text(name == null ? "Unknown" : name)
                .text(" (")
                .number(family)
                .text("), length ");
        p.out.number(length).text(": ");
    }

    /** The name of an address family as BSD numbers it; null if tcpdump has none. */
    static String family(int family) {
        return switch (family) {
            case 2 -> "IPv4";
            case 6 -> "NS";
            case 7 -> "ISO";
            case 16 -> "Appletalk";
            case 23 -> "IPX";
            case 24, 28, 30 -> "IPv6";
            default -> null;
        };
    }
}
