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

import java.util.List;
import org.junit.jupiter.api.Test;
import sockets.packet.IpProtocol;

/** The states of both ends as RFC 9293 has them, seen from the wire. */
class TcpStatesTest {
    private final Wire wire = new Wire();

    @Test
    void theClientClosesFirst() {
        wire.handshake().client(FIN_ACK, 1, 1).server(ACK, 1, 2).server(FIN_ACK, 1, 2);
        wire.client(ACK, 2, 2);
        assertEquals(
                "SYN_SENT/LISTEN ESTABLISHED/SYN_RECV ESTABLISHED/ESTABLISHED"
                        + " FIN_WAIT1/CLOSE_WAIT FIN_WAIT2/CLOSE_WAIT TIME_WAIT/LAST_ACK"
                        + " TIME_WAIT/CLOSED",
                wire.states());
    }

    @Test
    void oneSegmentMayCarryTheAckOfTheFinAndAFin() {
        wire.handshake().client(FIN_ACK, 1, 1).server(FIN_ACK, 1, 2).client(ACK, 2, 2);
        assertTrue(
                wire.states().endsWith("FIN_WAIT1/CLOSE_WAIT TIME_WAIT/LAST_ACK TIME_WAIT/CLOSED"),
                wire.states());
    }

    @Test
    void bothMayBeginAtOnce() {
        wire.client(SYN, 0, -S).server(SYN, 0, -C);
        wire.client(SYN_ACK, 0, 1).server(SYN_ACK, 0, 1);
        wire.client(ACK, 1, 1, "hi").server(ACK, 1, 3);
        assertEquals(1, wire.tracker.size());
        assertEquals(TcpState.CLOSED, wire.conversation(1).rightAtStart());
        assertEquals(
                "SYN_SENT/CLOSED SYN_RECV/SYN_RECV SYN_RECV/ESTABLISHED ESTABLISHED/ESTABLISHED"
                        + " ESTABLISHED/ESTABLISHED ESTABLISHED/ESTABLISHED",
                wire.states());
        assertEquals(List.of("", "", "", "", "", ""), wire.remarks());
    }

    @Test
    void bothMayBeginAtOnceAndAnswerByAnAckAlone() {
        wire.client(SYN, 0, -S).server(SYN, 0, -C).client(ACK, 1, 1).server(ACK, 1, 1);
        assertTrue(wire.states().endsWith("ESTABLISHED/ESTABLISHED"), wire.states());
        assertEquals(1, wire.tracker.size());
    }

    @Test
    void aProgramMayConnectToItself() {
        wire.serverPort = wire.clientPort;
        wire.serverHost = 1;
        wire.client(SYN, 0, -S).client(SYN_ACK, 0, C + 1 - S).client(ACK, 1, C + 1 - S);
        assertEquals(
                "SYN_RECV/SYN_RECV ESTABLISHED/ESTABLISHED ESTABLISHED/ESTABLISHED", wire.states());
    }

    @Test
    void aSynThatComesAgainChangesNothing() {
        wire.client(SYN, 0, -S).client(SYN, 0, -S).server(SYN_ACK, 0, 1).server(SYN_ACK, 0, 1);
        wire.client(ACK, 1, 1, "hola").client(SYN, 0, -S).server(SYN_ACK, 0, 1);
        wire.client(FIN_ACK, 5, 1).client(SYN, 0, -S).server(SYN_ACK, 0, 1);
        assertEquals(1, wire.tracker.size());
        assertEquals("FIN_WAIT1/CLOSE_WAIT", wire.last());
        assertTrue(
                wire.states()
                        .startsWith(
                                "SYN_SENT/LISTEN SYN_SENT/LISTEN ESTABLISHED/SYN_RECV"
                                        + " ESTABLISHED/SYN_RECV ESTABLISHED/ESTABLISHED"),
                wire.states());
        assertEquals(4, wire.conversation(1).bytesRight());
        assertEquals("retransmission", wire.remark());
    }

    @Test
    void twoCapturesMergedShowEachPacketTwiceAndEndAlike() {
        for (int i = 0; i < 2; i++) wire.client(SYN, 0, -S);
        for (int i = 0; i < 2; i++) wire.server(SYN_ACK, 0, 1);
        for (int i = 0; i < 2; i++) wire.client(ACK, 1, 1);
        for (int i = 0; i < 2; i++) wire.client(ACK, 1, 1, "hola");
        for (int i = 0; i < 2; i++) wire.server(ACK, 1, 5, "hola");
        for (int i = 0; i < 2; i++) wire.client(FIN_ACK, 5, 5);
        for (int i = 0; i < 2; i++) wire.server(FIN_ACK, 5, 6);
        for (int i = 0; i < 2; i++) wire.client(ACK, 6, 6);
        assertEquals(1, wire.tracker.size());
        assertEquals("TIME_WAIT/CLOSED", wire.last());
        assertEquals(4, wire.conversation(1).bytesRight());
        assertEquals(4, wire.conversation(1).againRight());
    }

    @Test
    void fastOpenSendsDataBeforeTheHandshakeEnds() {
        wire.client(SYN, 0, -S, "GET /\n").server(SYN_ACK, 0, 7).server(ACK, 1, 7, "one");
        wire.server(SYN_ACK, 0, 7).server(ACK, 4, 7, "two").client(ACK, 7, 7);
        assertEquals(
                "SYN_SENT/LISTEN ESTABLISHED/SYN_RECV ESTABLISHED/SYN_RECV ESTABLISHED/SYN_RECV"
                        + " ESTABLISHED/SYN_RECV ESTABLISHED/ESTABLISHED",
                wire.states());
        assertEquals(6, wire.conversation(1).bytesRight());
        assertEquals(6, wire.conversation(1).bytesLeft());
    }

    @Test
    void theSynAckMayBeCapturedBeforeTheSyn() {
        wire.server(SYN_ACK, 0, 1).client(SYN, 0, -S).client(ACK, 1, 1);
        assertEquals(1, wire.tracker.size());
        assertEquals(4000, wire.conversation(1).client().port());
        assertEquals(
                "ESTABLISHED/SYN_RECV ESTABLISHED/SYN_RECV ESTABLISHED/ESTABLISHED", wire.states());
        assertEquals(List.of("", "out of order", ""), wire.remarks());
    }

    @Test
    void aRefusedConnectionHadNoListener() {
        wire.client(SYN, 0, -S);
        wire.server(RST | ACK, -S, 1);
        assertEquals("SYN_SENT/CLOSED CLOSED/CLOSED", wire.states());
        assertEquals(List.of("", "reset"), wire.remarks());
    }

    @Test
    void aResetInSynSentMustAcknowledgeTheSyn() {
        wire.client(SYN, 0, -S).server(RST, 0, 0);
        assertEquals("SYN_SENT/(unknown)", wire.last());
        wire.server(RST | ACK, 0, 77);
        assertEquals("SYN_SENT/(unknown)", wire.last());
        assertTrue(wire.remark().contains("ignored"), wire.remark());
        wire.server(SYN_ACK, 0, 1).client(ACK, 1, 1);
        assertEquals("ESTABLISHED/ESTABLISHED", wire.last());
    }

    @Test
    void aResetLeadsAPassiveSynRecvBackToListen() {
        wire.client(SYN, 0, -S).server(SYN_ACK, 0, 1).client(RST, 1, 0);
        assertEquals("CLOSED/LISTEN", wire.last());
        // 3.5, figure 9: an old duplicate, then the SYN that is meant
        wire.client(SYN, 500_000, -S).server(SYN_ACK, 100, 500_001).client(ACK, 500_001, 101);
        assertEquals(2, wire.tracker.size());
        assertTrue(wire.states(2).endsWith("ESTABLISHED/ESTABLISHED"), wire.states(2));
    }

    @Test
    void aResetLeadsAnActiveSynRecvToClosed() {
        wire.client(SYN, 0, -S).server(SYN, 0, -C).client(RST | ACK, 1, 1);
        assertEquals("CLOSED/CLOSED", wire.last());
    }

    @Test
    void anOldDuplicateSynDoesNotTakeTheConnectionOver() {
        wire.client(SYN, 5_000_000, -S);
        // the duplicate, its answer, and the reset of that
        wire.client(SYN, 0, -S).server(SYN_ACK, 0, 1).client(RST, 1, 0);
        wire.server(SYN_ACK, 9_000_000, 5_000_001).client(ACK, 5_000_001, 9_000_001);
        assertEquals(2, wire.tracker.size());
        assertTrue(wire.states(1).endsWith("ESTABLISHED/ESTABLISHED"), wire.states(1));
        assertTrue(wire.states(2).endsWith("CLOSED/LISTEN"), wire.states(2));
    }

    @Test
    void aResetCountsInTheWindowOnly() {
        wire.handshake();
        wire.server(RST, 5000, 0);
        assertEquals("ESTABLISHED/ESTABLISHED", wire.last());
        assertEquals("reset outside of the window, ignored", wire.remark());
        wire.server(RST, -20, 0);
        assertEquals("ESTABLISHED/ESTABLISHED", wire.last());
        wire.client(ACK, 1, 1, "hola").server(ACK, 1, 5);
        wire.server(RST, 1, 0);
        assertEquals("CLOSED/CLOSED", wire.last());
        assertEquals("reset", wire.remark());
    }

    @Test
    void aScaledWindowIsWiderThanItsField() {
        wire.options = new byte[] {3, 3, 7, 0};
        wire.client(SYN, 0, -S).server(SYN_ACK, 0, 1);
        wire.options = new byte[] {};
        wire.client(ACK, 1, 1);
        // in 1000 << 7
        wire.server(RST, 100_000, 0);
        assertEquals("CLOSED/CLOSED", wire.last());
    }

    @Test
    void aWindowThatOnlyOneEndScalesIsNotScaled() {
        wire.options = new byte[] {3, 3, 7, 0};
        wire.client(SYN, 0, -S);
        wire.options = new byte[] {};
        wire.server(SYN_ACK, 0, 1).client(ACK, 1, 1).server(RST, 100_000, 0);
        assertEquals("ESTABLISHED/ESTABLISHED", wire.last());
    }

    @Test
    void whoGoesOnWasNotEndedByAReset() {
        wire.handshake().server(RST, 500, 0);
        assertEquals("CLOSED/CLOSED", wire.last());
        wire.client(ACK, 1, 1, "hola").server(ACK, 1, 5);
        assertEquals("ESTABLISHED/ESTABLISHED", wire.last());
    }

    @Test
    void aFinBeforeAHoleWaitsForTheHole() {
        wire.handshake().client(FIN_ACK, 11, 1);
        assertEquals("FIN_WAIT1/ESTABLISHED", wire.last());
        wire.server(ACK, 1, 1);
        assertEquals("FIN_WAIT1/ESTABLISHED", wire.last());
        wire.client(ACK, 1, 1, "0123456789");
        assertEquals("FIN_WAIT1/CLOSE_WAIT", wire.last());
        wire.server(ACK, 1, 12);
        assertEquals("FIN_WAIT2/CLOSE_WAIT", wire.last());
    }

    @Test
    void anAcknowledgedFinHasArrivedWhateverTheCaptureLacks() {
        wire.handshake().client(FIN_ACK, 11, 1).server(ACK, 1, 12);
        assertEquals("FIN_WAIT2/CLOSE_WAIT", wire.last());
    }

    @Test
    void bothMayCloseAtOnce() {
        wire.handshake().client(FIN_ACK, 1, 1).server(FIN_ACK, 1, 1);
        wire.client(ACK, 2, 2).server(ACK, 2, 2);
        assertTrue(
                wire.states().endsWith("CLOSING/CLOSING CLOSING/TIME_WAIT TIME_WAIT/TIME_WAIT"),
                wire.states());
    }

    @Test
    void anEndThatNeverAnsweredIsUnknown() {
        wire.client(SYN, 0, -S).client(SYN, 0, -S);
        assertEquals("SYN_SENT/(unknown) SYN_SENT/(unknown)", wire.states());
        assertEquals(TcpState.UNKNOWN, wire.conversation(1).rightAtStart());
    }

    @Test
    void theClientsPacketsAloneTellWhatTheServerDid() {
        wire.client(SYN, 0, -S).client(ACK, 1, 1).client(ACK, 1, 1, "hola");
        assertEquals(
                "SYN_SENT/LISTEN ESTABLISHED/ESTABLISHED ESTABLISHED/ESTABLISHED", wire.states());
        wire.client(ACK, 5, 5).client(FIN_ACK, 5, 5);
        assertEquals("FIN_WAIT1/CLOSE_WAIT", wire.last());
        wire.client(ACK, 6, 6);
        assertEquals("TIME_WAIT/CLOSED", wire.last());
    }

    @Test
    void theServersPacketsAloneTellWhatTheClientDid() {
        wire.server(SYN_ACK, 0, 1).server(ACK, 1, 5).server(ACK, 1, 5, "hola");
        assertEquals("ESTABLISHED/ESTABLISHED", wire.last());
        wire.server(ACK, 5, 6).server(FIN_ACK, 5, 6);
        assertEquals(4000, wire.conversation(1).client().port());
        assertTrue(wire.last().endsWith("/LAST_ACK"), wire.last());
    }

    @Test
    void theServersPacketsAloneTellThatItClosedFirst() {
        wire.server(SYN_ACK, 0, 1).server(ACK, 1, 1, "hola").server(FIN_ACK, 5, 1);
        assertTrue(wire.last().endsWith("/FIN_WAIT1"), wire.last());
        wire.server(ACK, 6, 2);
        assertTrue(wire.last().endsWith("/TIME_WAIT"), wire.last());
    }

    @Test
    void aCopyOfARefusedSynAckOpensNothing() {
        wire.client(SYN, 0, -S).server(SYN_ACK, 0, 1).client(RST, 1, 0).server(SYN_ACK, 0, 1);
        assertEquals("CLOSED/LISTEN", wire.last());
        assertEquals("retransmission", wire.remark());
    }

    @Test
    void anEndThatRestartsLeavesTheOtherHalfOpen() {
        // 3.5.1, figure 10: the answer to the SYN is of the old connection, and reset
        wire.client(SYN, 400, -S).server(ACK, 300, 100).client(RST, 100, 0);
        assertEquals("SYN_SENT/CLOSED", wire.last());
        wire.client(SYN, 400, -S).server(SYN_ACK, 9000, 401).client(ACK, 401, 9001);
        assertEquals("ESTABLISHED/ESTABLISHED", wire.last());
        assertEquals(1, wire.tracker.size());
    }

    @Test
    void portUnreachableEndsTheAttempt() {
        wire.client(SYN, 0, -S);
        wire.icmp(2, 3, 3, IpProtocol.TCP, wire.segment(true, SYN, C, 0, new byte[0]));
        assertEquals("SYN_SENT/CLOSED CLOSED/CLOSED", wire.states());
        assertEquals(List.of("SYN seq 0", "ICMP port unreachable"), wire.what());
    }

    @Test
    void portUnreachableOfARouterTellsNothingOfTheServer() {
        wire.client(SYN, 0, -S);
        wire.icmp(9, 3, 3, IpProtocol.TCP, wire.segment(true, SYN, C, 0, new byte[0]));
        assertEquals("CLOSED/(unknown)", wire.last());
    }

    @Test
    void softErrorsAndErrorsAboutOthersEndNothing() {
        wire.client(SYN, 0, -S);
        wire.icmp(9, 3, 1, IpProtocol.TCP, wire.segment(true, SYN, C, 0, new byte[0]));
        assertEquals("SYN_SENT/(unknown)", wire.last());
        wire.icmp(9, 3, 3, IpProtocol.TCP, wire.segment(true, SYN, C - 9, 0, new byte[0]));
        assertEquals("SYN_SENT/(unknown)", wire.last());
        wire.server(SYN_ACK, 0, 1).client(ACK, 1, 1);
        // RFC 5927: a connection that stands is not ended by it
        wire.icmp(2, 3, 3, IpProtocol.TCP, wire.segment(true, SYN, C, 0, new byte[0]));
        assertEquals("ESTABLISHED/ESTABLISHED", wire.last());
    }

    @Test
    void aSecondSynBetweenTheSamePortsIsAnotherConversation() {
        wire.handshake().client(RST, 1, 0).client(SYN, 90_000, -S);
        assertEquals(2, wire.tracker.size());
    }

    @Test
    void aCaptureThatBeginsLateKnowsTheConnection() {
        wire.client(ACK, 100, 50, "hola").server(ACK, 50, 104);
        assertEquals("ESTABLISHED/ESTABLISHED ESTABLISHED/ESTABLISHED", wire.states());
        assertEquals(TcpState.UNKNOWN, wire.conversation(1).leftAtStart());
        assertEquals(List.of("ACK seq 1 ack 1 len 4", "ACK seq 1 ack 5"), wire.what());
        wire.client(FIN_ACK, 104, 50).server(FIN_ACK, 50, 105).client(ACK, 105, 51);
        assertEquals("TIME_WAIT/CLOSED", wire.last());
    }
}
