package sockets.traceroute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sockets.traceroute.SimulatedNetwork.MILLI;
import static sockets.traceroute.SimulatedNetwork.SERVER;
import static sockets.traceroute.SimulatedNetwork.router;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routers that share the load, in a simulated network with fixed seeds. */
@Timeout(600)
class PathsTest {
    private static final String ROW = "S a; a b c; b d; c d; d e f; e g; f g; g h i; h j; i j; j D";
    private static final String UNEQUAL = "S a; a b c; b e; c d; d f; f g; g e; e D";
    private static final String AGAIN = "S a; a b c; b d e; c f; d g; e g; f g; g D";
    private static final int SEEDS = 100;

    private static final Plan PLAN =
            new Plan(SERVER, 1, 30, 3, 48, false, Waiting.DEFAULT, 60, false, Plan.Flows.ONE);

    private static Set<InetAddress> found(Paths paths) {
        Set<InetAddress> found = new HashSet<>();
        for (PathHop hop : paths.hops())
            for (PathHop.Router router : hop.routers()) found.add(router.address());
        return found;
    }

    private static Paths run(SimulatedPaths graph) throws IOException {
        Paths paths = new Paths(graph.network(), PLAN);
        assertTrue(paths.run());
        return paths;
    }

    /** Against what scamper -c 95 tracelb 20211212 sends on the same graphs, on the average. */
    @ParameterizedTest
    @CsvSource({"2, 19", "3, 24", "5, 35", "8, 52", "16, 104"})
    void findsTheRoutersOfADiamondWithFewProbes(int width, int scamper) throws Exception {
        assertComplete(SimulatedPaths.diamond(width), scamper * 1.2);
    }

    @Test
    void findsThreeDiamondsInARow() throws Exception {
        assertComplete(ROW, 85 * 1.2);
    }

    @Test
    void findsBranchesOfUnequalLength() throws Exception {
        // scamper sends 24 to 34, and does not look behind the hop where one branch has ended
        assertComplete(UNEQUAL, 80);
    }

    @Test
    void findsABranchThatPartsAgain() throws Exception {
        // scamper sends 35: it counts the routers of the hop, not the successors of each
        assertComplete(AGAIN, 60);
    }

    private static void assertComplete(String graph, double most) throws IOException {
        int complete = 0;
        int probes = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedPaths paths = new SimulatedPaths(graph, seed);
            Paths run = run(paths);
            if (found(run).equals(paths.all())) complete++;
            probes += run.probes();
        }
        assertTrue(complete >= 95, complete + " of " + SEEDS + " are complete");
        assertTrue(probes <= most * SEEDS, probes / SEEDS + " probes, not " + most);
    }

    @Test
    void asksForAsManyFlowsAsTheStoppingRuleSays() {
        StoppingRule rule = new StoppingRule(95);
        int[] flows = {8, 12, 17, 23, 30};
        for (int seen = 1; seen <= flows.length; seen++)
            assertEquals(flows[seen - 1], rule.flows(seen, 0));
        // what all balancers may miss together is bounded
        assertTrue(rule.flows(1, 1) > rule.flows(1, 0));
        assertTrue(rule.flows(1, 4) > rule.flows(1, 2));
        assertTrue(new StoppingRule(99).flows(2, 0) > rule.flows(2, 0));
    }

    @Test
    void findsOnePath() throws Exception {
        Paths paths = new Paths(SimulatedNetwork.chain(5), PLAN);
        assertTrue(paths.run());
        assertEquals(5, paths.hops().size());
        assertTrue(paths.hops().stream().noneMatch(PathHop::isParallel));
        assertFalse(paths.isLimited());
    }

    @Test
    void tellsFromWhichRouterABranchComes() throws Exception {
        SimulatedPaths graph = new SimulatedPaths(AGAIN, 3);
        List<PathHop> hops = run(graph).hops();
        assertEquals(3, hops.get(2).routers().size());
        for (PathHop.Router router : hops.get(2).routers()) {
            boolean alone = router.address().equals(graph.address("f"));
            assertEquals(Set.of(graph.address(alone ? "c" : "b")), router.from());
        }
        assertEquals(3, hops.get(3).routers().get(0).from().size());
    }

    @Test
    void givesEachFlowAnEndOfItsOwn() throws Exception {
        SimulatedPaths graph = new SimulatedPaths(UNEQUAL, 5);
        List<PathHop> hops = run(graph).hops();
        assertEquals(7, hops.size());
        assertEquals(2, hops.get(3).routers().size());
        // the shorter branch ends here: whoever goes on comes from the longer one
        assertEquals(1, hops.get(4).routers().size());
        assertEquals(Set.of(graph.address("f")), hops.get(4).routers().get(0).from());
    }

    @Test
    void findsFortyEightRouters() throws Exception {
        SimulatedPaths graph = new SimulatedPaths(SimulatedPaths.diamond(48), 1);
        assertEquals(graph.all(), found(run(graph)));
    }

    @Test
    void tellsThatThereAreMoreThanItLooksFor() throws Exception {
        SimulatedPaths graph = new SimulatedPaths(SimulatedPaths.diamond(200), 1);
        assertTrue(run(graph).isLimited());
    }

    @Test
    void recognisesBalancersByPacket() throws Exception {
        int recognised = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedPaths graph =
                    new SimulatedPaths(SimulatedPaths.diamond(4), seed).byPacket("a");
            Paths paths = run(graph);
            if (paths.balancersByPacket() == 1) recognised++;
            assertEquals(0, run(new SimulatedPaths(ROW, seed)).balancersByPacket());
        }
        assertTrue(recognised >= 90, recognised + " of " + SEEDS);
    }

    @Test
    void goesOnBehindSilentRouters() throws Exception {
        for (String silent : new String[] {"a", "b", "d", "g"}) {
            SimulatedPaths graph = new SimulatedPaths(UNEQUAL, 2).silent(silent);
            assertEquals(graph.all(), found(run(graph)), silent);
        }
    }

    @Test
    void findsAllWhereAnswersAreLost() throws Exception {
        int complete = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedPaths graph = new SimulatedPaths(ROW, seed).loss(5);
            if (found(run(graph)).equals(graph.all())) complete++;
        }
        assertTrue(complete >= 95, complete + " of " + SEEDS);
    }

    @Test
    void asksASilentEndOnlyOnce() throws Exception {
        SimulatedNetwork network =
                new SimulatedNetwork(
                        (probe, net) -> {
                            if (probe.ttl() == 3)
                                net.expired(probe, router(30 + probe.flow() % 4), MILLI);
                            else if (probe.ttl() < 4) net.answer(probe, 6);
                        });
        long start = network.now();
        Paths paths = new Paths(network, PLAN);
        assertFalse(paths.run());
        assertEquals(3, paths.hops().size());
        assertEquals(4, paths.hops().get(2).routers().size());
        assertTrue(network.now() - start < 8_000 * MILLI);
    }

    @Test
    void endsWhereNobodyAnswers() throws Exception {
        Paths paths = new Paths(new SimulatedNetwork((probe, net) -> {}), PLAN);
        assertFalse(paths.run());
        assertEquals(List.of(), paths.hops());
    }
}
