package sockets.sniffer.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static sockets.sniffer.flow.Wire.ACK;
import static sockets.sniffer.flow.Wire.FIN_ACK;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The words on the rows, each by its rule. */
class RemarksTest {
    private final Wire wire = new Wire();

    @BeforeEach
    void open() {
        wire.handshake();
    }

    private void expect(String... remarks) {
        List<String> all = wire.remarks();
        assertEquals(List.of(remarks), all.subList(all.size() - remarks.length, all.size()));
    }

    @Test
    void bytesThatWereSeenBeforeAreARetransmission() {
        wire.client(ACK, 1, 1, "hola").client(ACK, 1, 1, "hola").client(ACK, 3, 1, "la!");
        expect("", "retransmission", "partly a retransmission");
        assertEquals(5, wire.conversation(1).bytesRight());
        assertEquals(6, wire.conversation(1).againRight());
    }

    @Test
    void aFinThatComesAgainIsARetransmission() {
        wire.client(FIN_ACK, 1, 1).client(FIN_ACK, 1, 1);
        expect("", "retransmission");
        assertEquals(0, wire.conversation(1).againRight());
    }

    @Test
    void aHoleIsTold() {
        wire.client(ACK, 1, 1, "hola").client(ACK, 15, 1, "x");
        expect("", "before it 10 bytes are missing");
    }

    @Test
    void whatFillsAHoleAtOnceWasOnlyOvertaken() {
        wire.client(ACK, 6, 1, "mundo").client(ACK, 1, 1, "hola ").server(ACK, 1, 11);
        expect("before it 5 bytes are missing", "out of order", "");
        assertEquals(10, wire.conversation(1).bytesRight());
        assertEquals(0, wire.conversation(1).againRight());
    }

    @Test
    void whatFillsAHoleLateWasSentAgain() {
        wire.client(ACK, 6, 1, "mundo");
        wire.micros += 200_000;
        wire.client(ACK, 1, 1, "hola ");
        expect("before it 5 bytes are missing", "retransmission");
    }

    @Test
    void whatThreeDuplicateAcksAskForWasSentAgain() {
        wire.micros -= 2900;
        wire.client(ACK, 6, 1, "mundo");
        for (int i = 0; i < 3; i++) {
            wire.micros -= 900;
            wire.server(ACK, 1, 1);
        }
        wire.micros -= 900;
        wire.client(ACK, 1, 1, "hola ");
        expect("duplicate ACK", "duplicate ACK", "duplicate ACK", "retransmission");
    }

    @Test
    void anAckIsADuplicateOnlyWithDataOutstanding() {
        wire.server(ACK, 1, 1).server(ACK, 1, 1);
        expect("", "");
        wire.client(ACK, 1, 1, "hola").server(ACK, 1, 1);
        expect("", "duplicate ACK");
        wire.server(ACK, 1, 5).server(ACK, 1, 5);
        expect("", "");
    }

    @Test
    void anAckWithDataOrAnotherWindowIsNoDuplicate() {
        wire.server(ACK, 1, 1).client(ACK, 1, 1, "hola").server(ACK, 1, 1, "x");
        expect("", "", "");
        wire.window = 2000;
        wire.server(ACK, 2, 1);
        expect("window update");
    }

    @Test
    void aByteBeforeTheNextOneIsAKeepAlive() {
        wire.client(ACK, 1, 1, "hola").server(ACK, 1, 5);
        wire.client(ACK, 4, 1).server(ACK, 1, 5);
        expect("keep-alive", "answer to keep-alive");
        wire.client(ACK, 4, 1, "x").server(ACK, 1, 5).server(ACK, 1, 5);
        expect("keep-alive", "answer to keep-alive", "");
        assertEquals(4, wire.conversation(1).bytesRight());
        assertEquals(0, wire.conversation(1).againRight());
    }

    @Test
    void aSingleByteThatIsNotAcknowledgedIsSentAgain() {
        wire.client(ACK, 1, 1, "x").client(ACK, 1, 1, "x");
        expect("", "retransmission");
    }

    @Test
    void aKeepAliveMayComeRightBehindTheHandshake() {
        wire.client(ACK, 0, 1).server(ACK, 1, 1);
        expect("keep-alive", "answer to keep-alive");
    }

    @Test
    void aClosedWindowIsProbedAndTheProbeAnswered() {
        wire.client(ACK, 1, 1, "hola");
        wire.window = 0;
        wire.server(ACK, 1, 5);
        expect("zero window");
        wire.window = 1000;
        // as RFC 9293, 3.8.6.1 has it: the first byte that does not fit
        wire.client(ACK, 5, 1, "x");
        wire.window = 0;
        wire.server(ACK, 1, 5);
        expect("zero window probe", "answer to zero window probe");
        wire.window = 1000;
        // and as Linux does: the number of a byte that has been acknowledged
        wire.client(ACK, 4, 1);
        wire.window = 0;
        wire.server(ACK, 1, 5);
        expect("zero window probe", "answer to zero window probe");
        wire.window = 1000;
        wire.server(ACK, 1, 5);
        expect("window update");
    }

    @Test
    void dataMayCarryAZeroWindow() {
        wire.window = 0;
        wire.server(ACK, 1, 1, "x");
        expect("zero window");
        wire.server(ACK, 1, 1, "x");
        expect("retransmission, zero window");
    }

    @Test
    void anAckMayShowThatBytesBeforeItAreMissing() {
        wire.server(ACK, 11, 1).server(ACK, 1, 1, "0123456789");
        expect("before it 10 bytes are missing", "out of order");
    }

    @Test
    void anAckThatWasOvertakenUpdatesNoWindow() {
        wire.server(ACK, 1, 1, "hola");
        wire.window = 500;
        wire.server(ACK, 1, 1);
        wire.window = 1000;
        wire.client(ACK, 1, 5, "x").server(ACK, 5, 1);
        expect("", "", "duplicate ACK");
    }

    @Test
    void whatIsFarAwayIsIgnored() {
        wire.client(ACK, 1L << 31, 1, "x").client(ACK, 1, 1, "hola").server(ACK, 1, 5);
        expect("outside of the window, ignored", "", "");
        assertEquals(4, wire.conversation(1).bytesRight());
    }
}
