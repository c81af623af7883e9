package sockets.traceroute;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One hop of several paths.
 *
 * @param parents how many routers the hop before it has
 */
record PathHop(int ttl, List<Router> routers, int silent, int parents) {
    /**
     * A router, and which flows went through it.
     *
     * @param best the quickest of its answers
     * @param from the routers of the hop before it from which these flows came
     */
    record Router(InetAddress address, Result best, List<Integer> flows, Set<InetAddress> from) {}

    /** Sorts what each flow met by routers. */
    static PathHop of(int ttl, List<Result> results, List<Result> before) {
        Map<InetAddress, Router> routers = new LinkedHashMap<>();
        int silent = 0;
        for (int flow = 0; flow < results.size(); flow++) {
            Result result = results.get(flow);
            if (!result.answered()) {
                silent++;
                continue;
            }
            Router router = routers.get(result.from());
            if (router == null) router = first(result);
            else if (result.rtt() < router.best.rtt())
                router = new Router(router.address, result, router.flows, router.from);
            routers.put(result.from(), router);
            router.flows.add(flow);
            Result parent = before == null ? Result.SILENCE : before.get(flow);
            if (parent.answered()) router.from.add(parent.from());
        }
        List<Router> sorted = new ArrayList<>(routers.values());
        sorted.sort(Comparator.comparing((Router router) -> -router.flows.size()));
        return new PathHop(ttl, sorted, silent, before == null ? 0 : distinct(before));
    }

    private static Router first(Result result) {
        return new Router(result.from(), result, new ArrayList<>(), new LinkedHashSet<>());
    }

    private static int distinct(List<Result> results) {
        return (int) results.stream().filter(Result::answered).map(Result::from).distinct().count();
    }

    /** True where the paths part. */
    boolean isParallel() {
        return routers.size() > 1;
    }
}
