package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv6Extension;
import sockets.packet.Ipv6Extensions;
import sockets.packet.Ipv6Header;
import sockets.packet.Ipv6Option;

/** IPv6 with the extension headers behind it, RFC 8200. */
final class Ipv6Printer {
    private static final int SIZE = Ipv6Header.SIZE;
    private static final int NONE_BEFORE = 255;
    private static final int HOME_ADDRESS_SIZE = Ipv6Option.VALUE + 16;

    private final Print p;
    private final IpPrinter ip;

    // of the packet being printed: what a jumbo payload option changes
    private boolean jumbo;
    private long payloadLength;

    Ipv6Printer(Print print, IpPrinter ip) {
        p = print;
        this.ip = ip;
    }

    void print(int at, int length) throws Cut {
        p.protocol = "ip6";
        if (!p.style.link()) p.out.text("IP6 ");
        if (Integer.compareUnsigned(length, SIZE) < 0) {
            p.invalid(" [length ", length, " < ", SIZE);
            return;
        }
        int version = Ipv6Header.version(p, at);
        if (version != 6) {
            p.invalid(" [version ", version, " != ", 6);
            return;
        }
        payloadLength = Ipv6Header.payloadLength(p, at);
        jumbo = false;
        // 0 may stand for a jumbo payload, whose length is in an option
        int whole = (int) (payloadLength != 0 ? payloadLength : length) + SIZE;
        if (payloadLength != 0) within(length, whole);
        int next = Ipv6Header.nextHeader(p, at);
        if (p.verbose() > 0) fields(at, next);
        if (!p.has(at, SIZE)) {
            p.cut();
            return;
        }
        int before = p.limit(at, Integer.compareUnsigned(length, whole) < 0 ? length : whole);
        headers(at, length, whole, next);
        p.end = before;
    }

    private void within(int length, int whole) {
        if (Integer.compareUnsigned(length, whole) >= 0) return;
        p.invalid("[header+payload length ", whole, " > length ", length);
        p.out.character(' ');
    }

    private void fields(int at, int next) throws Cut {
        p.out.character('(');
        int trafficClass = Ipv6Header.trafficClass(p, at);
        int label = Ipv6Header.flowLabel(p, at);
        if (trafficClass != 0) p.out.text("class 0x").hex(trafficClass, 2).text(", ");
        if (label != 0) p.out.text("flowlabel 0x").hex(label, 5).text(", ");
        int hopLimit = Ipv6Header.hopLimit(p, at);
        p.out.text("hlim ").number(hopLimit).text(", next-header ").text(Words.protocol(next));
        p.out.text(" (").number(next).text("), payload length ").number(payloadLength).text(") ");
    }

    private void headers(int start, int length, int whole, int next) throws Cut {
        Ipv6Extensions header = new Ipv6Extensions(p);
        header.begin(next, start + SIZE);
        if (whole < SIZE) {
            p.cut();
            return;
        }
        if (!IpPrinter.hasPorts(header.type())) {
            p.addresses(start);
            p.out.text(": ");
        }
        int before = NONE_BEFORE;
        boolean hopByHop = false;
        boolean fragmented = false;
        while (true) {
            int at = header.at();
            boolean whatFollows;
            switch (header.type()) {
                case IpProtocol.HOP_BY_HOP:
                    if (before != NONE_BEFORE) {
                        p.out.text(
                                hopByHop
                                        ? "[The Hop-by-Hop Options header was already found]"
                                        : "[The Hop-by-Hop Options header don't follow the IPv6"
                                                + " header]");
                        p.invalid();
                        return;
                    }
                    whatFollows = options(at, "hbh", "HBH ", true);
                    if (payloadLength == 0 && !jumbo) {
                        p.out.text("[No valid Jumbo Payload Hop-by-Hop option found]");
                        p.invalid();
                        return;
                    }
                    hopByHop = true;
                    break;
                case IpProtocol.DESTINATION_OPTIONS:
                    whatFollows = options(at, "dstopt", "DSTOPT ", false);
                    break;
                case IpProtocol.FRAGMENT:
                    whatFollows = fragment(at, start) && at + Ipv6Extension.SIZE < p.end;
                    fragmented = true;
                    break;
                case IpProtocol.ROUTING:
                    whatFollows = routing(at);
                    break;
                default:
                    last(start, header, length, whole, fragmented);
                    return;
            }
            if (!whatFollows) return;
            before = header.type();
            header.next();
            p.protocol = "ip6";
            // a header may claim more than the packet has room for
            if (header.at() - start > whole) {
                p.cut();
                return;
            }
        }
    }

    /** What follows the last header, of which the first follows IPv6 if there is no other. */
    private void last(int start, Ipv6Extensions header, int length, int whole, boolean fragmented)
            throws Cut {
        int total = header.at() - start;
        int left = whole - total;
        if (jumbo) {
            long jumboLength = payloadLength + SIZE & 0xffffffffL;
            if (jumboLength < total) {
                p.cut();
                return;
            }
            within(length, (int) jumboLength);
            p.limit(start, jumboLength);
            left = (int) jumboLength - total;
        } else if (payloadLength == 0) {
            if (total > SIZE) {
                p.cut();
                return;
            }
            p.limit(start, SIZE);
            left = 0;
        }
        ip.payload(header.at(), left, 6, fragmented, header.type(), start);
    }

    /** Hop-by-hop or destination options; false after a fault. */
    private boolean options(int at, String protocol, String title, boolean hopByHop) throws Cut {
        p.protocol = protocol;
        int size = Ipv6Extension.size(IpProtocol.HOP_BY_HOP, p, at);
        p.need(at, size);
        p.out.text(title);
        boolean read = hopByHop || p.verbose() > 0;
        return !read || optionsIn(at + 2, at + size, hopByHop);
    }

    private boolean optionsIn(int at, int end, boolean hopByHop) throws Cut {
        boolean verbose = p.verbose() > 0;
        boolean found = false;
        for (int size; at < end; at += size) {
            int option = Ipv6Option.type(p, at);
            size = size(option, at, end);
            if (size < 0) return false;
            switch (option) {
                case Ipv6Option.PAD_1:
                    if (verbose) p.out.text("(pad1)");
                    break;
                case Ipv6Option.PAD_N:
                    if (verbose) p.out.text("(padn)");
                    break;
                case Ipv6Option.ROUTER_ALERT:
                    if (!fits("rtalert", size, 4, end - at)) return false;
                    int alert = Ipv6Option.alert(p, at);
                    if (verbose) p.out.text("(rtalert: 0x").hex(alert, 4).text(") ");
                    break;
                case Ipv6Option.JUMBO_PAYLOAD:
                    if (!fits("jumbo", size, 6, end - at)) return false;
                    jumbo(Ipv6Option.payloadLength(p, at), found, hopByHop);
                    found = true;
                    break;
                case Ipv6Option.HOME_ADDRESS:
                    int behind = at + HOME_ADDRESS_SIZE;
                    // a longer one has options of its own
                    if (size <= HOME_ADDRESS_SIZE
                            && !fits("homeaddr", size, HOME_ADDRESS_SIZE, end - at)) return false;
                    if (!verbose) break;
                    p.out.text("(homeaddr: ");
                    p.ipv6(at + Ipv6Option.VALUE);
                    if (!subOptions(behind, at + size)) return false;
                    p.out.character(')');
                    break;
                default:
                    if (verbose)
                        p.out.text("(unknown opt-type 0x")
                                .hex(option, 2)
                                .text(" len=")
                                .number(size - Ipv6Option.VALUE)
                                .character(')');
            }
        }
        if (verbose) p.out.character(' ');
        return true;
    }

    /** How many bytes an option takes; -1 after telling that they lead beyond the header's end. */
    private int size(int option, int at, int end) throws Cut {
        int left = end - at;
        int size = option == Ipv6Option.PAD_1 ? 1 : Ipv6Option.VALUE;
        if (size <= left && size > 1) size += Ipv6Option.length(p, at);
        if (size > left) {
            p.invalid(" [remaining length ", left, " < ", size);
            return -1;
        }
        p.need(at, size);
        return size;
    }

    /** True if an option has its size; tells what is wrong otherwise. */
    private boolean fits(String name, int size, int right, int left) {
        if (left >= right && size == right) return true;
        p.out.text(" [(").text(name);
        if (left < right) {
            p.invalid(") remaining length ", left, " < ", right);
        } else {
            // a home address may have options of its own behind it
            String relation = right == HOME_ADDRESS_SIZE ? " < " : " != ";
            int value = Ipv6Option.VALUE;
            p.invalid(") length ", size - value, relation, right - value);
        }
        return false;
    }

    /** RFC 2675: a length of more than 65535 in an option, while the header says 0. */
    private void jumbo(int value, boolean found, boolean hopByHop) {
        String remark = "";
        if (found) remark = " - already seen";
        else if (!hopByHop) remark = " - not a hop-by-hop option";
        else if (payloadLength != 0) remark = " - payload len != 0";
        else if (Integer.compareUnsigned(value, 65536) < 0) remark = " - < 65536";
        if (p.verbose() > 0) p.out.text("(jumbo: ").number(value).text(remark).text(") ");
        if (!remark.isEmpty()) return;
        jumbo = true;
        payloadLength = value & 0xffffffffL;
    }

    private boolean subOptions(int at, int end) throws Cut {
        for (int size; at < end; at += size) {
            int option = Ipv6Option.type(p, at);
            size = size(option, at, end);
            if (size < 0) return false;
            if (option == Ipv6Option.PAD_1) p.out.text(", pad1");
            else if (option == Ipv6Option.PAD_N) p.out.text(", padn");
            else
                p.out.text(", unknown subopt-type 0x")
                        .hex(option, 2)
                        .text(" len=")
                        .number(size - 2);
        }
        return true;
    }

    /** A fragment header; false for a fragment behind the first. */
    private boolean fragment(int at, int start) throws Cut {
        p.protocol = "frag6";
        long rest = SIZE + (long) Ipv6Header.payloadLength(p, start);
        rest -= at - start + Ipv6Extension.SIZE;
        p.out.text("frag (");
        int id = Ipv6Extension.identification(p, at);
        if (p.verbose() > 0) p.out.text("0x").hex(id, 8).character(':');
        int offset = Ipv6Extension.fragmentOffset(p, at);
        p.out.number(offset).character('|');
        if (rest < 0) p.out.text("[length < 0] (invalid))");
        else p.out.number(rest).character(')');
        if (offset != 0) return false;
        p.out.character(' ');
        return true;
    }

    /** A routing header; false after a fault. */
    private boolean routing(int at) throws Cut {
        if (!p.has(at, 1)) {
            p.protocol = "ip6";
            p.cut();
            return false;
        }
        p.protocol = "rt6";
        p.out.text("RT6");
        int words = Ipv6Extension.length(p, at);
        p.out.text(" (len=").number(words);
        int type = Ipv6Extension.routingType(p, at);
        p.out.text(", type=").number(type);
        if (type == 0) p.out.text(" [Deprecated]");
        int left = Ipv6Extension.segmentsLeft(p, at);
        p.out.text(", segleft=").number(left);
        boolean verbose = p.verbose() > 0;
        if (type == 0 || type == 2) {
            int reserved = Ipv6Extension.routingReserved(p, at);
            if (reserved != 0 || verbose) p.out.text(", rsv=0x").hex(reserved);
        } else if (type == Ipv6Extension.SEGMENT_ROUTING) {
            int last = Ipv6Extension.lastEntry(p, at);
            p.out.text(", last-entry=").number(last);
            int flags = Ipv6Extension.segmentFlags(p, at);
            if (flags != 0 || verbose) p.out.text(", flags=0x").hex(flags);
            int tag = Ipv6Extension.segmentTag(p, at);
            p.out.text(", tag=").hex(tag);
        } else {
            p.out.text(" (unknown type)");
            p.invalid();
            return false;
        }
        if (words % 2 == 1) {
            boolean segments = type == Ipv6Extension.SEGMENT_ROUTING;
            p.out.text(segments ? " (invalid length " : " [length ").number(words);
            p.out.character(segments ? ')' : ']');
            p.invalid();
            return false;
        }
        for (int i = 0; i < words / 2; i++) {
            int address = at + Ipv6Extension.ADDRESSES + Ipv6Extension.ADDRESS_SIZE * i;
            p.need(address, Ipv6Extension.ADDRESS_SIZE);
            p.out.text(", [").number(i).character(']');
            p.ipv6(address);
        }
        p.out.text(") ");
        return true;
    }
}
