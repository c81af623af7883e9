package sockets.traceroute;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import sockets.common.text.Log;
import sockets.traceroute.FlowProbes.Ask;
import sockets.traceroute.FlowProbes.Met;

/**
 * Finds the routers that share the load: the multipath detection algorithm (see {@link
 * StoppingRule}). Hop by hop, and router by router, flows are asked whom they meet next, until it
 * is improbable that one more successor remains unseen.
 *
 * <p>Routers side by side are asked as one as long as all their flows meet the same router again,
 * each with a flow of its own at least; as soon as they part, each has its own count. A flow that
 * has come to its end is asked no farther, whatever becomes of the others: branches may differ in
 * length.
 */
final class Paths {
    /** Beyond this nobody draws it. */
    private static final int MOST_FLOWS = 1024;

    private final Network network;
    private final Plan plan;
    private final FlowProbes probes;
    private final StoppingRule rule;

    /** What each flow that was asked met at each hop, from {@code plan.first()} on. */
    private final List<SortedMap<Integer, Met>> hops = new ArrayList<>();

    /** The balancers in the order in which they were found. */
    private final Map<Place, Integer> balancers = new LinkedHashMap<>();

    /** Those that send the packets of one flow to several routers. */
    private final Set<Place> byPacket = new HashSet<>();

    private int flows;
    private boolean limited;

    /** The farthest TTL that somebody is known to answer at. */
    private int answered;

    private volatile boolean stopped;
    private volatile Trace ahead;

    /**
     * A router at a hop: the same one may stand at several.
     *
     * @param hop counted from 0; -1 for this machine, where all flows begin
     * @param address null for one that does not answer
     */
    private record Place(int hop, InetAddress address) {}

    /** The flows through one router, and whom they meet next. */
    private static final class Branch {
        /** Not asked at the next hop as yet. */
        private final List<Integer> waiting = new ArrayList<>();

        private final List<Integer> asked = new ArrayList<>();
        private final Set<InetAddress> successors = new LinkedHashSet<>();
    }

    Paths(Network network, Plan plan) {
        this.network = network;
        this.plan = plan;
        probes = new FlowProbes(network, plan);
        rule = new StoppingRule(plan.confidence());
    }

    /** Traces; true if the destination answered. */
    boolean run() throws IOException {
        for (int hop = 0; hop <= plan.last() - plan.first() && !stopped; hop++) {
            if (hop > 0 && branches(hop).isEmpty()) break;
            hops.add(new TreeMap<>());
            if (!discover(hop)) break;
            for (Map.Entry<Place, Branch> each : branches(hop).entrySet())
                if (each.getValue().successors.size() > 1) repeat(hop, each);
        }
        return hops.stream().flatMap(hop -> hop.values().stream()).anyMatch(Met::destination);
    }

    void stop() {
        stopped = true;
        probes.stop();
        Trace running = ahead;
        if (running != null) running.stop();
    }

    /** Finds the routers of a hop; false if nobody answers there, nor behind it. */
    private boolean discover(int hop) throws IOException {
        for (List<Ask> asks = wanted(hop); !asks.isEmpty() && !stopped; asks = wanted(hop)) {
            List<Met> met = probes.ask(asks);
            for (int i = 0; i < asks.size(); i++) note(asks.get(i), met.get(i));
            boolean silent = isSilent(hop) && isEachAsked(hop);
            if (silent && !answersBehind(hop)) return false;
        }
        return true;
    }

    private void note(Ask ask, Met met) {
        int hop = ask.ttl() - plan.first();
        hops.get(hop).put(ask.flow(), met);
        // a flow that has come to its end is at no hop behind it
        if (met.end())
            for (int later = hop + 1; later < hops.size(); later++)
                hops.get(later).remove(ask.flow());
    }

    private boolean isSilent(int hop) {
        return hops.get(hop).values().stream().noneMatch(met -> met.result().answered());
    }

    private boolean isEachAsked(int hop) {
        return branches(hop).values().stream().noneMatch(branch -> branch.asked.isEmpty());
    }

    /**
     * Asks all hops behind a silent one at the same time, so that their silence is waited for once.
     */
    private boolean answersBehind(int hop) throws IOException {
        int ttl = plan.first() + hop;
        if (answered > ttl) return true;
        if (ttl == plan.last() || hops.get(hop).isEmpty()) return false;
        int flow = hops.get(hop).firstKey();
        List<Hop> found = new ArrayList<>();
        Trace trace = new Trace(network, plan.behind(ttl), probes.sent(), flow, found::add);
        ahead = trace;
        if (stopped) return false;
        trace.run();
        probes.skip(trace.sent());
        for (Hop each : found)
            if (each.results().get(0).answered()) answered = Math.max(answered, each.ttl());
        return answered > ttl;
    }

    /** Which flows are to be asked where, so that this hop is known; none if it is. */
    private List<Ask> wanted(int hop) {
        List<Ask> unplaced = unplaced(hop);
        if (!unplaced.isEmpty()) return unplaced;
        Map<Place, Branch> branches = branches(hop);
        Set<InetAddress> seen = new HashSet<>();
        int asked = 0;
        for (Branch branch : branches.values()) {
            seen.addAll(branch.successors);
            asked += branch.asked.size();
        }
        List<Ask> asks = new ArrayList<>();
        int more = 0;
        if (seen.size() > 1 && branches.size() > 1) {
            // they part: each has its own count
            for (Map.Entry<Place, Branch> each : branches.entrySet()) {
                Branch branch = each.getValue();
                int known = Math.max(1, branch.successors.size());
                int missing = rule.flows(known, before(each.getKey(), known)) - branch.asked.size();
                more = Math.max(more, missing - takeWaiting(branch, missing, hop, asks));
            }
        } else {
            for (Branch branch : branches.values())
                if (branch.asked.isEmpty()) asked += takeWaiting(branch, 1, hop, asks);
            int needed = together(hop, branches, seen.size());
            // from each as many as from the others
            for (boolean some = true; some && asked < needed; ) {
                some = false;
                for (Branch branch : branches.values()) {
                    if (asked == needed) break;
                    int taken = takeWaiting(branch, 1, hop, asks);
                    asked += taken;
                    some |= taken > 0;
                }
            }
            more = needed - asked;
        }
        for (; more > 0 && flows < MOST_FLOWS; more--)
            asks.add(new Ask(flows++, plan.first() + hop));
        if (more > 0) limited = true;
        return asks;
    }

    private int takeWaiting(Branch branch, int most, int hop, List<Ask> asks) {
        int taken = 0;
        for (; taken < most && !branch.waiting.isEmpty(); taken++)
            asks.add(new Ask(branch.waiting.remove(0), plan.first() + hop));
        return taken;
    }

    /** How many flows the routers before a hop need together. */
    private int together(int hop, Map<Place, Branch> branches, int seen) {
        // one flow first; and this machine itself sends by one way, whose answer may get lost
        if (seen == 0) return 1;
        if (hop == 0 && plan.first() == 1) return isSilent(hop) ? 3 : 1;
        // behind the destination is nobody
        if (hops.get(hop).values().stream().allMatch(Met::end)) return branches.size();
        Place first = branches.keySet().iterator().next();
        if (branches.size() == 1) return rule.flows(seen, before(first, seen));
        return rule.meeting();
    }

    /** How many balancers were found before this router, which has so many successors. */
    private int before(Place place, int successors) {
        if (successors > 1) balancers.putIfAbsent(place, balancers.size());
        return balancers.getOrDefault(place, balancers.size());
    }

    /** The routers of the hop before this one, with the flows that go on from them. */
    private Map<Place, Branch> branches(int hop) {
        Map<Place, Branch> branches = new LinkedHashMap<>();
        SortedMap<Integer, Met> here = hop < hops.size() ? hops.get(hop) : new TreeMap<>();
        if (hop > 0)
            hops.get(hop - 1)
                    .forEach(
                            (flow, met) -> {
                                if (met.end()) return;
                                Branch branch = branch(branches, hop, met);
                                if (!here.containsKey(flow)) branch.waiting.add(flow);
                            });
        else branches.put(new Place(-1, null), new Branch());
        here.forEach(
                (flow, met) -> {
                    Place parent = parent(flow, hop, branches.keySet());
                    if (parent == null) return;
                    Branch branch = branches.get(parent);
                    branch.asked.add(flow);
                    branch.successors.add(met.result().from());
                });
        return branches;
    }

    private static Branch branch(Map<Place, Branch> branches, int hop, Met met) {
        Place place = new Place(hop - 1, met.result().from());
        return branches.computeIfAbsent(place, each -> new Branch());
    }

    /**
     * The router from which a flow came to a hop: the one that it met there; else the only one that
     * can be; null if that is not known.
     */
    private Place parent(int flow, int hop, Set<Place> before) {
        if (hop == 0) return new Place(-1, null);
        Met there = hops.get(hop - 1).get(flow);
        if (there != null) return there.end() ? null : new Place(hop - 1, there.result().from());
        Met here = hops.get(hop).get(flow);
        // it may have come to its end at a nearer hop
        if (here.end() && someEndBefore(hop)) return null;
        if (before.size() == 1) return before.iterator().next();
        Set<InetAddress> parents = new HashSet<>();
        hops.get(hop)
                .forEach(
                        (other, met) -> {
                            Met from = hops.get(hop - 1).get(other);
                            boolean same = from != null && sameWho(met, here);
                            if (same) parents.add(from.result().from());
                        });
        boolean one = parents.size() == 1 && here.result().answered();
        return one ? new Place(hop - 1, parents.iterator().next()) : null;
    }

    private static boolean sameWho(Met one, Met two) {
        InetAddress from = one.result().from();
        return from != null && from.equals(two.result().from());
    }

    private boolean someEndBefore(int hop) {
        for (int i = 0; i < hop; i++)
            if (hops.get(i).values().stream().anyMatch(Met::end)) return true;
        return false;
    }

    /**
     * Flows of which is not known from where they came to a hop, or whether they ended before it.
     */
    private List<Ask> unplaced(int hop) {
        List<Ask> asks = new ArrayList<>();
        for (int at = hop; at > 0; at--) {
            Set<Place> before = new LinkedHashSet<>();
            for (Met met : hops.get(at - 1).values())
                if (!met.end()) before.add(new Place(at - 1, met.result().from()));
            for (Map.Entry<Integer, Met> each : hops.get(at).entrySet()) {
                int flow = each.getKey();
                boolean open = at == hop || each.getValue().end();
                if (!open || hops.get(at - 1).containsKey(flow)) continue;
                if (parent(flow, at, before) == null)
                    asks.add(new Ask(flow, plan.first() + at - 1));
            }
        }
        return asks;
    }

    /** Sends a flow again through a balancer: one that minds flows sends it to the same router. */
    private void repeat(int hop, Map.Entry<Place, Branch> balancer) throws IOException {
        for (int flow : balancer.getValue().asked) {
            Met met = hops.get(hop).get(flow);
            if (!met.result().answered()) continue;
            int times = rule.repeats(balancer.getValue().successors.size());
            List<Ask> asks = new ArrayList<>();
            for (int i = 0; i < times; i++) asks.add(new Ask(flow, plan.first() + hop));
            for (Met again : probes.ask(asks))
                if (again.result().answered() && !sameWho(met, again))
                    byPacket.add(balancer.getKey());
            Log.debug("{} by packet: {}", balancer.getKey(), byPacket);
            return;
        }
    }

    int flows() {
        return flows;
    }

    /** How many probes were sent. */
    int probes() {
        return probes.sent();
    }

    /** True if there are more routers than one cares to look for. */
    boolean isLimited() {
        return limited;
    }

    /** True if somebody has seen enough. */
    boolean isStopped() {
        return stopped;
    }

    /** The routers of each hop, those that answered most flows first. */
    List<PathHop> hops() {
        int end = hops.size();
        while (end > 0 && isSilent(end - 1)) end--;
        List<PathHop> found = new ArrayList<>();
        for (int hop = 0; hop < end; hop++) {
            Map<Integer, InetAddress> parents = new HashMap<>();
            Set<Place> before = hop == 0 ? Set.of() : branches(hop).keySet();
            for (int flow : hops.get(hop).keySet()) {
                Place parent = hop == 0 ? null : parent(flow, hop, before);
                if (parent != null) parents.put(flow, parent.address);
            }
            Set<InetAddress> balancing = new HashSet<>();
            for (Place place : byPacket) if (place.hop == hop) balancing.add(place.address);
            found.add(PathHop.of(plan.first() + hop, hops.get(hop), parents, balancing));
        }
        return found;
    }

    /** How many balancers mind no flows; this machine and silent routers may be among them. */
    int balancersByPacket() {
        return byPacket.size();
    }
}
