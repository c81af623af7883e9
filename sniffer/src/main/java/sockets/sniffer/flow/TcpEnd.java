package sockets.sniffer.flow;

import sockets.packet.TcpHeader;

/**
 * One end of a connection, as an observer on the wire infers it: what it has sent, and the state
 * that it must be in when the other end's packets arrive.
 */
final class TcpEnd {
    TcpState state;

    /** The first sequence number; those shown are relative to it. */
    private long first = -1;

    /** Behind the highest byte sent, relative. */
    private long next;

    /** Behind its FIN, relative; -1 as long as it has sent none. */
    private long finished = -1;

    private long lastAcknowledgement = -1;
    private int lastWindow = -1;

    TcpEnd(TcpState state) {
        this.state = state;
    }

    private static long modulo(long value) {
        return value & 0xffffffffL;
    }

    /** The distance of two relative numbers, which wrap around. */
    private static int distance(long from, long to) {
        return (int) (to - from);
    }

    long relative(long sequence) {
        return first < 0 ? 0 : modulo(sequence - first);
    }

    boolean isNew() {
        return first < 0;
    }

    /** What it has acknowledged tells where the other end is, although that was not captured. */
    void begin(long sequence) {
        if (first < 0) first = modulo(sequence);
    }

    /** Notes what it sends. Returns what is remarkable about it, or an empty text. */
    String sends(TcpHeader tcp, int length) {
        begin(tcp.sequence());
        long start = relative(tcp.sequence());
        int size = length + (tcp.has(TcpHeader.SYN) ? 1 : 0) + (tcp.has(TcpHeader.FIN) ? 1 : 0);
        String remark = remark(tcp, start, size, length);
        if (size > 0 && distance(next, start + size) > 0) next = modulo(start + size);
        if (tcp.has(TcpHeader.FIN)) finished = modulo(start + size);
        if (tcp.has(TcpHeader.ACK)) lastAcknowledgement = tcp.acknowledgement();
        lastWindow = tcp.window();
        return remark;
    }

    private String remark(TcpHeader tcp, long start, int size, int length) {
        if (tcp.has(TcpHeader.RST)) return "reset";
        int ahead = distance(next, start);
        boolean begun = next != 0;
        if (begun && length <= 1 && ahead == -1 && !tcp.has(TcpHeader.SYN) && size == length)
            return "keep-alive";
        if (begun && size > 0 && ahead < 0)
            return distance(next, start + size) > 0 ? "partly a retransmission" : "retransmission";
        if (begun && ahead > 0 && size > 0) return "before it " + ahead + " bytes are missing";
        boolean acknowledges = tcp.has(TcpHeader.ACK) && size == 0;
        if (acknowledges
                && tcp.acknowledgement() == lastAcknowledgement
                && tcp.window() == lastWindow) return "duplicate ACK";
        return tcp.window() == 0 && tcp.has(TcpHeader.ACK) ? "zero window" : "";
    }

    /** True if it has sent FIN, and this number of the other end does not cover it. */
    boolean isFinUnknown(long acknowledged) {
        return finished >= 0 && distance(finished, acknowledged) < 0;
    }

    /**
     * Its own state after it has sent a segment.
     *
     * @param unknown true if the other end's FIN had not arrived when it was sent
     */
    void afterSending(TcpHeader tcp, boolean unknown) {
        if (tcp.has(TcpHeader.RST)) state = TcpState.CLOSED;
        else if (tcp.has(TcpHeader.SYN))
            state = tcp.has(TcpHeader.ACK) ? TcpState.SYN_RECV : TcpState.SYN_SENT;
        else if (tcp.has(TcpHeader.FIN))
            state =
                    switch (state) {
                        case CLOSE_WAIT -> unknown ? TcpState.CLOSING : TcpState.LAST_ACK;
                        case LAST_ACK -> TcpState.LAST_ACK;
                        case CLOSING, TIME_WAIT, FIN_WAIT2, CLOSED -> state;
                        default -> TcpState.FIN_WAIT1;
                    };
    }

    /** Its state when a segment of the other end has arrived. */
    void afterReceiving(TcpHeader tcp, long acknowledged) {
        if (tcp.has(TcpHeader.RST)) {
            state = TcpState.CLOSED;
            return;
        }
        boolean ack = tcp.has(TcpHeader.ACK);
        if (tcp.has(TcpHeader.SYN)) {
            if (ack && state == TcpState.SYN_SENT) state = TcpState.ESTABLISHED;
            return;
        }
        if (ack && state == TcpState.SYN_RECV) state = TcpState.ESTABLISHED;
        boolean finAcknowledged = ack && finished >= 0 && distance(finished, acknowledged) >= 0;
        if (finAcknowledged)
            state =
                    switch (state) {
                        case FIN_WAIT1 -> TcpState.FIN_WAIT2;
                        case CLOSING -> TcpState.TIME_WAIT;
                        case LAST_ACK -> TcpState.CLOSED;
                        default -> state;
                    };
        if (tcp.has(TcpHeader.FIN))
            state =
                    switch (state) {
                        case ESTABLISHED, SYN_RECV -> TcpState.CLOSE_WAIT;
                        case FIN_WAIT1 -> TcpState.CLOSING;
                        case FIN_WAIT2 -> TcpState.TIME_WAIT;
                        default -> state;
                    };
    }
}
