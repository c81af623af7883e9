package sockets.sniffer.flow;

import sockets.packet.TcpHeader;

/**
 * What is said of a segment: the rules of {@link Remark}, by what both ends have sent before it,
 * and how much of its data is new.
 */
final class TcpRemarks {
    /** RFC 5681, 3.2: so many duplicate ACKs ask for a retransmission. */
    private static final int FAST_RETRANSMIT = 3;

    /** Reordering lasts no longer, if the handshake does not tell how long the way is. */
    private static final long REORDERING_NANOS = 3_000_000;

    private long synNanos = Long.MIN_VALUE;
    private long roundTrip;

    // of the last segment
    private int bits;
    private long gap;
    private long fresh;
    private long again;

    /** Of the next segment nothing has been said. */
    void clear() {
        bits = 0;
        gap = 0;
        fresh = 0;
        again = 0;
    }

    int bits() {
        return bits;
    }

    boolean has(Remark remark) {
        return (bits & remark.bit()) != 0;
    }

    long gap() {
        return gap;
    }

    long fresh() {
        return fresh;
    }

    long again() {
        return again;
    }

    void mark(Remark remark) {
        bits |= remark.bit();
    }

    /** Of its data so much is new; the rest comes again. */
    void brings(long fresh, int length) {
        this.fresh = fresh;
        again = length - fresh;
    }

    /** The handshake shows how long the way is. */
    void time(Sighting syn) {
        if (!syn.isAck()) synNanos = syn.sinceEpoch();
        else if (synNanos != Long.MIN_VALUE && roundTrip == 0)
            roundTrip = Math.max(0, syn.sinceEpoch() - synNanos);
    }

    /** A segment that is no SYN, by the numbers before it. */
    void look(Sighting segment, TcpEnd sender, TcpEnd receiver, long start, long acknowledged) {
        int size = segment.size();
        boolean fin = segment.has(TcpHeader.FIN);
        long window = sender.window(segment, receiver);
        boolean repeats = segment.isAck() && acknowledged == sender.lastAcknowledgement;
        // 3.8.6.1: to a closed window, a byte that may be new, or one that is known
        boolean outstanding = start >= sender.acknowledged - 1 && start <= sender.next;
        boolean probe =
                receiver.lastWindow == 0
                        && !fin
                        && outstanding
                        && (size == 1 || size == 0 && start < sender.acknowledged);
        // 3.8.4: SND.NXT - 1, when everything has been acknowledged
        boolean before = !fin && start == sender.next - 1;
        boolean alive = size == 0 || size == 1 && sender.acknowledged >= sender.next;
        boolean asks = probe || before && alive;
        if (probe) mark(Remark.ZERO_WINDOW_PROBE);
        else if (asks) mark(Remark.KEEP_ALIVE);
        sender.asks = probe ? Remark.ZERO_WINDOW_PROBE : asks ? Remark.KEEP_ALIVE : null;
        if (!asks || start + size > sender.next) data(segment, sender, receiver, start, size);
        if (size == 0 && !asks && start >= sender.next)
            acknowledgement(receiver, sender, acknowledged, window, repeats);
        boolean answered = has(Remark.ZERO_WINDOW_PROBE_ANSWER);
        if (window == 0 && segment.isAck() && !fin && !answered) mark(Remark.ZERO_WINDOW);
        if (size == 0 || !repeats) receiver.asks = null;
    }

    private void data(Sighting segment, TcpEnd sender, TcpEnd receiver, long start, int size) {
        if (size == 0) {
            // it has sent something before that was not seen
            if (start > sender.next) gap(sender, start);
            return;
        }
        long end = start + size;
        long unseen = Math.max(0, end - Math.max(start, sender.next));
        unseen += sender.holes.count(start, end);
        int fin = segment.has(TcpHeader.FIN) ? 1 : 0;
        // the FIN counts as a byte, but is none
        boolean finIsNew = fin == 1 && (end > sender.next || sender.holes.count(end - 1, end) > 0);
        brings(unseen - (finIsNew ? 1 : 0), segment.length);
        if (start > sender.next) {
            gap(sender, start);
        } else if (unseen == 0) {
            mark(Remark.RETRANSMISSION);
        } else if (start < sender.next) {
            if (unseen < size) mark(Remark.PARTLY_RETRANSMISSION);
            else mark(isReordered(segment, sender, receiver, start));
        }
    }

    private void gap(TcpEnd sender, long start) {
        gap = start - sender.next;
        mark(Remark.GAP);
    }

    /**
     * Bytes that fill a hole were overtaken, or lost before they could be captured and sent again:
     * sent again if the other end has asked for them (RFC 5681, 3.2), or if they come so late that
     * no way is that long.
     */
    private Remark isReordered(Sighting segment, TcpEnd sender, TcpEnd receiver, long start) {
        boolean asked =
                receiver.duplicates >= FAST_RETRANSMIT && receiver.lastAcknowledgement == start;
        long late = segment.sinceEpoch() - sender.holes.since(start);
        boolean slow = late > Math.max(REORDERING_NANOS, roundTrip);
        return asked || slow ? Remark.RETRANSMISSION : Remark.OUT_OF_ORDER;
    }

    /** A segment that only acknowledges. */
    private void acknowledgement(
            TcpEnd receiver, TcpEnd sender, long acknowledged, long window, boolean repeats) {
        boolean probed = receiver.asks == Remark.ZERO_WINDOW_PROBE;
        if (probed && window == 0) {
            mark(Remark.ZERO_WINDOW_PROBE_ANSWER);
            return;
        }
        if (!repeats) {
            sender.duplicates = 0;
            return;
        }
        boolean outstanding = receiver.next > acknowledged && acknowledged >= receiver.acknowledged;
        if (window != sender.lastWindow) {
            if (window != 0) mark(Remark.WINDOW_UPDATE);
        } else if (receiver.asks == Remark.KEEP_ALIVE) {
            mark(Remark.KEEP_ALIVE_ANSWER);
        } else if (outstanding && window != 0) {
            sender.duplicates++;
            mark(Remark.DUPLICATE_ACK);
        }
    }
}
