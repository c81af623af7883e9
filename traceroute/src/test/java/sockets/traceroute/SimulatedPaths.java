package sockets.traceroute;

import static sockets.traceroute.SimulatedNetwork.MILLI;
import static sockets.traceroute.SimulatedNetwork.SERVER;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import sockets.packet.IcmpHeader;

/**
 * Routers that share the load, as a graph: {@code "S a; a b c; b D; c D"} has two branches between
 * a and the destination D. A router chooses by the number of the flow, or by chance for each
 * packet.
 */
final class SimulatedPaths {
    private final Map<String, List<String>> next = new LinkedHashMap<>();
    private final Map<String, InetAddress> addresses = new LinkedHashMap<>();
    private final Set<String> silent = new HashSet<>();
    private final Random chance;
    private final long seed;
    private String byPacket = "";
    private int loss;

    SimulatedPaths(String graph, long seed) {
        this.seed = seed;
        chance = new Random(seed);
        for (String line : graph.split(";")) {
            List<String> words = List.of(line.strip().split(" +"));
            next.put(words.get(0), words.subList(1, words.size()));
            for (String word : words)
                addresses.computeIfAbsent(
                        word, each -> SimulatedNetwork.router(1 + addresses.size()));
        }
        addresses.remove("S");
        addresses.put("D", SERVER);
    }

    /** A diamond: one router, so many, one router. */
    static String diamond(int width) {
        StringBuilder graph = new StringBuilder("S a; a");
        for (int i = 0; i < width; i++) graph.append(" b").append(i);
        for (int i = 0; i < width; i++) graph.append("; b").append(i).append(" z");
        return graph.append("; z D").toString();
    }

    /** This router minds no flows. */
    SimulatedPaths byPacket(String router) {
        byPacket = router;
        return this;
    }

    SimulatedPaths silent(String router) {
        silent.add(router);
        return this;
    }

    /** So many answers in a hundred are lost. */
    SimulatedPaths loss(int percent) {
        loss = percent;
        return this;
    }

    SimulatedNetwork network() {
        return new SimulatedNetwork(this::answer);
    }

    private void answer(Probe probe, SimulatedNetwork network) {
        String at = "S";
        int hop = 0;
        for (; hop < probe.ttl() && !at.equals("D"); hop++) at = choose(at, probe.flow());
        if (silent.contains(at) || chance.nextInt(100) < loss) return;
        if (at.equals("D")) network.unreachable(probe, SERVER, IcmpHeader.PORT_UNREACHABLE, MILLI);
        else network.expired(probe, addresses.get(at), MILLI);
    }

    private String choose(String router, int flow) {
        List<String> ways = next.get(router);
        if (router.equals(byPacket)) return ways.get(chance.nextInt(ways.size()));
        long mixed = mix(mix(mix(seed) + flow) + router.hashCode());
        return ways.get((int) Long.remainderUnsigned(mixed, ways.size()));
    }

    /** As SplittableRandom does it: each bit depends on all. */
    private static long mix(long number) {
        long z = number + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** The routers that answer, and the destination. */
    Set<InetAddress> all() {
        Set<InetAddress> all = new HashSet<>(addresses.values());
        for (String router : silent) all.remove(addresses.get(router));
        return all;
    }

    InetAddress address(String router) {
        return addresses.get(router);
    }
}
