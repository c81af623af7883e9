package sockets.traceroute.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sockets.harness.check.Probe;
import sockets.harness.check.Verdict;
import sockets.traceroute.check.RightPath.Fault;

/** The probes R1 and on: step 11 of the practical. */
final class RouteProbes {
    private static final int STEP = 11;
    private static final int LAST = Routers.COUNT + 1;

    /** How often what has missed an answer may try again. */
    private static final int AGAIN = 2;

    private final Trials trials;
    private final ByHand byHand;

    RouteProbes(Trials trials, ByHand byHand) {
        this.trials = trials;
        this.byHand = byHand;
    }

    /**
     * A probe, and the runs that it looks at.
     *
     * @param probe with its body
     */
    record Asked(Probe probe, List<Trial> trials) {}

    private interface Question {
        Verdict put() throws IOException;
    }

    List<Asked> all() {
        List<Asked> all = new ArrayList<>();
        RightPath whole = RightPath.whole();
        all.add(
                asked(
                        "R1",
                        "names the routers in order",
                        byHand.chain(),
                        this::inOrder,
                        Trial.PLAIN));
        all.add(asked("R2", "stops at the destination", byHand.chain(), this::stops, Trial.PLAIN));
        all.add(
                onPath(
                        "R3",
                        "passes over a silent router",
                        byHand.silentRouter(),
                        whole.silent(2),
                        Trial.SILENT_ROUTER));
        all.add(
                onPath(
                        "R4",
                        "takes no ICMP of other programs for an answer",
                        byHand.beside(),
                        whole,
                        Trial.OTHER_PROGRAMS));
        all.add(
                onPath(
                        "R5",
                        "double and late answers shift no hop",
                        byHand.shown("R5"),
                        whole,
                        Trial.REPEATED));
        all.add(
                asked(
                        "R6",
                        "ends where the host never answers",
                        byHand.loop(),
                        this::givesUp,
                        Trial.LOOP,
                        Trial.SILENT_HOST));
        all.add(
                asked(
                        "R7",
                        "finds a host one hop away, and this machine",
                        byHand.near(),
                        this::near,
                        Trial.NEIGHBOUR,
                        Trial.ITSELF));
        all.add(
                onPath(
                        "R8",
                        "is not mixed with another traceroute to the same host",
                        byHand.shown("R8"),
                        whole,
                        Trial.SECOND_TRACE));
        all.add(
                asked(
                        "R9",
                        "works without privilege, or says why not",
                        "",
                        this::unprivileged,
                        Trial.UNPRIVILEGED));
        all.add(
                asked(
                        "R10",
                        "tells by its exit status whether it arrived",
                        "",
                        this::status,
                        Trial.PLAIN,
                        Trial.LOOP));
        return all;
    }

    private Asked asked(
            String id, String claim, String command, Question question, Trial... looksAt) {
        Probe probe = new Probe(id, claim, STEP, command, deadline -> question.put());
        return new Asked(probe, List.of(looksAt));
    }

    private Asked onPath(String id, String claim, String command, RightPath path, Trial trial) {
        return asked(id, claim, command, () -> onPath(trial, path), trial);
    }

    /** On a path where it should see these hops; what it prints behind them is for R2. */
    private Verdict onPath(Trial trial, RightPath path) throws IOException {
        Outcome run = trials.run(trial);
        Fault fault = path.fault(run.printed());
        // its time for an answer may have been over while it waited for a processor
        for (int more = 0; more < AGAIN && isUnheard(fault, run); more++) {
            run = trials.again(trial);
            fault = path.fault(run.printed());
        }
        if (fault != null) return Verdict.fail(fault.detail() + how(run));
        return trial == Trial.ITSELF ? Verdict.pass() : asked(path, run);
    }

    private static boolean isUnheard(Fault fault, Outcome run) {
        return fault != null && fault.isSilence() && run.end() == Outcome.End.ITSELF;
    }

    /** Whoever knows a hop has asked for it. */
    private static Verdict asked(RightPath path, Outcome run) {
        for (int k = 1; k <= path.hops().size(); k++)
            if (!path.hops().get(k - 1).isEmpty() && !run.network().hasSeen(k))
                return Verdict.fail(
                        "expected a probe of TTL "
                                + k
                                + ", none left it, though it printed hop "
                                + k
                                + "; "
                                + run.told());
        return Verdict.pass();
    }

    /** How a run ended, where that explains something. */
    private static String how(Outcome run) {
        return run.isQuietEnd() ? "" : "; " + run.told();
    }

    private Verdict inOrder() throws IOException {
        Outcome run = trials.run(Trial.PLAIN);
        if (!run.printed().isEmpty())
            return onPath(Trial.PLAIN, RightPath.whole().first(Routers.COUNT));
        String expected = "expected lines as \" 1  " + Routers.hop(1).getHostAddress() + "\"";
        String sent = run.network().probes() == 0 ? "no probe left it" : run.probes();
        return Verdict.fail(expected + ", got none; " + sent + "; " + run.told());
    }

    private Verdict stops() throws IOException {
        Outcome run = trials.run(Trial.PLAIN);
        Fault fault = RightPath.whole().fault(run.printed(), LAST);
        if (fault != null) return Verdict.fail(fault.detail() + how(run));
        return behind(LAST, run);
    }

    /** The last hop is the host; nothing comes behind it, and the program ends. */
    private static Verdict behind(int last, Outcome run) {
        int printed = run.printed().last();
        String end = "expected the end at hop " + last;
        if (printed > last) return Verdict.fail(end + ", got hops up to " + printed + how(run));
        if (run.end() != Outcome.End.ITSELF) return Verdict.fail(end + "; " + run.told());
        return Verdict.pass();
    }

    private Verdict givesUp() throws IOException {
        Outcome loop = trials.run(Trial.LOOP);
        if (loop.end() == Outcome.End.SLOW)
            return Verdict.notJudged("no time left: " + loop.told());
        if (loop.end() != Outcome.End.ITSELF)
            return Verdict.fail(
                    "expected an end at some hop, as 30, where two routers send the packets to each"
                            + " other; "
                            + loop.told());
        Outcome silent = trials.run(Trial.SILENT_HOST);
        if (silent.end() != Outcome.End.ITSELF && silent.end() != Outcome.End.SEEN)
            return Verdict.fail(
                    "expected *, and the next hop, where the host is silent; " + silent.told());
        String host = Trial.LOOP.host();
        for (Outcome run : List.of(loop, silent))
            if (run.printed().addresses().contains(host))
                return Verdict.fail("expected no hop " + host + ", which never answered");
        return Verdict.pass();
    }

    private Verdict near() throws IOException {
        for (Trial trial : List.of(Trial.NEIGHBOUR, Trial.ITSELF)) {
            RightPath path = new RightPath(List.of(trial.host()));
            Verdict verdict = onPath(trial, path);
            if (!verdict.failed()) verdict = behind(1, trials.run(trial));
            if (verdict.failed()) return verdict.of("to " + trial.host());
        }
        return Verdict.pass();
    }

    private Verdict unprivileged() throws IOException {
        Outcome run;
        try {
            run = trials.run(Trial.UNPRIVILEGED);
        } catch (IOException e) {
            return Verdict.notAsked("needs setpriv (util-linux)");
        }
        if (RightPath.whole().fault(run.printed()) == null)
            return Verdict.note("works without CAP_NET_RAW");
        List<String> said = run.err().isEmpty() ? run.out() : run.err();
        String lines = said.size() == 1 ? "one line" : said.size() + " lines";
        return Verdict.note("without CAP_NET_RAW it prints " + lines + "; " + run.told());
    }

    private Verdict status() throws IOException {
        Outcome there = trials.run(Trial.PLAIN);
        Outcome never = trials.run(Trial.LOOP);
        if (there.end() != Outcome.End.ITSELF || never.end() != Outcome.End.ITSELF)
            return Verdict.skip("it does not end by itself");
        return Verdict.note(
                "exit status "
                        + there.status()
                        + " where it arrives, "
                        + never.status()
                        + " where it does not");
    }
}
