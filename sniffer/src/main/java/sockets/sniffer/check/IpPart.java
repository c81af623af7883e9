package sockets.sniffer.check;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import sockets.packet.EthernetHeader;
import sockets.packet.IcmpHeader;
import sockets.packet.Icmpv6Header;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.Ipv6Extension;
import sockets.packet.Ipv6Extensions;
import sockets.packet.Ipv6Header;
import sockets.packet.TruncatedPacketException;
import sockets.sniffer.file.Frame;
import sockets.sniffer.flow.SegmentReader;

/**
 * What the IP header tells of a packet, and an ICMP header behind it.
 *
 * @param start where in the frame's buffer the header begins
 * @param length of the packet, as far as it was captured: without the link's padding
 * @param id identification of IPv4; of IPv6, which has none in most packets, the flow label
 * @param more true if other fragments follow
 * @param later true for a fragment behind the first
 * @param type of an ICMP message; -1 for other packets
 * @param quotedId of an ICMP error: the id of the packet that it quotes; else -1
 */
record IpPart(
        int start,
        int length,
        int protocol,
        InetAddress source,
        InetAddress destination,
        long id,
        boolean more,
        boolean later,
        int type,
        int code,
        long quotedId) {
    /** The IP header of a frame; null if there is none, or not enough of it. */
    static IpPart read(Frame frame) {
        ByteBuffer in = ByteBuffer.wrap(frame.data(), frame.start(), frame.captured()).slice();
        try {
            int type = SegmentReader.link(frame, in);
            if (type == EthernetHeader.IPV4 && Ipv4Header.startsAt(in)) return four(frame, in);
            boolean six = type == EthernetHeader.IPV6 && Ipv6Header.startsAt(in);
            return six ? six(frame, in) : null;
        } catch (TruncatedPacketException e) {
            return null;
        }
    }

    private static IpPart four(Frame frame, ByteBuffer in) throws TruncatedPacketException {
        int start = in.position();
        int most = in.remaining();
        Ipv4Header ip = Ipv4Header.read(in);
        boolean icmp = ip.protocol() == IpProtocol.ICMP && !ip.isLaterFragment();
        IcmpHeader message = icmp && in.remaining() >= IcmpHeader.SIZE ? IcmpHeader.read(in) : null;
        // 0 where the card was to cut the packet into pieces (TSO)
        int length = ip.totalLength() == 0 ? most : ip.totalLength();
        return new IpPart(
                frame.start() + start,
                Math.min(most, length),
                ip.protocol(),
                ip.source(),
                ip.destination(),
                ip.identification(),
                ip.moreFragments(),
                ip.isLaterFragment(),
                message == null ? -1 : message.type(),
                message == null ? -1 : message.code(),
                message != null && message.isError() ? quoted4(in) : -1);
    }

    private static long quoted4(ByteBuffer in) {
        try {
            return Ipv4Header.read(in).identification();
        } catch (TruncatedPacketException e) {
            return -1;
        }
    }

    private static IpPart six(Frame frame, ByteBuffer in) throws TruncatedPacketException {
        int start = in.position();
        int most = in.remaining();
        Ipv6Header ip = Ipv6Header.read(in);
        Ipv6Extensions extensions = Ipv6Extensions.read(ip.nextHeader(), in);
        long id = ip.flowLabel();
        boolean more = false;
        for (Ipv6Extension header : extensions.headers()) {
            if (header.type() != IpProtocol.FRAGMENT) continue;
            id = header.identification();
            more = header.moreFragments();
        }
        boolean icmp =
                extensions.protocol() == IpProtocol.ICMPV6
                        && !extensions.isLaterFragment()
                        && in.remaining() >= Icmpv6Header.SIZE;
        Icmpv6Header message = icmp ? Icmpv6Header.read(in) : null;
        int length = ip.payloadLength() == 0 ? most : Ipv6Header.SIZE + ip.payloadLength();
        return new IpPart(
                frame.start() + start,
                Math.min(most, length),
                extensions.protocol(),
                ip.source(),
                ip.destination(),
                id,
                more,
                extensions.isLaterFragment(),
                message == null ? -1 : message.type(),
                message == null ? -1 : message.code(),
                message != null && message.isError() ? quoted6(in) : -1);
    }

    private static long quoted6(ByteBuffer in) {
        try {
            return Ipv6Header.read(in).flowLabel();
        } catch (TruncatedPacketException e) {
            return -1;
        }
    }

    boolean isIpv6() {
        return source.getAddress().length > 4;
    }

    /**
     * True for what finds the neighbours, RFC 4861: it comes through each filter that takes the
     * errors of IPv6.
     */
    boolean isNeighbourDiscovery() {
        return protocol == IpProtocol.ICMPV6
                && type >= Icmpv6Header.ROUTER_SOLICITATION
                && type <= Icmpv6Header.REDIRECT;
    }

    /** True for an ICMP error that says that nobody has the port. */
    boolean isPortUnreachable() {
        return isIpv6()
                ? type == Icmpv6Header.UNREACHABLE && code == Icmpv6Header.PORT_UNREACHABLE
                : type == IcmpHeader.UNREACHABLE && code == IcmpHeader.PORT_UNREACHABLE;
    }
}
