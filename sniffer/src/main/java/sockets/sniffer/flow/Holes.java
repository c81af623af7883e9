package sockets.sniffer.flow;

import java.util.Arrays;

/**
 * What of a stream has not been seen: the holes below the highest byte, in order. Their number is
 * bounded; beyond that the lowest one is taken for seen.
 */
final class Holes {
    private static final int MOST = 64;

    private final int most;
    private long[] from = new long[0];
    private long[] to = from;
    private long[] since = from;
    private int size;

    Holes() {
        this(MOST);
    }

    Holes(int most) {
        this.most = most;
    }

    /** A hole at the end, found at a time. */
    void add(long start, long end, long nanos) {
        if (start >= end) return;
        if (size == most) remove(0);
        if (size == from.length) grow();
        from[size] = start;
        to[size] = end;
        since[size++] = nanos;
    }

    private void grow() {
        int room = Math.max(4, size * 2);
        from = Arrays.copyOf(from, room);
        to = Arrays.copyOf(to, room);
        since = Arrays.copyOf(since, room);
    }

    private void remove(int index) {
        size--;
        for (int i = index; i < size; i++) move(i + 1, i);
    }

    private void move(int source, int target) {
        from[target] = from[source];
        to[target] = to[source];
        since[target] = since[source];
    }

    /** How many of these bytes lie in holes. */
    long count(long start, long end) {
        long count = 0;
        for (int i = 0; i < size; i++)
            count += Math.max(0, Math.min(end, to[i]) - Math.max(start, from[i]));
        return count;
    }

    /** When the hole was found in which a byte lies; a time long ago if it lies in none. */
    long since(long at) {
        for (int i = 0; i < size; i++) if (from[i] <= at && at < to[i]) return since[i];
        return Long.MIN_VALUE;
    }

    /** These bytes have been seen. */
    void fill(long start, long end) {
        for (int i = size - 1; i >= 0; i--) {
            if (to[i] <= start || from[i] >= end) continue;
            boolean before = from[i] < start;
            boolean behind = to[i] > end;
            if (before && behind) split(i, start, end);
            else if (before) to[i] = start;
            else if (behind) from[i] = end;
            else remove(i);
        }
    }

    private void split(int index, long start, long end) {
        if (size == most) {
            // the lower part is taken for seen
            from[index] = end;
            return;
        }
        if (size == from.length) grow();
        for (int i = size; i > index; i--) move(i - 1, i);
        size++;
        to[index] = start;
        from[index + 1] = end;
    }

    /** Those before a place, from and to by turns, counted from another one; null for none. */
    int[] within(int start, int end) {
        int[] found = new int[2 * size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            int low = (int) Math.max(from[i], start);
            int high = (int) Math.min(to[i], end);
            if (low >= high) continue;
            found[count++] = low - start;
            found[count++] = high - start;
        }
        return count == 0 ? null : Arrays.copyOf(found, count);
    }

    /** Where the first hole begins that ends behind a place; a default if there is none. */
    long firstBehind(long place, long otherwise) {
        for (int i = 0; i < size; i++) if (to[i] > place) return Math.max(place, from[i]);
        return otherwise;
    }
}
