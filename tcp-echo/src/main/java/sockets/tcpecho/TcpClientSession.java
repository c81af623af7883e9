package sockets.tcpecho;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import sockets.common.console.Console;
import sockets.common.net.Addresses;
import sockets.common.text.Failure;
import sockets.common.text.Quote;
import sockets.common.text.Reason;
import sockets.common.text.Times;

/** Connects, sends messages one after the other, reads their answers, and prints what came. */
final class TcpClientSession {
    /** Where messages come from. */
    interface Source {
        /** What next() gives while nothing has been typed yet. */
        Message NOT_YET = Message.of(new byte[0]);

        /** The next message, NOT_YET, or null at the end. */
        Message next();
    }

    /**
     * How to send.
     *
     * @param chunk most bytes in one write
     * @param intervalSeconds least time between two messages
     * @param reset true to close with RST, without the end of file before
     * @param waitSeconds longest silence while an answer is due, and longest connect; null: no
     *     limit
     */
    record Manner(int chunk, double intervalSeconds, Double waitSeconds, boolean reset) {}

    /** Silence after which a hint tells where to look. */
    private static final double HINT_SECONDS = 2;

    /** Time for the server to close by itself once all is answered. */
    private static final int GRACE_MILLIS = 20;

    private final TcpEchoClient client;
    private final InetSocketAddress server;
    private final Manner manner;
    private final Console console;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(Message.BLOCK);
    private volatile boolean stopped;
    private volatile boolean finishing;
    private boolean connecting;
    private boolean inputEnded;
    private boolean shutDown;
    private boolean ended;
    private boolean failed;
    private boolean hinted;
    private boolean differs;

    /** The message under way: what is sent of it, and what of its answer has come. */
    private Message message;

    private long written;
    private long answered;
    private long start;
    private long lastProgress;

    private long sent;
    private long writes;
    private long received;
    private long reads;

    TcpClientSession(
            TcpEchoClient client, InetSocketAddress server, Manner manner, Console console) {
        this.client = client;
        this.server = server;
        this.manner = manner;
        this.console = console;
    }

    /** Ends the session from another thread. */
    void stop() {
        stopped = true;
        if (!interruptConnect()) client.wakeup();
    }

    /** Ends the session when the message under way is answered. */
    void finish() {
        finishing = true;
        client.wakeup();
    }

    /** Ends a connect that still waits; false if it is over. */
    private synchronized boolean interruptConnect() {
        if (!connecting) return false;
        try {
            client.close();
        } catch (IOException e) {
            console.error(new Failure("close", Addresses.text(server), e));
        }
        return true;
    }

    private synchronized void connecting(boolean now) {
        connecting = now;
    }

    /** Runs to the end; true if all that was sent was answered. */
    boolean run(Source source) throws IOException {
        if (!connect()) return false;
        try {
            exchange(source);
        } catch (Failure e) {
            console.error(e);
            failed = true;
        }
        boolean complete = message == null && !differs && !failed && received >= sent;
        if (ended && message != null) console.error(unanswered());
        client.close();
        console.line(
                "sent "
                        + sent
                        + " bytes in "
                        + Times.count(writes, "write")
                        + ", received "
                        + received
                        + " bytes in "
                        + Times.count(reads, "read"));
        if (ended && !failed) console.hint(shutDown ? "time-wait.here" : "time-wait.there", port());
        return complete;
    }

    private Failure unanswered() {
        String missing =
                ", " + Math.max(0, message.size() - answered) + " bytes of the answer missing";
        return new Failure("read", Addresses.text(server), Reason.EOF, missing)
                .hint("hint.early-end");
    }

    /** A blocking connect, watched: after two seconds a hint, at the time limit its end. */
    private boolean connect() throws IOException {
        connecting(true);
        Thread watch = new Thread(this::watchConnect, "watch");
        watch.setDaemon(true);
        watch.start();
        try {
            if (stopped || finishing) return false;
            client.connect();
        } catch (ClosedChannelException e) {
            if (stopped) return false;
            String time = " after " + Times.seconds(manner.waitSeconds()) + " s";
            throw new Failure("connect", Addresses.text(server), Reason.ETIMEDOUT, time);
        } finally {
            connecting(false);
            watch.interrupt();
        }
        return true;
    }

    private void watchConnect() {
        try {
            Double wait = manner.waitSeconds();
            double first = wait == null ? HINT_SECONDS : Math.min(wait, HINT_SECONDS);
            Thread.sleep((long) (first * 1000));
            if (wait == null || wait > HINT_SECONDS) console.hint("connecting", server.getPort());
            if (wait == null) return;
            Thread.sleep((long) ((wait - first) * 1000));
            interruptConnect();
        } catch (InterruptedException e) {
            // connected, or failed: nothing to watch any more
            return;
        }
    }

    private void exchange(Source source) throws IOException {
        long due = System.nanoTime();
        while (!stopped && !ended) {
            long now = System.nanoTime();
            boolean waiting = message != null || inputEnded;
            if (!waiting && (now >= due || finishing)) {
                take(finishing ? null : source.next(), now);
                if (message != null) due = now + Times.nanos(manner.intervalSeconds());
            }
            if (inputEnded && message == null && !shutDown) {
                // a server that closes after its answer shall be seen to close first
                if (reads > 0 && client.await(false, GRACE_MILLIS)) read();
                // SO_LINGER 0: the close that follows is a reset, without a FIN before it
                if (ended || manner.reset()) break;
                // no more to say; the server reads end of file, answers what is left, and closes
                client.shutdownOutput();
                shutDown = true;
                lastProgress = now;
            }
            write();
            // an empty message has no answer to wait for
            if (isAnswered()) {
                message = null;
                continue;
            }
            boolean idle = message == null && !inputEnded;
            // for ever (0) only if nothing is due: then a typed line ends the wait
            long untilDue = now < due ? (due - now) / 1_000_000 + 1 : 0;
            if (client.await(hasMore(), idle ? untilDue : patience())) read();
        }
    }

    private void take(Message next, long now) {
        if (next == null) inputEnded = true;
        if (next == null || next == Source.NOT_YET) return;
        message = next;
        written = 0;
        answered = 0;
        start = now;
        lastProgress = now;
    }

    private boolean hasMore() {
        return message != null && written < message.size();
    }

    private boolean isAnswered() {
        return message != null && !hasMore() && answered >= message.size();
    }

    /**
     * Writes until the kernel takes no more: its buffer is full as long as the server is behind.
     */
    private void write() throws IOException {
        while (hasMore()) {
            int taken = client.write(message.slice(written, manner.chunk()));
            if (taken == 0) return;
            writes++;
            written += taken;
            sent += taken;
            lastProgress = System.nanoTime();
        }
    }

    private void read() throws IOException {
        int length = client.read(buffer.clear());
        if (length < 0) {
            ended = true;
            // after our own end of file the server's is what we wait for
            if (!shutDown) console.line("closed by server");
            return;
        }
        if (length == 0) return;
        long now = System.nanoTime();
        reads++;
        received += length;
        lastProgress = now;
        buffer.flip();
        String time = start == 0 ? "" : " time=" + Times.millis(now - start) + " ms";
        String from = " bytes from " + Addresses.text(server) + ": ";
        console.line(length + from + Quote.text(buffer) + time);
        if (message == null) return;
        compare();
        answered += length;
        if (isAnswered()) message = null;
    }

    private void compare() {
        if (!message.isGenerated() || differs) return;
        long at = message.mismatch(answered, buffer);
        if (at < 0) return;
        differs = true;
        console.warn("read " + Addresses.text(server) + ": byte " + at + " is not what was sent");
    }

    /** Milliseconds to wait for the server; says so once, and gives up at the limit. */
    private long patience() throws Failure {
        double silence = (System.nanoTime() - lastProgress) / 1e9;
        Double limit = manner.waitSeconds();
        if (limit != null && silence >= limit) {
            String time = " in " + Times.seconds(limit) + " s";
            Failure failure = new Failure("read", Addresses.text(server), Reason.NO_ANSWER, time);
            throw shutDown ? failure.hint("hint.no-end") : failure.hint("hint.tcp.silence", port());
        }
        if (!hinted && silence >= HINT_SECONDS) {
            hinted = true;
            console.hint(shutDown ? "no-end" : "tcp.silence", port());
        }
        double next = hinted ? Double.MAX_VALUE : HINT_SECONDS;
        if (limit != null) next = Math.min(next, limit);
        return next == Double.MAX_VALUE ? 0 : (long) ((next - silence) * 1000) + 1;
    }

    private String port() {
        return String.valueOf(server.getPort());
    }
}
