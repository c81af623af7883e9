package sockets.traceroute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sockets.packet.Checksum;
import sockets.packet.IcmpExtensions;
import sockets.packet.IcmpHeader;
import sockets.packet.IpProtocol;
import sockets.packet.TcpHeader;
import sockets.packet.TcpOption;
import sockets.packet.TruncatedPacketException;

/** SYNs written by hand, and what is quoted and acknowledged of them. */
class TcpProbesTest {
    private static final int FIRST = 0x7ffffffe;
    private static final int PORT = 40000;
    private static final InetAddress ROUTER = SimulatedNetwork.router(3);
    private static final Icmp EXPIRED =
            new Icmp(false, IcmpHeader.TIME_EXCEEDED, 0, 0, IcmpExtensions.NONE);

    private final TcpProbes probes = probes(SimulatedNetwork.SELF, SimulatedNetwork.SERVER);

    private static TcpProbes probes(InetAddress from, InetAddress to) {
        TcpProbes probes =
                new TcpProbes(new Target(to, 80, true, null, null, false, false), from, FIRST);
        probes.addFlow(PORT);
        probes.addFlow(PORT + 1);
        return probes;
    }

    private static ByteBuffer syn(TcpProbes probes, int number, int flow) {
        return ByteBuffer.wrap(probes.syn(new Probe(number, 4, flow, 60)));
    }

    private static ByteBuffer segment(int from, int to, int ack, int flags) {
        ByteBuffer out = ByteBuffer.allocate(TcpHeader.SIZE);
        long acknowledgement = ack & 0xffffffffL;
        new TcpHeader(from, to, 9, acknowledgement, flags, 0, 0, 0, ByteBuffer.allocate(0))
                .write(out);
        return out.flip();
    }

    private Answer reply(int from, int to, int ack, int flags) throws Exception {
        return probes.reply(segment(from, to, ack, flags), 5);
    }

    @Test
    void writesSegmentsThatHoldTogether() throws Exception {
        InetAddress[][] ends = {
            {SimulatedNetwork.SELF, SimulatedNetwork.SERVER},
            {SimulatedNetwork.address("fd88::1"), SimulatedNetwork.address("fd88::9")}
        };
        for (InetAddress[] end : ends) {
            ByteBuffer syn = syn(probes(end[0], end[1]), 3, 1);
            assertEquals(40, syn.remaining());
            assertEquals(0, Checksum.pseudo(end[0], end[1], IpProtocol.TCP, 40).add(syn).value());
            TcpHeader tcp = TcpHeader.read(syn);
            assertEquals(PORT + 1, tcp.sourcePort());
            assertEquals(80, tcp.destinationPort());
            // beyond 2^31, as unsigned numbers
            assertEquals(0x80000001L, tcp.sequence());
            assertEquals(TcpHeader.SYN, tcp.flags());
            assertEquals(TcpOption.MSS, tcp.options().get());
        }
    }

    @Test
    void knowsEachProbeByTheEightBytesThatEveryRouterQuotes() {
        for (int number = 0; number < 5; number++) {
            ByteBuffer quote = syn(probes, number, number % 2).limit(8);
            Answer answer = probes.answer(EXPIRED, ROUTER, quote, 7);
            assertEquals(number, answer.number());
            assertEquals(number % 2, answer.flow());
            assertEquals(Answer.Kind.ROUTER, answer.kind());
            assertNull(probes.answer(EXPIRED, ROUTER, quote.duplicate().limit(7), 7));
        }
    }

    @Test
    void takesNoQuoteOfOthers() {
        ByteBuffer quote = syn(probes, 0, 0);
        for (int at : new int[] {0, 1, 2, 3, 4, 5, 6}) {
            ByteBuffer forged = ByteBuffer.wrap(quote.array().clone());
            forged.put(at, (byte) (forged.get(at) ^ 0x10));
            assertNull(probes.answer(EXPIRED, ROUTER, forged, 7), "byte " + at);
        }
        // of a probe that was not sent yet
        quote.putInt(4, FIRST + 1);
        assertNull(probes.answer(EXPIRED, ROUTER, quote, 7));
    }

    @Test
    void takesWhatTheDestinationAcknowledges() throws Exception {
        for (int number = 0; number < 3; number++) syn(probes, number, 0);
        for (int flags : new int[] {TcpHeader.SYN, TcpHeader.RST}) {
            Answer answer = reply(80, PORT, FIRST + 2 + 1, flags | TcpHeader.ACK);
            assertEquals(2, answer.number());
            assertEquals(Answer.Kind.DESTINATION, answer.kind());
        }
        // to a SYN that met a half-open connection: an ACK of the one before
        assertEquals(-1, reply(80, PORT, FIRST + 1, TcpHeader.ACK).number());
        // some reset without acknowledging anything
        Answer reset = reply(80, PORT + 1, 0, TcpHeader.RST);
        assertEquals(Answer.Kind.DESTINATION, reset.kind());
        assertEquals(1, reset.flow());
        assertEquals(-1, reset.number());
    }

    @Test
    void takesNoSegmentsOfOthers() throws Exception {
        syn(probes, 0, 0);
        int reset = TcpHeader.RST | TcpHeader.ACK;
        assertNotNull(reply(80, PORT, FIRST + 1, reset));
        assertNull(reply(81, PORT, FIRST + 1, reset));
        assertNull(reply(80, PORT + 2, FIRST + 1, reset));
        assertNull(reply(80, PORT, FIRST, reset));
        assertNull(reply(80, PORT, FIRST + 2, reset));
        assertNull(reply(80, PORT + 2, FIRST + 1, TcpHeader.RST));
        assertNull(reply(81, PORT, FIRST + 1, TcpHeader.RST));
    }

    @Test
    void neverFailsAtAnyBytes() {
        Random random = new Random(7);
        syn(probes, 0, 0);
        byte[] reply = segment(80, PORT, FIRST + 1, TcpHeader.SYN | TcpHeader.ACK).array();
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = reply.clone();
            for (int i = random.nextInt(4); i > 0; i--)
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            ByteBuffer in = ByteBuffer.wrap(bytes, 0, random.nextInt(bytes.length + 1)).slice();
            probes.answer(EXPIRED, ROUTER, in.duplicate(), 0);
            try {
                probes.reply(in, 0);
            } catch (TruncatedPacketException e) {
                assertTrue(e.got() < e.needed(), e.getMessage());
            }
        }
    }
}
