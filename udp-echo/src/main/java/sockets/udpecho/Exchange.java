package sockets.udpecho;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import sockets.common.text.Times;

/**
 * Which answer belongs to which message. A datagram carries no such number, so this compares bytes:
 * what came back equals (or ends in) a message that was sent. Also ping's statistics.
 */
final class Exchange {
    /** Messages remembered, to recognise late and repeated answers. */
    private static final int MEMORY = 64;

    /** What an answer is to us. */
    enum Kind {
        ANSWER,
        LATE,
        DUPLICATE,
        /** Not the bytes of any message, where only an echo counts. */
        OTHER
    }

    /** An answer, the message it belongs to, and the time since that left, in nanoseconds. */
    record Match(Kind kind, Sent sent, long nanos) {}

    private final Deque<Sent> memory = new ArrayDeque<>();
    private long sent;
    private long received;
    private long least = Long.MAX_VALUE;
    private long most;
    private double sum;

    /** A new message; the one before is no longer waited for. */
    Sent next(byte[] message) {
        Sent next = new Sent(message);
        memory.addFirst(next);
        if (memory.size() > MEMORY) memory.removeLast();
        sent++;
        return next;
    }

    /**
     * Finds the message of an answer that came at a time (System.nanoTime()).
     *
     * @param onlyEcho false if any words of the server count as its answer
     */
    Match match(ByteBuffer answer, long now, boolean onlyEcho) {
        Sent found = find(answer);
        if (found == null) {
            found = memory.getFirst();
            if (onlyEcho) return new Match(Kind.OTHER, found, now - found.time);
        }
        Kind kind =
                switch (found.state) {
                    case WAITING -> Kind.ANSWER;
                    case LOST -> Kind.LATE;
                    case ANSWERED -> Kind.DUPLICATE;
                };
        found.state = Sent.State.ANSWERED;
        long nanos = now - found.time;
        if (kind == Kind.ANSWER) count(nanos);
        return new Match(kind, found, nanos);
    }

    /**
     * The newest message of the same bytes, one without an answer before one that has it; then the
     * same with a prefix allowed; else null.
     */
    private Sent find(ByteBuffer answer) {
        Sent found = find(answer, false);
        return found == null ? find(answer, true) : found;
    }

    private Sent find(ByteBuffer answer, boolean prefixed) {
        Sent answered = null;
        for (Sent candidate : memory) {
            byte[] message = candidate.message;
            boolean same =
                    prefixed
                            ? message.length > 0 && Payload.endsWith(answer, message)
                            : Payload.equals(answer, message);
            if (!same) continue;
            if (candidate.state != Sent.State.ANSWERED) return candidate;
            if (answered == null) answered = candidate;
        }
        return answered;
    }

    private void count(long nanos) {
        received++;
        least = Math.min(least, nanos);
        most = Math.max(most, nanos);
        sum += nanos;
    }

    boolean isEmpty() {
        return memory.isEmpty();
    }

    long sent() {
        return sent;
    }

    long unanswered() {
        return sent - received;
    }

    /** {@code 3 sent, 3 received, 0% loss, rtt min/avg/max = 0.101/0.150/0.214 ms}. */
    String summary() {
        String line = sent + " sent, " + received + " received, " + loss() + "% loss";
        if (received == 0) return line;
        return line
                + ", rtt min/avg/max = "
                + Times.millis(least)
                + "/"
                + Times.millis((long) (sum / received))
                + "/"
                + Times.millis(most)
                + " ms";
    }

    /** Whole percents where they are exact, else with one decimal, as 0% would hide a loss. */
    private String loss() {
        long tenths = sent == 0 ? 0 : Math.round(1000.0 * unanswered() / sent);
        return tenths % 10 == 0 ? String.valueOf(tenths / 10) : tenths / 10 + "." + tenths % 10;
    }
}
