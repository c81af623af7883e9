package sockets.sniffer.print;

/**
 * Joins texts in the order of the capture: puts in the numbers that are relative to the first of
 * their connection, which it remembers.
 */
public final class LineJoiner {
    private final Line out = new Line();
    private final Conversations four = new Conversations(1);
    private final Conversations six = new Conversations(4);
    private final long[] key = new long[4];

    /** What numbers of the current segment are relative to, by the kinds of RelativeNumbers. */
    private final int[] bases = new int[3];

    /** The text of a printer, whole; good until the next one. */
    public Line join(FramePrinter printer) {
        out.clear();
        add(printer.text(), printer.numbers());
        return out;
    }

    private void add(Line text, RelativeNumbers numbers) {
        int from = 0;
        for (int i = 0; i < numbers.count(); ) {
            int kind = numbers.at(i);
            if (kind >= RelativeNumbers.SEGMENT4) {
                i = segment(numbers, i);
                continue;
            }
            int place = numbers.at(i + 1);
            out.bytes(text.bytes(), from, place - from);
            out.number(numbers.at(i + 2) - bases[kind]);
            from = place;
            i += 3;
        }
        out.bytes(text.bytes(), from, text.length() - from);
    }

    /** Finds out what its numbers are relative to; the place behind it. */
    private int segment(RelativeNumbers numbers, int at) {
        boolean isSix = numbers.at(at) == RelativeNumbers.SEGMENT6;
        boolean reverse = (numbers.at(at + 1) & 1) != 0;
        boolean first = (numbers.at(at + 1) & 2) != 0;
        int ports = numbers.at(at + 2);
        int sequence = numbers.at(at + 3);
        int acknowledgement = numbers.at(at + 4);
        int words = isSix ? 4 : 1;
        at += 5;
        for (int i = 0; i < words; i++, at += 2)
            key[i] = (long) numbers.at(at) << 32 | numbers.at(at + 1) & 0xffffffffL;
        Conversations table = isSix ? six : four;
        int place = table.find(key, ports);
        if (!table.isKnown(place) || first) {
            // these two are told as they are
            bases[RelativeNumbers.SENT] = 0;
            bases[RelativeNumbers.RECEIVED] = 0;
            int other = acknowledgement - 1;
            bases[RelativeNumbers.SELECTIVE] = other;
            if (reverse) table.put(place, key, ports, other, sequence);
            else table.put(place, key, ports, sequence, other);
            return at;
        }
        int low = table.sequence(place);
        int high = table.acknowledgement(place);
        bases[RelativeNumbers.SENT] = reverse ? high : low;
        bases[RelativeNumbers.RECEIVED] = reverse ? low : high;
        bases[RelativeNumbers.SELECTIVE] = bases[RelativeNumbers.RECEIVED];
        return at;
    }
}
