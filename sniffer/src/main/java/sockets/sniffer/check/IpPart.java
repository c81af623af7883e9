package sockets.sniffer.check;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import sockets.packet.Cut;
import sockets.packet.IcmpHeader;
import sockets.packet.Icmpv6Header;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.Ipv6Extension;
import sockets.packet.Ipv6Header;
import sockets.packet.Layer;
import sockets.packet.Layers;
import sockets.packet.Octets;
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
    /** The outermost IP header of a frame; null if there is none, or not enough of it. */
    static IpPart read(Frame frame) {
        Octets in = new Octets();
        Layers layers = new Layers(in);
        try {
            SegmentReader.begin(frame, in, layers);
            while (layers.next()) if (isIp(layers)) return read(in, layers);
        } catch (Cut e) {
            // not enough
        }
        return null;
    }

    private static boolean isIp(Layers layers) {
        return layers.layer() == Layer.IPV4 || layers.layer() == Layer.IPV6;
    }

    private static IpPart read(Octets in, Layers layers) throws Cut {
        int start = layers.at();
        boolean six = layers.layer() == Layer.IPV6;
        long id = id(in, layers);
        boolean more = !six && Ipv4Header.moreFragments(in, start);
        layers.next();
        if (layers.ip() != start) return null;
        int length = in.end - start;
        // what a fragment carries is named by the header that tells of it
        while (layers.layer().isExtension() && !layers.isFragmented()) {
            if (layers.layer() == Layer.FRAGMENT) {
                id = Ipv6Extension.identification(in, layers.at()) & 0xffffffffL;
                more = Ipv6Extension.moreFragments(in, layers.at());
            }
            layers.next();
        }
        int at = layers.at();
        boolean icmp = layers.layer() == Layer.ICMP || layers.layer() == Layer.ICMPV6;
        boolean message = icmp && in.has(at, IcmpHeader.SIZE);
        int from = start + (six ? Ipv6Header.SOURCE : Ipv4Header.SOURCE);
        int to = start + (six ? Ipv6Header.DESTINATION : Ipv4Header.DESTINATION);
        return new IpPart(
                start,
                length,
                layers.number(),
                address(six, in, from),
                address(six, in, to),
                id,
                more,
                layers.layer() == Layer.LATER_FRAGMENT,
                message ? IcmpHeader.type(in, at) : -1,
                message ? IcmpHeader.code(in, at) : -1,
                message ? quotedId(in, layers) : -1);
    }

    private static long id(Octets in, Layers layers) throws Cut {
        return layers.layer() == Layer.IPV4
                ? Ipv4Header.identification(in, layers.at())
                : Ipv6Header.flowLabel(in, layers.at());
    }

    private static long quotedId(Octets in, Layers layers) {
        try {
            if (!layers.next()) return -1;
            in.need(layers.at(), layers.layer() == Layer.IPV4 ? Ipv4Header.SIZE : Ipv6Header.SIZE);
            return id(in, layers);
        } catch (Cut e) {
            return -1;
        }
    }

    private static InetAddress address(boolean six, Octets in, int at) {
        byte[] bytes = Arrays.copyOfRange(in.data, at, at + (six ? 16 : 4));
        try {
            // InetAddress would make one of IPv4 of a mapped one
            return six
                    ? Inet6Address.getByAddress(null, bytes, -1)
                    : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
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
