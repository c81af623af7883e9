package sockets.tcpecho.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import sockets.common.text.Times;
import sockets.harness.check.Deadline;
import sockets.harness.check.Pace;
import sockets.harness.check.Samples;
import sockets.harness.check.Verdict;

/** What the probes send, and whether what comes back is it. */
final class Answers {
    /** Messages that are known again when they come back to somebody else. */
    private static final int KEPT = 100;

    private final Deque<byte[]> earlier = new ArrayDeque<>();
    private final InetSocketAddress server;
    private final Tolerance tolerance;
    private final Pace pace;

    Answers(InetSocketAddress server, Tolerance tolerance, Pace pace) {
        this.server = server;
        this.tolerance = tolerance;
        this.pace = pace;
    }

    /** A client that is connected. */
    TcpPeer client(Deadline deadline) throws IOException {
        return new TcpPeer(server, pace, deadline);
    }

    /**
     * A client that begins to connect, without waiting.
     *
     * @param window SO_RCVBUF in bytes, 0 for the kernel's
     */
    TcpPeer client(int window) throws IOException {
        return new TcpPeer(server, pace, window);
    }

    /** How many bytes so many messages of a connection bring back. */
    long expected(long bytes, int messages) {
        return bytes + (long) messages * tolerance.prefix().length;
    }

    /** Sends the first message of a connection and judges the answer. */
    Verdict ask(TcpPeer peer, byte[] message, Deadline deadline) throws IOException {
        peer.exchange(message, expected(message.length, 1), deadline);
        return judge(message, peer);
    }

    /**
     * Why nothing more came on an open connection: what brings it at last tells what the server
     * waits for.
     *
     * @param sent all that was sent
     */
    Verdict explained(Verdict verdict, TcpPeer peer, byte[] sent, Deadline deadline)
            throws IOException {
        if (!verdict.isSilence() || deadline.passed()) return verdict;
        // the silence has lasted long enough: it counts, however long the rest takes
        String why = missing(sent, withoutPrefixes(peer.received()));
        if (why.isEmpty()) why = why(peer, sent, deadline);
        return Verdict.fail(verdict.detail() + (why.isEmpty() ? "" : "; " + why));
    }

    /** What the bytes that do not come have in common. */
    private static String missing(byte[] sent, byte[] got) {
        String rest =
                new String(sent, got.length, sent.length - got.length, StandardCharsets.ISO_8859_1);
        if (got.length > 0 && rest.isBlank())
            return "the white space at the end is missing (does it strip it?)";
        return rest.startsWith("\0") ? "it ends before a byte 0 (does it use strlen?)" : "";
    }

    private String why(TcpPeer peer, byte[] sent, Deadline deadline) throws IOException {
        if (sent[sent.length - 1] != '\n') {
            peer.exchange(new byte[] {'\n'}, peer.size() + 1, deadline.orIn(pace.atOnce()));
            if (isThere(sent, peer)) return "it came after a line end (does it wait for one?)";
        }
        int before = peer.size();
        byte[] next = message("and the next one");
        peer.exchange(next, before + 1, deadline.orIn(pace.atOnce()));
        if (isThere(sent, peer))
            return "it came after the next message (is each answer the one before?)";
        if (Arrays.equals(withoutPrefixes(peer.receivedFrom(before)), next))
            return "the next message was answered";
        if (peer.isEnded()) return "at the next message " + ending(peer);
        peer.shutdownOutput();
        peer.receiveToEnd(deadline.orIn(pace.atOnce()));
        return isThere(sent, peer) ? "it came when the client ended its output" : "";
    }

    private boolean isThere(byte[] sent, TcpPeer peer) {
        byte[] got = withoutPrefixes(peer.received());
        return got.length >= sent.length
                && Arrays.equals(sent, 0, sent.length, got, 0, sent.length);
    }

    /** Compares all that was sent with all that came. */
    Verdict judge(byte[] sent, TcpPeer peer) {
        byte[] got = withoutPrefixes(peer.received());
        int at = Arrays.mismatch(sent, got);
        if (at < 0) return Verdict.pass();
        String lengths = "expected " + sent.length + " bytes, got " + got.length;
        if (at < Math.min(sent.length, got.length))
            return Verdict.fail(Samples.difference(sent, got) + whose(sent, got, at) + told(sent));
        if (at == sent.length)
            return Verdict.fail(lengths + ", too many: " + Samples.around(got, at) + told(sent));
        String what = got.length == 0 ? "expected " + sent.length + " bytes" : lengths;
        String detail = what + ", " + ending(peer) + told(sent);
        return peer.isEnded() ? Verdict.fail(detail) : Verdict.silence(detail);
    }

    /** Receives until all that was sent has come back, and judges it. */
    Verdict all(byte[] sent, TcpPeer peer, Deadline deadline) throws IOException {
        peer.exchange(new byte[0], sent.length, deadline);
        Verdict verdict = judge(sent, peer);
        // with a prefix before each piece nobody knows how many bytes that makes
        for (int before = -1; verdict.isSilence() && before != peer.size(); ) {
            before = peer.size();
            peer.exchange(new byte[0], before + 1, deadline);
            verdict = judge(sent, peer);
        }
        return verdict;
    }

    /** Compares where a beginning of what was sent will do. */
    Verdict judgeBeginning(byte[] sent, TcpPeer peer) {
        int got = withoutPrefixes(peer.received()).length;
        boolean some = 0 < got && got < sent.length;
        return judge(some ? Arrays.copyOf(sent, got) : sent, peer);
    }

    /** True if the server has ended the connection before all, and what came is right. */
    static boolean isCutOff(byte[] sent, TcpPeer peer) {
        return peer.isEnded() && Arrays.mismatch(sent, peer.received()) == peer.size();
    }

    /**
     * One that never reads, until the server can send no more to it; then it is gone.
     *
     * @param most how many bytes it sends
     */
    void resetWhileStuck(int most, Deadline deadline) throws IOException {
        TcpPeer peer = client(TcpPeer.SMALL_WINDOW);
        peer.connect(deadline);
        // a server may cut off who does not read
        peer.flood(Samples.random(most), 0.1, deadline.orIn(1));
        peer.reset();
    }

    /** Why no more came: {@code the server closed the connection}. */
    static String ending(TcpPeer peer) {
        if (peer.isReset()) return "the server reset the connection";
        if (peer.isEnded()) return "the server closed the connection";
        double seconds = Math.round(peer.silence() * 10) / 10.0;
        String what = peer.size() == 0 ? "nothing" : "no more";
        return what + " came in " + Times.seconds(seconds) + " s";
    }

    /** Says so where it is what check has sent before, to nobody who is waiting for it now. */
    private String whose(byte[] sent, byte[] got, int at) {
        byte[] strange = Arrays.copyOfRange(got, at, got.length);
        for (byte[] message : earlier)
            if (Arrays.mismatch(message, strange) >= message.length - 2
                    && !Samples.contains(sent, message))
                return ", which was sent before (is each answer the one before?)";
        return "";
    }

    private static String told(byte[] sent) {
        return "; sent " + Samples.sent(sent);
    }

    /**
     * A stream has no message boundaries: the prefix may stand before each piece that was answered.
     */
    private byte[] withoutPrefixes(byte[] received) {
        if (tolerance.prefix().length == 0) return received;
        String prefix = new String(tolerance.prefix(), StandardCharsets.ISO_8859_1);
        String text = new String(received, StandardCharsets.ISO_8859_1);
        return text.replace(prefix, "").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Words that no server has seen before, with a line end for servers that wait for one. */
    byte[] message(String text) {
        byte[] message = (Samples.unseen(text) + "\n").getBytes(StandardCharsets.UTF_8);
        earlier.addFirst(message);
        if (earlier.size() > KEPT) earlier.removeLast();
        return message;
    }
}
