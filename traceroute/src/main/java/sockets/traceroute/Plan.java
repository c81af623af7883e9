package sockets.traceroute;

import java.net.InetAddress;

/**
 * What to ask: the options that the algorithm knows of.
 *
 * @param destination whose path is looked for
 * @param first TTL of the first hop
 * @param last TTL of the last one
 * @param queries how many probes each hop gets
 * @param window how many probes may be on their way
 * @param strict true if a probe keeps its place in the window until it is answered or given up;
 *     else only for a moment, so that silent hops hold nobody up
 * @param size of a probe, IP header included
 * @param mtu true to find the MTU of the path: begin with large probes and heed "too big"
 * @param flows which flow each probe belongs to
 * @param confidence in percent, that no router of several paths is missed
 */
record Plan(
        InetAddress destination,
        int first,
        int last,
        int queries,
        int window,
        boolean strict,
        Waiting waiting,
        int size,
        boolean mtu,
        Flows flows,
        double confidence) {

    enum Flows {
        /** All are of one flow: they take one path. */
        ONE,
        /** Each has a flow of its own, to be told from the others by. */
        EACH
    }

    static final double CONFIDENCE = 95;

    /** One that does not look for several paths. */
    Plan(
            InetAddress destination,
            int first,
            int last,
            int queries,
            int window,
            boolean strict,
            Waiting waiting,
            int size,
            boolean mtu,
            Flows flows) {
        this(
                destination,
                first,
                last,
                queries,
                window,
                strict,
                waiting,
                size,
                mtu,
                flows,
                CONFIDENCE);
    }

    /** The same for one flow at the hops behind a TTL. */
    Plan behind(int ttl) {
        return new Plan(
                destination,
                ttl + 1,
                last,
                1,
                window,
                strict,
                waiting,
                size,
                false,
                Flows.ONE,
                confidence);
    }
}
