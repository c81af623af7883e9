package sockets.sniffer.flow;

/**
 * What is remarkable about a segment, one rule each; {@link TcpRemarks} has the rules, {@link
 * TcpObserver} those of SYN and RST.
 */
enum Remark {
    RESET("reset"),
    /** RFC 9293, 3.10.7.4, first and second. */
    RESET_OUTSIDE("reset outside of the window, ignored"),
    OUTSIDE("outside of the window, ignored"),
    /** All of it was seen before. */
    RETRANSMISSION("retransmission"),
    PARTLY_RETRANSMISSION("partly a retransmission"),
    /** It fills a gap that what was sent later had left. */
    OUT_OF_ORDER("out of order"),
    /** A gap: its size stands in the row. */
    GAP("before it %d bytes are missing"),
    /** RFC 9293, 3.8.4. */
    KEEP_ALIVE("keep-alive"),
    KEEP_ALIVE_ANSWER("answer to keep-alive"),
    ZERO_WINDOW("zero window"),
    /** RFC 9293, 3.8.6.1. */
    ZERO_WINDOW_PROBE("zero window probe"),
    ZERO_WINDOW_PROBE_ANSWER("answer to zero window probe"),
    WINDOW_UPDATE("window update"),
    /** RFC 5681, 2. */
    DUPLICATE_ACK("duplicate ACK"),
    /** ICMP. */
    ERROR("error");

    private final String words;

    Remark(String words) {
        this.words = words;
    }

    int bit() {
        return 1 << ordinal();
    }

    String words() {
        return words;
    }
}
