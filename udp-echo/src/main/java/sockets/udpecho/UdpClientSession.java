package sockets.udpecho;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import sockets.common.console.Console;
import sockets.common.net.Addresses;
import sockets.common.net.Reachable;
import sockets.common.text.Failure;
import sockets.common.text.Quote;
import sockets.common.text.Reason;
import sockets.common.text.Times;

/** Sends messages one after the other, waits for their answers, and prints what came. */
final class UdpClientSession {
    /** Where messages come from. */
    interface Source {
        /** What next() gives while nothing has been typed yet. */
        byte[] NOT_YET = new byte[0];

        /** The next message, NOT_YET, or null when there are no more. */
        byte[] next();

        /** True if an answer must be the message itself. */
        boolean isGenerated();
    }

    /**
     * How to send.
     *
     * @param waitSeconds how long to wait for an answer
     * @param intervalSeconds least time between two messages
     * @param retries how often an unanswered message is sent again
     * @param broadcast true to take the answers of everybody until the wait ends
     */
    record Manner(double waitSeconds, double intervalSeconds, long retries, boolean broadcast) {}

    /** Strangers that are told of. */
    private static final int STRANGERS = 16;

    private final UdpEchoClient client;
    private final InetSocketAddress server;
    private final boolean connected;
    private final Manner manner;
    private final Console console;
    private final Exchange exchange = new Exchange();
    private final ByteBuffer answer = ByteBuffer.allocateDirect(Payload.MAX + 21);
    private final Set<InetSocketAddress> strangers = new HashSet<>();
    private boolean changed;
    private boolean hinted;
    private long lastSend;
    private volatile boolean stopped;
    private volatile boolean finishing;

    UdpClientSession(
            UdpEchoClient client,
            InetSocketAddress server,
            boolean connected,
            Manner manner,
            Console console) {
        this.client = client;
        this.server = server;
        this.connected = connected;
        this.manner = manner;
        this.console = console;
    }

    /** Ends the session from another thread. */
    void stop() {
        stopped = true;
        client.wakeup();
    }

    /** Ends the session when the message under way is answered or given up. */
    void finish() {
        finishing = true;
        client.wakeup();
    }

    /** Runs to the end of the source; true if every message was answered. */
    boolean run(Source source) throws IOException {
        long due = System.nanoTime();
        while (!stopped && !finishing) {
            byte[] message = source.next();
            if (message == null) break;
            if (message == Source.NOT_YET) {
                // nothing typed: meanwhile a late answer may come
                receive(0, source);
                continue;
            }
            pause(due, source);
            if (stopped || finishing) break;
            due = System.nanoTime() + Times.nanos(manner.intervalSeconds());
            ask(message, source);
        }
        if (exchange.sent() > 1 || stopped && exchange.sent() > 0) console.line(exchange.summary());
        return exchange.unanswered() == 0;
    }

    /** Waits for the moment of the next message; what comes meanwhile is late or repeated. */
    private void pause(long due, Source source) throws IOException {
        for (long left = due - System.nanoTime(); left > 0 && !stopped && !finishing; ) {
            receive(left / 1_000_000 + 1, source);
            left = due - System.nanoTime();
        }
    }

    private void ask(byte[] message, Source source) throws IOException {
        Sent sent = exchange.next(message);
        changed = false;
        for (long tries = 0; tries <= manner.retries() && !stopped; tries++) {
            if (!send(sent)) break;
            long end = sent.time + Times.nanos(manner.waitSeconds());
            boolean refused = false;
            for (long left = end - System.nanoTime(); left > 0 && !refused && isOpen(sent); ) {
                refused = !receive(left / 1_000_000 + 1, source);
                left = end - System.nanoTime();
            }
            if (refused || stopped || sent.state == Sent.State.ANSWERED) break;
            tell(tries);
        }
        if (sent.state == Sent.State.WAITING) sent.state = Sent.State.LOST;
    }

    private boolean isOpen(Sent sent) {
        // a broadcast is answered by many: only the time ends it
        return !stopped && (manner.broadcast() || sent.state == Sent.State.WAITING);
    }

    private boolean send(Sent sent) {
        sent.time = System.nanoTime();
        lastSend = sent.time;
        try {
            client.send(ByteBuffer.wrap(sent.message));
            return true;
        } catch (IOException e) {
            console.error(failure("sendto", e));
            return false;
        }
    }

    /** Waits for one datagram and prints it; false if the network refused ours. */
    private boolean receive(long millis, Source source) throws IOException {
        try {
            InetSocketAddress from = client.receive(answer.clear(), millis);
            long now = System.nanoTime();
            if (from != null) show(from, now, source);
            return true;
        } catch (IOException e) {
            console.error(failure("recvfrom", e));
            return false;
        }
    }

    private Failure failure(String call, IOException e) {
        if (e instanceof Failure told) return told;
        Failure failure = new Failure(call, Addresses.text(server), e);
        if (hinted) return failure.withoutHint();
        hinted = true;
        if (failure.reason() == Reason.ECONNREFUSED)
            return failure.hint("hint.udp.refused" + Reachable.kind(server));
        // what comes while we wait was said by another machine
        if (call.equals("recvfrom") && failure.reason() == Reason.ENETUNREACH)
            return failure.hint("hint.ENETUNREACH.slow");
        return failure.after(System.nanoTime() - lastSend);
    }

    private void show(InetSocketAddress from, long now, Source source) {
        answer.flip();
        String who = Addresses.text(from);
        if (isForeign(from) || exchange.isEmpty()) {
            // each stranger once: a flood of them shall not flood the terminal
            if (strangers.size() == STRANGERS || !strangers.add(from)) return;
            int bytes = answer.remaining();
            console.warn(
                    "ignored "
                            + bytes
                            + " bytes from "
                            + who
                            + ": not from "
                            + Addresses.text(server));
            return;
        }
        Exchange.Match match = exchange.match(answer, now, source.isGenerated());
        String mark = manner.broadcast() ? "" : mark(match.kind());
        changed = match.kind() == Exchange.Kind.OTHER;
        int bytes = answer.remaining();
        String time = " time=" + Times.millis(match.nanos()) + " ms";
        console.line(bytes + " bytes from " + who + ": " + Quote.text(answer) + time + mark);
    }

    private boolean isForeign(InetSocketAddress from) {
        // 0.0.0.0 as a destination is this machine: it answers by its own address
        boolean anyone = manner.broadcast() || server.getAddress().isAnyLocalAddress();
        return !anyone && !connected && !from.equals(server);
    }

    private static String mark(Exchange.Kind kind) {
        return switch (kind) {
            case ANSWER -> "";
            case LATE -> " (late)";
            case DUPLICATE -> " (DUP!)";
            case OTHER -> " (not what was sent)";
        };
    }

    /** Says that no answer came, and why that may be; the reasons only the first time. */
    private void tell(long tries) {
        String time = " in " + Times.seconds(manner.waitSeconds()) + " s";
        if (tries < manner.retries()) {
            console.hint("udp.retry", time.strip(), tries + 1, manner.retries());
            return;
        }
        if (changed) time = " equal to what was sent" + time;
        if (manner.retries() > 0) time += ", " + (manner.retries() + 1) + " times";
        Failure silence = new Failure("recvfrom", Addresses.text(server), Reason.NO_ANSWER, time);
        console.error(hinted ? silence.withoutHint() : silence.hint(hint()));
        hinted = true;
    }

    private String hint() {
        if (changed) return "hint.udp.changed";
        if (manner.broadcast()) return "hint.udp.silence.broadcast";
        if (!strangers.isEmpty()) return "hint.udp.silence.strangers";
        return connected ? "hint.udp.silence.connected" : "hint.udp.silence";
    }
}
