package sockets.sniffer.flow;

import static sockets.sniffer.flow.TcpState.CLOSED;
import static sockets.sniffer.flow.TcpState.CLOSE_WAIT;
import static sockets.sniffer.flow.TcpState.CLOSING;
import static sockets.sniffer.flow.TcpState.ESTABLISHED;
import static sockets.sniffer.flow.TcpState.FIN_WAIT1;
import static sockets.sniffer.flow.TcpState.FIN_WAIT2;
import static sockets.sniffer.flow.TcpState.LAST_ACK;
import static sockets.sniffer.flow.TcpState.LISTEN;
import static sockets.sniffer.flow.TcpState.SYN_RECV;
import static sockets.sniffer.flow.TcpState.SYN_SENT;
import static sockets.sniffer.flow.TcpState.TIME_WAIT;

/**
 * The state machine of RFC 9293, 3.3.2 (figure 5), as a table: in which state an end is, what it
 * sends or gets, in which state it is then. What is not in the table changes nothing. Whether a
 * segment counts at all (its numbers, the window) is decided before, by {@link TcpObserver}.
 */
final class Transitions {
    /** What an end does, or what reaches it. */
    enum Event {
        SENDS_SYN,
        SENDS_SYN_ACK,
        SENDS_FIN,
        /** FIN that does not acknowledge the other end's FIN, although that is on its way. */
        SENDS_CROSSING_FIN,
        SENDS_RST,
        GETS_SYN,
        /** SYN and ACK in one, which acknowledges this end's SYN. */
        GETS_SYN_ACK,
        GETS_ACK_OF_SYN,
        /** FIN, and everything before it. */
        GETS_FIN,
        GETS_ACK_OF_FIN,
        GETS_RST,
        /** ICMP: nobody has the port, or the protocol. */
        GETS_HARD_ERROR
    }

    private static final TcpState[][] TABLE =
            new TcpState[TcpState.values().length][Event.values().length];

    static {
        // 3.10.1 OPEN; 3.10.7.2: a listener answers by SYN,ACK
        row(CLOSED, Event.SENDS_SYN, SYN_SENT);
        row(LISTEN, Event.SENDS_SYN_ACK, SYN_RECV);
        // 3.10.7.3 SYN-SENT; 3.5, figure 7: a bare SYN means that both have begun
        row(SYN_SENT, Event.GETS_SYN, SYN_RECV);
        row(SYN_SENT, Event.GETS_SYN_ACK, ESTABLISHED);
        row(SYN_SENT, Event.SENDS_SYN_ACK, SYN_RECV);
        row(SYN_SENT, Event.GETS_RST, CLOSED);
        // RFC 1122, 4.2.3.9 (3.9.2.2): a hard error ends the attempt
        row(SYN_SENT, Event.GETS_HARD_ERROR, CLOSED);
        row(SYN_RECV, Event.GETS_HARD_ERROR, CLOSED);
        // 3.10.7.4, fifth: the ACK of the SYN
        row(SYN_RECV, Event.GETS_ACK_OF_SYN, ESTABLISHED);
        row(SYN_RECV, Event.GETS_SYN_ACK, ESTABLISHED);
        // 3.10.4 CLOSE
        row(SYN_RECV, Event.SENDS_FIN, FIN_WAIT1);
        row(ESTABLISHED, Event.SENDS_FIN, FIN_WAIT1);
        row(CLOSE_WAIT, Event.SENDS_FIN, LAST_ACK);
        row(CLOSE_WAIT, Event.SENDS_CROSSING_FIN, CLOSING);
        // 3.10.7.4, fifth: the ACK of the FIN; 3.6
        row(FIN_WAIT1, Event.GETS_ACK_OF_FIN, FIN_WAIT2);
        row(CLOSING, Event.GETS_ACK_OF_FIN, TIME_WAIT);
        row(LAST_ACK, Event.GETS_ACK_OF_FIN, CLOSED);
        // 3.10.7.4, eighth: the FIN
        row(SYN_RECV, Event.GETS_FIN, CLOSE_WAIT);
        row(ESTABLISHED, Event.GETS_FIN, CLOSE_WAIT);
        row(FIN_WAIT1, Event.GETS_FIN, CLOSING);
        row(FIN_WAIT2, Event.GETS_FIN, TIME_WAIT);
        // 3.10.5 ABORT, and 3.10.7.4, second: RST (a passive SYN_RECV goes back, see TcpEnd)
        for (TcpState state : TcpState.values()) {
            boolean connected = state != CLOSED && state != LISTEN && state != SYN_SENT;
            row(state, Event.SENDS_RST, CLOSED);
            if (connected) row(state, Event.GETS_RST, CLOSED);
        }
    }

    private Transitions() {}

    private static void row(TcpState from, Event event, TcpState to) {
        TABLE[from.ordinal()][event.ordinal()] = to;
    }

    /** The state behind an event. */
    static TcpState after(TcpState state, Event event) {
        TcpState next = TABLE[state.ordinal()][event.ordinal()];
        return next == null ? state : next;
    }
}
