package sockets.traceroute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sockets.traceroute.SimulatedNetwork.MILLI;
import static sockets.traceroute.SimulatedNetwork.SERVER;
import static sockets.traceroute.SimulatedNetwork.router;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class PathsTest {
    private static final Plan PLAN =
            new Plan(SERVER, 1, 30, 3, 48, false, Waiting.DEFAULT, 60, false, Plan.Flows.ONE);

    @Test
    void asksForAsManyFlowsAsTheStoppingRuleSays() {
        int[] flows = {11, 20, 29, 39, 48, 58};
        for (int seen = 1; seen <= flows.length; seen++)
            assertEquals(flows[seen - 1], Paths.flowsNeeded(seen));
        assertEquals(256, Paths.flowsNeeded(1000));
    }

    @Test
    void findsOnePath() throws Exception {
        Paths paths = new Paths(SimulatedNetwork.chain(5), PLAN);
        assertTrue(paths.run());
        assertEquals(Paths.flowsNeeded(1), paths.flows());
        assertEquals(5, paths.hops().size());
        assertTrue(paths.hops().stream().noneMatch(PathHop::isParallel));
    }

    @Test
    void findsRoutersThatShareTheLoadAndWhereTheyLead() throws Exception {
        // three routers at hop 3; each of the two at hop 4 belongs to some of them
        SimulatedNetwork network =
                new SimulatedNetwork(
                        (probe, net) -> {
                            int branch = probe.flow() % 3;
                            if (probe.ttl() == 3) net.expired(probe, router(30 + branch), MILLI);
                            else if (probe.ttl() == 4)
                                net.expired(probe, router(branch == 0 ? 40 : 41), MILLI);
                            else net.answer(probe, 6);
                        });
        Paths paths = new Paths(network, PLAN);
        assertTrue(paths.run());
        List<PathHop> hops = paths.hops();
        assertEquals(Paths.flowsNeeded(3), paths.flows());
        assertEquals(3, hops.get(2).routers().size());
        assertEquals(2, hops.get(3).routers().size());
        for (PathHop.Router router : hops.get(3).routers()) {
            int parents = router.address().equals(router(40)) ? 1 : 2;
            assertEquals(parents, router.from().size(), router.toString());
        }
        assertFalse(hops.get(4).isParallel());
        assertEquals(2, hops.get(4).routers().get(0).from().size());
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
        assertTrue(network.now() - start < 6_000 * MILLI);
    }

    @Test
    void endsWhereNobodyAnswers() throws Exception {
        Paths paths = new Paths(new SimulatedNetwork((probe, net) -> {}), PLAN);
        assertFalse(paths.run());
        assertEquals(List.of(), paths.hops());
    }
}
