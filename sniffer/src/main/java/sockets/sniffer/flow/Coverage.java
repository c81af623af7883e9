package sockets.sniffer.flow;

import java.util.Map;
import java.util.TreeMap;

/** Which bytes of a stream are there, by numbers that wrap around. */
final class Coverage {
    private final TreeMap<Long, Long> ranges = new TreeMap<>();
    private boolean begun;
    private long near;

    private long place(long sequence) {
        if (!begun) near = sequence;
        begun = true;
        return near + (int) (sequence - near);
    }

    void add(long sequence, int size) {
        if (size == 0) return;
        long from = place(sequence);
        long to = from + size;
        near = from;
        Map.Entry<Long, Long> before = ranges.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            from = before.getKey();
            to = Math.max(to, before.getValue());
        }
        for (Map.Entry<Long, Long> next;
                (next = ranges.ceilingEntry(from)) != null && next.getKey() <= to; ) {
            to = Math.max(to, next.getValue());
            ranges.remove(next.getKey());
        }
        ranges.put(from, to);
    }

    /** How many bytes are there from a place on, at most so many. */
    int there(long sequence, int most) {
        if (!begun) return 0;
        long from = place(sequence);
        Map.Entry<Long, Long> range = ranges.floorEntry(from);
        return range == null ? 0 : (int) Math.max(0, Math.min(most, range.getValue() - from));
    }

    /** How many bytes behind a place that is not there are missing, at most so many. */
    int missing(long sequence, int most) {
        if (!begun) return most;
        long from = place(sequence);
        Long next = ranges.higherKey(from);
        return next == null ? most : (int) Math.min(most, next - from);
    }

    boolean has(long sequence, int size) {
        if (!begun) return false;
        long from = place(sequence);
        Map.Entry<Long, Long> range = ranges.floorEntry(from);
        return range != null && range.getValue() >= from + size;
    }
}
