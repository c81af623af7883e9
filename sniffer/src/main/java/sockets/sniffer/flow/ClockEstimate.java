package sockets.sniffer.flow;

/**
 * How far two clocks are apart, from packets that both have seen: of a packet there and the next
 * one back, each says how much later the other clock says it was. The way takes time in both
 * directions, so their mean is the clocks' difference, if both take as long; of all such exchanges
 * the fastest one is the most exact (RFC 5905, 10).
 */
public final class ClockEstimate {
    private boolean isWaiting;
    private long there;
    private long votes;
    private boolean known;
    private long roundTrip;
    private long offset;
    private boolean constant = true;
    private boolean begun;
    private long first;

    /**
     * Takes a packet that is in both captures.
     *
     * @param forth true if it goes from the one end to the other, false for back
     * @param nanos how much later the other clock says it was
     */
    public void add(boolean forth, long nanos) {
        if (!begun) first = nanos;
        begun = true;
        constant &= nanos / 1000 == first / 1000;
        if (forth) {
            there = nanos;
            isWaiting = true;
        } else if (isWaiting) {
            isWaiting = false;
            long way = there - nanos;
            votes += Long.signum(way);
            if (known && Math.abs(way) >= roundTrip) return;
            known = true;
            roundTrip = Math.abs(way);
            offset = nanos + way / 2;
        }
    }

    /** True if there was a packet each way. */
    public boolean isKnown() {
        return known;
    }

    /** True if the way took no time for any packet: one capture, or two in one place. */
    public boolean isConstant() {
        return constant;
    }

    /**
     * Where the captures come from: above 0 if the one is of the end from which packets go forth,
     * below 0 if it is of the other end, 0 if the times do not tell.
     */
    public long votes() {
        return votes;
    }

    /** How far the other clock is ahead. */
    public long offset() {
        return offset;
    }

    /** How long the fastest exchange was on its way, there and back. */
    public long roundTrip() {
        return roundTrip;
    }
}
