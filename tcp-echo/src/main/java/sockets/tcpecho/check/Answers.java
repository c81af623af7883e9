package sockets.tcpecho.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import sockets.harness.check.Deadline;
import sockets.harness.check.Samples;
import sockets.harness.check.Verdict;

/** What the probes send, and whether what comes back is it. */
final class Answers {
    /** Seconds to wait for an answer. */
    static final double PATIENCE = 2;

    private final Tolerance tolerance;

    Answers(Tolerance tolerance) {
        this.tolerance = tolerance;
    }

    /** Sends the first message of a connection and judges the answer. */
    Verdict ask(TcpPeer peer, byte[] message, Deadline deadline) throws IOException {
        long wanted = tolerance.prefix().length + message.length;
        peer.exchange(message, wanted, deadline.orIn(PATIENCE));
        return judge(message, peer.received(), true);
    }

    /** Compares; where not the whole is asked for, a beginning of it will do. */
    Verdict judge(byte[] message, byte[] received, boolean whole) {
        byte[] got = withoutPrefixes(received);
        if (!whole && got.length > 0 && got.length < message.length) {
            byte[] beginning = Arrays.copyOf(message, got.length);
            return Arrays.equals(beginning, got) ? Verdict.pass() : differs(message, got);
        }
        if (Arrays.equals(message, got)) return Verdict.pass();
        if (got.length == 0)
            return Verdict.fail(
                    "expected "
                            + message.length
                            + " bytes, nothing came in "
                            + (int) PATIENCE
                            + " s");
        return differs(message, got);
    }

    private static Verdict differs(byte[] wanted, byte[] got) {
        int at = Arrays.mismatch(wanted, got);
        String lengths = "expected " + wanted.length + " bytes, got " + got.length;
        if (at == got.length) return Verdict.fail(lengths);
        if (at == wanted.length)
            return Verdict.fail(lengths + ", too many: " + Samples.around(got, at));
        return Verdict.fail(Samples.difference(wanted, got));
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
