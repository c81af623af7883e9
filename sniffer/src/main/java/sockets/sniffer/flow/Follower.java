package sockets.sniffer.flow;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sockets.packet.TcpHeader;

/**
 * Puts the bytes of a conversation back in order: each direction by its sequence numbers,
 * retransmissions once, and the two by time.
 */
final class Follower {
    /** What is kept of a conversation. */
    private static final int MOST = 16 << 20;

    private static final int LONGEST_LINE = 160;

    /** One direction: what is expected next, and what came before its time. */
    private static final class Direction {
        long expected = -1;
        final TreeMap<Long, byte[]> early = new TreeMap<>();
    }

    private final Direction[] directions = {new Direction(), new Direction()};
    private final List<String> lines = new ArrayList<>();
    private final ByteArrayOutputStream run = new ByteArrayOutputStream();
    private boolean runToRight;
    private long kept;
    private boolean full;

    void add(Segment segment, boolean toRight) {
        byte[] data = new byte[Math.min(segment.length(), segment.data().remaining())];
        ByteBuffer view = segment.data().duplicate();
        view.get(data);
        kept += data.length;
        if (kept > MOST) {
            full = true;
            return;
        }
        if (!segment.isTcp()) {
            append(toRight, data, 0);
            flush();
            if (data.length < segment.length()) missing(toRight, segment.length() - data.length);
            return;
        }
        Direction direction = directions[toRight ? 0 : 1];
        TcpHeader tcp = segment.tcp();
        long start = tcp.sequence() + (tcp.has(TcpHeader.SYN) ? 1 : 0) & 0xffffffffL;
        if (direction.expected < 0 || tcp.has(TcpHeader.SYN)) direction.expected = start;
        if (data.length == 0) return;
        // relative to what is expected, so that numbers may wrap around
        int offset = (int) (start - direction.expected);
        if (offset > 0) {
            direction.early.merge(
                    direction.expected + offset,
                    data,
                    (before, now) -> now.length > before.length ? now : before);
            return;
        }
        deliver(toRight, direction, data, -offset);
        while (!direction.early.isEmpty()) {
            Map.Entry<Long, byte[]> next = direction.early.firstEntry();
            long ahead = next.getKey() - direction.expected;
            if (ahead > 0) break;
            direction.early.pollFirstEntry();
            deliver(toRight, direction, next.getValue(), (int) -ahead);
        }
    }

    private void deliver(boolean toRight, Direction direction, byte[] data, int skip) {
        if (skip >= data.length) return;
        append(toRight, data, skip);
        direction.expected += data.length - skip;
    }

    private void append(boolean toRight, byte[] data, int skip) {
        if (toRight != runToRight) flush();
        runToRight = toRight;
        run.write(data, skip, data.length - skip);
    }

    private void missing(boolean toRight, long count) {
        flush();
        lines.add((toRight ? "> " : "< ") + "[" + count + " bytes are not in the capture]");
    }

    /** Ends the bytes of one direction. */
    private void flush() {
        byte[] bytes = run.toByteArray();
        run.reset();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean last = i == bytes.length - 1;
            if (bytes[i] != '\n' && !last && i - from < LONGEST_LINE) continue;
            String text = SafeText.of(bytes, from, i + 1);
            lines.add((runToRight ? "> " : "< ") + text);
            from = i + 1;
        }
    }

    /** All lines: ">" before what the client sent, "<" before what the server sent. */
    List<String> lines() {
        flush();
        for (int i = 0; i < 2; i++) {
            Direction direction = directions[i];
            for (Map.Entry<Long, byte[]> one : direction.early.entrySet()) {
                long ahead = one.getKey() - direction.expected;
                if (ahead > 0) missing(i == 0, ahead);
                direction.expected = Math.max(direction.expected, one.getKey());
                int skip = (int) Math.max(0, direction.expected - one.getKey());
                deliver(i == 0, direction, one.getValue(), skip);
            }
            flush();
        }
        if (full) lines.add("[more than " + (MOST >> 20) + " MiB: the rest is left out]");
        return lines;
    }
}
