package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.EtherType;
import sockets.packet.GreHeader;
import sockets.packet.PppHeader;

/** GRE, RFC 2784 and 2890, and version 1 of PPTP, RFC 2637, with what is inside. */
final class GrePrinter {
    private static final Object[] FLAGS = {
        GreHeader.CHECKSUM, "checksum present",
        GreHeader.ROUTING, "routing present",
        GreHeader.KEY, "key present",
        GreHeader.SEQUENCE, "sequence# present",
        GreHeader.STRICT, "source routing present",
        GreHeader.ACKNOWLEDGEMENT, "ack present"
    };

    private final Print p;
    private final IpPrinter ip;
    private final PppPrinter ppp;

    // where the next field is, and how many bytes are left
    private int at;
    private int left;

    GrePrinter(Print print, IpPrinter ip) {
        p = print;
        this.ip = ip;
        ppp = new PppPrinter(print, ip);
    }

    private void step(int count) {
        at += count;
        left -= count;
    }

    void print(int start, int length) throws Cut {
        p.protocol = "gre";
        at = start;
        left = length;
        if (length < 2 || !p.has(start, 2)) {
            p.cut();
            return;
        }
        int version = GreHeader.version(p, start);
        p.out.text("GREv").number(version);
        if (version > 1) {
            p.out.text(" ERROR: unknown-version");
            return;
        }
        int flags = GreHeader.flags(p, start);
        if (p.verbose() > 0) {
            p.out.text(", Flags [");
            Words.bits(p.out, flags, ", ", FLAGS);
            p.out.character(']');
        }
        if (!field(GreHeader.SIZE)) {
            p.cut();
            return;
        }
        int protocol = GreHeader.protocol(p, start);
        boolean whole = version == 0 ? header(start, flags) : pointToPoint(start, flags);
        if (!whole) {
            p.cut();
            return;
        }
        if (p.style.link()) {
            String name = Words.etherType(protocol);
            p.out.text(", proto ").text(name == null ? "unknown" : name);
            p.out.text(" (0x").hex(protocol, 4).character(')');
        }
        p.out.text(", length ").number(length);
        if (version == 1 && (flags & GreHeader.SEQUENCE) == 0) return;
        p.out.text(p.verbose() == 0 ? ": " : "\n\t");
        if (version == 1 && protocol == PppHeader.ETHER_TYPE) ppp.print(at, left);
        else if (version == 1 || !ip.tunnelled(protocol, at, left))
            p.out.text("gre-proto-0x").hex(protocol);
    }

    /** A field of so many bytes follows; false if it was cut. */
    private boolean field(int count) {
        if (!p.has(at, count) || left < count) return false;
        step(count);
        return true;
    }

    /** What the flags tell of; false if it was cut. */
    private boolean header(int start, int flags) throws Cut {
        if ((flags & (GreHeader.CHECKSUM | GreHeader.ROUTING)) != 0) {
            if (!field(2)) return false;
            if (p.verbose() > 0) p.out.text(", sum 0x").hex(GreHeader.checksum(p, start));
            if (!field(2)) return false;
            p.out.text(", off 0x").hex(GreHeader.offset(p, start));
        }
        if ((flags & GreHeader.KEY) != 0) {
            if (!field(4)) return false;
            p.out.text(", key=0x").hex(GreHeader.key(p, start));
        }
        if (!sequence(start, flags)) return false;
        return (flags & GreHeader.ROUTING) == 0 || routes();
    }

    private boolean sequence(int start, int flags) throws Cut {
        if ((flags & GreHeader.SEQUENCE) == 0) return true;
        if (!field(4)) return false;
        p.out.text(", seq ").number(GreHeader.sequence(p, start));
        return true;
    }

    /** Of version 1. */
    private boolean pointToPoint(int start, int flags) throws Cut {
        if ((flags & GreHeader.KEY) != 0) {
            if (!field(4)) return false;
            p.out.text(", call ").number(GreHeader.call(p, start));
        }
        if (!sequence(start, flags)) return false;
        if ((flags & GreHeader.ACKNOWLEDGEMENT) != 0) {
            if (!field(4)) return false;
            p.out.text(", ack ").number(GreHeader.acknowledgement(p, start));
        }
        if ((flags & GreHeader.SEQUENCE) == 0) p.out.text(", no-payload");
        return true;
    }

    /** Source routes, RFC 1701. */
    private boolean routes() throws Cut {
        while (true) {
            int route = at;
            if (!field(GreHeader.ROUTE_SIZE)) return false;
            int family = GreHeader.routeFamily(p, route);
            int size = GreHeader.routeLength(p, route);
            if (GreHeader.isLastRoute(p, route)) return true;
            boolean whole = true;
            if (family == GreHeader.ROUTE_OF_ADDRESSES) whole = route("ip", route, 4, size);
            else if (family == GreHeader.ROUTE_OF_SYSTEMS) whole = route("asn", route, 2, size);
            else p.out.text(", (rtaf=0x").hex(family).character(')');
            if (!whole || left < size) return false;
            step(size);
        }
    }

    private boolean route(String name, int route, int unit, int size) throws Cut {
        p.out.text(", (rtaf=").text(name);
        boolean whole = hops(GreHeader.routeOffset(p, route), unit, size);
        p.out.character(')');
        return whole;
    }

    private boolean hops(int offset, int unit, int size) throws Cut {
        if (offset % unit != 0) {
            p.out.text(", badoffset=").number(offset);
        } else if (size % unit != 0) {
            p.out.text(", badlength=").number(size);
        } else if (offset >= size) {
            p.out.text(", badoff/len=").number(offset).character('/').number(size);
        } else {
            for (int i = 0; i < size; i += unit) {
                if (!p.has(at + i, unit) || left - i < unit) return false;
                p.out.text(i == offset ? " *" : " ");
                if (unit == 4) p.out.ipv4(p.data, at + i);
                else p.out.hex(p.u16(at + i));
            }
        }
        return true;
    }

    /** What GRE may carry: of a tunnel of Ethernet whole frames. */
    static boolean carries(int type) {
        return type == EtherType.IPV4
                || type == EtherType.IPV6
                || type == EtherType.MPLS
                || type == EtherType.BRIDGED;
    }
}
