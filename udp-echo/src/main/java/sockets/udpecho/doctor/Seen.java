package sockets.udpecho.doctor;

import java.io.IOException;
import sockets.common.text.Reason;
import sockets.common.text.Times;

/**
 * What came back from a server's port over one protocol.
 *
 * @param reason why nothing did; null if something came
 * @param nanos how long that took
 * @param icmp true if an ICMP error came meanwhile; null where the system does not tell
 * @param own true if this machine sent an ICMP error meanwhile: its own firewall rejects
 * @param words the same for the user, but for the ICMP error
 */
record Seen(Answer answer, Reason reason, long nanos, Boolean icmp, boolean own, String words) {
    enum Answer {
        ECHO,
        OTHER_BYTES,
        CLOSED,
        /** Connected, and then silence. */
        CONNECTED,
        NONE
    }

    static Seen of(Answer answer, long nanos, String words) {
        return new Seen(
                answer, null, nanos, null, false, words + " after " + Times.millis(nanos) + " ms");
    }

    static Seen none(String call, IOException e, long nanos, IcmpErrors errors) {
        Reason reason = Reason.of(e);
        String words = call + ": " + reason.text() + " after " + Times.millis(nanos) + " ms";
        return new Seen(Answer.NONE, reason, nanos, errors.came(), errors.sent(), words);
    }

    static Seen silence(int datagrams, long nanos, IcmpErrors errors) {
        String words = "no answer to " + datagrams + " datagrams in " + Times.millis(nanos) + " ms";
        return new Seen(Answer.NONE, Reason.NO_ANSWER, nanos, errors.came(), errors.sent(), words);
    }

    /** True if the network between is no obstacle. */
    boolean works() {
        return answer != Answer.NONE;
    }

    /** True if the host or something before it has said no, rather than nothing. */
    boolean isAnswered() {
        return works() || reason != Reason.ETIMEDOUT && reason != Reason.NO_ANSWER || hasIcmp();
    }

    boolean hasIcmp() {
        return Boolean.TRUE.equals(icmp);
    }

    /** What the user reads: how it ended, and whether ICMP said so. */
    String line(Cause cause) {
        // an absent neighbour is reported by the kernel of this machine itself
        if (!hasIcmp() || cause.key().equals("absent")) return words;
        boolean told = reason != Reason.NO_ANSWER;
        return words + (told ? ", by ICMP" : ", but an ICMP error that sockets are not told of");
    }
}
