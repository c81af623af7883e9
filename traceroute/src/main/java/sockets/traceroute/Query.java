package sockets.traceroute;

import java.net.InetAddress;

/** One question of a trace, "who is at this TTL?": a time or a star in the output. */
final class Query {
    final int index;
    final int ttl;

    /** A packet that was sent for it. */
    static final class Sent {
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

    /** The packet that asks it; null until it is sent, and again if it has to be asked anew. */
    Sent sent;

    /** Null until it is answered or given up. */
    Result result;

    /** An answer after which no farther hop is asked. */
    Answer end;

    /** What the MTU came down to before the answer. */
    String mtuMark = "";

    /** How many times it did. */
    int narrowed;

    Query(int index, int ttl) {
        this.index = index;
        this.ttl = ttl;
    }

    boolean isDone() {
        return result != null;
    }

    boolean isOutstanding() {
        return sent != null && !isDone();
    }

    /** How long its answer took; -1 if there is none. */
    long rtt() {
        return isDone() && result.answered() ? result.rtt() : -1;
    }

    boolean isAnsweredBy(InetAddress address) {
        return isDone() && address.equals(result.from());
    }
}
