package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.EtherType;
import sockets.packet.LoopbackHeader;

/** The header of BSD loopback interfaces: the number of an address family, in either order. */
final class LoopbackPrinter {
    private static final int HEADER = LoopbackHeader.SIZE;

    /** Address families as BSD numbers them, as far as tcpdump names them. */
    static final String[] FAMILIES =
            Words.byNumber("2 IPv4,6 NS,7 ISO,16 Appletalk,23 IPX,24 IPv6,28 IPv6,30 IPv6");

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
        String name = Words.of(FAMILIES, family);
        p.out.text("AF ")
                .text(name == null ? "Unknown" : name)
                .text(" (")
                .number(family)
                .text("), length ");
        p.out.number(length).text(": ");
    }
}
