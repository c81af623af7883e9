package sockets.sniffer.flow;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import sockets.common.text.Times;
import sockets.packet.TcpHeader;

/**
 * Puts the bytes of a conversation back in order: each direction by its sequence numbers,
 * retransmissions once, and the two by what they acknowledge. What an end has acknowledged it has
 * got, so bytes that the capture lacks keep their place: a gap, which late bytes may still fill.
 */
final class Follower {
    /** What is kept of a conversation. */
    private static final int MOST = 16 << 20;

    /** Pieces of a conversation. */
    private static final int MOST_PIECES = 1 << 18;

    private static final int LONGEST_LINE = 160;

    /** Farther no acknowledgement can be: RFC 7323, 2.3. */
    private static final long FAR = 1L << 30;

    /** Bytes of one direction without a break, or a gap, or a datagram. */
    static final class Piece {
        private final boolean toRight;

        /** Of TCP: where in the stream. */
        private long from;

        private long to;

        /** Null for a gap. */
        private byte[] data;

        private boolean datagram;

        /** Of a datagram: what of it is missing. */
        private int[] gaps;

        /** Of two captures the one that alone has it, but for so many bytes; null for both. */
        private final String only;

        private int common;

        private Piece(boolean toRight, long from, long to, byte[] data, String only) {
            this.toRight = toRight;
            this.from = from;
            this.to = to;
            this.data = data;
            this.only = only;
        }
    }

    /** Bytes that came before their time. */
    private record Early(byte[] data, String only) {}

    /** One direction: what is expected next, and what came before its time. */
    private static final class Direction {
        boolean begun;
        long expected;
        long fin = -1;
        final TreeMap<Long, Early> early = new TreeMap<>();

        /** The number nearest to what is expected. */
        long near(long sequence) {
            return expected + (int) (sequence - expected);
        }
    }

    /** What is said of bytes that are not there. */
    private final String missing;

    private final Direction[] directions = {new Direction(), new Direction()};
    private final List<Piece> pieces = new ArrayList<>();
    private long kept;
    private boolean full;

    Follower() {
        this("not in the capture");
    }

    /**
     * @param missing what is said of bytes that are not there
     */
    Follower(String missing) {
        this.missing = missing;
    }

    void add(Sighting packet, boolean toRight) {
        if (!packet.tcp) {
            if (!isFull(packet.captured)) fill(begin(toRight), packet);
            return;
        }
        byte[] data = Arrays.copyOfRange(packet.data, packet.start, packet.start + packet.captured);
        add(
                toRight,
                packet.sequence,
                packet.acknowledgement,
                packet.flags,
                packet.length,
                data,
                null);
    }

    /**
     * Adds a segment.
     *
     * @param length of its data on the wire
     * @param data what was captured
     * @param only of two captures the one that alone has the data; null if both have them
     */
    void add(
            boolean toRight,
            long sequence,
            long acknowledgement,
            int flags,
            int length,
            byte[] data,
            String only) {
        if (isFull(data.length) || (flags & TcpHeader.RST) != 0) return;
        Direction direction = directions[toRight ? 0 : 1];
        boolean syn = (flags & TcpHeader.SYN) != 0;
        long start = sequence + (syn ? 1 : 0) & 0xffffffffL;
        if (!direction.begun) {
            direction.begun = true;
            direction.expected = start;
        }
        if ((flags & TcpHeader.ACK) != 0) acknowledge(!toRight, acknowledgement);
        start = direction.near(start);
        if ((flags & TcpHeader.FIN) != 0) direction.fin = start + length;
        if (length == 0) return;
        if (start > direction.expected) {
            direction.early.merge(
                    start,
                    new Early(data, only),
                    (before, now) -> now.data.length > before.data.length ? now : before);
            return;
        }
        fillGaps(toRight, start, data, only);
        deliver(toRight, direction, start, data, only);
        drain(toRight, direction);
    }

    /** Makes a place for a datagram, which is filled when it is there. */
    Piece begin(boolean toRight) {
        return begin(toRight, null);
    }

    private Piece begin(boolean toRight, String only) {
        Piece piece = new Piece(toRight, 0, 0, new byte[0], only);
        piece.datagram = true;
        pieces.add(piece);
        return piece;
    }

    void fill(Piece piece, Sighting packet) {
        if (isFull(packet.captured)) return;
        piece.data = Arrays.copyOfRange(packet.data, packet.start, packet.start + packet.captured);
        piece.gaps = gaps(packet);
    }

    /** What of a datagram is not there: what no fragment has, or what was cut off. */
    static int[] gaps(Sighting packet) {
        if (packet.gaps != null || packet.captured >= packet.length) return packet.gaps;
        return new int[] {packet.captured, packet.length};
    }

    /**
     * Adds a datagram of two captures.
     *
     * @param only the capture that alone has it, but for so many bytes
     */
    void add(boolean toRight, byte[] data, int[] gaps, String only, int common) {
        if (isFull(data.length)) return;
        Piece piece = begin(toRight, only);
        piece.data = data;
        piece.gaps = gaps;
        piece.common = common;
    }

    private boolean isFull(int more) {
        kept += more;
        full |= kept > MOST || pieces.size() > MOST_PIECES;
        return full;
    }

    /** The other end has got everything before this number. */
    private void acknowledge(boolean toRight, long number) {
        Direction direction = directions[toRight ? 0 : 1];
        if (!direction.begun) return;
        long acknowledged = direction.near(number);
        if (acknowledged - direction.expected > FAR) return;
        if (direction.fin >= 0 && acknowledged > direction.fin) acknowledged = direction.fin;
        while (direction.expected < acknowledged) {
            Map.Entry<Long, Early> next = direction.early.firstEntry();
            long end = next == null ? acknowledged : Math.min(next.getKey(), acknowledged);
            gap(toRight, direction, end);
            drain(toRight, direction);
        }
    }

    private void gap(boolean toRight, Direction direction, long end) {
        if (end <= direction.expected) return;
        pieces.add(new Piece(toRight, direction.expected, end, null, null));
        direction.expected = end;
    }

    private void drain(boolean toRight, Direction direction) {
        while (!direction.early.isEmpty() && direction.early.firstKey() <= direction.expected) {
            Map.Entry<Long, Early> next = direction.early.pollFirstEntry();
            Early early = next.getValue();
            deliver(toRight, direction, next.getKey(), early.data, early.only);
        }
    }

    private void deliver(
            boolean toRight, Direction direction, long start, byte[] data, String only) {
        int skip = (int) Math.min(data.length, direction.expected - start);
        if (skip == data.length) return;
        byte[] fresh = skip == 0 ? data : Arrays.copyOfRange(data, skip, data.length);
        long end = start + data.length;
        pieces.add(new Piece(toRight, direction.expected, end, fresh, only));
        direction.expected = end;
    }

    /** Bytes that come after what was said about them. */
    private void fillGaps(boolean toRight, long start, byte[] data, String only) {
        long end = start + data.length;
        for (int i = 0; i < pieces.size(); i++) {
            Piece gap = pieces.get(i);
            if (gap.data != null || gap.toRight != toRight) continue;
            long from = Math.max(start, gap.from);
            long to = Math.min(end, gap.to);
            if (from >= to) continue;
            byte[] part = Arrays.copyOfRange(data, (int) (from - start), (int) (to - start));
            List<Piece> instead = new ArrayList<>();
            if (gap.from < from) instead.add(new Piece(toRight, gap.from, from, null, null));
            instead.add(new Piece(toRight, from, to, part, only));
            if (to < gap.to) instead.add(new Piece(toRight, to, gap.to, null, null));
            pieces.remove(i);
            pieces.addAll(i, instead);
            i += instead.size() - 1;
        }
    }

    /** All lines: ">" before what the client sent, "<" before what the server sent. */
    List<String> lines() {
        for (int i = 0; i < 2; i++) {
            Direction direction = directions[i];
            while (!direction.early.isEmpty()) {
                gap(i == 0, direction, direction.early.firstKey());
                drain(i == 0, direction);
            }
            if (direction.begun && direction.fin > direction.expected)
                gap(i == 0, direction, direction.fin);
        }
        return new Lines().of(pieces);
    }

    /** Writes pieces as lines. */
    private final class Lines {
        private final List<String> lines = new ArrayList<>();
        private final ByteArrayOutputStream run = new ByteArrayOutputStream();
        private boolean toRight;
        private String only;

        List<String> of(List<Piece> all) {
            for (int i = 0; i < all.size(); i++) {
                Piece piece = all.get(i);
                if (piece.datagram) datagram(piece);
                else if (piece.data != null) append(piece, 0, piece.data.length);
                else if (!isFin(all, i)) missing(piece.toRight, piece.to - piece.from);
            }
            flush();
            if (full) lines.add("[more than " + (MOST >> 20) + " MiB: the rest is left out]");
            return lines;
        }

        /** A last byte that was acknowledged and never seen may be the FIN. */
        private boolean isFin(List<Piece> all, int index) {
            Piece piece = all.get(index);
            if (piece.to - piece.from != 1 || directions[piece.toRight ? 0 : 1].fin >= 0)
                return false;
            for (int i = index + 1; i < all.size(); i++)
                if (all.get(i).toRight == piece.toRight) return false;
            return true;
        }

        private void datagram(Piece piece) {
            flush();
            int from = 0;
            for (int i = 0; piece.gaps != null && i < piece.gaps.length; i += 2) {
                append(piece, from, Math.min(piece.gaps[i], piece.data.length));
                missing(piece.toRight, piece.gaps[i + 1] - piece.gaps[i]);
                from = piece.gaps[i + 1];
            }
            append(piece, from, piece.data.length);
            flush();
        }

        private void append(Piece piece, int from, int to) {
            int middle = Math.max(from, Math.min(to, piece.common));
            append(piece, from, middle, null);
            append(piece, middle, to, piece.only);
        }

        private void append(Piece piece, int from, int to, String source) {
            if (from >= to) return;
            if (piece.toRight != toRight || !Objects.equals(source, only)) flush();
            toRight = piece.toRight;
            only = source;
            run.write(piece.data, from, to - from);
        }

        private void missing(boolean right, long count) {
            flush();
            say(right, "", count, missing);
        }

        private void say(boolean right, String which, long count, String where) {
            String bytes = Times.count(count, "byte") + (count == 1 ? " is " : " are ");
            lines.add((right ? "> [" : "< [") + which + bytes + where + "]");
        }

        /** Ends the bytes of one direction. */
        private void flush() {
            byte[] bytes = run.toByteArray();
            run.reset();
            if (only != null && bytes.length > 0)
                say(toRight, "the next ", bytes.length, "only in " + only);
            int from = 0;
            for (int i = 0; i < bytes.length; i++) {
                boolean last = i == bytes.length - 1;
                if (bytes[i] != '\n' && !last && i - from < LONGEST_LINE) continue;
                lines.add((toRight ? "> " : "< ") + SafeText.of(bytes, from, i + 1));
                from = i + 1;
            }
        }
    }
}
