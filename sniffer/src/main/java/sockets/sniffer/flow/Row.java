package sockets.sniffer.flow;

/**
 * A line of the ladder.
 *
 * @param nanos since the conversation's first packet
 * @param toRight true if the client sent it
 * @param what flags, numbers and length
 * @param remark what is remarkable; empty for nothing
 * @param left state of the client's end behind it; null for UDP
 * @param right of the server's end
 */
record Row(long nanos, boolean toRight, String what, String remark, TcpState left, TcpState right) {
    /** True for what a student should look at: resets, errors, retransmissions. */
    boolean isAlarming() {
        return !remark.isEmpty() && !remark.equals("keep-alive");
    }
}
