package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.IcmpHeader;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.UdpHeader;

/** ICMP, RFC 792, with the extensions of RFC 4884. */
final class IcmpPrinter {
    private static final int QUOTE = IcmpHeader.SIZE;

    /** Where the destination of the quoted packet is. */
    private static final int QUOTED_DESTINATION = QUOTE + Ipv4Header.DESTINATION;

    /** The extensions of messages that do not tell where they begin. */
    private static final int EXTENSIONS = 8 + 128;

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
            case 9:
                return advertisement(at);
            case IcmpHeader.TIME_EXCEEDED:
                if (!p.has(at + QUOTED_DESTINATION, 4)) return false;
                if (code == 0) p.out.text("time exceeded in-transit");
                else if (code == 1) p.out.text("ip reassembly time exceeded");
                else p.out.text("time exceeded-#").number(code);
                return true;
            case IcmpHeader.PARAMETER_PROBLEM:
                if (code != 0) p.out.text("parameter problem - code ").number(code);
                else p.out.text("parameter problem - octet ").number(IcmpHeader.pointer(p, at));
                return true;
            case 18:
                p.out.text("address mask is 0x").hex(p.u32(at + 8), 8);
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
                time(p.u32(at + 8)).text(", recv ");
                time(p.u32(at + 12)).text(", xmit ");
                time(p.u32(at + 16));
                return true;
            default:
                other(type);
                return true;
        }
    }

    private void identified(int at, String between) throws Cut {
        p.out.number(IcmpHeader.identifier(p, at)).text(between);
        p.out.number(IcmpHeader.sequence(p, at));
    }

    private void other(int type) {
        switch (type) {
            case IcmpHeader.SOURCE_QUENCH -> p.out.text("source quench");
            case 10 -> p.out.text("router solicitation");
            case 15 -> p.out.text("information request");
            case 16 -> p.out.text("information reply");
            case 17 -> p.out.text("address mask request");
            default -> p.out.text("type-#").number(type);
        }
    }

    private boolean unreachable(int at, int code) throws Cut {
        int quoted = at + QUOTED_DESTINATION;
        switch (code) {
            case 0 -> destination("net ", quoted, " unreachable");
            case 1 -> destination("host ", quoted, " unreachable");
            case 2 -> {
                destination("", quoted, " protocol ");
                p.out.number(Ipv4Header.protocol(p, at + QUOTE)).text(" unreachable");
            }
            case 3 -> {
                return port(at + QUOTE, quoted);
            }
            case 4 -> {
                int mtu = IcmpHeader.mtu(p, at);
                destination("", quoted, " unreachable - need to frag");
                if (mtu != 0) p.out.text(" (mtu ").number(mtu).character(')');
            }
            case 5 -> destination("", quoted, " unreachable - source route failed");
            case 6 -> destination("net ", quoted, " unreachable - unknown");
            case 7 -> destination("host ", quoted, " unreachable - unknown");
            case 8 -> destination("", quoted, " unreachable - source host isolated");
            case 9 -> destination("net ", quoted, " unreachable - admin prohibited");
            case 10 -> destination("host ", quoted, " unreachable - admin prohibited");
            case 11 -> destination("net ", quoted, " unreachable - tos prohibited");
            case 12 -> destination("host ", quoted, " unreachable - tos prohibited");
            case 13 -> destination("host ", quoted, " unreachable - admin prohibited filter");
            case 14 -> destination("host ", quoted, " unreachable - host precedence violation");
            case 15 -> destination("host ", quoted, " unreachable - precedence cutoff");
            default -> {
                destination("", quoted, " unreachable - #");
                p.out.number(code);
            }
        }
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
        int lifetime = p.u16(at + 6);
        p.out.text(" lifetime ");
        if (lifetime >= 3600) {
            p.out.number(lifetime / 3600).character(':').padded(lifetime % 3600 / 60, 2);
            p.out.character(':').padded(lifetime % 60, 2);
        } else if (lifetime >= 60) {
            p.out.number(lifetime / 60).character(':').padded(lifetime % 60, 2);
        } else {
            p.out.number(lifetime);
        }
        int count = p.u8(at + 4);
        p.out.character(' ').number(count).character(':');
        if (p.u8(at + 5) != 2) {
            p.out.text(" [size ").number(p.u8(at + 5)).character(']');
            return true;
        }
        for (int i = 0; i < count; i++) {
            if (!p.has(at + 8 + 8 * i, 8)) return false;
            p.out.text(" {");
            p.ipv4(at + 8 + 8 * i).character(' ').number(p.u32(at + 12 + 8 * i)).character('}');
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
        if (p.u8(at + 5) == 0
                && p.has(start, left)
                && !Checksums.right(Checksums.sum(p.data, start, left, 0))) return;
        int version = p.u8(start) >> 4;
        p.out.text("\n\tICMP Multi-Part extension v").number(version);
        if (version != 2) {
            p.out.text(" packet not supported");
            return;
        }
        if (p.has(start, left)) {
            boolean right = Checksums.right(Checksums.sum(p.data, start, left, 0));
            p.out.text(", checksum 0x").hex(p.u16(start + 2), 4);
            p.out.text(right ? " (correct), length " : " (incorrect), length ").number(left);
        }
        left -= 4;
        int object = start + 4;
        while (left > 4) {
            if (!p.has(object, 4)) {
                p.cut();
                return;
            }
            int size = p.u16(object);
            int kind = p.u8(object + 2);
            int type = p.u8(object + 3);
            object += 4;
            p.out.text("\n\t  ");
            p.out.text(
                    kind == 1
                            ? "MPLS Stack Entry"
                            : kind == 2 ? "Interface Identification" : "unknown");
            p.out.text(" Object (").number(kind).text("), Class-Type: ").number(type);
            p.out.text(", length ").number(size);
            left -= 4;
            if (kind == 0 || size < 4) return;
            size -= 4;
            if (kind == 1 && type == 1) label(object);
            else HexDump.unknown(p, "\n\t    ", object, size);
            if (left < size) return;
            left -= size;
            object += size;
        }
    }

    private void label(int at) throws Cut {
        int label = p.u32(at);
        p.out.text("\n\t    label ").number(label >>> 12).text(", tc ").number(label >>> 9 & 7);
        if ((label & 0x100) != 0) p.out.text(", [S]");
        p.out.text(", ttl ").number(label & 0xff);
    }
}
