package sockets.tcpecho.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import sockets.common.text.Times;
import sockets.harness.check.Deadline;
import sockets.harness.check.Pace;
import sockets.harness.check.Samples;
import sockets.harness.check.Verdict;

/** What the probes send, and whether what comes back is it. */
final class Answers {
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
     */
    Verdict explained(Verdict verdict, TcpPeer peer, byte[] message, Deadline deadline)
            throws IOException {
        if (!verdict.isSilence() || deadline.passed()) return verdict;
        // the silence has lasted long enough: it counts, however long the rest takes
        String why = why(peer, message, deadline);
        return Verdict.fail(verdict.detail() + (why.isEmpty() ? "" : "; " + why));
    }

    private String why(TcpPeer peer, byte[] message, Deadline deadline) throws IOException {
        int before = peer.size();
        if (message[message.length - 1] != '\n') {
            peer.exchange(new byte[] {'\n'}, before + 1, deadline.orIn(pace.atOnce()));
            if (peer.size() > before) return "it came after a line end (does it wait for one?)";
        }
        byte[] next = message("and the next one");
        peer.exchange(next, before + 1, deadline.orIn(pace.atOnce()));
        if (peer.size() > before)
            return Arrays.equals(withoutPrefixes(peer.receivedFrom(before)), next)
                    ? "the next message was answered"
                    : "it came after the next message (is each answer the one before?)";
        if (peer.isEnded()) return "at the next message " + ending(peer);
        peer.shutdownOutput();
        peer.receiveToEnd(deadline.orIn(pace.atOnce()));
        return peer.size() > before ? "it came when the client ended its output" : "";
    }

    /** Compares all that was sent with all that came. */
    Verdict judge(byte[] sent, TcpPeer peer) {
        byte[] got = withoutPrefixes(peer.received());
        int at = Arrays.mismatch(sent, got);
        if (at < 0) return Verdict.pass();
        String lengths = "expected " + sent.length + " bytes, got " + got.length;
        if (at < Math.min(sent.length, got.length))
            return Verdict.fail(Samples.difference(sent, got) + told(sent));
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

    /** The same where a beginning of it will do. */
    Verdict judgeBeginning(byte[] sent, TcpPeer peer) {
        int got = withoutPrefixes(peer.received()).length;
        boolean some = 0 < got && got < sent.length;
        return judge(some ? Arrays.copyOf(sent, got) : sent, peer);
    }

    /** Why no more came: {@code the server closed the connection}. */
    static String ending(TcpPeer peer) {
        if (peer.isReset()) return "the server reset the connection";
        if (peer.isEnded()) return "the server closed the connection";
        double seconds = Math.round(peer.silence() * 10) / 10.0;
        String what = peer.size() == 0 ? "nothing" : "no more";
        return what + " came in " + Times.seconds(seconds) + " s";
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
    static byte[] message(String text) {
        return (Samples.unseen(text) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
