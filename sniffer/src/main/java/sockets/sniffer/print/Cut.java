package sockets.sniffer.print;

/** What was to be printed next is not in the packet: it was cut when it was captured. */
final class Cut extends Exception {
    /** One for all: which protocol it was stands in the packet being printed. */
    static final Cut INSTANCE = new Cut();

    private Cut() {
        super("cut", null, false, false);
    }
}
