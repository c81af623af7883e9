package sockets.traceroute.check;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import sockets.packet.Checksum;
import sockets.packet.IcmpHeader;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.TcpHeader;
import sockets.packet.TruncatedPacketException;
import sockets.packet.UdpHeader;

/**
 * A packet that goes to the client, ready for the wire.
 *
 * @param told in words: {@code 10.0.2.2 time exceeded}
 */
record Reply(byte[] bytes, String told) {
    private static final int TTL = 60;

    /** Of the packet that an error is about, as much as Linux quotes: RFC 1812, 4.3.2.3. */
    private static final int MOST_QUOTED = 548;

    private static final ByteBuffer NO_OPTIONS = ByteBuffer.allocate(0);

    /** A router's: the time to live is over. */
    static Reply timeExceeded(Inet4Address from, byte[] quoted) {
        byte[] bytes = error(from, IcmpHeader.TIME_EXCEEDED, 0, quoted);
        return new Reply(bytes, from.getHostAddress() + " time exceeded");
    }

    static Reply unreachable(Inet4Address from, int code, byte[] quoted) {
        byte[] bytes = error(from, IcmpHeader.UNREACHABLE, code, quoted);
        return new Reply(bytes, from.getHostAddress() + " unreachable, code " + code);
    }

    /** What the host that was meant says to a probe. */
    static Reply ofHost(Packet probe) throws TruncatedPacketException {
        Inet4Address host = probe.header().destination();
        return switch (probe.protocol()) {
            case IpProtocol.ICMP -> echoReply(host, probe.payload());
            case IpProtocol.TCP -> reset(probe);
            case IpProtocol.UDP -> unreachable(host, IcmpHeader.PORT_UNREACHABLE, probe.expired());
            default -> unreachable(host, IcmpHeader.PROTOCOL_UNREACHABLE, probe.expired());
        };
    }

    private static Reply echoReply(Inet4Address from, ByteBuffer request) {
        ByteBuffer data = request.duplicate().position(IcmpHeader.SIZE);
        return echoReply(from, request.getInt(4), data);
    }

    /**
     * @param rest identifier and sequence number
     */
    static Reply echoReply(Inet4Address from, int rest, ByteBuffer data) {
        byte[] bytes = icmp(from, new IcmpHeader(IcmpHeader.ECHO_REPLY, 0, 0, rest), data);
        return new Reply(bytes, from.getHostAddress() + " echo reply");
    }

    /** A closed port: RFC 9293, 3.10.7.1. */
    private static Reply reset(Packet probe) throws TruncatedPacketException {
        TcpHeader syn = TcpHeader.read(probe.payload());
        TcpHeader reset =
                new TcpHeader(
                        syn.destinationPort(),
                        syn.sourcePort(),
                        0,
                        syn.sequence() + 1,
                        TcpHeader.RST | TcpHeader.ACK,
                        0,
                        0,
                        0,
                        NO_OPTIONS);
        ByteBuffer tcp = ByteBuffer.allocate(TcpHeader.SIZE);
        reset.write(tcp);
        tcp.flip();
        Ipv4Header ip = probe.header();
        int sum =
                Checksum.pseudo(ip.destination(), ip.source(), IpProtocol.TCP, TcpHeader.SIZE)
                        .add(tcp)
                        .value();
        tcp.putShort(16, (short) sum);
        byte[] bytes = packet(ip.destination(), IpProtocol.TCP, tcp);
        return new Reply(bytes, ip.destination().getHostAddress() + " reset");
    }

    /** The first bytes of a datagram from the client, as an error quotes them. */
    static byte[] datagram(Inet4Address to, int sourcePort, int destinationPort) {
        ByteBuffer out = ByteBuffer.allocate(Ipv4Header.SIZE + UdpHeader.SIZE);
        header(Routers.CLIENT, to, IpProtocol.UDP, 1, UdpHeader.SIZE).write(out);
        new UdpHeader(sourcePort, destinationPort, UdpHeader.SIZE, 0).write(out);
        return out.array();
    }

    /** The same of an echo request. */
    static byte[] echoRequest(Inet4Address to, int identifier) {
        ByteBuffer out = ByteBuffer.allocate(Ipv4Header.SIZE + IcmpHeader.SIZE);
        header(Routers.CLIENT, to, IpProtocol.ICMP, 1, IcmpHeader.SIZE).write(out);
        IcmpHeader.echo(IcmpHeader.ECHO_REQUEST, identifier, 1).write(out);
        return out.array();
    }

    private static byte[] error(Inet4Address from, int type, int code, byte[] quoted) {
        ByteBuffer quote = ByteBuffer.wrap(quoted, 0, Math.min(quoted.length, MOST_QUOTED));
        return icmp(from, new IcmpHeader(type, code, 0, 0), quote);
    }

    private static byte[] icmp(Inet4Address from, IcmpHeader header, ByteBuffer data) {
        ByteBuffer icmp = ByteBuffer.allocate(IcmpHeader.SIZE + data.remaining());
        header.write(icmp);
        icmp.put(data).flip();
        icmp.putShort(2, (short) Checksum.of(icmp));
        return packet(from, IpProtocol.ICMP, icmp);
    }

    private static byte[] packet(Inet4Address from, int protocol, ByteBuffer payload) {
        ByteBuffer out = ByteBuffer.allocate(Ipv4Header.SIZE + payload.remaining());
        header(from, Routers.CLIENT, protocol, TTL, payload.remaining()).write(out);
        return out.put(payload).array();
    }

    private static Ipv4Header header(
            Inet4Address from, Inet4Address to, int protocol, int ttl, int length) {
        int total = Ipv4Header.SIZE + length;
        return new Ipv4Header(0, total, 0, 0, 0, ttl, protocol, 0, from, to, NO_OPTIONS)
                .withChecksum();
    }

    /** The same, told with what is strange about it. */
    Reply but(String what) {
        return new Reply(bytes, told + ", " + what);
    }
}
