package sockets.traceroute;

/** A packet that was sent for a query. */
final class Sent {
    final Query query;
    final Probe probe;

    /** When it left, by this program's clock. */
    final long at;

    /** True while it holds a place in the window. */
    boolean holds;

    /** True while its answer is waited for. */
    boolean awaited = true;

    /** True if a router told that it ended there: no answer of the destination is about it. */
    boolean expired;

    Sent(Query query, Probe probe, long at) {
        this.query = query;
        this.probe = probe;
        this.at = at;
    }
}
