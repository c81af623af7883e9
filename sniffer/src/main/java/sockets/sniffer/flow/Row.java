package sockets.sniffer.flow;

import sockets.common.text.Times;

/**
 * A line of the ladder, taken out of {@link Rows} to be drawn: one object serves for all of them.
 */
final class Row {
    /** What it tells of. */
    enum Kind {
        TCP,
        UDP,
        ERROR
    }

    private static final String[] FLAGS = {"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"};
    private static final long UNSIGNED = 0xffffffffL;
    private static final Remark[] REMARKS = Remark.values();

    /** Remarks that are no trouble. */
    private static final int CALM =
            Remark.KEEP_ALIVE.bit() | Remark.KEEP_ALIVE_ANSWER.bit() | Remark.WINDOW_UPDATE.bit();

    /** Since the conversation's first packet. */
    long nanos;

    /** True if the client sent it. */
    boolean toRight;

    Kind kind;
    int flags;
    long sequence;
    long acknowledgement;
    int length;

    /** Bytes that are missing before it, or of its fragments; -1 for an unknown number. */
    int missing;

    /** Bits of {@link Remark}. */
    int remarks;

    /** Of how many fragments; 0 for a whole packet. */
    int pieces;

    /** What an ICMP error says. */
    String error;

    /** State of the client's end behind it; null for UDP. */
    TcpState left;

    /** Of the server's. */
    TcpState right;

    TcpState left() {
        return left;
    }

    TcpState right() {
        return right;
    }

    /** True for what a student should look at: resets, errors, retransmissions. */
    boolean isAlarming() {
        return (remarks & ~CALM) != 0 || pieces > 0 && missing != 0;
    }

    /** Flags, numbers and length. */
    String what() {
        StringBuilder text = new StringBuilder();
        what(text);
        return text.toString();
    }

    /** What is remarkable; empty for nothing. */
    String remark() {
        StringBuilder text = new StringBuilder();
        remark(text);
        return text.toString();
    }

    void what(StringBuilder out) {
        switch (kind) {
            case ERROR -> out.append(error);
            case UDP -> out.append(length).append(length == 1 ? " byte" : " bytes");
            default -> segment(out);
        }
    }

    private void segment(StringBuilder out) {
        int start = out.length();
        for (int i = 0; i < FLAGS.length; i++) {
            if ((flags & 1 << i) == 0) continue;
            if (out.length() > start) out.append(',');
            out.append(FLAGS[i]);
        }
        if (out.length() == start) out.append("no flags");
        out.append(" seq ").append(sequence & UNSIGNED);
        if ((flags & 1 << 4) != 0) out.append(" ack ").append(acknowledgement & UNSIGNED);
        if (length > 0) out.append(" len ").append(length);
    }

    void remark(StringBuilder out) {
        int start = out.length();
        for (int left = remarks; left != 0; left &= left - 1) {
            if (out.length() > start) out.append(", ");
            Remark remark = REMARKS[Integer.numberOfTrailingZeros(left)];
            if (remark == Remark.GAP)
                out.append(
                        missing == 1
                                ? "before it 1 byte is missing"
                                : "before it " + missing + " bytes are missing");
            else out.append(remark.words());
        }
        if (pieces == 0) return;
        if (out.length() > start) out.append(", ");
        out.append("in ").append(Times.count(pieces, "fragment"));
        if (missing > 0)
            out.append(", ")
                    .append(Times.count(missing, "byte"))
                    .append(missing == 1 ? " is missing" : " are missing");
        else if (missing < 0) out.append(", the rest is missing");
    }
}
