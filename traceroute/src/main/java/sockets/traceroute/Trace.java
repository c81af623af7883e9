package sockets.traceroute;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sockets.common.text.Log;

/**
 * The algorithm of traceroute, which knows no socket: which probe is next, to which one an answer
 * belongs, how long to wait, when to stop.
 *
 * <p>Probes of all hops are on their way at the same time, in the order of their TTL: a router that
 * limits its ICMP answers then spends them on the nearest hops, not on those behind the
 * destination.
 */
final class Trace {
    /** How long a probe holds its place in a window that is not strict. */
    private static final long MOMENT_NANOS = 10_000_000;

    /** No wait is longer: somebody may have asked to stop. */
    private static final long GLANCE_NANOS = 500_000_000;

    /** No path narrows so many times: somebody would keep us busy. */
    private static final int MOST_NARROWED = 20;

    private final Network network;
    private final Plan plan;
    private final Listener listener;

    /** In the order of TTL; those behind {@code end} are not asked any more. */
    private final List<Query> queries = new ArrayList<>();

    /** All packets so far, in the order of their numbers. */
    private final List<Sent> sent = new ArrayList<>();

    private final int firstNumber;
    private final int firstFlow;
    private int end;
    private int reported;
    private int size;
    private Plan.Flows flows;
    private boolean reached;
    private volatile boolean stopped;

    /** Who wants to know how it goes. */
    interface Listener {
        /** A hop, and all those before it, are complete. */
        void complete(Hop hop);

        /** A probe was answered; its hop may not be complete yet. */
        default void answered(Result result) {}
    }

    private record Sent(Query query, Probe probe, long at) {}

    Trace(Network network, Plan plan, Listener listener) {
        this(network, plan, 0, 0, listener);
    }

    /**
     * A trace that follows others on the same network.
     *
     * @param firstNumber of its probes: so many were sent before
     * @param firstFlow of its flows
     */
    Trace(Network network, Plan plan, int firstNumber, int firstFlow, Listener listener) {
        this.network = network;
        this.plan = plan;
        this.firstNumber = firstNumber;
        this.firstFlow = firstFlow;
        this.listener = listener;
        size = plan.size();
        flows = plan.flows();
        for (int ttl = plan.first(); ttl <= plan.last(); ttl++)
            for (int i = 0; i < plan.queries(); i++) queries.add(new Query(queries.size(), ttl));
        end = queries.size();
    }

    /** Traces; true if the destination answered. */
    boolean run() throws IOException {
        while (true) {
            // the time first: whatever has come until then is taken before anything is given up
            long now = network.now();
            takeAll();
            long wake = giveUp(now);
            report();
            if (reported >= end || stopped) return reached;
            Query next = next(now);
            if (next != null) {
                send(next);
                continue;
            }
            long wait = Math.min(Math.min(wake, room(now)) - now, GLANCE_NANOS);
            Answer answer = network.receive(Math.max(0, wait));
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

    /** What is to be sent now; null if the window is full, or nothing is left. */
    private Query next(long now) {
        if (inFlight(now) >= plan.window()) return null;
        for (int i = reported; i < end; i++) {
            Query query = queries.get(i);
            if (!query.isSent() && !query.isDone()) return query;
        }
        return null;
    }

    private int inFlight(long now) {
        int count = 0;
        for (int i = reported; i < end; i++) if (holdsPlace(queries.get(i), now)) count++;
        return count;
    }

    private boolean holdsPlace(Query query, long now) {
        if (!query.isOutstanding()) return false;
        return plan.strict() || now - query.sentAt < MOMENT_NANOS;
    }

    /** When the window has room again at the latest, if there is more to send. */
    private long room(long now) {
        long soonest = Long.MAX_VALUE;
        boolean more = false;
        for (int i = reported; i < end; i++) {
            Query query = queries.get(i);
            more |= !query.isSent() && !query.isDone();
            if (!plan.strict() && holdsPlace(query, now))
                soonest = Math.min(soonest, query.sentAt + MOMENT_NANOS);
        }
        return more ? soonest : Long.MAX_VALUE;
    }

    private void send(Query query) throws IOException {
        query.probe = new Probe(firstNumber + sent.size(), query.ttl, flow(query), size);
        query.sentAt = network.now();
        sent.add(new Sent(query, query.probe, query.sentAt));
        network.send(query.probe);
    }

    private int flow(Query query) {
        return firstFlow
                + switch (flows) {
                    case ONE -> 0;
                    case EACH -> 1 + query.index;
                    case COLUMNS -> query.index % plan.queries();
                };
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
        Query query = match.query;
        // repeated, or too late
        if (query.isDone()) return;
        boolean narrower = plan.mtu() && answer.mtu() > 0 && answer.mtu() < match.probe.size();
        if (narrower && query.narrowed < MOST_NARROWED) {
            // told twice, maybe
            if (query.probe == match.probe) narrow(query, answer.mtu());
            return;
        }
        long kernel = network.sentAt(match.probe);
        long rtt = Math.max(0, answer.receivedAt() - (kernel < 0 ? match.at : kernel));
        String mark = (query.mtuMark + " " + Mark.of(answer)).strip();
        query.result = new Result(answer.from(), rtt, mark, answer.extensions());
        network.forget(query.probe);
        if (answer.from() != null) listener.answered(query.result);
        if (answer.kind() == Answer.Kind.ROUTER) return;
        query.end = answer;
        end = Math.min(end, hopEnd(query));
        reached |= answer.kind() == Answer.Kind.DESTINATION;
        reached |= plan.destination().equals(answer.from());
    }

    /** The packet that an answer belongs to; null if it is not one of ours. */
    private Sent match(Answer answer) {
        if (answer.number() >= 0) {
            int index = answer.number() - firstNumber;
            if (index < 0 || index >= sent.size()) return null;
            Sent match = sent.get(index);
            boolean same = answer.flow() < 0 || answer.flow() == match.probe.flow();
            return same ? match : null;
        }
        if (answer.kind() == Answer.Kind.DESTINATION) return beyondRouters(answer.flow());
        Sent only = null;
        for (Sent candidate : sent) {
            if (candidate.probe.flow() != answer.flow()) continue;
            if (only != null) return tellApart();
            only = candidate;
        }
        return only;
    }

    /**
     * A router quotes only what the standard of 1981 asked for, eight bytes: ports, but no number.
     * What is unanswered is asked again, each probe with a port of its own.
     */
    private Sent tellApart() {
        if (flows != Plan.Flows.ONE) return null;
        flows = Plan.Flows.EACH;
        Log.debug("a router quotes too little: each probe gets a port of its own");
        for (Query query : queries) if (query.isOutstanding()) askAgain(query);
        return null;
    }

    private void narrow(Query query, int mtu) {
        size = Math.min(size, mtu);
        query.mtuMark = "F=" + size;
        query.narrowed++;
        askAgain(query);
    }

    private void askAgain(Query query) {
        network.forget(query.probe);
        query.probe = null;
    }

    /**
     * A datagram of the destination says nothing of TTLs: the first probe that can have got there.
     */
    private Sent beyondRouters(int flow) {
        int routers = 0;
        for (Query query : queries)
            if (query.isDone() && query.result.answered() && query.end == null)
                routers = Math.max(routers, query.ttl);
        for (Sent candidate : sent) {
            Query query = candidate.query;
            boolean open = query.probe == candidate.probe && !query.isDone();
            if (open && query.ttl > routers && candidate.probe.flow() == flow) return candidate;
        }
        return null;
    }

    /** Gives up what was waited for long enough; when the next one will be. */
    private long giveUp(long now) {
        long soonest = Long.MAX_VALUE;
        long near = -1;
        for (int i = end - 1; i >= reported; i--) {
            Query query = queries.get(i);
            if (query.rtt() >= 0) near = query.rtt();
            if (!query.isOutstanding()) continue;
            long last = query.sentAt + plan.waiting().nanos(here(query), near);
            if (last > now) soonest = Math.min(soonest, last);
            else giveUp(query);
        }
        return soonest;
    }

    private void giveUp(Query query) {
        network.forget(query.probe);
        query.result = Result.SILENCE;
        Query misplaced = misplacedEnd(query);
        if (misplaced == null) return;
        // the router's refusals of nearer probes were lost: it is this hop that it refuses
        query.result = misplaced.result;
        query.end = misplaced.end;
        misplaced.result = Result.SILENCE;
        misplaced.end = null;
        end = hopEnd(query);
    }

    /**
     * The refusal that belongs to a silent hop: a router that was seen at a nearer hop refuses what
     * lies behind it, and answered only a later probe (it limits its answers).
     */
    private Query misplacedEnd(Query silent) {
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

    /** What another probe of the same hop took; -1 if none is answered. */
    private long here(Query query) {
        int first = query.index - query.index % plan.queries();
        for (int i = first; i < first + plan.queries(); i++)
            if (queries.get(i).rtt() >= 0) return queries.get(i).rtt();
        return -1;
    }

    private int hopEnd(Query query) {
        return (query.index / plan.queries() + 1) * plan.queries();
    }

    /** Hands on each hop that is complete, in their order. */
    private void report() {
        while (reported < end) {
            List<Query> hop = queries.subList(reported, reported + plan.queries());
            List<Result> results = new ArrayList<>();
            for (Query query : hop) {
                if (!query.isDone()) return;
                results.add(query.result);
            }
            listener.complete(new Hop(hop.get(0).ttl, results));
            reported += plan.queries();
        }
    }
}
