package sockets.sniffer.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sockets.packet.TcpHeader;

/**
 * The rows of all conversations, 36 bytes each, so that a million packets have room: a chain for
 * each conversation through one array of numbers, which has no limit but its own. Those of a
 * conversation that was drawn are used again.
 */
final class Rows {
    /** No row. */
    static final int NONE = -1;

    private static final int WIDTH = 9;
    private static final int SHIFT = 12;
    private static final int CHUNK = 1 << SHIFT;
    private static final int MOST_PIECES = 0x1fff;
    private static final TcpState[] STATES = TcpState.values();
    private static final Row.Kind[] KINDS = Row.Kind.values();

    // of a row: the time in two halves, then these
    private static final int SEQUENCE = 2;
    private static final int ACKNOWLEDGEMENT = 3;
    private static final int LENGTH = 4;
    private static final int MISSING = 5;
    private static final int BITS = 6;
    private static final int FLAGS = 7;
    private static final int NEXT = 8;

    private final List<int[]> chunks = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final Map<String, Integer> errorNumbers = new HashMap<>();
    private int used;
    private int free = NONE;
    private int size;

    /** How many are in use. */
    int size() {
        return size;
    }

    private int[] chunk(int row) {
        return chunks.get(row >> SHIFT);
    }

    private static int place(int row) {
        return (row & CHUNK - 1) * WIDTH;
    }

    /** A new row behind another one of the same conversation, or behind none. */
    int add(int behind) {
        size++;
        int row = free;
        if (row != NONE) {
            free = chunk(row)[place(row) + NEXT];
        } else {
            row = used++;
            if (row >> SHIFT == chunks.size()) chunks.add(new int[CHUNK * WIDTH]);
        }
        chunk(row)[place(row) + NEXT] = NONE;
        if (behind != NONE) chunk(behind)[place(behind) + NEXT] = row;
        return row;
    }

    int next(int row) {
        return chunk(row)[place(row) + NEXT];
    }

    /** Gives a chain back. */
    void free(int first, int last, int count) {
        if (first == NONE) return;
        chunk(last)[place(last) + NEXT] = free;
        free = first;
        size -= count;
    }

    /** Writes what a packet is. */
    void put(int row, long nanos, Sighting packet, boolean toRight) {
        int[] to = chunk(row);
        int at = place(row);
        to[at] = (int) (nanos >> 32);
        to[at + 1] = (int) nanos;
        boolean error = packet.error != null;
        Row.Kind kind = error ? Row.Kind.ERROR : packet.tcp ? Row.Kind.TCP : Row.Kind.UDP;
        to[at + SEQUENCE] = error ? number(packet.error) : (int) packet.sequence;
        to[at + ACKNOWLEDGEMENT] = (int) packet.acknowledgement;
        to[at + LENGTH] = packet.length;
        to[at + MISSING] = packet.missing;
        int pieces = Math.min(packet.pieces, MOST_PIECES);
        to[at + BITS] = (toRight ? 1 << 16 : 0) | kind.ordinal() << 17 | pieces << 19;
        int unknown = TcpState.UNKNOWN.ordinal();
        to[at + FLAGS] = packet.flags << 16 | unknown << 8 | unknown;
    }

    /** Writes what it means. */
    void mean(int row, int remarks, long gap, TcpState left, TcpState right) {
        int[] to = chunk(row);
        int at = place(row);
        to[at + BITS] = to[at + BITS] & 0xffff0000 | remarks;
        if (gap > 0) to[at + MISSING] = (int) Math.min(gap, Integer.MAX_VALUE);
        to[at + FLAGS] = to[at + FLAGS] & 0xffff0000 | left.ordinal() << 8 | right.ordinal();
    }

    private int number(String error) {
        Integer number = errorNumbers.get(error);
        if (number == null) {
            number = errors.size();
            errors.add(error);
            errorNumbers.put(error, number);
        }
        return number;
    }

    /** Takes a row out to be drawn, its numbers relative to where those of both ends begin. */
    void read(int row, Row out, long left, long right) {
        int[] from = chunk(row);
        int at = place(row);
        int bits = from[at + BITS];
        out.nanos = (long) from[at] << 32 | from[at + 1] & 0xffffffffL;
        out.toRight = (bits & 1 << 16) != 0;
        out.kind = KINDS[bits >> 17 & 3];
        out.remarks = bits & 0xffff;
        out.pieces = bits >>> 19;
        out.error = out.kind == Row.Kind.ERROR ? errors.get(from[at + SEQUENCE]) : null;
        out.sequence = from[at + SEQUENCE] - (out.toRight ? left : right);
        out.acknowledgement = from[at + ACKNOWLEDGEMENT] - (out.toRight ? right : left);
        out.length = from[at + LENGTH];
        out.missing = from[at + MISSING];
        int flags = from[at + FLAGS];
        // the reserved bits are not shown
        out.flags = flags >>> 16 & (TcpHeader.CWR << 1) - 1;
        out.left = STATES[flags >> 8 & 0xff];
        out.right = STATES[flags & 0xff];
    }
}
