package sockets.traceroute;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import sockets.common.text.Log;
import sockets.traceroute.Query.Sent;

/**
 * The algorithm of traceroute, which knows no socket: which probe is next, to which one an answer
 * belongs, how long to wait, when to stop.
 *
 * <p>Probes of all hops are on their way at the same time, in the order of their TTL: a router that
 * limits its ICMP answers then spends them on the nearest hops, not on those behind the
 * destination.
 */
final class Trace {
    /** No wait is longer: somebody may have asked to stop. */
    private static final long GLANCE_NANOS = 500_000_000;

    /** No path narrows so many times: somebody would keep us busy. */
    private static final int MOST_NARROWED = 20;

    /** While so many are waited for, one more leaves before the next look at what has come. */
    private static final int AWAITED_FOR_ONE_MORE = 64;

    private final Network network;
    private final Plan plan;
    private final Listener listener;
    private final Window window;
    private final int firstNumber;

    /** True if nobody else needs what the network keeps for a flow. */
    private final boolean alone;

    /** The flow that all probes share, as long as their answers can be told apart. */
    private final int shared;

    /** In the order of TTL; those behind {@code end} are not asked any more. */
    private final List<Query> queries = new ArrayList<>();

    /** The first one that was never sent. */
    private int fresh;

    /** Those that are asked again, the lowest first. */
    private final PriorityQueue<Query> again =
            new PriorityQueue<>(Comparator.comparingInt(query -> query.index));

    /** All packets so far, in the order of their numbers. */
    private final List<Sent> sent = new ArrayList<>();

    /** Of each hop: how many of its queries are neither answered nor given up. */
    private final int[] open;

    /** Of each hop: how long the first answer took; -1 for none. */
    private final long[] took;

    private int end;
    private int reported;
    private int size;
    private Plan.Flows flows;
    private boolean reached;
    private boolean ended;

    /** How many packets are waited for. */
    private int awaited;

    /** The farthest query that was answered. */
    private int farthest = -1;

    /** When the next query is given up, unless an answer changes that. */
    private long soonest = Long.MAX_VALUE;

    /** True if an answer has changed how long the others are waited for. */
    private boolean changed;

    private volatile boolean stopped;

    /** Who wants to know how it goes. */
    interface Listener {
        /** A hop, and all those before it, are complete. */
        void complete(Hop hop);

        /** A probe was answered; its hop may not be complete yet. */
        default void answered(Result result) {}
    }

    Trace(Network network, Plan plan, Listener listener) {
        this(network, plan, 0, 0, true, listener);
    }

    /**
     * A trace on a network on which others have sent probes.
     *
     * @param firstNumber of its probes: so many were sent before
     * @param shared flow of its probes
     */
    Trace(Network network, Plan plan, int firstNumber, int shared, Listener listener) {
        this(network, plan, firstNumber, shared, false, listener);
    }

    private Trace(
            Network network,
            Plan plan,
            int firstNumber,
            int shared,
            boolean alone,
            Listener listener) {
        this.firstNumber = firstNumber;
        this.shared = shared;
        this.alone = alone;
        this.network = network;
        this.plan = plan;
        this.listener = listener;
        window = new Window(plan.window(), plan.strict());
        size = plan.size();
        flows = plan.flows();
        int hops = plan.last() - plan.first() + 1;
        for (int hop = 0; hop < hops; hop++)
            for (int i = 0; i < plan.queries(); i++)
                queries.add(new Query(queries.size(), plan.first() + hop));
        open = new int[hops];
        Arrays.fill(open, plan.queries());
        took = new long[hops];
        Arrays.fill(took, -1);
        end = queries.size();
    }

    /** Traces; true if the destination answered. */
    boolean run() throws IOException {
        while (true) {
            // the time first: whatever has come until then is taken before anything is given up
            long now = network.now();
            takeAll();
            giveUp(now);
            report();
            if (reported >= end || stopped) return reached;
            if (sendSome(now)) continue;
            long wake = next() == null ? soonest : Math.min(soonest, window.roomAt());
            Answer answer = network.receive(Math.max(0, Math.min(wake - now, GLANCE_NANOS)));
            if (answer != null) take(answer);
        }
    }

    /** Ends the trace early, from another thread: when the user has seen enough. */
    void stop() {
        stopped = true;
    }

    /** How many probes it has sent. */
    int sent() {
        return sent.size();
    }

    /**
     * Sends what the window has room for; false if that is nothing. The more are waited for, the
     * more leave at once: a look at what has come may be a look at a socket of each.
     */
    private boolean sendSome(long now) throws IOException {
        int most = 1 + awaited / AWAITED_FOR_ONE_MORE;
        int count = 0;
        for (; count < most && window.hasRoom(now); count++) {
            Query query = next();
            if (query == null) break;
            if (again.peek() == query) again.poll();
            else fresh++;
            send(query);
        }
        return count > 0;
    }

    /** What is to be sent next, the nearest hop first; null if nothing is left. */
    private Query next() {
        // a late answer to the packet before may have come meanwhile
        while (!again.isEmpty() && again.peek().isDone()) again.poll();
        Query first = again.isEmpty() ? null : again.peek();
        if (first == null && fresh < queries.size()) first = queries.get(fresh);
        return first == null || first.index >= end ? null : first;
    }

    private void send(Query query) throws IOException {
        int number = sent.size();
        int flow = flows == Plan.Flows.ONE ? shared : shared + 1 + number;
        Probe probe = new Probe(firstNumber + number, query.ttl, flow, size);
        query.sent = new Sent(query, probe, network.now());
        sent.add(query.sent);
        awaited++;
        window.enter(query.sent);
        network.send(probe);
        if (query.index < farthest) changed = true;
        else soonest = Math.min(soonest, query.sent.at + patience(query, -1));
    }

    private void takeAll() throws IOException {
        for (Answer answer = network.receive(0); answer != null; answer = network.receive(0))
            take(answer);
    }

    private void take(Answer answer) {
        Sent match = match(answer);
        if (match == null) {
            Log.debug("belongs to no probe: {}", answer);
            return;
        }
        match.expired |= answer.kind() == Answer.Kind.ROUTER;
        Query query = match.query;
        if (query.isDone()) {
            // too late, or repeated: that may have been meant for a later SYN of the same port
            if (network.answersOnce() && answer.kind() == Answer.Kind.DESTINATION) tellApart();
            return;
        }
        boolean narrower = plan.mtu() && answer.mtu() > 0 && answer.mtu() < match.probe.size();
        if (narrower && query.narrowed < MOST_NARROWED) {
            // told twice, maybe
            if (query.sent == match) narrow(query, answer.mtu());
            return;
        }
        long kernel = network.sentAt(match.probe);
        long rtt = Math.max(0, answer.receivedAt() - (kernel < 0 ? match.at : kernel));
        String mark = (query.mtuMark + " " + Mark.of(answer)).strip();
        finish(query, new Result(answer.from(), rtt, mark, answer.extensions()));
        if (answer.from() != null) {
            listener.answered(query.result);
            farthest = Math.max(farthest, query.index);
            if (took[hop(query)] < 0) took[hop(query)] = rtt;
        }
        if (answer.kind() == Answer.Kind.ROUTER) return;
        query.end = answer;
        ended = true;
        endAt(query);
        reached |= answer.kind() == Answer.Kind.DESTINATION;
        reached |= plan.destination().equals(answer.from());
    }

    private void finish(Query query, Result result) {
        query.result = result;
        open[hop(query)]--;
        changed = true;
        release(query);
    }

    /** Nothing is waited for any more that is about the packet of this query. */
    private void release(Query query) {
        if (query.sent == null || !query.sent.awaited) return;
        query.sent.awaited = false;
        awaited--;
        window.leave(query.sent);
        if (alone) network.forget(query.sent.probe);
    }

    /** No hop behind this one is asked any more. */
    private void endAt(Query query) {
        int behind = (hop(query) + 1) * plan.queries();
        for (int i = behind; i < Math.min(end, fresh); i++)
            if (queries.get(i).isOutstanding()) release(queries.get(i));
        end = Math.min(end, behind);
    }

    /**
     * The packet that an answer belongs to. Null if it is not about one of ours, or may be about
     * another one as well: then those that are open are asked again, each in a flow of its own.
     */
    private Sent match(Answer answer) {
        if (answer.number() >= 0) {
            int index = answer.number() - firstNumber;
            if (index < 0 || index >= sent.size()) return null;
            Sent match = sent.get(index);
            boolean same = answer.flow() < 0 || answer.flow() == match.probe.flow();
            return same ? match : null;
        }
        if (answer.flow() != shared) return ofItsOwn(answer.flow());
        if (flows != Plan.Flows.ONE) return null;
        Sent only = null;
        for (Sent candidate : sent) {
            // it ended at a router; one that was given up may have arrived, and one that was
            // answered may be answered twice
            if (candidate.expired && answer.kind() == Answer.Kind.DESTINATION) continue;
            if (only != null) {
                tellApart();
                return null;
            }
            only = candidate;
        }
        return only;
    }

    /** The only packet of a flow that is not shared. */
    private Sent ofItsOwn(int flow) {
        int index = flow - shared - 1;
        if (index < 0 || index >= sent.size()) return null;
        Sent match = sent.get(index);
        return match.probe.flow() == flow ? match : null;
    }

    /**
     * The answers of one flow do not tell which probe they are about: a router quotes only what the
     * standard of 1981 asked for, eight bytes (ports, but no number); a server answers with data of
     * its own; a host that has a half-open connection acknowledges that one, or drops the next SYN.
     * What is unanswered is asked again, each probe with a port of its own.
     */
    private void tellApart() {
        if (flows != Plan.Flows.ONE) return;
        flows = Plan.Flows.EACH;
        Log.debug("answers cannot be told apart: each probe gets a port of its own");
        for (int i = reported; i < Math.min(end, fresh); i++)
            if (queries.get(i).isOutstanding()) askAgain(queries.get(i));
    }

    private void narrow(Query query, int mtu) {
        size = Math.min(size, mtu);
        query.mtuMark = "F=" + size;
        query.narrowed++;
        askAgain(query);
    }

    private void askAgain(Query query) {
        release(query);
        query.sent = null;
        again.add(query);
    }

    /** Gives up what was waited for long enough; finds out when the next one will be. */
    private void giveUp(long now) {
        if (!changed && now < soonest) return;
        changed = false;
        soonest = Long.MAX_VALUE;
        long near = -1;
        for (int i = Math.min(end, fresh) - 1; i >= reported; i--) {
            Query query = queries.get(i);
            if (query.rtt() >= 0) near = query.rtt();
            if (!query.isOutstanding()) continue;
            long last = query.sent.at + patience(query, near);
            if (last > now) soonest = Math.min(soonest, last);
            else giveUp(query);
        }
    }

    private long patience(Query query, long near) {
        return plan.waiting().nanos(took[hop(query)], near);
    }

    private void giveUp(Query query) {
        // not answered, maybe, as another one of the same port was
        if (network.answersOnce() && reached && flows == Plan.Flows.ONE) {
            tellApart();
            return;
        }
        finish(query, Result.SILENCE);
        Query misplaced = misplacedEnd(query);
        if (misplaced == null) return;
        // the router's refusals of nearer probes were lost: it is this hop that it refuses
        query.result = misplaced.result;
        query.end = misplaced.end;
        misplaced.result = Result.SILENCE;
        misplaced.end = null;
        endAt(query);
    }

    /**
     * The refusal that belongs to a silent hop: a router that was seen at a nearer hop refuses what
     * lies behind it, and answered only a later probe (it limits its answers).
     */
    private Query misplacedEnd(Query silent) {
        if (!ended) return null;
        for (int i = silent.index + 1; i < end; i++) {
            Query later = queries.get(i);
            if (later.isDone() && later.result.answered() && later.end == null) return null;
            if (later.end == null || later.result.mark().isEmpty()) continue;
            for (int j = silent.index - 1; j >= 0; j--)
                if (queries.get(j).isAnsweredBy(later.result.from())) return later;
            return null;
        }
        return null;
    }

    private int hop(Query query) {
        return query.index / plan.queries();
    }

    /** Hands on each hop that is complete, in their order. */
    private void report() {
        while (reported < end && open[reported / plan.queries()] == 0) {
            List<Query> hop = queries.subList(reported, reported + plan.queries());
            List<Result> results = new ArrayList<>();
            for (Query query : hop) results.add(query.result);
            listener.complete(new Hop(hop.get(0).ttl, results));
            reported += plan.queries();
        }
    }
}
