package sockets.sniffer.check;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import sockets.sniffer.file.Frame;

/**
 * Finds packets that are in the capture twice: on "any" a packet passes several interfaces, and on
 * loopback it goes out and comes in. A text that is sent twice is no repeat: each packet of IPv4
 * has an id of its own, and without one only what comes at once, before any other, is a repeat.
 */
final class Repeats {
    private static final int LAST = 32;
    private static final long AT_ONCE = 1_000_000;
    private static final long SOON = 1_000_000_000;

    private record Seen(byte[] bytes, long nanos) {}

    private final Deque<Seen> last = new ArrayDeque<>();
    private long count;
    private long first;

    /** True if it has been there before. */
    boolean isRepeat(long number, Frame frame, IpPart ip) {
        byte[] bytes = Arrays.copyOfRange(frame.data(), ip.start(), ip.start() + ip.length());
        long nanos = frame.seconds() * 1_000_000_000L + frame.nanos();
        Seen before = ip.isIpv6() || ip.id() == 0 ? rightBefore(nanos) : withId(nanos, bytes);
        if (before != null && Arrays.equals(before.bytes, bytes)) {
            if (count++ == 0) first = number;
            return true;
        }
        if (last.size() == LAST) last.removeFirst();
        last.addLast(new Seen(bytes, nanos));
        return false;
    }

    private Seen rightBefore(long nanos) {
        Seen seen = last.peekLast();
        return seen != null && Math.abs(nanos - seen.nanos) <= AT_ONCE ? seen : null;
    }

    private Seen withId(long nanos, byte[] bytes) {
        for (Seen seen : last)
            if (Math.abs(nanos - seen.nanos) <= SOON && Arrays.equals(seen.bytes, bytes))
                return seen;
        return null;
    }

    long count() {
        return count;
    }

    /** The number of the first. */
    long first() {
        return first;
    }
}
