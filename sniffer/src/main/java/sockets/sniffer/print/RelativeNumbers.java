package sockets.sniffer.print;

import java.util.Arrays;

/**
 * The numbers that a text still lacks: those of TCP that are told relative to the first of their
 * connection. Which is the first only the order of the capture tells, and the texts may be made by
 * several threads, each for a part of the capture. So they are noted here, and {@link LineJoiner}
 * puts them in.
 */
final class RelativeNumbers {
    /** What a number is relative to. */
    static final int SENT = 0;

    static final int RECEIVED = 1;
    static final int SELECTIVE = 2;

    /** Begins a segment: what tells its connection follows, for IPv4 or for IPv6. */
    static final int SEGMENT4 = 4;

    static final int SEGMENT6 = 6;

    /** Of a number its base, its place in the text, its value; of a segment what is told of it. */
    private int[] notes = new int[1024];

    private int count;

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    int at(int place) {
        return notes[place];
    }

    /**
     * Of the segment whose numbers come next.
     *
     * @param reverse true if it goes from the higher end to the lower
     */
    void segment(boolean six, boolean reverse, boolean first, int ports, int sequence, int ack) {
        room(6);
        notes[count++] = six ? SEGMENT6 : SEGMENT4;
        notes[count++] = (reverse ? 1 : 0) | (first ? 2 : 0);
        notes[count++] = ports;
        notes[count++] = sequence;
        notes[count++] = ack;
    }

    /** 32 bits of the segment's addresses, the lower end's first. */
    void address(int bits) {
        room(1);
        notes[count++] = bits;
    }

    /** A number that belongs at a place of the text. */
    void number(int base, int place, int value) {
        room(3);
        notes[count++] = base;
        notes[count++] = place;
        notes[count++] = value;
    }

    private void room(int more) {
        if (count + more > notes.length) notes = Arrays.copyOf(notes, 2 * notes.length);
    }
}
