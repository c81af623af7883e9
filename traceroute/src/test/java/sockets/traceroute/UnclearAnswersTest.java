package sockets.traceroute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sockets.traceroute.SimulatedNetwork.MILLI;
import static sockets.traceroute.SimulatedNetwork.SERVER;
import static sockets.traceroute.SimulatedNetwork.router;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Answers that do not tell which probe they are about, while routers are silent, late or lose some:
 * no hop gets the answer of another.
 */
@Timeout(600)
class UnclearAnswersTest {
    private static final int SEEDS = 200;

    /** How the server answers a probe that arrives, after so long. */
    private interface Server {
        void on(Probe probe, SimulatedNetwork network, long delay);
    }

    /** A name server: an error of its own format, without a byte of the question. */
    private static void data(Probe probe, SimulatedNetwork network, long delay) {
        network.reply(probe.flow(), -1, delay);
    }

    /** The same, each answer twice, the second one late. */
    private static void twice(Probe probe, SimulatedNetwork network, long delay) {
        data(probe, network, delay);
        data(probe, network, delay + 30 * MILLI);
    }

    /** A host with a half-open connection for the first SYN of each port. */
    private static final class Listener implements Server {
        private final Map<Integer, Integer> halfOpen = new HashMap<>();
        private final boolean repeats;
        private final boolean silent;

        /**
         * @param repeats true to repeat the SYN and ACK of the first SYN; else a challenge ACK
         * @param silent true to drop what fits into no connection, as a firewall does
         */
        Listener(boolean repeats, boolean silent) {
            this.repeats = repeats;
            this.silent = silent;
        }

        @Override
        public void on(Probe probe, SimulatedNetwork network, long delay) {
            int first = halfOpen.computeIfAbsent(probe.flow(), flow -> probe.number());
            if (first == probe.number()) network.reply(probe.flow(), first, delay);
            else if (!silent) network.reply(probe.flow(), repeats ? first : -1, delay);
        }
    }

    /** The addresses of each hop, those of silent queries null. */
    private static List<Set<Object>> run(SimulatedNetwork network, int window, boolean strict)
            throws IOException {
        List<Set<Object>> hops = new ArrayList<>();
        Plan plan =
                new Plan(
                        SERVER,
                        1,
                        30,
                        3,
                        window,
                        strict,
                        Waiting.DEFAULT,
                        60,
                        false,
                        Plan.Flows.ONE);
        boolean reached = new Trace(network, plan, hop -> hops.add(who(hop))).run();
        assertTrue(reached);
        return hops;
    }

    private static Set<Object> who(Hop hop) {
        Set<Object> who = new HashSet<>();
        for (Result result : hop.results()) who.add(result.from());
        return who;
    }

    /** Random routers before a server that answers every probe: each hop has its own or none. */
    private static void assertRight(boolean once, java.util.function.Supplier<Server> servers)
            throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int hops = 1 + random.nextInt(12);
            boolean[] silent = new boolean[hops];
            int[] delay = new int[hops];
            for (int hop = 0; hop < hops; hop++) {
                silent[hop] = random.nextInt(3) == 0;
                delay[hop] = random.nextInt(4) == 0 ? 900 : 1 + random.nextInt(60);
            }
            int loss = random.nextInt(3) * 20;
            int far = 1 + random.nextInt(80);
            Server server = servers.get();
            SimulatedNetwork network =
                    new SimulatedNetwork(
                            (probe, net) -> {
                                int hop = probe.ttl();
                                if (hop >= hops) server.on(probe, net, far * MILLI);
                                else if (!silent[hop] && random.nextInt(100) >= loss)
                                    net.expired(probe, router(hop), delay[hop] * MILLI);
                            });
            network.answersOnce = once;
            boolean one = random.nextInt(4) == 0;
            List<Set<Object>> found = run(network, one ? 1 : 48, one);
            String what = "seed " + seed + ": " + found;
            assertEquals(hops, found.size(), what);
            for (int hop = 1; hop < hops; hop++) {
                found.get(hop - 1).remove(null);
                found.get(hop - 1).remove(router(hop));
                assertEquals(Set.of(), found.get(hop - 1), what);
            }
            assertEquals(Set.of(SERVER), found.get(hops - 1), what);
        }
    }

    @Test
    void placesAServerThatAnswersWithDataOfItsOwn() throws Exception {
        assertRight(false, () -> UnclearAnswersTest::data);
    }

    @Test
    void placesAServerThatAnswersTwice() throws Exception {
        assertRight(false, () -> UnclearAnswersTest::twice);
    }

    @Test
    void placesAHostThatChallengesTheNextSyn() throws Exception {
        assertRight(true, () -> new Listener(false, false));
    }

    @Test
    void placesAHostThatRepeatsItsSynAck() throws Exception {
        assertRight(true, () -> new Listener(true, false));
    }

    @Test
    void placesAHostWhoseFirewallDropsTheNextSyn() throws Exception {
        assertRight(true, () -> new Listener(false, true));
    }

    @Test
    void placesAHostThatResetsWithoutAnAcknowledgement() throws Exception {
        assertRight(true, () -> UnclearAnswersTest::data);
    }

    @Test
    void keepsToOneFlowWhereAnswersTell() throws Exception {
        SimulatedNetwork network = SimulatedNetwork.chain(8);
        run(network, 48, false);
        assertTrue(network.sent.stream().allMatch(probe -> probe.flow() == 0));
    }

    @Test
    void asksNoHopAgainThatIsAnswered() throws Exception {
        SimulatedNetwork network =
                new SimulatedNetwork(
                        (probe, net) -> {
                            if (probe.ttl() >= 5) net.reply(probe.flow(), -1, 30 * MILLI);
                            else if (probe.ttl() != 3) net.answer(probe, 5);
                        });
        run(network, 48, false);
        for (int ttl : new int[] {1, 2, 4}) {
            int wanted = ttl;
            assertEquals(3, network.sent.stream().filter(each -> each.ttl() == wanted).count());
        }
    }
}
