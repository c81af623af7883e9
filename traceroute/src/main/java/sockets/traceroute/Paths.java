package sockets.traceroute;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds routers that share the load: traces many flows, each of which takes one path, until it is
 * improbable that one more router remains unseen (the stopping rule of multipath detection:
 * Augustin and others, "Multipath tracing with Paris traceroute", 2007).
 */
final class Paths {
    /** How probable it may remain that a router was missed at a hop. */
    private static final double RISK = 0.001;

    /** Beyond this nobody draws it. */
    private static final int MOST_FLOWS = 256;

    private final Network network;
    private final Plan plan;

    /** What each flow met at each hop: {@code hops[ttl - first]} holds a result for each flow. */
    private final List<List<Result>> hops = new ArrayList<>();

    private int flows;
    private int sent;
    private boolean reached;
    private volatile boolean stopped;
    private volatile Trace current;

    Paths(Network network, Plan plan) {
        this.network = network;
        this.plan = plan;
    }

    /** Traces; true if the destination answered. */
    boolean run() throws IOException {
        int last = plan.last();
        for (int more = flowsNeeded(1); more > 0 && !stopped; more = needed() - flows) {
            trace(more, last);
            // of a path that ends in silence only the part that answers is asked again
            last = lastAnswered();
            if (last < plan.first()) break;
        }
        return reached;
    }

    void stop() {
        stopped = true;
        Trace running = current;
        if (running != null) running.stop();
    }

    private void trace(int more, int last) throws IOException {
        List<Hop> found = new ArrayList<>();
        Trace trace = new Trace(network, plan.columns(more, last), sent, flows, found::add);
        current = trace;
        if (stopped) return;
        reached |= trace.run();
        sent += trace.sent();
        for (int i = 0; i < found.size(); i++) {
            if (i == hops.size()) hops.add(silence(flows));
            hops.get(i).addAll(found.get(i).results());
        }
        flows += more;
        // a flow that came to its end earlier has nothing at the later hops
        for (List<Result> hop : hops) while (hop.size() < flows) hop.add(Result.SILENCE);
    }

    private static List<Result> silence(int flows) {
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < flows; i++) results.add(Result.SILENCE);
        return results;
    }

    /** How many flows the hop with the most routers asks for. */
    private int needed() {
        int most = 0;
        for (List<Result> hop : hops) {
            Set<InetAddress> routers = new HashSet<>();
            for (Result result : hop) if (result.answered()) routers.add(result.from());
            if (!routers.isEmpty()) most = Math.max(most, flowsNeeded(routers.size()));
        }
        return most;
    }

    /**
     * So many flows rule out that there is one router more than were seen: if there were, some flow
     * would have met it, but for the risk.
     */
    static int flowsNeeded(int seen) {
        double all = seen + 1;
        double flows = Math.log(RISK / all) / Math.log(seen / all);
        return Math.min(MOST_FLOWS, (int) Math.ceil(flows));
    }

    private int lastAnswered() {
        for (int i = hops.size() - 1; i >= 0; i--)
            if (hops.get(i).stream().anyMatch(Result::answered)) return plan.first() + i;
        return plan.first() - 1;
    }

    int flows() {
        return flows;
    }

    /** The routers of each hop, those that answered most flows first. */
    List<PathHop> hops() {
        List<PathHop> found = new ArrayList<>();
        int end = Math.max(lastAnswered() - plan.first() + 1, 0);
        for (int i = 0; i < end; i++)
            found.add(PathHop.of(plan.first() + i, hops.get(i), i == 0 ? null : hops.get(i - 1)));
        return found;
    }
}
