package sockets.traceroute;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * One hop of several paths.
 *
 * @param silent how many flows met nobody who answered
 * @param flows how many were asked at this hop
 * @param parents how many routers of the hop before it they came from
 */
record PathHop(int ttl, List<Router> routers, int silent, int flows, int parents) {
    /**
     * A router, and which flows went through it.
     *
     * @param best the quickest of its answers
     * @param from the routers of the hop before it from which these flows came
     * @param byPacket true if it sends the packets of one flow to several routers
     */
    record Router(
            InetAddress address,
            Result best,
            List<Integer> flows,
            Set<InetAddress> from,
            boolean byPacket) {}

    /**
     * Sorts what each flow met by routers.
     *
     * @param parents the router from which a flow came, where that is known
     * @param byPacket those that share the load by packet
     */
    static PathHop of(
            int ttl,
            SortedMap<Integer, FlowProbes.Met> met,
            Map<Integer, InetAddress> parents,
            Set<InetAddress> byPacket) {
        Map<InetAddress, Router> routers = new LinkedHashMap<>();
        Set<InetAddress> all = new LinkedHashSet<>();
        int silent = 0;
        for (Map.Entry<Integer, FlowProbes.Met> each : met.entrySet()) {
            Result result = each.getValue().result();
            InetAddress parent = parents.get(each.getKey());
            if (parent != null) all.add(parent);
            if (!result.answered()) {
                silent++;
                continue;
            }
            Router router = routers.get(result.from());
            if (router == null) router = first(result, byPacket.contains(result.from()));
            else if (result.rtt() < router.best.rtt()) router = quicker(router, result);
            routers.put(result.from(), router);
            router.flows.add(each.getKey());
            if (parent != null) router.from.add(parent);
        }
        List<Router> sorted = new ArrayList<>(routers.values());
        sorted.sort(Comparator.comparing((Router router) -> -router.flows.size()));
        return new PathHop(ttl, sorted, silent, met.size(), all.size());
    }

    private static Router first(Result result, boolean byPacket) {
        return new Router(
                result.from(), result, new ArrayList<>(), new LinkedHashSet<>(), byPacket);
    }

    private static Router quicker(Router router, Result result) {
        return new Router(router.address, result, router.flows, router.from, router.byPacket);
    }

    /** True where the paths part. */
    boolean isParallel() {
        return routers.size() > 1;
    }
}
