package sockets.sniffer.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sockets.sniffer.flow.Wire.ACK;
import static sockets.sniffer.flow.Wire.C;
import static sockets.sniffer.flow.Wire.FIN_ACK;
import static sockets.sniffer.flow.Wire.RST;
import static sockets.sniffer.flow.Wire.S;
import static sockets.sniffer.flow.Wire.SYN;
import static sockets.sniffer.flow.Wire.SYN_ACK;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import sockets.packet.IpProtocol;
import sockets.packet.VxlanHeader;

/** Conversations as they are drawn. */
class FlowTest {
    private final Wire wire = new Wire();

    @Test
    void anErrorBelongsToTheConversationThatItQuotes() {
        wire.udp(true, "x");
        ByteBuffer datagram = Wire.datagram(4000, 3500, Wire.bytes("x"));
        wire.icmp(2, 3, 3, IpProtocol.UDP, datagram);
        assertEquals(1, wire.tracker.size());
        assertEquals(List.of("1 byte", "ICMP port unreachable"), wire.what());
        assertEquals(List.of("", "error"), wire.remarks());
        List<Boolean> toRight = new ArrayList<>();
        wire.conversation(1).forEach(row -> toRight.add(row.toRight));
        assertEquals(List.of(true, false), toRight);
    }

    @Test
    void whatLooksLikeATunnelButHoldsNoFrameIsADatagram() {
        wire.serverPort = VxlanHeader.PORT;
        wire.udp(true, "hola").udp(true, "x".repeat(100));
        assertEquals(1, wire.tracker.size());
        assertEquals(List.of("4 bytes", "100 bytes"), wire.what());
    }

    @Test
    void theTitleTellsWhatWasSentAgain() {
        wire.handshake().client(ACK, 1, 1, "hola").client(ACK, 1, 1, "hola");
        wire.server(ACK, 1, 5, "hola");
        assertEquals(
                "conversation 1: tcp 10.0.0.1:4000 > 10.0.0.2:3500, 6 packets, 4 bytes >,"
                        + " 4 bytes <; sent again: 4 bytes >",
                LadderText.title(wire.conversation(1)));
    }

    @Test
    void manyConversationsThatHaveEndedAreDrawnAndTheirRowsUsedAgain() {
        List<String> titles = new ArrayList<>();
        wire.tracker = new Tracker(0, one -> titles.add(LadderText.title(one)), 100);
        for (int i = 0; i < 1000; i++) {
            wire.clientPort = 5000 + i;
            wire.client(SYN, 0, -S).server(SYN_ACK, 0, 1).client(ACK, 1, 1);
            wire.client(FIN_ACK, 1, 1).server(FIN_ACK, 1, 2).client(ACK, 2, 2);
        }
        wire.clientPort = 4000;
        wire.client(SYN, 0, -S);
        int left = wire.tracker.conversations().size();
        assertTrue(left < 60, left + " were kept");
        assertEquals(1001 - left, titles.size());
        assertTrue(titles.get(0).startsWith("conversation 1:"), titles.get(0));
        assertTrue(titles.get(0).contains("6 packets"), titles.get(0));
        List<String> rest = LadderText.lines(wire.tracker);
        assertTrue(rest.get(rest.size() - 1).contains("SYN seq 0"), rest.toString());
        assertEquals(0, wire.tracker.notShown());
    }

    @Test
    void thePictureIsWellFormedAndShowsTheStates() throws Exception {
        wire.handshake().client(RST, 1, 0);
        String svg = LadderSvg.draw(wire.tracker);
        javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        for (String part : Arrays.asList("SYN_SENT", "ESTABLISHED", "inferred", "(reset)"))
            assertTrue(svg.contains(part), part);
    }

    @Test
    void numbersAreRelativeAlsoWhenTheyWrapAround() {
        wire.handshake().client(ACK, 1, 1, "0123456789abcdefghij").server(ACK, 1, 21);
        assertEquals("ACK seq 1 ack 21", wire.what().get(4));
        assertEquals(0xfffffff0L, C);
    }
}
