package sockets.traceroute;

/**
 * How many flows it takes to believe that a router has no successor more than those seen: the
 * stopping rule of the multipath detection algorithm (Veitch, Augustin, Teixeira, Friedman,
 * "Failure control in multipath route tracing", INFOCOM 2009).
 *
 * <p>If a router with {@code k} known successors had one more, {@code n} flows would all miss one
 * of them with a probability of at most {@code (k+1) * (k/(k+1))^n}. What may be missed in the
 * whole drawing is shared out among the balancers in the order in which they are found, each later
 * one getting less, so that the sum stays within it however many there are.
 */
final class StoppingRule {
    /** Which share of what is left of the risk a balancer gets. */
    private static final double SHARE = 0.602;

    /** So that a repeated flow would have met another successor, most probably. */
    private static final double PACKET_RISK = 0.063;

    private final double risk;

    /**
     * @param confidence in percent, that nothing is missed
     */
    StoppingRule(double confidence) {
        risk = 1 - confidence / 100;
    }

    /**
     * The flows that rule out one successor more.
     *
     * @param seen successors
     * @param before balancers that were found before this router
     */
    int flows(int seen, int before) {
        double own = risk * SHARE * Math.pow(1 - SHARE, before);
        // to take a balancer for a router with one successor loses most
        if (seen == 1) own /= 2;
        return (int) Math.ceil(Math.log(own / (seen + 1)) / Math.log(seen / (seen + 1.0)));
    }

    /** The flows that several routers need together if all of these meet the same router again. */
    int meeting() {
        return flows(1, 0) - 2;
    }

    /** How many times a flow is sent again to see whether a balancer minds flows at all. */
    int repeats(int successors) {
        int wanted = (int) Math.ceil(Math.log(PACKET_RISK) / -Math.log(successors));
        return successors == 2 ? 2 : wanted;
    }
}
