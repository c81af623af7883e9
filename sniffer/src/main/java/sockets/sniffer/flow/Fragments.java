package sockets.sniffer.flow;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Puts packets together that came in fragments (RFC 791, 3.2; RFC 8200, 4.5). How many are open at
 * once is bounded, in number, in bytes and in time: a flood of first fragments pushes out the
 * oldest ones.
 */
final class Fragments {
    /** What fragments of one packet share (RFC 791, 2.3; of IPv6 without the protocol). */
    private record Key(
            boolean six,
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            int protocol,
            long identification) {
        static Key of(Sighting part) {
            return new Key(
                    part.six,
                    part.sourceHigh,
                    part.sourceLow,
                    part.destinationHigh,
                    part.destinationLow,
                    part.six ? 0 : part.protocol,
                    part.identification);
        }
    }

    /** A packet of which some fragments are there. */
    static final class Whole {
        private static final int LONGEST = 65_535;

        private byte[] bytes = new byte[0];
        private final Holes onTheWire = new Holes(LONGEST / 8);
        private final Holes captured = new Holes(LONGEST / 8);

        /** Of the first fragment: its time, and the protocol behind the IP headers. */
        private final Sighting first = new Sighting();

        private boolean hasFirst;
        private int total = -1;
        private int reached;
        private int pieces;

        /** The conversation in which it has a row; null as long as its ports are not known. */
        Conversation conversation;

        int row = Rows.NONE;

        /** Where its bytes belong in the conversation that is followed; null for no place. */
        Follower.Piece place;

        boolean done;

        Whole() {
            onTheWire.add(0, LONGEST, 0);
            captured.add(0, LONGEST, 0);
        }

        int pieces() {
            return pieces;
        }

        boolean isComplete() {
            return total >= 0 && onTheWire.count(0, total) == 0;
        }

        /** Takes a fragment in. False if it is a copy, or does not fit. */
        private boolean add(Sighting part) {
            int from = part.fragmentOffset;
            int to = from + part.length;
            if (to > LONGEST || total >= 0 && to > total) return false;
            boolean last = !part.moreFragments;
            if (last && to < reached) return false;
            if (last) total = to;
            if (from == 0 && !hasFirst) {
                hasFirst = true;
                header(part);
            }
            boolean empty = part.length == 0 && pieces == 0;
            if (onTheWire.count(from, to) == 0 && !empty) return false;
            reached = Math.max(reached, to);
            if (bytes.length < from + part.captured)
                bytes = Arrays.copyOf(bytes, Math.max(from + part.captured, bytes.length * 2));
            // what came first stays: RFC 5722 trusts no fragments that overlap
            int[] open = captured.within(from, from + part.captured);
            for (int i = 0; open != null && i < open.length; i += 2)
                System.arraycopy(
                        part.data,
                        part.start + open[i],
                        bytes,
                        from + open[i],
                        open[i + 1] - open[i]);
            onTheWire.fill(from, to);
            captured.fill(from, from + part.captured);
            pieces++;
            return true;
        }

        private void header(Sighting part) {
            first.seconds = part.seconds;
            first.nanos = part.nanos;
            first.protocol = part.protocol;
        }

        /** True if a fragment says what this packet, which is complete, said in the same place. */
        private boolean holds(Sighting part) {
            int from = part.fragmentOffset;
            int to = from + part.captured;
            return from + part.length <= total
                    && to <= bytes.length
                    && Arrays.equals(
                            bytes, from, to, part.data, part.start, part.start + part.captured);
        }

        /**
         * Reads the transport header into a sighting that has the addresses. False if it is not
         * there, or belongs to no conversation.
         */
        boolean read(SegmentReader reader, Sighting out) {
            if (!hasFirst) return false;
            int behind = total >= 0 ? total : reached;
            int there = (int) Math.min(captured.firstBehind(0, behind), behind);
            boolean whole = isComplete();
            out.seconds = first.seconds;
            out.nanos = first.nanos;
            out.protocol = first.protocol;
            int most = Math.min(behind, bytes.length);
            // TCP takes its bytes in order; a datagram shows what is there of it
            if (!reader.joined(out, bytes, 0, there, whole ? total : there)) return false;
            out.pieces = pieces;
            out.missing = total < 0 ? -1 : (int) onTheWire.count(0, total);
            if (out.tcp || out.error != null) return true;
            if (!whole) {
                out.length = total < 0 ? out.claimed : total - out.start;
                out.missing = (int) onTheWire.count(out.start, out.start + out.length);
            }
            out.captured = Math.max(0, Math.min(out.length, most - out.start));
            out.gaps = captured.within(out.start, out.start + out.length);
            return true;
        }

        private long weight() {
            return bytes.length + 64L * pieces + 512;
        }
    }

    private static final int MOST = 2048;
    private static final long MOST_BYTES = 8 << 20;

    /** RFC 8200, 4.5: after 60 seconds the rest is not waited for. */
    private static final long NANOS = 60_000_000_000L;

    private final Map<Key, Whole> open = new LinkedHashMap<>();
    private final Consumer<Whole> givenUp;
    private long weight;

    /**
     * @param givenUp takes those that were never completed
     */
    Fragments(Consumer<Whole> givenUp) {
        this.givenUp = givenUp;
    }

    /** Takes a fragment in; the packet to which it belongs. */
    Whole add(Sighting part) {
        Key key = Key.of(part);
        Whole whole = open.get(key);
        boolean other = whole != null && whole.done && !whole.holds(part);
        if (other || whole != null && isOld(whole, part)) {
            remove(key);
            whole = null;
        }
        if (whole == null) {
            whole = new Whole();
            whole.header(part);
            whole.first.six = part.six;
            whole.first.sourceHigh = part.sourceHigh;
            whole.first.sourceLow = part.sourceLow;
            whole.first.destinationHigh = part.destinationHigh;
            whole.first.destinationLow = part.destinationLow;
            open.put(key, whole);
            weight += whole.weight();
        }
        weight -= whole.weight();
        if (!whole.done) whole.add(part);
        weight += whole.weight();
        while (open.size() > MOST || weight > MOST_BYTES && open.size() > 1) removeOldest();
        return whole;
    }

    private static boolean isOld(Whole whole, Sighting now) {
        return Math.abs(now.sinceEpoch() - whole.first.sinceEpoch()) > NANOS;
    }

    private void removeOldest() {
        remove(open.keySet().iterator().next());
    }

    private void remove(Key key) {
        Whole whole = open.remove(key);
        weight -= whole.weight();
        if (!whole.done) givenUp.accept(whole);
    }

    /** The addresses of a packet, for what is read of it later. */
    static void addresses(Whole whole, Sighting out) {
        out.six = whole.first.six;
        out.sourceHigh = whole.first.sourceHigh;
        out.sourceLow = whole.first.sourceLow;
        out.destinationHigh = whole.first.destinationHigh;
        out.destinationLow = whole.first.destinationLow;
    }

    /** Nothing more comes. */
    void end() {
        for (Iterator<Whole> all = open.values().iterator(); all.hasNext(); ) {
            Whole whole = all.next();
            all.remove();
            if (!whole.done) givenUp.accept(whole);
        }
    }
}
