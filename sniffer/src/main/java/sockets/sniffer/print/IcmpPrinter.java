package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.IcmpExtensions;
import sockets.packet.IcmpHeader;
import sockets.packet.IcmpObject;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.MplsLabel;
import sockets.packet.UdpHeader;

/** ICMP, RFC 792, with the extensions of RFC 4884. */
final class IcmpPrinter {
    private static final int QUOTE = IcmpHeader.SIZE;

    /** Where the destination of the quoted packet is. */
    private static final int QUOTED_DESTINATION = QUOTE + Ipv4Header.DESTINATION;

    /** The extensions of messages that do not tell where they begin. */
    private static final int EXTENSIONS = QUOTE + IcmpExtensions.LEAST_QUOTE;

    /** The classes of extensions that tcpdump knows. */
    private static final String[] OBJECTS = {
        "unknown", "MPLS Stack Entry", "Interface Identification"
    };

    private static final String[] OTHERS =
            Words.byNumber(
                    "4 source quench,10 router solicitation,15 information request,"
                            + "16 information reply,17 address mask request");

    /** By the code: what stands before the address and behind it. */
    private static final String[] UNREACHABLE = {
        "net ", " unreachable",
        "host ", " unreachable",
        "", " protocol ",
        "", "",
        "", " unreachable - need to frag",
        "", " unreachable - source route failed",
        "net ", " unreachable - unknown",
        "host ", " unreachable - unknown",
        "", " unreachable - source host isolated",
        "net ", " unreachable - admin prohibited",
        "host ", " unreachable - admin prohibited",
        "net ", " unreachable - tos prohibited",
        "host ", " unreachable - tos prohibited",
        "host ", " unreachable - admin prohibited filter",
        "host ", " unreachable - host precedence violation",
        "host ", " unreachable - precedence cutoff"
    };

    /** tcpdump puts the message together in a buffer of this size. */
    private static final int LONGEST = 163;

    private final Print p;
    private final IpPrinter ip;

    IcmpPrinter(Print print, IpPrinter ip) {
        p = print;
        this.ip = ip;
    }

    void print(int at, int length, boolean fragmented) throws Cut {
        p.protocol = "icmp";
        int mark = p.out.length();
        int type;
        try {
            type = IcmpHeader.type(p, at);
            int code = IcmpHeader.code(p, at);
            p.out.text("ICMP ");
            if (!message(at, type, code)) {
                p.out.truncate(mark);
                p.cut();
                return;
            }
            p.out.truncate(mark + 5 + LONGEST);
        } catch (Cut e) {
            // nothing of a message that was cut
            p.out.truncate(mark);
            throw e;
        }
        p.out.text(", length ").number(length);
        if (p.verbose() == 0) return;
        if (!fragmented && p.has(at, length)) checksum(at, length);
        if (IcmpHeader.isError(type)) quote(at + QUOTE);
        p.protocol = "icmp";
        boolean extensible =
                type == IcmpHeader.UNREACHABLE
                        || type == IcmpHeader.TIME_EXCEEDED
                        || type == IcmpHeader.PARAMETER_PROBLEM;
        if (extensible && Integer.compareUnsigned(length, EXTENSIONS) > 0) extensions(at, length);
    }

    private void checksum(int at, int length) throws Cut {
        int sum = Checksums.sum(p.data, at, length, 0);
        if (Checksums.right(sum)) return;
        int field = IcmpHeader.checksum(p, at);
        p.out.text(" (wrong icmp cksum ").hex(field).text(" (->");
        p.out.hex(Checksums.expected(field, sum)).text(")!)");
    }

    /** The packet that an error complains of, as far as it is quoted. */
    private void quote(int at) throws Cut {
        p.out.text("\n\t");
        int whole = Ipv4Header.totalLength(p, at);
        int before = p.end;
        p.end = Math.min(at + whole, p.end);
        ip.four(at, whole);
        p.end = before;
    }

    /** What the message says; false if it was cut where tcpdump looks for it. */
    private boolean message(int at, int type, int code) throws Cut {
        switch (type) {
            case IcmpHeader.ECHO_REPLY, IcmpHeader.ECHO_REQUEST:
                p.out.text(
                        type == IcmpHeader.ECHO_REQUEST ? "echo request, id " : "echo reply, id ");
                identified(at, ", seq ");
                return true;
            case IcmpHeader.UNREACHABLE:
                return unreachable(at, code);
            case IcmpHeader.REDIRECT:
                if (code == 0 || code == 1) p.out.text("redirect ");
                else if (code == 2 || code == 3) p.out.text("redirect-tos ");
                else p.out.text("redirect-#").number(code).character(' ');
                p.ipv4(at + QUOTED_DESTINATION);
                p.out.text(code > 3 ? " to " : code % 2 == 0 ? " to net " : " to host ");
                p.ipv4(at + IcmpHeader.GATEWAY);
                return true;
            case IcmpHeader.ROUTER_ADVERTISEMENT:
                return advertisement(at);
            case IcmpHeader.TIME_EXCEEDED:
                if (!p.has(at + QUOTED_DESTINATION, 4)) return false;
                if (code == IcmpHeader.TTL_EXCEEDED) p.out.text("time exceeded in-transit");
                else if (code == IcmpHeader.REASSEMBLY_EXCEEDED)
                    p.out.text("ip reassembly time exceeded");
                else p.out.text("time exceeded-#").number(code);
                return true;
            case IcmpHeader.PARAMETER_PROBLEM:
                if (code != 0) p.out.text("parameter problem - code ").number(code);
                else p.out.text("parameter problem - octet ").number(IcmpHeader.pointer(p, at));
                return true;
            case IcmpHeader.ADDRESS_MASK_REPLY:
                p.out.text("address mask is 0x").hex(IcmpHeader.addressMask(p, at), 8);
                return true;
            case IcmpHeader.TIMESTAMP:
                p.out.text("time stamp query id ");
                identified(at, " seq ");
                return true;
            case IcmpHeader.TIMESTAMP_REPLY:
                if (!p.has(at + 16, 4)) return false;
                p.out.text("time stamp reply id ");
                identified(at, " seq ");
                p.out.text(": org ");
                time(IcmpHeader.time(p, at, 0)).text(", recv ");
                time(IcmpHeader.time(p, at, 1)).text(", xmit ");
                time(IcmpHeader.time(p, at, 2));
                return true;
            default:
                p.name(OTHERS, type, "type-#", "");
                return true;
        }
    }

    private void identified(int at, String between) throws Cut {
        p.out.number(IcmpHeader.identifier(p, at)).text(between);
        p.out.number(IcmpHeader.sequence(p, at));
    }

    private boolean unreachable(int at, int code) throws Cut {
        int quoted = at + QUOTED_DESTINATION;
        if (code == IcmpHeader.PORT_UNREACHABLE) return port(at + QUOTE, quoted);
        if (2 * code >= UNREACHABLE.length) {
            destination("", quoted, " unreachable - #");
            p.out.number(code);
            return true;
        }
        destination(UNREACHABLE[2 * code], quoted, UNREACHABLE[2 * code + 1]);
        if (code == IcmpHeader.PROTOCOL_UNREACHABLE)
            p.out.number(Ipv4Header.protocol(p, at + QUOTE)).text(" unreachable");
        int mtu = code == IcmpHeader.FRAGMENTATION_NEEDED ? IcmpHeader.mtu(p, at) : 0;
        if (mtu != 0) p.out.text(" (mtu ").number(mtu).character(')');
        return true;
    }

    private void destination(String before, int at, String behind) throws Cut {
        p.out.text(before);
        p.ipv4(at);
        p.out.text(behind);
    }

    private boolean port(int quote, int destination) throws Cut {
        if (!p.has(quote + 9, 1)) return false;
        int header = Ipv4Header.headerLength(p, quote);
        // TCP has its ports at the same place
        int port = UdpHeader.destinationPort(p, quote + header);
        int protocol = Ipv4Header.protocol(p, quote);
        p.ipv4(destination);
        if (protocol == IpProtocol.TCP || protocol == IpProtocol.UDP) {
            String name = protocol == IpProtocol.TCP ? "tcp" : "udp";
            p.out.character(' ').text(name).text(" port ");
            p.port(port, name);
        } else {
            p.out.text(" protocol ").number(protocol).text(" port ").number(port);
        }
        p.out.text(" unreachable");
        return true;
    }

    /** Routers and how much they want to be preferred, RFC 1256. */
    private boolean advertisement(int at) throws Cut {
        p.out.text("router advertisement");
        if (!p.has(at + 4, 4)) return false;
        int lifetime = IcmpHeader.lifetime(p, at);
        p.out.text(" lifetime ");
        if (lifetime >= 3600) {
            p.out.number(lifetime / 3600).character(':').padded(lifetime % 3600 / 60, 2);
            p.out.character(':').padded(lifetime % 60, 2);
        } else if (lifetime >= 60) {
            p.out.number(lifetime / 60).character(':').padded(lifetime % 60, 2);
        } else {
            p.out.number(lifetime);
        }
        int count = IcmpHeader.routers(p, at);
        p.out.character(' ').number(count).character(':');
        int words = IcmpHeader.routerWords(p, at);
        if (words != IcmpHeader.ROUTER_SIZE / 4) {
            p.out.text(" [size ").number(words).character(']');
            return true;
        }
        for (int i = 0; i < count; i++) {
            int router = at + IcmpHeader.ROUTERS + IcmpHeader.ROUTER_SIZE * i;
            if (!p.has(router, IcmpHeader.ROUTER_SIZE)) return false;
            p.out.text(" {");
            p.ipv4(router).character(' ').number(IcmpHeader.preference(p, router)).character('}');
        }
        return true;
    }

    /** Milliseconds since midnight. */
    private Line time(int millis) {
        long value = millis & 0xffffffffL;
        long hours = value / 3_600_000;
        if (hours < 100) p.out.padded((int) hours, 2);
        else p.out.number(hours);
        p.out.character(':').padded((int) (value / 60_000 % 60), 2);
        p.out.character(':').padded((int) (value / 1000 % 60), 2);
        return p.out.character('.').padded((int) (value % 1000), 3);
    }

    private void extensions(int at, int length) throws Cut {
        int start = at + EXTENSIONS;
        // what tcpdump's structure of the message takes, its first byte of data included
        if (!p.has(at, EXTENSIONS + 5)) {
            p.cut();
            return;
        }
        int left = length - EXTENSIONS;
        if (IcmpHeader.quoteWords(p, at) == 0
                && p.has(start, left)
                && !Checksums.right(Checksums.sum(p.data, start, left, 0))) return;
        int version = IcmpExtensions.version(p, start);
        p.out.text("\n\tICMP Multi-Part extension v").number(version);
        if (version != IcmpExtensions.VERSION) {
            p.out.text(" packet not supported");
            return;
        }
        if (p.has(start, left)) {
            boolean right = Checksums.right(Checksums.sum(p.data, start, left, 0));
            p.out.text(", checksum 0x").hex(IcmpExtensions.checksum(p, start), 4);
            p.out.text(right ? " (correct), length " : " (incorrect), length ").number(left);
        }
        left -= IcmpExtensions.SIZE;
        int object = start + IcmpExtensions.SIZE;
        while (left > IcmpObject.SIZE) {
            if (!p.has(object, IcmpObject.SIZE)) {
                p.cut();
                return;
            }
            int size = IcmpObject.length(p, object);
            int kind = IcmpObject.classNumber(p, object);
            int type = IcmpObject.type(p, object);
            p.out.text("\n\t  ").text(OBJECTS[kind < OBJECTS.length ? kind : 0]);
            p.out.text(" Object (").number(kind).text("), Class-Type: ").number(type);
            p.out.text(", length ").number(size);
            if (kind == 0 || size < IcmpObject.SIZE) return;
            int data = object + IcmpObject.SIZE;
            if (kind == IcmpObject.MPLS_STACK && type == 1) label(data);
            else HexDump.unknown(p, "\n\t    ", data, size - IcmpObject.SIZE);
            left -= size;
            if (left < 0) return;
            object += size;
        }
    }

    private void label(int at) throws Cut {
        int label = MplsLabel.label(p, at);
        p.out.text("\n\t    label ").number(label);
        p.out.text(", tc ").number(MplsLabel.experimental(p, at));
        if (MplsLabel.bottom(p, at)) p.out.text(", [S]");
        p.out.text(", ttl ").number(MplsLabel.timeToLive(p, at));
    }
}
