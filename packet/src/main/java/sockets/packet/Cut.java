package sockets.packet;

/** What was to be read next is not in the packet: it was cut when it was captured. */
public final class Cut extends Exception {
    /** One for all: where it was stands with whoever reads. */
    public static final Cut INSTANCE = new Cut();

    private Cut() {
        // a sniffer may meet many of these: no stack trace, which is what makes exceptions slow
        super("cut", null, false, false);
    }
}
