package sockets.sniffer.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static sockets.sniffer.flow.Wire.ACK;
import static sockets.sniffer.flow.Wire.FIN_ACK;
import static sockets.sniffer.flow.Wire.S;
import static sockets.sniffer.flow.Wire.SYN;
import static sockets.sniffer.flow.Wire.SYN_ACK;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes of a conversation in their order. */
class FollowerTest {
    private final Wire wire = new Wire(1);

    @Test
    void theBytesComeInOrderOnceAndSafe() {
        wire.handshake().client(ACK, 6, 1, "mundo\n").client(ACK, 1, 1, "hola ");
        wire.client(ACK, 1, 1, "hola ").server(ACK, 1, 12, "\u001b[31mñandú\n");
        wire.client(ACK, 20, 1, "tarde");
        assertEquals(
                List.of(
                        "> hola mundo\\n",
                        "< \\x1b[31mñandú\\n",
                        "> [8 bytes are not in the capture]",
                        "> tarde"),
                wire.followed());
    }

    @Test
    void aRepeatedSynAckRepeatsNoByte() {
        wire.client(SYN, 0, -S, "GET /\n").server(SYN_ACK, 0, 7).server(ACK, 1, 7, "part one\n");
        wire.server(SYN_ACK, 0, 7).server(ACK, 10, 7, "part two\n").client(ACK, 7, 19);
        assertEquals(List.of("> GET /\\n", "< part one\\n", "< part two\\n"), wire.followed());
    }

    @Test
    void aGapKeepsItsPlace() {
        wire.handshake().client(ACK, 1, 1, "one\n").server(ACK, 1, 5, "1\n");
        // the second question is lost
        wire.server(ACK, 3, 9, "2\n").client(ACK, 9, 5, "three\n").server(ACK, 5, 15, "3\n");
        assertEquals(
                List.of(
                        "> one\\n",
                        "< 1\\n",
                        "> [4 bytes are not in the capture]",
                        "< 2\\n",
                        "> three\\n",
                        "< 3\\n"),
                wire.followed());
    }

    @Test
    void anAnswerThatWasCapturedFirstComesBehindItsQuestion() {
        wire.handshake().server(ACK, 1, 5, "1\n").client(ACK, 1, 1, "one\n");
        assertEquals(List.of("> one\\n", "< 1\\n"), wire.followed());
    }

    @Test
    void theFinIsNoByte() {
        wire.handshake().client(FIN_ACK, 1, 1, "hola").server(ACK, 1, 6).server(FIN_ACK, 1, 6);
        wire.client(ACK, 6, 2);
        assertEquals(List.of("> hola"), wire.followed());
    }

    @Test
    void aFinThatWasNotCapturedIsNoByte() {
        wire.handshake().client(ACK, 1, 1, "hola").server(ACK, 1, 5).server(ACK, 1, 6);
        assertEquals(List.of("> hola"), wire.followed());
    }

    @Test
    void aKeepAliveIsNoByte() {
        wire.handshake().client(ACK, 1, 1, "hola").client(ACK, 4, 1, "?").server(ACK, 1, 5);
        assertEquals(List.of("> hola"), wire.followed());
    }

    @Test
    void whatTheWindowDoesNotAllowIsNotThere() {
        wire.handshake().client(ACK, 1L << 31, 1, "forged").client(ACK, 1, 1, "hola");
        assertEquals(List.of("> hola"), wire.followed());
    }

    @Test
    void datagramsAreLinesOfTheirOwn() {
        wire.udp(true, "a").udp(true, "b").udp(false, "c");
        assertEquals(List.of("> a", "> b", "< c"), wire.followed());
    }
}
