package sockets.sniffer.check;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import sockets.common.text.Quote;

/** Compares what was sent with what came back. */
final class Echo {
    private final byte[] prefix;

    /**
     * @param prefix what the server may put before each answer
     */
    Echo(String prefix) {
        this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
    }

    /** True if a datagram answers another unchanged, as far as both were captured. */
    boolean isOf(Packet question, Packet answer) {
        if (isOf(question, answer, 0)) return true;
        if (prefix.length == 0) return false;
        int known = Math.min(prefix.length, answer.data().length);
        return Arrays.equals(prefix, 0, known, answer.data(), 0, known)
                && isOf(question, answer, prefix.length);
    }

    private static boolean isOf(Packet question, Packet answer, int skip) {
        boolean whole = !question.ip().more() && !answer.ip().more();
        if (whole && answer.length() != question.length() + skip) return false;
        byte[] back = answer.data();
        int known = Math.min(question.data().length, Math.max(0, back.length - skip));
        return Arrays.equals(question.data(), 0, known, back, skip, skip + known);
    }

    /** How far a stream is an echo of another: bytes that agree, and where they do not. */
    record Progress(int agreed, int wrongAt) {}

    /**
     * Follows a stream that came back.
     *
     * @return how many bytes of what was sent it has, and where it first differs (-1: nowhere)
     */
    Progress follow(byte[] sent, byte[] back) {
        int agreed = 0;
        for (int at = 0; at < back.length; ) {
            if (prefix.length > 0 && startsWithPrefix(back, at)) {
                at += prefix.length;
                continue;
            }
            if (agreed == sent.length || sent[agreed] != back[at]) return new Progress(agreed, at);
            agreed++;
            at++;
        }
        return new Progress(agreed, -1);
    }

    private boolean startsWithPrefix(byte[] back, int at) {
        int end = Math.min(back.length, at + prefix.length);
        return Arrays.equals(prefix, 0, end - at, back, at, end);
    }

    /** What may be allowed: the text before an answer that is right otherwise; else empty. */
    static String allow(byte[] sent, byte[] back) {
        int more = back.length - sent.length;
        if (sent.length == 0 || more <= 0) return "";
        if (!Arrays.equals(sent, 0, sent.length, back, more, back.length)) return "";
        return " (something stands before it; allow it: --prefix "
                + Quote.text(Arrays.copyOf(back, more))
                + ")";
    }
}
