package sockets.sniffer.fields;

import sockets.packet.Cut;
import sockets.packet.DhcpMessage;
import sockets.packet.DnsMessage;
import sockets.packet.HttpMessage;
import sockets.packet.IcmpHeader;
import sockets.packet.Icmpv6Header;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.Ipv6Header;
import sockets.packet.Layers;
import sockets.packet.MptcpOption;
import sockets.packet.NeighborMessage;
import sockets.packet.NeighborOption;
import sockets.packet.NtpMessage;
import sockets.packet.RipMessage;
import sockets.packet.TcpHeader;
import sockets.packet.TcpOption;
import sockets.packet.UdpHeader;
import sockets.sniffer.print.Checksums;

/** The fields of what IP carries: TCP, UDP, ICMP, ICMPv6. */
final class TransportFields {
    private static final String[] FLAGS = {
        "tcp.flags.fin",
        "tcp.flags.syn",
        "tcp.flags.reset",
        "tcp.flags.push",
        "tcp.flags.ack",
        "tcp.flags.urg",
        "tcp.flags.ece",
        "tcp.flags.cwr"
    };

    /** checksum.status of tshark. */
    private static final int BAD = 0;

    private static final int GOOD = 1;
    private static final int UNVERIFIED = 2;
    private static final int NOT_PRESENT = 3;
    private static final int ILLEGAL = 4;

    private final Fields fields;
    private final Layers layers;
    private final DnsFields dns;
    private final DhcpFields dhcp;
    private final NtpFields ntp;
    private final HttpFields http;
    private final IgmpFields igmp;
    private final MptcpFields mptcp;
    private final TunnelFields tunnels;
    private final RoutingFields routing;
    private final OspfFields ospf;

    /** Where the last address of a source route is; -1 without one. */
    private int destination = -1;

    TransportFields(Fields fields, Layers layers) {
        this.fields = fields;
        this.layers = layers;
        dns = new DnsFields(fields);
        dhcp = new DhcpFields(fields);
        ntp = new NtpFields(fields);
        http = new HttpFields(fields);
        igmp = new IgmpFields(fields);
        mptcp = new MptcpFields(fields);
        tunnels = new TunnelFields(fields);
        routing = new RoutingFields(fields);
        ospf = new OspfFields(fields);
    }

    /** The header at which the walker stands. */
    void layer() throws Cut {
        int at = layers.at();
        int length = layers.length();
        boolean whole = !layers.isFragmented();
        switch (layers.layer()) {
            case TCP -> tcp(at, length, whole);
            case UDP -> udp(at, length, whole);
            case ICMP -> icmp(at, length, whole);
            case ICMPV6 -> icmp6(at, length, whole);
            case IGMP -> igmp.message(at, length);
            case GRE -> tunnels.gre(at);
            case PPP -> tunnels.ppp(at);
            case VXLAN -> tunnels.vxlan(at);
            case OSPF -> ospf.message(at);
            default -> {}
        }
    }

    /** The destination that checksums are about, the end of a source route; -1 for the usual. */
    void destination(int at) {
        destination = at;
    }

    private int status(int at, int length, int protocol, boolean whole) {
        if (!whole || length <= 0 || !fields.has(at, length)) return UNVERIFIED;
        long pseudo = 0;
        if (protocol != IpProtocol.ICMP) {
            int ip = layers.ip();
            boolean six = isSix();
            pseudo = protocol + (length >>> 16) + (length & 0xffff);
            int size = six ? 16 : 4;
            int source = ip + (six ? Ipv6Header.SOURCE : Ipv4Header.SOURCE);
            pseudo += Checksums.sum(fields.data, source, size, 0);
            int to = destination < 0 ? source + size : destination;
            pseudo += Checksums.sum(fields.data, to, size, 0);
        }
        return Checksums.right(Checksums.sum(fields.data, at, length, pseudo)) ? GOOD : BAD;
    }

    /** True within IPv6. */
    private boolean isSix() {
        return (fields.data[layers.ip()] & 0xf0) == 0x60;
    }

    private void tcp(int at, int length, boolean whole) throws Cut {
        fields.need(at, 4);
        int source = TcpHeader.sourcePort(fields, at);
        int destinationPort = TcpHeader.destinationPort(fields, at);
        fields.number("tcp.srcport", source);
        fields.number("tcp.dstport", destinationPort);
        fields.need(at, 16);
        int header = TcpHeader.headerLength(fields, at);
        if (whole && length >= header && !layers.isQuoted())
            fields.number("tcp.len", length - header);
        // of a quoted one whose length is wrong tshark does not show it
        if (header >= TcpHeader.SIZE || isSix() || !layers.isQuoted())
            fields.unsigned("tcp.seq_raw", TcpHeader.sequence(fields, at));
        if (header < TcpHeader.SIZE) {
            fields.number("tcp.hdr_len", header);
            return;
        }
        fields.unsigned("tcp.ack_raw", TcpHeader.acknowledgement(fields, at));
        fields.number("tcp.hdr_len", header);
        int flags = TcpHeader.flags(fields, at);
        fields.hex("tcp.flags", flags, 4);
        for (int i = 0; i < FLAGS.length; i++) fields.bit(FLAGS[i], (flags & 1 << i) != 0);
        fields.number("tcp.window_size_value", TcpHeader.window(fields, at));
        fields.hex("tcp.checksum", TcpHeader.checksum(fields, at), 4);
        fields.number("tcp.checksum.status", status(at, length, IpProtocol.TCP, whole));
        fields.number("tcp.urgent_pointer", TcpHeader.urgentPointer(fields, at));
        options(at + TcpHeader.SIZE, at + header);
        boolean domain = source == 53 || destinationPort == 53;
        int prefix = DnsMessage.PREFIX_SIZE;
        if (domain && length - header > prefix + DnsMessage.SIZE)
            dns.message(at + header + prefix, at + length, false);
        if (HttpMessage.isPort(source) || HttpMessage.isPort(destinationPort))
            http.message(at + header, at + length);
    }

    private void options(int at, int end) throws Cut {
        for (int size; at < end; at += size) {
            int kind = TcpOption.kind(fields, at);
            size = TcpOption.size(fields, at, end);
            if (kind == TcpOption.END || size < 0) return;
            int value = at + TcpOption.VALUE;
            switch (kind) {
                case TcpOption.MSS -> {
                    if (size == 4)
                        fields.number(
                                "tcp.options.mss_val", TcpOption.maximumSegmentSize(fields, value));
                }
                case TcpOption.WINDOW_SCALE -> {
                    if (size == 3)
                        fields.number(
                                "tcp.options.wscale.shift", TcpOption.windowScale(fields, value));
                }
                case TcpOption.SACK -> {
                    for (; value + TcpOption.SACK_SIZE <= at + size; value += TcpOption.SACK_SIZE) {
                        fields.unsigned("tcp.options.sack_le", TcpOption.leftEdge(fields, value));
                        fields.unsigned("tcp.options.sack_re", TcpOption.rightEdge(fields, value));
                    }
                }
                case MptcpOption.KIND -> mptcp.option(at, size);
                case TcpOption.TIMESTAMPS -> {
                    if (size == 10) {
                        fields.unsigned(
                                "tcp.options.timestamp.tsval", TcpOption.stamp(fields, value));
                        fields.unsigned(
                                "tcp.options.timestamp.tsecr", TcpOption.stampEcho(fields, value));
                    }
                }
                default -> {}
            }
        }
    }

    private void udp(int at, int length, boolean whole) throws Cut {
        int source = UdpHeader.sourcePort(fields, at);
        int destination = UdpHeader.destinationPort(fields, at);
        fields.number("udp.srcport", source);
        fields.number("udp.dstport", destination);
        int claimed = UdpHeader.length(fields, at);
        fields.number("udp.length", claimed);
        boolean four = !isSix();
        // a jumbo datagram tells its length elsewhere
        if (claimed == 0 && !four) claimed = length;
        if (claimed < UdpHeader.SIZE) return;
        int checksum = UdpHeader.checksum(fields, at);
        fields.hex("udp.checksum", checksum, 4);
        int status = four || layers.isWithin() ? NOT_PRESENT : ILLEGAL;
        if (checksum != 0) {
            boolean fits = claimed <= length && fields.has(at, length);
            status = status(at, claimed, IpProtocol.UDP, whole && fits);
        }
        fields.number("udp.checksum.status", status);
        boolean domain = source == 53 || destination == 53 || source == 5353 || destination == 5353;
        boolean multicast = source == 5353 || destination == 5353;
        int end = at + Math.min(length, claimed);
        if (domain) dns.message(at + UdpHeader.SIZE, end, multicast);
        else if (isDhcp(source) || isDhcp(destination)) dhcp.message(at + UdpHeader.SIZE, end);
        else if (source == RipMessage.PORT || destination == RipMessage.PORT)
            routing.rip(at + UdpHeader.SIZE, end);
        else if (source == NtpMessage.PORT || destination == NtpMessage.PORT)
            ntp.message(at + UdpHeader.SIZE, end);
    }

    private static boolean isDhcp(int port) {
        return port == DhcpMessage.SERVER_PORT || port == DhcpMessage.CLIENT_PORT;
    }

    private void icmp(int at, int length, boolean whole) throws Cut {
        fields.need(at, 6);
        int type = IcmpHeader.type(fields, at);
        fields.number("icmp.type", type);
        int code = IcmpHeader.code(fields, at);
        fields.number("icmp.code", code);
        fields.hex("icmp.checksum", IcmpHeader.checksum(fields, at), 4);
        fields.number("icmp.checksum.status", status(at, length, IpProtocol.ICMP, whole));
        switch (type) {
            case 0, 8, 13, 14, 15, 16, 17, 18 -> {
                fields.number("icmp.ident", IcmpHeader.identifier(fields, at));
                fields.number("icmp.seq", IcmpHeader.sequence(fields, at));
            }
            case IcmpHeader.UNREACHABLE -> {
                if (code == IcmpHeader.FRAGMENTATION_NEEDED)
                    fields.number("icmp.mtu", IcmpHeader.mtu(fields, at));
            }
            case IcmpHeader.REDIRECT -> fields.ipv4("icmp.redir_gw", at + IcmpHeader.GATEWAY);
            case IcmpHeader.PARAMETER_PROBLEM ->
                    fields.number("icmp.pointer", IcmpHeader.pointer(fields, at));
            default -> {}
        }
    }

    private void icmp6(int at, int length, boolean whole) throws Cut {
        int type = Icmpv6Header.type(fields, at);
        fields.number("icmpv6.type", type);
        fields.number("icmpv6.code", Icmpv6Header.code(fields, at));
        fields.hex("icmpv6.checksum", Icmpv6Header.checksum(fields, at), 4);
        int status = status(at, length, IpProtocol.ICMPV6, whole);
        fields.number("icmpv6.checksum.status", status);
        switch (type) {
            case Icmpv6Header.PACKET_TOO_BIG ->
                    fields.unsigned("icmpv6.mtu", Icmpv6Header.mtu(fields, at));
            case Icmpv6Header.PARAMETER_PROBLEM ->
                    fields.unsigned("icmpv6.pointer", Icmpv6Header.pointer(fields, at));
            case Icmpv6Header.ECHO_REQUEST, Icmpv6Header.ECHO_REPLY -> {
                fields.hex("icmpv6.echo.identifier", Icmpv6Header.identifier(fields, at), 4);
                fields.number("icmpv6.echo.sequence_number", Icmpv6Header.sequence(fields, at));
            }
            case Icmpv6Header.ROUTER_SOLICITATION ->
                    neighborOptions(at + NeighborMessage.SOLICITATION_SIZE);
            case Icmpv6Header.ROUTER_ADVERTISEMENT -> {
                fields.number("icmpv6.nd.ra.cur_hop_limit", NeighborMessage.hopLimit(fields, at));
                int flags = NeighborMessage.routerFlags(fields, at);
                fields.hex("icmpv6.nd.ra.flag", flags, 2);
                fields.bit("icmpv6.nd.ra.flag.m", (flags & 0x80) != 0);
                fields.bit("icmpv6.nd.ra.flag.o", (flags & 0x40) != 0);
                fields.number(
                        "icmpv6.nd.ra.router_lifetime", NeighborMessage.routerLifetime(fields, at));
                fields.unsigned(
                        "icmpv6.nd.ra.reachable_time", NeighborMessage.reachableTime(fields, at));
                fields.unsigned(
                        "icmpv6.nd.ra.retrans_timer", NeighborMessage.retransmitTimer(fields, at));
                neighborOptions(at + NeighborMessage.ROUTER_SIZE);
            }
            case Icmpv6Header.NEIGHBOR_SOLICITATION -> {
                fields.ipv6("icmpv6.nd.ns.target_address", at + NeighborMessage.TARGET);
                neighborOptions(at + NeighborMessage.NEIGHBOR_SIZE);
            }
            case Icmpv6Header.NEIGHBOR_ADVERTISEMENT -> {
                long flags = NeighborMessage.neighborFlags(fields, at) & 0xffffffffL;
                fields.hex("icmpv6.nd.na.flag", flags, 8);
                fields.bit("icmpv6.nd.na.flag.r", (flags & 0x80000000L) != 0);
                fields.bit("icmpv6.nd.na.flag.s", (flags & 0x40000000L) != 0);
                fields.bit("icmpv6.nd.na.flag.o", (flags & 0x20000000L) != 0);
                fields.ipv6("icmpv6.nd.na.target_address", at + NeighborMessage.TARGET);
                neighborOptions(at + NeighborMessage.NEIGHBOR_SIZE);
            }
            case Icmpv6Header.REDIRECT -> {
                fields.ipv6("icmpv6.nd.rd.target_address", at + NeighborMessage.TARGET);
                neighborOptions(at + NeighborMessage.REDIRECT_SIZE);
            }
            default -> {}
        }
    }

    private void neighborOptions(int at) throws Cut {
        while (at < fields.end) {
            int type = NeighborOption.type(fields, at);
            int units = NeighborOption.units(fields, at);
            fields.number("icmpv6.opt.type", type);
            fields.number("icmpv6.opt.length", units);
            if (units == 0) return;
            switch (type) {
                case NeighborOption.SOURCE_LINK_ADDRESS, NeighborOption.TARGET_LINK_ADDRESS ->
                        fields.octets(
                                "icmpv6.opt.linkaddr",
                                at + NeighborOption.VALUE,
                                Math.min(6, units * NeighborOption.UNIT - NeighborOption.VALUE));
                case NeighborOption.PREFIX -> {
                    fields.number(
                            "icmpv6.opt.prefix.length", NeighborOption.prefixLength(fields, at));
                    fields.unsigned(
                            "icmpv6.opt.prefix.valid_lifetime",
                            NeighborOption.validLifetime(fields, at));
                    fields.unsigned(
                            "icmpv6.opt.prefix.preferred_lifetime",
                            NeighborOption.preferredLifetime(fields, at));
                    fields.ipv6("icmpv6.opt.prefix", at + NeighborOption.PREFIX_ADDRESS);
                }
                case NeighborOption.MTU ->
                        fields.unsigned("icmpv6.opt.mtu", NeighborOption.mtu(fields, at));
                default -> {}
            }
            at += units * NeighborOption.UNIT;
        }
    }
}
