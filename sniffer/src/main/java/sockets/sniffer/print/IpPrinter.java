package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.EtherType;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.Ipv6Extension;
import sockets.packet.Ipv6Extensions;
import sockets.packet.Layers;

/** IPv4 and IPv6, and which printer continues behind them. */
final class IpPrinter {
    private final Print p;
    private final Ipv4Printer four;
    private final Ipv6Printer six;
    private final TcpPrinter tcp;
    private final UdpPrinter udp;
    private final IcmpPrinter icmp;
    private final Icmpv6Printer icmp6;
    private final IgmpPrinter igmp;
    private final GrePrinter gre;
    private final OspfPrinter ospf;
    private final Ospf3Printer ospf3;
    private final MplsPrinter mpls;
    private EthernetPrinter ethernet;
    private int depth;

    IpPrinter(Print print) {
        p = print;
        four = new Ipv4Printer(print, this);
        six = new Ipv6Printer(print, this);
        DnsPrinter dns = new DnsPrinter(print);
        tcp = new TcpPrinter(print, dns);
        udp = new UdpPrinter(print, dns, new VxlanPrinter(print, this));
        icmp = new IcmpPrinter(print, this);
        icmp6 = new Icmpv6Printer(print);
        igmp = new IgmpPrinter(print);
        gre = new GrePrinter(print, this);
        ospf = new OspfPrinter(print);
        ospf3 = new Ospf3Printer(print);
        mpls = new MplsPrinter(print, this);
    }

    void four(int at, int length) throws Cut {
        four.print(at, length);
    }

    void six(int at, int length) throws Cut {
        six.print(at, length);
    }

    /** Whichever the first four bits say. */
    void either(int at, int length) throws Cut {
        p.protocol = "ipn";
        if (length < 1) {
            p.out.text("truncated-ip ").number(length);
            return;
        }
        int version = Ipv4Header.version(p, at);
        if (version == 4) four(at, length);
        else if (version == 6) six(at, length);
        else p.out.text("unknown ip ").number(version);
    }

    /** A new packet: not within another. */
    void reset() {
        depth = 0;
    }

    /** True for headers whose printers print addresses together with ports. */
    static boolean hasPorts(int protocol) {
        return switch (protocol) {
            case IpProtocol.TCP, IpProtocol.UDP, IpProtocol.SCTP, IpProtocol.DCCP -> true;
            default -> false;
        };
    }

    /**
     * What an IP header carries.
     *
     * @param ip where that header begins
     * @param version 4 or 6
     * @param fragmented true for the first of several fragments
     */
    void payload(int at, int length, int version, boolean fragmented, int protocol, int ip)
            throws Cut {
        if (protocol == IpProtocol.AH) {
            // authentication, RFC 4302: what it protects follows
            Ipv6Extensions headers = new Ipv6Extensions(p);
            headers.begin(protocol, at);
            while (headers.type() == IpProtocol.AH) {
                if (!p.has(headers.at(), 1)) {
                    p.protocol = "ah";
                    p.cut();
                    return;
                }
                authentication(headers.at());
                headers.next();
            }
            protocol = headers.type();
            length -= headers.at() - at;
            at = headers.at();
        }
        switch (protocol) {
            case IpProtocol.ICMP -> {
                if (version == 4) icmp.print(at, length, fragmented);
                else requires("ICMP", 4);
            }
            case IpProtocol.IGMP -> {
                if (version == 4) igmp.print(at, length);
                else requires("IGMP", 4);
            }
            case IpProtocol.TCP -> tcp.print(at, length, ip, fragmented);
            case IpProtocol.UDP -> udp.print(at, length, ip, fragmented);
            case IpProtocol.ICMPV6 -> {
                if (version == 6) icmp6.print(at, length, ip, fragmented);
                else requires("ICMPv6", 6);
            }
            case IpProtocol.IPV4, IpProtocol.IPV6 -> {
                if (++depth > Layers.DEEPEST) other(protocol, length);
                else if (protocol == IpProtocol.IPV4) four.print(at, length);
                else six.print(at, length);
                depth--;
            }
            case IpProtocol.GRE -> gre.print(at, length);
            case IpProtocol.OSPF -> {
                if (version == 4) ospf.print(at, length);
                else ospf3.print(at, length);
            }
            case IpProtocol.NO_NEXT -> p.out.text("no next header");
            case 77 -> p.out.text(" nd ").number(length);
            case IpProtocol.DCCP, IpProtocol.SCTP -> {
                // their printers are not ours, nor are the addresses printed yet
                p.addresses(ip);
                p.out.character(':');
                other(protocol, length);
            }
            default -> other(protocol, length);
        }
    }

    /** Whole frames may be in packets, too. */
    void frames(EthernetPrinter printer) {
        ethernet = printer;
    }

    /** A packet or frame within a packet, by its Ethernet type; false if it is none of ours. */
    boolean tunnelled(int type, int at, int length) throws Cut {
        if (!GrePrinter.carries(type) || depth >= Layers.DEEPEST) return false;
        depth++;
        switch (type) {
            case EtherType.IPV4 -> four(at, length);
            case EtherType.IPV6 -> six(at, length);
            case EtherType.MPLS -> mpls.print(at, length);
            default -> ethernet.print(at, length, Math.max(0, p.end - at));
        }
        depth--;
        return true;
    }

    void labels(int at, int length) throws Cut {
        mpls.print(at, length);
    }

    private void requires(String name, int version) {
        p.out.character('[').text(name).text(" requires IPv").number(version).character(']');
        p.invalid();
    }

    private void other(int protocol, int length) {
        p.out.text(" ip-proto-").number(protocol).character(' ').number(length);
    }

    private void authentication(int at) throws Cut {
        p.protocol = "ah";
        p.out.text("AH");
        int words = Ipv6Extension.length(p, at);
        int size = Ipv6Extension.size(IpProtocol.AH, p, at);
        p.out.character('(');
        if (p.verbose() > 0)
            p.out.text("length=").number(words).text("(").number(size).text("-bytes),");
        int reserved = Ipv6Extension.reserved(p, at);
        if (reserved != 0) p.out.text("reserved=0x").hex(reserved).text("[MustBeZero],");
        int index = Ipv6Extension.securityIndex(p, at);
        p.out.text("spi=0x").hex(index, 8).character(',');
        int sequence = Ipv6Extension.sequence(p, at);
        p.out.text("seq=0x").hex(sequence).text(",icv=0x");
        p.octets(at + Ipv6Extension.CHECK_VALUE, size - Ipv6Extension.CHECK_VALUE);
        p.out.text("): ");
    }
}
