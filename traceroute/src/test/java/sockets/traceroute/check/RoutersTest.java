package sockets.traceroute.check;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sockets.packet.Checksum;
import sockets.packet.IcmpHeader;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.TcpHeader;
import sockets.packet.TruncatedPacketException;
import sockets.packet.UdpHeader;

class RoutersTest {
    private static final int PORT = 40000;
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private static Packet packet(Inet4Address to, int ttl, int protocol, ByteBuffer payload)
            throws TruncatedPacketException {
        int length = Ipv4Header.SIZE + payload.remaining();
        ByteBuffer out = ByteBuffer.allocate(length);
        new Ipv4Header(0, length, 7, 0, 0, ttl, protocol, 0, Routers.CLIENT, to, NONE)
                .withChecksum()
                .write(out);
        return Packet.read(out.put(payload).array());
    }

    private static Packet udp(int ttl) throws TruncatedPacketException {
        return udp(PORT, ttl);
    }

    private static Packet udp(int port, int ttl) throws TruncatedPacketException {
        ByteBuffer udp = ByteBuffer.allocate(UdpHeader.SIZE);
        new UdpHeader(port, 33434, UdpHeader.SIZE, 0).write(udp);
        return packet(Routers.host(), ttl, IpProtocol.UDP, udp.flip());
    }

    private static Packet echo(int ttl) throws TruncatedPacketException {
        ByteBuffer icmp = ByteBuffer.allocate(IcmpHeader.SIZE + 3);
        IcmpHeader.echo(IcmpHeader.ECHO_REQUEST, 99, 5).write(icmp);
        return packet(Routers.host(), ttl, IpProtocol.ICMP, icmp.put(new byte[] {1, 2, 3}).flip());
    }

    private static List<String> told(Situation situation, Packet... packets)
            throws TruncatedPacketException {
        Routers routers = new Routers(situation);
        List<Reply> last = List.of();
        for (Packet packet : packets) last = routers.answers(packet);
        return last.stream().map(Reply::told).toList();
    }

    @Test
    void aRouterQuotesTheProbeAsItCame() throws Exception {
        Packet probe = udp(2);
        byte[] bytes = new Routers(Situation.PLAIN).answers(probe).get(0).bytes();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Ipv4Header outer = Ipv4Header.read(in);
        assertEquals(Routers.hop(2), outer.source());
        assertEquals(Routers.CLIENT, outer.destination());
        assertEquals(bytes.length, outer.totalLength());
        assertEquals(0, Checksum.of(ByteBuffer.wrap(bytes, 0, Ipv4Header.SIZE)));
        assertEquals(0, Checksum.of(in.slice()));
        assertEquals(IcmpHeader.TIME_EXCEEDED, IcmpHeader.read(in).type());
        assertEquals(0, Checksum.of(in.duplicate().limit(in.position() + Ipv4Header.SIZE)));
        assertEquals(1, Ipv4Header.read(in.duplicate()).timeToLive());
        // the rest is the very probe
        assertArrayEquals(
                Arrays.copyOfRange(probe.bytes(), Ipv4Header.SIZE, probe.bytes().length),
                Arrays.copyOfRange(bytes, in.position() + Ipv4Header.SIZE, bytes.length));
    }

    @Test
    void theHostAnswersEachProtocolInItsWay() throws Exception {
        assertEquals(List.of("10.0.4.2 unreachable, code 3"), told(Situation.PLAIN, udp(4)));
        assertEquals(List.of("10.0.4.2 unreachable, code 3"), told(Situation.PLAIN, udp(30)));
        byte[] reply = new Routers(Situation.PLAIN).answers(echo(9)).get(0).bytes();
        ByteBuffer in = ByteBuffer.wrap(reply, Ipv4Header.SIZE, reply.length - Ipv4Header.SIZE);
        assertEquals(0, Checksum.of(in.slice()));
        IcmpHeader header = IcmpHeader.read(in);
        assertEquals(IcmpHeader.ECHO_REPLY, header.type());
        assertEquals(99, header.identifier());
        assertEquals(5, header.sequence());
        assertEquals(3, in.remaining());
        ByteBuffer syn = ByteBuffer.allocate(TcpHeader.SIZE);
        new TcpHeader(PORT, 80, 0xffffffffL, 0, TcpHeader.SYN, 1000, 0, 0, NONE).write(syn);
        Packet probe = packet(Routers.host(), 4, IpProtocol.TCP, syn.flip());
        ByteBuffer tcp =
                ByteBuffer.wrap(new Routers(Situation.PLAIN).answers(probe).get(0).bytes())
                        .position(Ipv4Header.SIZE)
                        .slice();
        Checksum sum = Checksum.pseudo(Routers.host(), Routers.CLIENT, IpProtocol.TCP, 20);
        assertEquals(0, sum.add(tcp).value());
        TcpHeader reset = TcpHeader.read(tcp);
        assertEquals(TcpHeader.RST | TcpHeader.ACK, reset.flags());
        assertEquals(0, reset.acknowledgement());
        assertEquals(PORT, reset.destinationPort());
    }

    @Test
    void eachSituationIsAsItSays() throws Exception {
        String second = "10.0.2.2 time exceeded";
        assertEquals(List.of(), told(Situation.SILENT_ROUTER, udp(2)));
        assertEquals(1, told(Situation.SILENT_ROUTER, udp(3)).size());
        assertEquals(List.of(), told(Situation.SILENT_HOST, udp(4)));
        assertEquals(List.of("10.0.1.2 time exceeded"), told(Situation.LOOP, udp(255)));
        assertEquals(List.of(second), told(Situation.LOOP, udp(30)));
        assertEquals(
                List.of("10.0.1.2 time exceeded, late", second, second + ", again"),
                told(Situation.REPEATED, udp(1), udp(2)));
        assertEquals(List.of(second, second + ", again"), told(Situation.REPEATED, udp(2), udp(2)));
        List<String> others = told(Situation.OTHER_PROGRAMS, udp(2));
        assertEquals(second, others.get(others.size() - 1));
        assertEquals(5, others.size());
    }

    @ParameterizedTest
    @EnumSource(Situation.class)
    void nobodyAnswersToAnAnswer(Situation situation) throws Exception {
        ByteBuffer icmp = ByteBuffer.allocate(IcmpHeader.SIZE);
        IcmpHeader.echo(IcmpHeader.ECHO_REPLY, 1, 1).write(icmp);
        Packet reply = packet(Routers.host(), 1, IpProtocol.ICMP, icmp.flip());
        assertEquals(List.of(), told(situation, reply));
    }

    /** One that another socket of the same traceroute may have, too, would be an answer to that. */
    @ParameterizedTest
    @ValueSource(ints = {1, 20000, 16640, 33434, 40000, 49152, 60999, 65535})
    void anotherTraceroutesPortIsNoneThatTheSystemGives(int port) throws Exception {
        byte[] other = udp(port, 2).ofAnotherProgram();
        ByteBuffer in = ByteBuffer.wrap(other).position(Ipv4Header.SIZE);
        UdpHeader quoted = UdpHeader.read(in);
        assertNotEquals(port, quoted.sourcePort());
        // ip(7), ip_local_port_range
        assertTrue(quoted.sourcePort() >= 1024 && quoted.sourcePort() < 32768, quoted::toString);
        assertEquals(33434, quoted.destinationPort());
    }

    @Test
    void whereNobodyIsTheFirstRouterSaysSoAtOnce() throws Exception {
        Packet lookUp = packet(Routers.STRANGER, 64, IpProtocol.UDP, ByteBuffer.allocate(8));
        assertEquals(List.of("10.0.1.2 unreachable, code 0"), told(Situation.PLAIN, lookUp));
    }
}
