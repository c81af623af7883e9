package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.EtherType;
import sockets.packet.MplsLabel;

/** MPLS labels, RFC 3032, with what is under them. */
final class MplsPrinter {
    private static final String[] RESERVED = {
        "IPv4 explicit NULL", "router alert", "IPv6 explicit NULL", "implicit NULL"
    };
    private static final int LAST_RESERVED = 15;

    private final Print p;
    private final IpPrinter ip;

    MplsPrinter(Print print, IpPrinter ip) {
        p = print;
        this.ip = ip;
    }

    void print(int at, int length) throws Cut {
        p.protocol = "mpls";
        p.out.text("MPLS");
        boolean verbose = p.verbose() > 0;
        boolean bottom = false;
        int label = 0;
        for (int depth = 0; !bottom; depth++) {
            if (Integer.compareUnsigned(length, MplsLabel.SIZE) < 0) {
                p.invalid();
                p.need(at, length);
                return;
            }
            label = MplsLabel.label(p, at);
            bottom = MplsLabel.bottom(p, at);
            p.out.text(depth > 0 && verbose ? "\n\t(label " : " (label ").number(label);
            if (verbose && label <= LAST_RESERVED)
                p.out.text(" (")
                        .text(label < RESERVED.length ? RESERVED[label] : "rsvd")
                        .character(')');
            p.out.text(", tc ").number(MplsLabel.experimental(p, at));
            if (bottom) p.out.text(", [S]");
            p.out.text(", ttl ").number(MplsLabel.timeToLive(p, at)).character(')');
            at += MplsLabel.SIZE;
            length -= MplsLabel.SIZE;
        }
        int type = type(label, at, length);
        if (type < 0) return;
        if (type == 0) {
            HexDump.payload(p, at, length);
            return;
        }
        p.out.text(verbose ? "\n\t" : " ");
        ip.tunnelled(type, at, length);
    }

    /** Nobody tells what follows: three labels do, else its first byte; -1 for nothing. */
    private int type(int label, int at, int length) throws Cut {
        if (label == 0 || label == 3) return EtherType.IPV4;
        if (label == 2) return EtherType.IPV6;
        if (length < 1) return -1;
        int first = p.u8(at);
        if (first >= 0x45 && first <= 0x4f) return EtherType.IPV4;
        return first >= 0x60 && first <= 0x6f ? EtherType.IPV6 : 0;
    }
}
