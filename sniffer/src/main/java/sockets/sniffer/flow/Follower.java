package sockets.sniffer.flow;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

        /** Of a datagram: its length, and what of it is missing. */
        private int length;

        private int[] gaps;

        private Piece(boolean toRight, long from, long to, byte[] data) {
            this.toRight = toRight;
            this.from = from;
            this.to = to;
            this.data = data;
        }
    }

    /** One direction: what is expected next, and what came before its time. */
    private static final class Direction {
        boolean begun;
        long expected;
        long fin = -1;
        final TreeMap<Long, byte[]> early = new TreeMap<>();

        /** The number nearest to what is expected. */
        long near(long sequence) {
            return expected + (int) (sequence - expected);
        }
    }

    private final Direction[] directions = {new Direction(), new Direction()};
    private final List<Piece> pieces = new ArrayList<>();
    private long kept;
    private boolean full;

    void add(Sighting packet, boolean toRight) {
        if (isFull(packet.captured)) return;
        if (!packet.tcp) {
            fill(begin(toRight), packet);
            return;
        }
        if (packet.has(TcpHeader.RST)) return;
        Direction direction = directions[toRight ? 0 : 1];
        long start = packet.sequence + (packet.isSyn() ? 1 : 0) & 0xffffffffL;
        if (!direction.begun) {
            direction.begun = true;
            direction.expected = start;
        }
        if (packet.isAck()) acknowledge(!toRight, packet.acknowledgement);
        start = direction.near(start);
        if (packet.has(TcpHeader.FIN)) direction.fin = start + packet.length;
        if (packet.length == 0) return;
        byte[] data = Arrays.copyOfRange(packet.data, packet.start, packet.start + packet.captured);
        if (start > direction.expected) {
            direction.early.merge(
                    start, data, (before, now) -> now.length > before.length ? now : before);
            return;
        }
        fillGaps(toRight, start, data);
        deliver(toRight, direction, start, data);
        drain(toRight, direction);
    }

    /** Makes a place for a datagram, which is filled when it is there. */
    Piece begin(boolean toRight) {
        Piece piece = new Piece(toRight, 0, 0, new byte[0]);
        piece.datagram = true;
        pieces.add(piece);
        return piece;
    }

    void fill(Piece piece, Sighting packet) {
        if (isFull(packet.captured)) return;
        piece.data = Arrays.copyOfRange(packet.data, packet.start, packet.start + packet.captured);
        piece.length = packet.length;
        piece.gaps = packet.gaps;
        if (piece.gaps == null && packet.captured < packet.length)
            piece.gaps = new int[] {packet.captured, packet.length};
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
            Map.Entry<Long, byte[]> next = direction.early.firstEntry();
            long end = next == null ? acknowledged : Math.min(next.getKey(), acknowledged);
            gap(toRight, direction, end);
            drain(toRight, direction);
        }
    }

    private void gap(boolean toRight, Direction direction, long end) {
        if (end <= direction.expected) return;
        pieces.add(new Piece(toRight, direction.expected, end, null));
        direction.expected = end;
    }

    private void drain(boolean toRight, Direction direction) {
        while (!direction.early.isEmpty() && direction.early.firstKey() <= direction.expected) {
            Map.Entry<Long, byte[]> next = direction.early.pollFirstEntry();
            deliver(toRight, direction, next.getKey(), next.getValue());
        }
    }

    private void deliver(boolean toRight, Direction direction, long start, byte[] data) {
        int skip = (int) Math.min(data.length, direction.expected - start);
        if (skip == data.length) return;
        byte[] fresh = skip == 0 ? data : Arrays.copyOfRange(data, skip, data.length);
        long end = start + data.length;
        pieces.add(new Piece(toRight, direction.expected, end, fresh));
        direction.expected = end;
    }

    /** Bytes that come after what was said about them. */
    private void fillGaps(boolean toRight, long start, byte[] data) {
        long end = start + data.length;
        for (int i = 0; i < pieces.size(); i++) {
            Piece gap = pieces.get(i);
            if (gap.data != null || gap.toRight != toRight) continue;
            long from = Math.max(start, gap.from);
            long to = Math.min(end, gap.to);
            if (from >= to) continue;
            byte[] part = Arrays.copyOfRange(data, (int) (from - start), (int) (to - start));
            List<Piece> instead = new ArrayList<>();
            if (gap.from < from) instead.add(new Piece(toRight, gap.from, from, null));
            instead.add(new Piece(toRight, from, to, part));
            if (to < gap.to) instead.add(new Piece(toRight, to, gap.to, null));
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

        List<String> of(List<Piece> all) {
            for (int i = 0; i < all.size(); i++) {
                Piece piece = all.get(i);
                if (piece.datagram) datagram(piece);
                else if (piece.data != null)
                    append(piece.toRight, piece.data, 0, piece.data.length);
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
                append(piece.toRight, piece.data, from, Math.min(piece.gaps[i], piece.data.length));
                missing(piece.toRight, piece.gaps[i + 1] - piece.gaps[i]);
                from = piece.gaps[i + 1];
            }
            append(piece.toRight, piece.data, from, piece.data.length);
            flush();
        }

        private void append(boolean right, byte[] data, int from, int to) {
            if (from >= to) return;
            if (right != toRight) flush();
            toRight = right;
            run.write(data, from, to - from);
        }

        private void missing(boolean right, long count) {
            flush();
            String bytes = Times.count(count, "byte") + (count == 1 ? " is" : " are");
            lines.add((right ? "> " : "< ") + "[" + bytes + " not in the capture]");
        }

        /** Ends the bytes of one direction. */
        private void flush() {
            byte[] bytes = run.toByteArray();
            run.reset();
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
