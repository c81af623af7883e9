package sockets.traceroute;

import java.util.ArrayDeque;
import java.util.Deque;
import sockets.traceroute.Query.Sent;

/**
 * How many probes may be on their way. In a strict window each holds its place until it is answered
 * or given up; else only for a moment, so that silent hops hold nobody up. No call looks at all of
 * them.
 */
final class Window {
    /** How long a probe holds its place in a window that is not strict. */
    private static final long MOMENT_NANOS = 10_000_000;

    private final int size;
    private final boolean strict;
    private int held;

    /** In the order in which they left. */
    private final Deque<Sent> recent = new ArrayDeque<>();

    Window(int size, boolean strict) {
        this.size = size;
        this.strict = strict;
    }

    boolean hasRoom(long now) {
        while (!recent.isEmpty() && isOver(recent.peek(), now)) leave(recent.poll());
        return held < size;
    }

    private static boolean isOver(Sent sent, long now) {
        return !sent.holds || now - sent.at >= MOMENT_NANOS;
    }

    void enter(Sent sent) {
        sent.holds = true;
        held++;
        if (!strict) recent.add(sent);
    }

    void leave(Sent sent) {
        if (!sent.holds) return;
        sent.holds = false;
        held--;
    }

    /** When there is room again at the latest. */
    long roomAt() {
        while (!recent.isEmpty() && !recent.peek().holds) recent.poll();
        return recent.isEmpty() ? Long.MAX_VALUE : recent.peek().at + MOMENT_NANOS;
    }
}
