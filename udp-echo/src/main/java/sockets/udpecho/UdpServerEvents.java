package sockets.udpecho;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import sockets.common.console.Console;
import sockets.common.net.Addresses;
import sockets.common.text.Failure;
import sockets.common.text.Quote;
import sockets.common.text.Reason;
import sockets.common.text.Times;

/** What the server counts and prints of each datagram, and whom it answers. */
final class UdpServerEvents {
    /** Ports below need privileges: services such as echo (7) and DNS (53) answer from there. */
    private static final int FIRST_USER_PORT = 1024;

    private final Console console;
    private final boolean silent;
    private final boolean hex;
    private final List<AddressRange> allowed;
    private final long count;
    private int ownPort;
    private boolean loopTold;
    private final Set<Reason> told = EnumSet.noneOf(Reason.class);
    // each is written by one thread only and read by "show": no need of an atomic addition
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong bytesIn = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong bytesOut = new AtomicLong();
    private final AtomicLong copies = new AtomicLong();

    /**
     * @param allowed who is answered; everybody if empty
     * @param count datagrams after which the server ends; 0 for never
     * @param hex true to show the bytes of each datagram
     */
    UdpServerEvents(Console console, List<AddressRange> allowed, long count, boolean hex) {
        this.console = console;
        this.silent = console.isQuiet();
        this.allowed = allowed;
        this.count = count;
        this.hex = hex;
    }

    void boundTo(InetSocketAddress address) {
        ownPort = address.getPort();
    }

    boolean wantsMore() {
        return count == 0 || received.getPlain() < count;
    }

    /** A datagram has come: counts it. */
    void noteReceived(UdpDatagram datagram) {
        add(received, 1);
        add(bytesIn, datagram.length());
    }

    /** Decides whether a datagram is answered, and shows it. */
    boolean isToAnswer(UdpDatagram datagram) {
        String refused = allowed.isEmpty() && isFine(datagram) ? null : refusal(datagram);
        if (!silent) console.line(line(datagram, refused));
        return refused == null;
    }

    private static void add(AtomicLong counter, long more) {
        counter.setOpaque(counter.getPlain() + more);
    }

    private boolean isFine(UdpDatagram datagram) {
        int port = datagram.client().getPort();
        return port >= FIRST_USER_PORT && port != ownPort;
    }

    private String refusal(UdpDatagram datagram) {
        if (!isFine(datagram)) {
            if (!loopTold) {
                loopTold = true;
                console.warn(
                        "recvfrom "
                                + Addresses.text(datagram.client())
                                + ": not answered ("
                                + console.texts().get("hint.loop")
                                + ")");
            }
            return "not answered";
        }
        InetAddress address = datagram.client().getAddress();
        for (AddressRange range : allowed) if (range.contains(address)) return null;
        return "not answered (not in --allow)";
    }

    private String line(UdpDatagram datagram, String refused) {
        String line =
                "#"
                        + received.get()
                        + " "
                        + Addresses.text(datagram.client())
                        + " "
                        + datagram.length()
                        + " bytes "
                        + Quote.text(datagram.payload());
        if (datagram.isCut()) line += " (cut: longer than --buffer " + datagram.size() + ")";
        if (refused != null) line += " " + refused;
        if (hex && datagram.length() > 0) line += "\n" + Quote.hex(datagram.payload());
        return line;
    }

    void lostOnPurpose() {
        if (!silent) console.line("#" + received.get() + " answer lost on purpose (--loss)");
    }

    /** The answer that follows is a second copy. */
    void copy() {
        add(copies, 1);
    }

    void twiceOnPurpose() {
        if (!silent)
            console.line("#" + received.get() + " answer sent twice on purpose (--duplicate)");
    }

    /** An answer has left: counts it. */
    void noteSent(int bytes) {
        add(answered, 1);
        add(bytesOut, bytes);
    }

    void noteDropped() {
        if (!silent) console.line("an answer was still delayed at the end: not sent");
    }

    /**
     * An answer cannot be sent; why is said once of each reason, since it is its client's doing.
     */
    synchronized void noteFailed(Failure failure) {
        if (!told.add(failure.reason())) return;
        boolean broadcast = failure.reason() == Reason.EACCES;
        console.error(broadcast ? failure.hint("hint.udp.answer.EACCES") : failure);
    }

    /** {@code answered 3 datagrams, 30 bytes in, 30 bytes out}. */
    String summary() {
        return "answered "
                + Times.count(Math.max(0, answered.get() - copies.get()), "datagram")
                + ", "
                + bytesIn.get()
                + " bytes in, "
                + bytesOut.get()
                + " bytes out";
    }
}
