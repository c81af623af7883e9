package sockets.sniffer.flow;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import sockets.common.net.Addresses;
import sockets.packet.CookedHeader;
import sockets.packet.EthernetHeader;
import sockets.packet.IcmpHeader;
import sockets.packet.Icmpv6Header;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.Ipv6Extensions;
import sockets.packet.Ipv6Header;
import sockets.packet.LogicalLinkHeader;
import sockets.packet.LoopbackHeader;
import sockets.packet.TcpHeader;
import sockets.packet.TruncatedPacketException;
import sockets.packet.UdpHeader;
import sockets.packet.VlanTag;
import sockets.sniffer.file.Frame;

/** Finds the TCP segment or UDP datagram in a frame, header by header. */
public final class SegmentReader {
    private static final int MOST_TAGS = 4;

    /** The ports: all of a transport header that an error must quote. */
    private static final int PORTS = 4;

    private SegmentReader() {}

    /** The segment; null if there is none, or not enough of it. */
    public static Segment read(Frame frame) {
        ByteBuffer in = ByteBuffer.wrap(frame.data(), frame.start(), frame.captured()).slice();
        try {
            int type = link(frame, in);
            if (type == EthernetHeader.IPV4) return four(frame, in);
            return type == EthernetHeader.IPV6 ? six(frame, in) : null;
        } catch (TruncatedPacketException e) {
            return null;
        }
    }

    /** Steps over the header of the link layer; the Ethernet type of what follows. */
    public static int link(Frame frame, ByteBuffer in) throws TruncatedPacketException {
        switch (frame.link()) {
            case EN10MB:
                int type = EthernetHeader.read(in).type();
                for (int i = 0; VlanTag.follows(type) && i < MOST_TAGS; i++)
                    type = VlanTag.read(in).type();
                if (type > EthernetHeader.LONGEST_LENGTH) return type;
                LogicalLinkHeader link = LogicalLinkHeader.read(in);
                return link.organisation() == 0 ? link.type() : 0;
            case LINUX_SLL:
                return CookedHeader.read(in).protocol();
            case LINUX_SLL2:
                return CookedHeader.read2(in).protocol();
            case NULL, LOOP:
                LoopbackHeader family = LoopbackHeader.read(in);
                if (family.isIpv4()) return EthernetHeader.IPV4;
                return family.isIpv6() ? EthernetHeader.IPV6 : 0;
            default:
                if (Ipv4Header.startsAt(in)) return EthernetHeader.IPV4;
                return Ipv6Header.startsAt(in) ? EthernetHeader.IPV6 : 0;
        }
    }

    private static Segment four(Frame frame, ByteBuffer in) throws TruncatedPacketException {
        if (!Ipv4Header.startsAt(in)) return null;
        Ipv4Header ip = Ipv4Header.read(in);
        if (ip.isLaterFragment()) return null;
        int length = (ip.totalLength() == 0 ? in.limit() : ip.totalLength()) - ip.size();
        if (length < 0) return null;
        if (length < in.remaining()) in.limit(in.position() + length);
        if (ip.protocol() == IpProtocol.ICMP) {
            IcmpHeader icmp = IcmpHeader.read(in);
            return icmp.isError() ? error4(frame, ip.source(), icmp, in) : null;
        }
        return transport(frame, ip.protocol(), ip.source(), ip.destination(), length, in);
    }

    private static Segment six(Frame frame, ByteBuffer in) throws TruncatedPacketException {
        if (!Ipv6Header.startsAt(in)) return null;
        Ipv6Header ip = Ipv6Header.read(in);
        int length = ip.payloadLength() == 0 ? in.remaining() : ip.payloadLength();
        if (length < in.remaining()) in.limit(in.position() + length);
        int start = in.position();
        Ipv6Extensions extensions = Ipv6Extensions.read(ip.nextHeader(), in);
        if (extensions.isLaterFragment()) return null;
        length -= in.position() - start;
        if (extensions.protocol() == IpProtocol.ICMPV6) {
            Icmpv6Header icmp = Icmpv6Header.read(in);
            return icmp.isError() ? error6(frame, ip.source(), icmp, in) : null;
        }
        return transport(frame, extensions.protocol(), ip.source(), ip.destination(), length, in);
    }

    private static Segment transport(
            Frame frame,
            int protocol,
            InetAddress source,
            InetAddress destination,
            int length,
            ByteBuffer in)
            throws TruncatedPacketException {
        if (protocol == IpProtocol.TCP) {
            TcpHeader tcp = TcpHeader.read(in);
            return new Segment(
                    frame.seconds(),
                    frame.nanos(),
                    new Endpoint(source, tcp.sourcePort()),
                    new Endpoint(destination, tcp.destinationPort()),
                    tcp,
                    Math.max(0, length - tcp.size()),
                    in,
                    null);
        }
        if (protocol != IpProtocol.UDP) return null;
        UdpHeader udp = UdpHeader.read(in);
        int claimed = udp.length() == 0 ? length : udp.length();
        return new Segment(
                frame.seconds(),
                frame.nanos(),
                new Endpoint(source, udp.sourcePort()),
                new Endpoint(destination, udp.destinationPort()),
                null,
                Math.max(0, Math.min(length, claimed) - UdpHeader.SIZE),
                in,
                null);
    }

    private static Segment error4(Frame frame, InetAddress from, IcmpHeader icmp, ByteBuffer in)
            throws TruncatedPacketException {
        Ipv4Header quoted = Ipv4Header.read(in);
        if (quoted.isLaterFragment()) return null;
        String what =
                switch (icmp.type()) {
                    case IcmpHeader.UNREACHABLE ->
                            switch (icmp.code()) {
                                case IcmpHeader.NET_UNREACHABLE -> "net unreachable";
                                case IcmpHeader.HOST_UNREACHABLE -> "host unreachable";
                                case IcmpHeader.PROTOCOL_UNREACHABLE -> "protocol unreachable";
                                case IcmpHeader.PORT_UNREACHABLE -> "port unreachable";
                                case IcmpHeader.FRAGMENTATION_NEEDED -> "fragmentation needed";
                                default -> "unreachable, code " + icmp.code();
                            };
                    case IcmpHeader.TIME_EXCEEDED -> "time exceeded";
                    case IcmpHeader.REDIRECT -> "redirect";
                    default -> "type " + icmp.type();
                };
        return error(
                frame, from, what, quoted.protocol(), quoted.source(), quoted.destination(), in);
    }

    private static Segment error6(Frame frame, InetAddress from, Icmpv6Header icmp, ByteBuffer in)
            throws TruncatedPacketException {
        Ipv6Header quoted = Ipv6Header.read(in);
        Ipv6Extensions extensions = Ipv6Extensions.read(quoted.nextHeader(), in);
        String what =
                switch (icmp.type()) {
                    case Icmpv6Header.UNREACHABLE ->
                            switch (icmp.code()) {
                                case Icmpv6Header.NO_ROUTE -> "no route";
                                case Icmpv6Header.ADDRESS_UNREACHABLE -> "address unreachable";
                                case Icmpv6Header.PORT_UNREACHABLE -> "port unreachable";
                                default -> "unreachable, code " + icmp.code();
                            };
                    case Icmpv6Header.PACKET_TOO_BIG -> "packet too big";
                    case Icmpv6Header.TIME_EXCEEDED -> "time exceeded";
                    default -> "type " + icmp.type();
                };
        return error(
                frame,
                from,
                what,
                extensions.protocol(),
                quoted.source(),
                quoted.destination(),
                in);
    }

    private static Segment error(
            Frame frame,
            InetAddress from,
            String what,
            int protocol,
            InetAddress source,
            InetAddress destination,
            ByteBuffer in) {
        boolean tcp = protocol == IpProtocol.TCP;
        if (!tcp && protocol != IpProtocol.UDP || in.remaining() < PORTS) return null;
        Endpoint sender = new Endpoint(source, in.getShort() & 0xffff);
        Endpoint target = new Endpoint(destination, in.getShort() & 0xffff);
        String by = from.equals(destination) ? "" : " from " + Addresses.text(from);
        String text = "ICMP " + what + by;
        // of TCP only that it was TCP matters
        TcpHeader header =
                tcp
                        ? new TcpHeader(
                                sender.port(),
                                target.port(),
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                ByteBuffer.allocate(0))
                        : null;
        return new Segment(frame.seconds(), frame.nanos(), sender, target, header, 0, in, text);
    }
}
