package sockets.traceroute;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sockets.common.text.Log;

/** Asks which router certain flows meet at certain hops; who does not answer is asked once more. */
final class FlowProbes {
    /** No wait is longer: somebody may have asked to stop. */
    private static final long GLANCE_NANOS = 500_000_000;

    private static final int ATTEMPTS = 2;

    private final Network network;
    private final Plan plan;

    /** All packets so far, in the order of their numbers; null for those of others. */
    private final List<Packet> packets = new ArrayList<>();

    /** Of each flow: what is unanswered of it. */
    private final Map<Integer, List<Packet>> unanswered = new HashMap<>();

    /** Flows that had an answer of the destination without a number: it may be repeated. */
    private final Set<Integer> unclear = new HashSet<>();

    /** Those of this attempt that are waited for, in the order in which they left. */
    private final Deque<Packet> awaited = new ArrayDeque<>();

    private Met[] met;
    private long slowest = -1;
    private volatile boolean stopped;

    /** Who does a flow meet where its time to live ends? */
    record Ask(int flow, int ttl) {}

    /**
     * What it met.
     *
     * @param end true if it goes no farther
     * @param destination true if that is the destination
     */
    record Met(Result result, boolean end, boolean destination) {
        static final Met NOBODY = new Met(Result.SILENCE, false, false);
    }

    private record Packet(Probe probe, int index, Met[] batch, long at) {}

    FlowProbes(Network network, Plan plan) {
        this.network = network;
        this.plan = plan;
    }

    void stop() {
        stopped = true;
    }

    /** How many packets were sent so far. */
    int sent() {
        return packets.size();
    }

    /** Leaves out the numbers of packets that another one has sent on the same network. */
    void skip(int count) {
        for (int i = 0; i < count; i++) packets.add(null);
    }

    /** What each of them meets, in their order. */
    List<Met> ask(List<Ask> asks) throws IOException {
        met = new Met[asks.size()];
        for (int attempt = 0; attempt < ATTEMPTS && !stopped; attempt++) {
            attempt(asks);
            // nobody has answered ever: that was waited for long enough
            if (slowest < 0) break;
        }
        List<Met> found = new ArrayList<>();
        for (Met each : met) found.add(each == null ? Met.NOBODY : each);
        return found;
    }

    private void attempt(List<Ask> asks) throws IOException {
        awaited.clear();
        int next = 0;
        while (!stopped) {
            for (; next < asks.size() && awaited.size() < plan.window(); next++)
                if (met[next] == null) send(asks.get(next), next);
            long now = network.now();
            for (Answer answer = network.receive(0); answer != null; answer = network.receive(0))
                take(answer);
            giveUp(now);
            if (awaited.isEmpty()) {
                if (next == asks.size()) return;
                continue;
            }
            if (next < asks.size() && awaited.size() < plan.window()) continue;
            long wait = awaited.peek().at + patience() - now;
            Answer answer = network.receive(Math.max(0, Math.min(wait, GLANCE_NANOS)));
            if (answer != null) take(answer);
        }
    }

    private void send(Ask ask, int index) throws IOException {
        Probe probe = new Probe(packets.size(), ask.ttl, ask.flow, plan.size());
        Packet packet = new Packet(probe, index, met, network.now());
        packets.add(packet);
        unanswered.computeIfAbsent(ask.flow, flow -> new ArrayList<>()).add(packet);
        awaited.add(packet);
        network.send(probe);
    }

    private void giveUp(long now) {
        for (Iterator<Packet> each = awaited.iterator(); each.hasNext(); ) {
            Packet packet = each.next();
            if (met[packet.index] != null || packet.at + patience() <= now) each.remove();
        }
    }

    /** Hops are asked from the nearest on: this one answers as the ones before, more or less. */
    private long patience() {
        return plan.waiting().nanos(-1, slowest);
    }

    private void take(Answer answer) {
        Packet packet = match(answer);
        if (packet == null) {
            Log.debug("belongs to no probe: {}", answer);
            return;
        }
        List<Packet> open = unanswered.get(packet.probe.flow());
        // answered already, or of a question that was given up
        if (!open.remove(packet) || packet.batch != met || met[packet.index] != null) return;
        long kernel = network.sentAt(packet.probe);
        long rtt = Math.max(0, answer.receivedAt() - (kernel < 0 ? packet.at : kernel));
        if (answer.from() != null) slowest = Math.max(slowest, rtt);
        Result result = new Result(answer.from(), rtt, Mark.of(answer), answer.extensions());
        boolean there =
                answer.kind() == Answer.Kind.DESTINATION
                        || plan.destination().equals(answer.from());
        boolean end = answer.kind() != Answer.Kind.ROUTER;
        met[packet.index] = new Met(result, end, end && there);
        awaited.remove(packet);
    }

    /** The packet that an answer is about; null if it may be another one as well. */
    private Packet match(Answer answer) {
        if (answer.number() >= 0) {
            if (answer.number() >= packets.size()) return null;
            Packet packet = packets.get(answer.number());
            if (packet == null) return null;
            boolean same = answer.flow() < 0 || answer.flow() == packet.probe.flow();
            return same ? packet : null;
        }
        List<Packet> open = unanswered.get(answer.flow());
        if (open == null || open.size() != 1) return null;
        boolean there = answer.kind() == Answer.Kind.DESTINATION;
        return there && !unclear.add(answer.flow()) ? null : open.get(0);
    }
}
