package sockets.common;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/**
 * The trace of {@code --explain}: one line per socket call, when it happens, in the order in which
 * the kernel gets them.
 */
public final class Explain {
    /** Prints nothing. */
    public static final Explain OFF = new Explain("", null, null);

    /**
     * A socket call.
     *
     * @param side who made it: server or client
     * @param call the Berkeley call with its result, {@code bind(127.0.0.1:3500) = 0}
     * @param java the Java call that makes it
     * @param why one sentence in the user's language
     * @param byJava true for a call that Java adds on its own
     */
    public record Call(String side, String call, String java, String why, boolean byJava) {
        /** The line that {@code --explain} prints. */
        public String line() {
            String line = "explain: " + side + " | " + call + " | " + java + " | " + why;
            return byJava ? line + " (by Java)" : line;
        }

        /** The call alone: {@code bind}. */
        public String name() {
            return call.substring(0, call.indexOf('('));
        }

        /** The number behind "= "; 0 where there is none. */
        public long result() {
            String text = call.substring(call.lastIndexOf(" = ") + 3);
            int end = text.startsWith("-") ? 1 : 0;
            while (end < text.length() && Character.isDigit(text.charAt(end))) end++;
            return end == 0 || text.equals("-") ? 0 : Long.parseLong(text.substring(0, end));
        }
    }

    private final String side;
    private final Texts texts;
    private final Consumer<Call> sink;

    /** Hands each call of one side to a sink. */
    public Explain(String side, Texts texts, Consumer<Call> sink) {
        this.side = side;
        this.texts = texts;
        this.sink = sink;
    }

    /** False when nobody looks; loops ask first, so that silence costs nothing. */
    public boolean on() {
        return sink != null;
    }

    /** The call that opens a socket for an address: {@code socket(AF_INET, SOCK_DGRAM) = fd}. */
    public void socket(InetSocketAddress address, String type, String java, String key) {
        if (!on()) return;
        String family = Addresses.familyName(address);
        call("socket(" + family + ", " + type + ") = fd", java, key);
        // what Java's library sets on each IPv6 datagram socket on Linux
        if (!type.equals("SOCK_DGRAM") || !family.equals("AF_INET6")) return;
        if (!Reachable.system().equals("linux")) return;
        byJava("setsockopt(IPV6_RECVPKTINFO, 0) = 0", java, "ipv6.pktinfo");
        byJava("setsockopt(IPV6_MULTICAST_HOPS, 1) = 0", java, "ipv6.hops");
    }

    /** A wait in a select, milliseconds (0: for ever), and how many sockets were ready. */
    public void waited(long millis, int ready) {
        if (!on()) return;
        String call = "epoll_wait(" + (millis == 0 ? "for ever" : millis + " ms") + ") = " + ready;
        call(call, "Selector.select", ready > 0 ? "epoll.ready" : "epoll.nothing");
    }

    /** A call that failed: {@code connect(127.0.0.1:9) = -1 ECONNREFUSED}. */
    public void failed(String call, String java, String key, IOException e) {
        call(call + " = -1 " + Reason.of(e).name(), java, key);
    }

    /** A call of this program, explained by the text {@code explain.KEY}. */
    public void call(String call, String java, String key, Object... arguments) {
        if (on()) tell(call, java, key, false, arguments);
    }

    /** A call that Java makes on its own, together with the one before or after it. */
    public void byJava(String call, String java, String key, Object... arguments) {
        if (on()) tell(call, java, key, true, arguments);
    }

    private void tell(String call, String java, String key, boolean byJava, Object... arguments) {
        String why = texts.get("explain." + key, arguments);
        sink.accept(new Call(side, Quote.line(call), java, why, byJava));
    }
}
