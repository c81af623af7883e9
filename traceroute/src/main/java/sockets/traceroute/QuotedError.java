package sockets.traceroute;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import sockets.packet.Cut;
import sockets.packet.IcmpExtensions;
import sockets.packet.IcmpHeader;
import sockets.packet.Icmpv6Header;
import sockets.packet.Ipv4Header;
import sockets.packet.Ipv6Header;
import sockets.packet.Layer;
import sockets.packet.Layers;
import sockets.packet.Octets;
import sockets.packet.TruncatedPacketException;

/**
 * An ICMP error as a raw socket receives it: who it is about stands in the packet that it quotes.
 *
 * @param protocol of the quoted packet
 * @param source of the quoted packet
 * @param destination of the quoted packet
 * @param upper what is quoted behind its IP header
 */
record QuotedError(
        Icmp icmp, int protocol, InetAddress source, InetAddress destination, ByteBuffer upper) {

    /**
     * Reads an error.
     *
     * @param message from the ICMP header on
     * @return null for other messages, and for those that quote nothing to be recognised by
     */
    static QuotedError read(boolean six, ByteBuffer message) throws TruncatedPacketException {
        return six ? six(message) : four(message);
    }

    private static QuotedError four(ByteBuffer in) throws TruncatedPacketException {
        IcmpHeader header = IcmpHeader.read(in);
        if (!header.isError()) return null;
        IcmpExtensions extensions = IcmpExtensions.find(in, header.quoteLength());
        Icmp icmp = new Icmp(false, header.type(), header.code(), header.mtu(), extensions);
        if (!icmp.matters() || !Ipv4Header.startsAt(in)) return null;
        Ipv4Header ip = Ipv4Header.read(in);
        if (ip.isLaterFragment()) return null;
        return new QuotedError(icmp, ip.protocol(), ip.source(), ip.destination(), in.slice());
    }

    private static QuotedError six(ByteBuffer in) throws TruncatedPacketException {
        Icmpv6Header header = Icmpv6Header.read(in);
        if (!header.isError()) return null;
        IcmpExtensions extensions = IcmpExtensions.find(in, header.quoteLength());
        int mtu = (int) Math.min(header.mtu(), Integer.MAX_VALUE);
        Icmp icmp = new Icmp(true, header.type(), header.code(), mtu, extensions);
        if (!icmp.matters() || !Ipv6Header.startsAt(in)) return null;
        Ipv6Header ip = Ipv6Header.read(in);
        Octets rest = new Octets();
        rest.data = new byte[in.remaining()];
        rest.end = rest.data.length;
        in.get(rest.data);
        Layers layers = new Layers(rest);
        layers.beginBehindIp(ip.nextHeader(), 0, rest.end);
        try {
            layers.next();
            while (layers.layer().isExtension()) layers.next();
        } catch (Cut e) {
            return null;
        }
        if (layers.layer() == Layer.LATER_FRAGMENT) return null;
        ByteBuffer upper = ByteBuffer.wrap(rest.data, layers.at(), rest.end - layers.at()).slice();
        return new QuotedError(icmp, layers.number(), ip.source(), ip.destination(), upper);
    }
}
