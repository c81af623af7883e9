package sockets.sniffer.flow;

import sockets.sniffer.flow.Transitions.Event;

/**
 * One end of a connection, as an observer on the wire knows it: its state, and its numbers by the
 * names of RFC 9293, 3.3.1. Numbers are relative to its first one and do not wrap around: its SYN
 * is 0, its first byte 1.
 */
final class TcpEnd {
    private static final long UNSIGNED = 0xffffffffL;

    /** RFC 7323, 2.3: the most that a window may be scaled. */
    private static final int MOST_SCALE = 14;

    TcpState state;

    /** Before a reset, which the end may have ignored. */
    private TcpState beforeReset;

    /** It came out of LISTEN, to which a reset leads it back. */
    private boolean passive;

    /** ISS, the initial send sequence number. */
    private long initial;

    private boolean numbered;

    /** Of an opening that a reset has ended: copies of its SYN begin nothing. */
    private long refused = -1;

    /** A packet of its own has been seen. */
    boolean seen;

    /** Its own SYN has been seen. */
    boolean synSeen;

    boolean synAckSeen;

    /** Its SYN came with data: TCP Fast Open, RFC 7413. */
    boolean synWithData;

    /** SND.NXT: behind the highest byte sent. */
    long next;

    /** SND.UNA: behind the highest byte that the other end has acknowledged. */
    long acknowledged;

    /** The number of its FIN; -1 as long as it has sent none. */
    long fin = -1;

    boolean finDelivered;

    /** Of an end that is not in the capture: a byte acknowledged by itself; -1 for none. */
    long maybeFin = -1;

    /** What of its stream has not been seen. */
    final Holes holes = new Holes();

    /** The last acknowledgement that it sent, in the other end's numbers; -1 for none. */
    long lastAcknowledgement = -1;

    /** Its last window, scaled. */
    long lastWindow = -1;

    /** How often it has sent the same acknowledgement again. */
    int duplicates;

    /** The right edge of its window: the other end may send up to here. */
    long edge = -1;

    /** The last segment was a keep-alive or a probe, which has not been answered. */
    Remark asks;

    private int scale = -1;

    TcpEnd(TcpState state) {
        this.state = state;
    }

    boolean isNumbered() {
        return numbered;
    }

    /** True for a copy of the SYN of an opening that a reset has ended. */
    boolean isRefused(Sighting syn) {
        return !numbered && syn.sequence == refused;
    }

    /** Its numbers begin here. */
    void begin(long sequence) {
        initial = sequence & UNSIGNED;
        numbered = true;
        next = 0;
        acknowledged = 0;
        fin = -1;
        finDelivered = false;
        holes.fill(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** The SYN was not seen, but what came behind it. */
    void beginBehindSyn(long sequence) {
        begin(sequence - 1);
        next = 1;
        acknowledged = 1;
    }

    /** The SYN comes late and shows that data came with it. */
    void shift(long sequence) {
        long by = initial - sequence & UNSIGNED;
        initial = sequence & UNSIGNED;
        next += by;
        acknowledged += by;
    }

    /** A number of this end, relative to its first one: the one nearest to what is expected. */
    long relative(long sequence) {
        return next + (int) (sequence - initial - next);
    }

    /** ISS, for the numbers that are shown. */
    long initial() {
        return initial;
    }

    /** The other end's RCV.NXT: it has everything before this. */
    long received() {
        return holes.firstBehind(acknowledged, Math.max(next, acknowledged));
    }

    void does(Event event) {
        TcpState before = state;
        boolean back = passive && state == TcpState.SYN_RECV && event == Event.GETS_RST;
        // RFC 9293, 3.10.7.4, second: initiated with a passive OPEN, returns to LISTEN
        state = back ? TcpState.LISTEN : Transitions.after(state, event);
        if (back) {
            refused = initial;
            numbered = false;
            synSeen = false;
            synAckSeen = false;
        }
        if (event == Event.SENDS_SYN_ACK) passive = before == TcpState.LISTEN;
        boolean ended = state == TcpState.CLOSED && before != TcpState.CLOSED;
        if (ended)
            beforeReset =
                    event == Event.SENDS_RST
                                    || event == Event.GETS_RST
                                    || event == Event.GETS_HARD_ERROR
                            ? before
                            : null;
    }

    /** It goes on sending, so the reset did not end it. */
    void goOn() {
        if (state != TcpState.CLOSED || beforeReset == null) return;
        state = beforeReset;
        beforeReset = null;
    }

    /** Notes the window of a segment that it sends. */
    void offers(Sighting segment, TcpEnd other) {
        if (segment.isSyn()) scale = segment.scale;
        lastWindow = window(segment, other);
        if (!segment.isAck()) return;
        boolean known = synSeen && other.synSeen;
        long widest = known ? lastWindow : (long) segment.window << MOST_SCALE;
        edge = Math.max(edge, other.relative(segment.acknowledgement) + widest);
    }

    /** The window that a segment of this end offers (RFC 7323, 2.2: scaled if both have said). */
    long window(Sighting segment, TcpEnd other) {
        boolean scaled = scale >= 0 && other.scale >= 0 && !segment.isSyn();
        return scaled ? (long) segment.window << Math.min(scale, MOST_SCALE) : segment.window;
    }
}
