package sockets.traceroute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sockets.traceroute.SimulatedNetwork.MILLI;
import static sockets.traceroute.SimulatedNetwork.SELF;
import static sockets.traceroute.SimulatedNetwork.SERVER;
import static sockets.traceroute.SimulatedNetwork.router;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sockets.packet.IcmpHeader;

/** The algorithm on a simulated network, in simulated time. */
@Timeout(600)
class TraceTest {
    private static final int HOPS = 8;

    private final List<String> lines = new ArrayList<>();
    private boolean reached;

    private static Plan plan() {
        return plan(48, false);
    }

    private static Plan plan(int window, boolean strict) {
        return new Plan(
                SERVER, 1, 30, 3, window, strict, Waiting.DEFAULT, 60, false, Plan.Flows.ONE);
    }

    private void run(SimulatedNetwork network, Plan plan) throws IOException {
        HopText text = new HopText(false, null);
        List<Hop> hops = new ArrayList<>();
        reached = new Trace(network, plan, hops::add).run();
        try {
            for (Hop hop : hops) lines.add(text.line(hop));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Milliseconds of simulated time that a trace takes. */
    private long time(SimulatedNetwork network, Plan plan) throws IOException {
        long start = network.now();
        run(network, plan);
        return (network.now() - start) / MILLI;
    }

    private static List<String> chain(int hops) {
        List<String> lines = new ArrayList<>();
        for (int hop = 1; hop <= hops; hop++) {
            String address = hop < hops ? "10.0." + hop + ".1" : "10.0.99.1";
            lines.add(HopText.number(hop) + " " + address + ("  " + hop + ".000 ms").repeat(3));
        }
        return lines;
    }

    @Test
    void findsEveryRouterAndStopsAtTheDestination() throws Exception {
        run(SimulatedNetwork.chain(HOPS), plan());
        assertEquals(chain(HOPS), lines);
        assertTrue(reached);
    }

    @Test
    void asksAllHopsAtTheSameTimeInTheOrderOfTheirTtl() throws Exception {
        SimulatedNetwork network = SimulatedNetwork.chain(20);
        long millis = time(network, plan());
        // one after the other they would take 3 * (1 + 2 + ... 20) = 630
        assertTrue(millis < 40, "took " + millis);
        for (int i = 1; i < network.sent.size(); i++)
            assertTrue(network.sent.get(i - 1).ttl() <= network.sent.get(i).ttl());
    }

    @Test
    void keepsToAWindow() throws Exception {
        int[] most = {0};
        SimulatedNetwork network =
                new SimulatedNetwork(
                        (probe, net) -> {
                            net.answer(probe, HOPS);
                            most[0] = Math.max(most[0], net.sent.size() - net.forgotten.size());
                        });
        run(network, plan(5, true));
        assertEquals(chain(HOPS), lines);
        assertEquals(5, most[0]);
    }

    @Test
    void sendsOneAtATimeIfAsked() throws Exception {
        SimulatedNetwork network =
                new SimulatedNetwork(
                        (probe, net) -> {
                            assertEquals(net.sent.size() - 1, net.forgotten.size());
                            net.answer(probe, HOPS);
                        });
        run(network, plan(1, true));
        assertEquals(chain(HOPS), lines);
        assertEquals(HOPS * 3, network.sent.size());
    }

    @Test
    void marksLostProbesWithAStarAndWaitsForThemNoLongerThanForTheirNeighbours() throws Exception {
        SimulatedNetwork network =
                new SimulatedNetwork(
                        (probe, net) -> {
                            if (probe.ttl() != 3 || probe.number() % 3 != 1)
                                net.answer(probe, HOPS);
                        });
        long millis = time(network, plan());
        assertEquals("  3  10.0.3.1  3.000 ms *  3.000 ms".substring(1), lines.get(2));
        assertTrue(millis < 350, "took " + millis);
    }

    @Test
    void waitsForASilentHopAsLongAsAFartherOneSuggests() throws Exception {
        SimulatedNetwork network =
                new SimulatedNetwork(
                        (probe, net) -> {
                            long delay = 150 * MILLI;
                            if (probe.ttl() != 3) net.answer(probe, HOPS, delay);
                        });
        long millis = time(network, plan());
        assertEquals(" 3  * * *", lines.get(2));
        // 3 * 150, after the first probes have left
        assertTrue(millis >= 450 && millis < 500, "took " + millis);
    }

    @Test
    void waitsForASlowRouterBetweenQuickOnes() throws Exception {
        for (long slow : new long[] {100, 150, 290}) {
            SimulatedNetwork network =
                    new SimulatedNetwork(
                            (probe, net) ->
                                    net.answer(
                                            probe, HOPS, (probe.ttl() == 3 ? slow : 20) * MILLI));
            lines.clear();
            run(network, plan());
            assertEquals(" 3  10.0.3.1" + ("  " + slow + ".000 ms").repeat(3), lines.get(2));
        }
    }

    @Test
    void sendsManyProbesWithoutLookingThroughAllOfThem() throws Exception {
        SimulatedNetwork network =
                new SimulatedNetwork(
                        (probe, net) -> {
                            if (probe.ttl() < 3) net.answer(probe, HOPS);
                        });
        Plan many =
                new Plan(
                        SERVER, 1, 255, 100, 48, false, Waiting.DEFAULT, 60, false, Plan.Flows.ONE);
        // for each probe through all that were sent before, it would take a minute
        run(network, many);
        assertEquals(255, lines.size());
        assertEquals(255 * 100, network.sent.size());
    }

    @Test
    void waitsTheWholeTimeForASilentDestinationButOnlyOnce() throws Exception {
        SimulatedNetwork network =
                new SimulatedNetwork(
                        (probe, net) -> {
                            if (probe.ttl() < HOPS) net.answer(probe, HOPS);
                        });
        long millis = time(network, plan());
        assertEquals(30, lines.size());
        assertEquals("30  * * *", lines.get(29));
        assertFalse(reached);
        assertTrue(millis >= 5000 && millis < 5200, "took " + millis);
    }

    @Test
    void countsARepeatedAnswerOnce() throws Exception {
        SimulatedNetwork network =
                new SimulatedNetwork(
                        (probe, net) -> {
                            net.answer(probe, HOPS);
                            net.answer(probe, HOPS, 9 * MILLI);
                        });
        run(network, plan());
        assertEquals(chain(HOPS), lines);
    }

    @Test
    void putsAnswersInAnyOrderWhereTheyBelong() throws Exception {
        Random random = new Random(7);
        SimulatedNetwork network =
                new SimulatedNetwork(
                        (probe, net) -> net.answer(probe, HOPS, random.nextInt(90) * MILLI));
        run(network, plan());
        assertEquals(HOPS, lines.size());
        for (int hop = 1; hop < HOPS; hop++)
            assertTrue(lines.get(hop - 1).contains("10.0." + hop + ".1 "), lines.get(hop - 1));
        assertTrue(lines.stream().noneMatch(line -> line.contains("*")), lines.toString());
    }

    @Test
    void ignoresAnAnswerThatComesTooLate() throws Exception {
        SimulatedNetwork network =
                new SimulatedNetwork(
                        (probe, net) -> {
                            boolean late = probe.ttl() == 2 && probe.number() % 3 == 0;
                            net.answer(probe, 30, (late ? 900 : 45) * MILLI);
                        });
        run(network, plan(5, true));
        assertTrue(lines.get(1).startsWith(" 2  *"), lines.get(1));
        assertEquals(30, lines.size());
    }

    @Test
    void ignoresAnswersToTheProbesOfOthers() throws Exception {
        byte[] payload = new byte[32];
        InetSocketAddress to = new InetSocketAddress(SERVER, 33434);
        InetSocketAddress elsewhere = new InetSocketAddress(router(77), 33434);
        SimulatedNetwork network =
                new SimulatedNetwork(
                        (probe, net) -> {
                            int type = IcmpHeader.TIME_EXCEEDED;
                            // another trace to the same port, one from another port, another host
                            payload[0] = 1;
                            foreign(
                                    net,
                                    type,
                                    SimulatedNetwork.quote(SELF, 40000, to, payload, 99));
                            foreign(
                                    net,
                                    type,
                                    SimulatedNetwork.quote(SELF, 40001, to, payload, 99));
                            foreign(
                                    net,
                                    type,
                                    SimulatedNetwork.quote(SELF, 40000, elsewhere, payload, 99));
                            // a redirect and a source quench say nothing of a hop
                            foreign(net, IcmpHeader.REDIRECT, net.quote(probe, 99));
                            foreign(net, IcmpHeader.SOURCE_QUENCH, net.quote(probe, 99));
                            net.answer(probe, HOPS);
                        });
        run(network, plan());
        assertEquals(chain(HOPS), lines);
    }

    private static void foreign(SimulatedNetwork network, int type, byte[] quote) {
        network.error(type, 0, 0, router(66), quote, 0);
    }

    @Test
    void ignoresANumberThatWasNeverSent() throws Exception {
        SimulatedNetwork network =
                new SimulatedNetwork(
                        (probe, net) -> {
                            Probe future = new Probe(5000, 1, 0, 60);
                            foreign(net, IcmpHeader.TIME_EXCEEDED, net.quote(future, 99));
                            Probe otherFlow = new Probe(0, 1, 7, 60);
                            foreign(net, IcmpHeader.TIME_EXCEEDED, net.quote(otherFlow, 99));
                            net.answer(probe, HOPS);
                        });
        run(network, plan());
        assertEquals(chain(HOPS), lines);
    }

    @Test
    void survivesMutatedAndTruncatedMessages() throws Exception {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            SimulatedNetwork network =
                    new SimulatedNetwork(
                            (probe, net) -> {
                                byte[] quote = net.quote(probe, random.nextInt(40));
                                byte[] message = new byte[8 + quote.length];
                                message[0] = 11;
                                System.arraycopy(quote, 0, message, 8, quote.length);
                                for (int i = random.nextInt(4); i > 0; i--)
                                    message[random.nextInt(message.length)] =
                                            (byte) random.nextInt(256);
                                int length = random.nextInt(message.length + 1);
                                net.arrive(ByteBuffer.wrap(message, 0, length), router(66), 0);
                                net.answer(probe, HOPS);
                            });
            lines.clear();
            run(network, plan());
            assertTrue(lines.size() <= 30, lines.toString());
        }
    }

    @Test
    void givesEachProbeAPortOfItsOwnWhereARouterQuotesOnlyEightBytes() throws Exception {
        SimulatedNetwork network =
                new SimulatedNetwork(
                        (probe, net) -> {
                            if (probe.ttl() != 4) net.answer(probe, HOPS);
                            else
                                net.error(
                                        IcmpHeader.TIME_EXCEEDED,
                                        0,
                                        0,
                                        router(4),
                                        net.quote(probe, 8),
                                        4 * MILLI);
                        });
        run(network, plan());
        assertEquals(chain(HOPS), lines);
        assertEquals(0, network.sent.get(0).flow());
        assertTrue(network.sent.get(network.sent.size() - 1).flow() > 0);
    }

    @Test
    void tellsWhyItGoesNoFurther() throws Exception {
        SimulatedNetwork network =
                new SimulatedNetwork(
                        (probe, net) -> {
                            if (probe.ttl() < 5) net.answer(probe, HOPS);
                            else
                                net.unreachable(
                                        probe, router(4), IcmpHeader.HOST_UNREACHABLE, 4 * MILLI);
                        });
        run(network, plan());
        assertEquals(5, lines.size());
        assertEquals(" 5  10.0.4.1" + "  4.000 ms !H".repeat(3), lines.get(4));
        assertFalse(reached);
    }

    @Test
    void putsALateRefusalAtTheHopThatItIsAbout() throws Exception {
        // the router at hop 4 refuses what lies behind it, but answers only some of it
        SimulatedNetwork network =
                new SimulatedNetwork(
                        (probe, net) -> {
                            if (probe.ttl() < 5) net.answer(probe, HOPS);
                            else if (probe.ttl() >= 7)
                                net.unreachable(
                                        probe, router(4), IcmpHeader.HOST_UNREACHABLE, 4 * MILLI);
                        });
        run(network, plan());
        assertEquals(5, lines.size(), lines.toString());
        assertTrue(lines.get(4).startsWith(" 5  10.0.4.1  4.000 ms !H"), lines.get(4));
    }

    @Test
    void findsTheMtuOfThePath() throws Exception {
        SimulatedNetwork network =
                new SimulatedNetwork(
                        (probe, net) -> {
                            if (probe.size() <= 1400 || probe.ttl() <= 2) net.answer(probe, HOPS);
                            else
                                net.error(
                                        IcmpHeader.UNREACHABLE,
                                        IcmpHeader.FRAGMENTATION_NEEDED,
                                        1400,
                                        router(2),
                                        net.quote(probe, 20),
                                        MILLI);
                        });
        Plan plan =
                new Plan(SERVER, 1, 30, 2, 1, true, Waiting.DEFAULT, 1500, true, Plan.Flows.ONE);
        run(network, plan);
        assertEquals(" 3  10.0.3.1  3.000 ms F=1400  3.000 ms", lines.get(2));
        assertEquals(HOPS, lines.size());
    }

    @Test
    void believesNoMtuThatDoesNotShrink() throws Exception {
        SimulatedNetwork network =
                new SimulatedNetwork(
                        (probe, net) ->
                                net.error(
                                        IcmpHeader.UNREACHABLE,
                                        IcmpHeader.FRAGMENTATION_NEEDED,
                                        9000,
                                        router(1),
                                        net.quote(probe, 20),
                                        MILLI));
        Plan plan =
                new Plan(SERVER, 1, 30, 1, 1, true, Waiting.DEFAULT, 1500, true, Plan.Flows.ONE);
        run(network, plan);
        assertEquals(List.of(" 1  10.0.1.1  1.000 ms !F-9000"), lines);
    }

    @Test
    void isNotKeptBusyByAnMtuThatAlwaysShrinks() throws Exception {
        SimulatedNetwork network =
                new SimulatedNetwork(
                        (probe, net) ->
                                net.error(
                                        IcmpHeader.UNREACHABLE,
                                        IcmpHeader.FRAGMENTATION_NEEDED,
                                        probe.size() - 1,
                                        router(1),
                                        net.quote(probe, 20),
                                        MILLI));
        Plan plan =
                new Plan(SERVER, 1, 30, 1, 1, true, Waiting.DEFAULT, 1500, true, Plan.Flows.ONE);
        run(network, plan);
        assertEquals(List.of(" 1  10.0.1.1  1.000 ms F=1480 !F-1479"), lines);
    }

    @Test
    void handsOnEachHopAsSoonAsItIsComplete() throws Exception {
        List<Long> at = new ArrayList<>();
        SimulatedNetwork network = SimulatedNetwork.chain(HOPS);
        new Trace(network, plan(), hop -> at.add(network.now())).run();
        for (int i = 1; i < at.size(); i++) assertTrue(at.get(i - 1) < at.get(i), at.toString());
    }

    @Test
    void beginsAndEndsWhereAsked() throws Exception {
        Plan plan =
                new Plan(SERVER, 3, 5, 1, 48, false, Waiting.DEFAULT, 60, false, Plan.Flows.ONE);
        run(SimulatedNetwork.chain(HOPS), plan);
        assertEquals(3, lines.size());
        assertEquals(" 3  10.0.3.1  3.000 ms", lines.get(0));
        assertEquals(" 5  10.0.5.1  5.000 ms", lines.get(2));
    }
}
