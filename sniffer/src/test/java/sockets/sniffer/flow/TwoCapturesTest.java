package sockets.sniffer.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sockets.sniffer.flow.Wire.ACK;
import static sockets.sniffer.flow.Wire.FIN_ACK;
import static sockets.sniffer.flow.Wire.S;
import static sockets.sniffer.flow.Wire.SYN;
import static sockets.sniffer.flow.Wire.SYN_ACK;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sockets.sniffer.file.Frame;

/** One connection, seen from both ends. */
class TwoCapturesTest {
    /** How far the server's clock is ahead, and how long the way takes. */
    private static final long AHEAD = 250_000_000;

    private static final long WAY = 400_000;

    private final TwoCaptures captures = new TwoCaptures("a.pcap", "b.pcap", true);
    private final Wire wire = new Wire();

    /** The client's end is the first file. */
    private boolean clientFirst = true;

    private boolean toServer;
    private boolean isLost;
    private boolean isCopied;
    private boolean isUnseen;

    TwoCapturesTest() {
        wire.sink = this::send;
    }

    private void send(Frame frame) {
        long now = frame.seconds() * 1_000_000_000L + frame.nanos();
        if (!isUnseen) put(toServer, frame, now);
        for (int i = isCopied ? 2 : isLost ? 0 : 1; i > 0; i--) put(!toServer, frame, now + WAY);
        isLost = false;
        isCopied = false;
        isUnseen = false;
    }

    private void put(boolean atClient, Frame frame, long time) {
        long shown = time + (atClient ? 0 : AHEAD);
        frame.time(shown / 1_000_000_000L, (int) (shown % 1_000_000_000L));
        captures.add(atClient == clientFirst, frame);
    }

    private Wire client() {
        toServer = true;
        return wire;
    }

    private Wire server() {
        toServer = false;
        return wire;
    }

    private void handshake() {
        client().client(SYN, 0, -S);
        server().server(SYN_ACK, 0, 1);
        client().client(ACK, 1, 1);
    }

    private List<String> lines() {
        captures.end();
        List<String> lines = new ArrayList<>();
        new TwoLadders(captures, lines::add).draw();
        return lines;
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }

    @Test
    void theClocksAreComparedAndTold() {
        handshake();
        List<String> lines = lines();
        assertEquals(
                "left a.pcap, right b.pcap, whose clock is 0.250000 s ahead (estimated: the fastest"
                        + " exchange, there and back, takes 0.000800 s); its times are shown by the"
                        + " left clock",
                lines.get(0));
        assertEquals(
                "conversation 1: tcp 10.0.0.1:4000 > 10.0.0.2:3500, 3 packets, 3 in both captures,"
                        + " lost between: 0 to the right, 0 to the left",
                lines.get(2));
        assertEquals(
                "0.000000    SYN_SENT    |---------------- SYN seq 0 ---------------->|"
                        + " LISTEN      0.000400",
                lines.get(5));
        assertEquals(
                "0.001400    ESTABLISHED |<----------- SYN,ACK seq 0 ack 1 -----------|"
                        + " SYN_RECV    0.001000",
                lines.get(6));
    }

    @Test
    void theClientsEndIsLeftWhateverTheOrderOfTheFiles() {
        clientFirst = false;
        handshake();
        List<String> lines = lines();
        assertTrue(lines.get(0).startsWith("left b.pcap, right a.pcap, "), lines.get(0));
        assertTrue(lines.get(0).contains("0.250000 s ahead"), lines.get(0));
    }

    @Test
    void aLostPacketEndsOnItsWayAndChangesNoStateThere() {
        handshake();
        isLost = true;
        client().client(FIN_ACK, 1, 1, "hola");
        server().server(ACK, 1, 1, "x");
        client().client(FIN_ACK, 1, 1, "hola");
        List<String> lines = lines();
        String lost = lines.get(lines.size() - 3);
        assertTrue(lost.contains("FIN_WAIT1 "), lost);
        assertTrue(lost.contains("--X     | ESTABLISHED"), lost);
        assertTrue(lost.endsWith("! lost on the way"), lost);
        assertTrue(last(lines).contains("| CLOSE_WAIT"), last(lines));
        assertTrue(last(lines).endsWith("! retransmission"), last(lines));
        assertTrue(lines.get(2).contains("lost between: 1 to the right, 0 to the left"));
    }

    @Test
    void aLostAnswerEndsOnItsWay() {
        handshake();
        isLost = true;
        server().server(ACK, 1, 1, "hola");
        server().server(ACK, 1, 1, "hola");
        List<String> lines = lines();
        String lost = lines.get(lines.size() - 2);
        assertTrue(lost.contains("|     X-"), lost);
        assertTrue(lines.get(2).contains("lost between: 0 to the right, 1 to the left"));
    }

    @Test
    void aCopyThatTheWayMadeIsNoPacketOfTheSender() {
        handshake();
        isCopied = true;
        client().client(ACK, 1, 1, "hola");
        assertTrue(last(lines()).endsWith("! copied on the way"));
    }

    @Test
    void whatTheSendersCaptureLacksIsTold() {
        handshake();
        isUnseen = true;
        client().client(ACK, 1, 1, "hola");
        server().server(ACK, 1, 5);
        List<String> lines = lines();
        assertTrue(lines.get(lines.size() - 2).endsWith("! not in a.pcap"), lines.toString());
    }

    @Test
    void whatWasAcknowledgedWasNotLost() {
        handshake();
        isLost = true;
        client().client(ACK, 1, 1, "hola");
        server().server(ACK, 1, 5);
        List<String> lines = lines();
        assertTrue(
                lines.get(lines.size() - 2).endsWith("! arrives, but is not in b.pcap"),
                lines.toString());
    }

    @Test
    void segmentsThatTheCardCutsAreNotLost() {
        handshake();
        isLost = true;
        client().client(ACK, 1, 1, "holamundo");
        isUnseen = true;
        client().client(ACK, 1, 1, "hola");
        isUnseen = true;
        client().client(ACK, 5, 1, "mundo");
        server().server(ACK, 1, 10);
        List<String> lines = lines();
        assertEquals(
                3,
                lines.stream()
                        .filter(line -> line.contains("in other pieces at the other end"))
                        .count(),
                lines.toString());
        assertTrue(lines.get(2).contains("lost between: 0 to the right, 0 to the left"));
    }

    private List<String> followed() {
        captures.end();
        List<String> lines = captures.followed(1);
        assertTrue(lines.get(0).startsWith("conversation 1: "), lines.get(0));
        assertTrue(lines.get(0).endsWith(" to the left"), lines.get(0));
        return lines.subList(1, lines.size());
    }

    @Test
    void whatOneCaptureLacksIsTakenFromTheOtherAndTold() {
        handshake();
        client().client(ACK, 1, 1, "one\n");
        isLost = true;
        client().client(ACK, 5, 1, "two\n");
        server().server(ACK, 1, 9, "1\n");
        isUnseen = true;
        server().server(ACK, 3, 9, "2\n");
        client().client(ACK, 13, 5, "four\n");
        server().server(ACK, 5, 18);
        assertEquals(
                List.of(
                        "> one\\n",
                        "> [the next 4 bytes are only in a.pcap]",
                        "> two\\n",
                        "< 1\\n",
                        "< [the next 2 bytes are only in a.pcap]",
                        "< 2\\n",
                        "> [4 bytes are in neither capture]",
                        "> four\\n"),
                followed());
    }

    @Test
    void whatIsSentAgainIsInBothAndCutSegmentsAreByTheirBytes() {
        handshake();
        isLost = true;
        client().client(ACK, 1, 1, "hola\n");
        client().client(ACK, 1, 1, "hola\n");
        // the card cuts a segment in two, the second part is lost
        isLost = true;
        client().client(FIN_ACK, 6, 1, "unodos");
        isUnseen = true;
        client().client(ACK, 6, 1, "uno");
        assertEquals(
                List.of("> hola\\n", "> uno", "> [the next 3 bytes are only in a.pcap]", "> dos"),
                followed());
    }

    @Test
    void aDatagramThatWasLostIsInTheSendersCaptureOnly() {
        client().udp(true, "uno");
        server().udp(false, "eins");
        isLost = true;
        client().udp(true, "dos");
        isLost = true;
        server().udp(false, "zwei");
        assertEquals(
                List.of(
                        "> uno",
                        "< eins",
                        "> [the next 3 bytes are only in a.pcap]",
                        "> dos",
                        "< [the next 4 bytes are only in b.pcap]",
                        "< zwei"),
                followed());
    }

    @Test
    void aCaptureThatCutsPacketsIsCompletedByTheOther() {
        handshake();
        wire.sink =
                frame -> {
                    captures.add(false, frame);
                    // IP, TCP and three bytes
                    frame.set(frame.data(), 0, 43, frame.length());
                    captures.add(true, frame);
                };
        wire.client(ACK, 1, 1, "hola\n");
        assertEquals(
                List.of("> hol", "> [the next 2 bytes are only in b.pcap]", "> a\\n"), followed());
    }

    @Test
    void thePictureHasBothTimesAndEndsTheArrowOfWhatWasLost() {
        handshake();
        isLost = true;
        client().client(ACK, 1, 1, "<hola>");
        isUnseen = true;
        server().server(ACK, 1, 1, "x");
        client().client(ACK, 7, 2);
        captures.end();
        String svg = LadderSvg.draw(captures);
        assertTrue(
                svg.contains(">left a.pcap, right b.pcap, whose clock is 0.250000 s ahead"), svg);
        assertTrue(svg.contains("4 in both captures, lost between: 1 to the right, 0 to the left"));
        assertEquals(1, svg.split("class=\"lost\"", -1).length - 1, svg);
        assertTrue(svg.contains("len 6 (lost on the way)</text>"), svg);
        assertTrue(svg.contains("text-anchor=\"middle\">X</text>"), svg);
        assertTrue(svg.contains(" (not in b.pcap)</text>"), svg);
        // the handshake at both ends, and each of the others at one
        assertTrue(svg.contains("text-anchor=\"start\">0.001400 s</text>"), svg);
        assertTrue(svg.contains("text-anchor=\"end\">0.001000 s</text>"), svg);
        assertEquals(10, svg.split(" s</text>", -1).length - 1, svg);
    }

    @Test
    void equalDatagramsAreToldApartByTheClocks() {
        // no identification, always the same text
        for (int i = 0; i < 5; i++) {
            wire.micros += 1_000_000;
            wire.identification = 0;
            isLost = i == 1;
            client().udp(true, "hola");
            if (i == 1) continue;
            wire.identification = 0;
            server().udp(false, "chau" + i);
        }
        List<String> lines = lines();
        List<String> lost = lines.stream().filter(line -> line.contains("! lost")).toList();
        assertEquals(1, lost.size(), lines.toString());
        assertTrue(lost.get(0).startsWith("1.00"), lost.toString());
    }

    @Test
    void packetsOfOneDirectionAloneAreInOrderToo() {
        for (int i = 0; i < 4; i++) {
            isLost = i == 1;
            isUnseen = i == 2;
            client().udp(true, "hola" + i);
        }
        List<String> lines = lines();
        assertTrue(lines.get(0).contains("not compared"), lines.get(0));
        assertTrue(lines.get(5).endsWith("! lost on the way"), lines.toString());
        assertTrue(lines.get(6).endsWith("! not in a.pcap"), lines.toString());
        assertTrue(lines.get(7).startsWith("0.003000 "), lines.toString());
    }

    @Test
    void twoRunsHaveNothingInCommon() {
        handshake();
        TwoCaptures strangers = new TwoCaptures("a", "b", false);
        wire.sink = frame -> strangers.add(true, frame);
        wire.client(SYN, 0, -S);
        wire.clientPort = 5000;
        wire.sink = frame -> strangers.add(false, frame);
        wire.client(SYN, 0, -S);
        strangers.end();
        assertEquals(0, strangers.pairs());
        List<String> lines = new ArrayList<>();
        new TwoLadders(strangers, lines::add).draw();
        assertFalse(lines.isEmpty());
        assertTrue(lines.get(0).contains("not compared"), lines.get(0));
    }

    @Test
    void oneCaptureTwiceIsToldFromTwo() {
        for (boolean first : new boolean[] {true, false}) {
            Wire same = new Wire();
            same.sink = frame -> captures.add(first, frame);
            same.handshake();
        }
        assertTrue(lines().get(0).contains("captured in one place"));
    }
}
