package sockets.harness.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import sockets.common.console.Console;
import sockets.common.net.Addresses;
import sockets.common.text.Failure;
import sockets.common.text.Log;
import sockets.common.text.Reason;

/**
 * Puts a list of probes to a server, one after the other, within a bound on the whole. When a probe
 * leaves the server silent, the others are skipped rather than failed: the first fault is the one
 * to mend. A server that check started is started again instead.
 */
public final class Checker {
    /** The whole takes less than 30 s, even against a dead or hostile server. */
    private static final double WHOLE_SECONDS = 20;

    /** Longest time for a single probe. */
    private static final double PROBE_SECONDS = 8;

    /** What a slow server is given besides, in all and for each probe. */
    private static final double MORE_SECONDS = 100;

    private static final double MORE_PROBE_SECONDS = 15;

    /** What probes are given besides that look for what shows late, in all and for each. */
    private static final double THOROUGH_SECONDS = 90;

    private static final double THOROUGH_PROBE_SECONDS = 50;

    /** What the last probe has in any case: what shows in the process is judged at the end. */
    private static final double LAST_SECONDS = 4;

    /** Longest time for being asked whether it is still there, connecting included. */
    private static final double ALIVE_SECONDS = 8;

    private static final String NO_TIME = "no time left";

    /** Is the server there and answering? */
    public interface Alive {
        boolean test(Deadline deadline) throws IOException;
    }

    private final Console console;
    private final CheckOptions options;
    private final InetSocketAddress address;
    private final ServerProcess process;
    private final Pace pace;
    private final Waits waits;
    private double given;
    private boolean saidSo;
    private boolean thorough;

    /**
     * @param process the server if check started it, else null
     * @param pace what the probes have seen of its speed
     */
    public Checker(
            Console console,
            CheckOptions options,
            InetSocketAddress address,
            ServerProcess process,
            Pace pace) {
        this.pace = pace;
        this.console = console;
        this.options = options;
        this.address = address;
        this.process = process;
        waits = process != null ? process.waits() : new Waits(new Holders(address)::processes);
    }

    /** There are probes among them that need much time. */
    public void takeTime() {
        thorough = true;
    }

    /** The server that we started must not stay behind. */
    private void endServer() {
        if (process != null) process.stop();
    }

    /** Puts the probes and prints the verdicts; the result is the exit code. */
    public int run(List<Probe> probes, Alive alive) throws IOException {
        try {
            return judge(probes, alive);
        } finally {
            if (process != null) process.close();
        }
    }

    private int judge(List<Probe> probes, Alive alive) throws IOException {
        Verdicts verdicts = new Verdicts(console, options.report(), Subject.server(address));
        console.whenStopped(() -> verdicts.stop(probes.size(), true, this::endServer));
        console.whenOutputCloses(() -> verdicts.stop(probes.size(), false, this::endServer));
        double usual = WHOLE_SECONDS + (thorough ? THOROUGH_SECONDS : 0);
        Deadline whole = Deadline.budget(options.patience() * usual, waits);
        if (process != null) {
            process.start(whole);
            InetSocketAddress elsewhere = process.elsewhere();
            if (elsewhere != null)
                console.hint(
                        "check.elsewhere",
                        Addresses.text(elsewhere),
                        Addresses.text(elsewhere.getAddress()));
        }
        String silent = null;
        for (Probe probe : probes) {
            long begin = System.nanoTime();
            if (probe == probes.get(probes.size() - 1)) whole.putOff(LAST_SECONDS);
            Verdict verdict;
            if (silent != null) verdict = Verdict.skip(silent);
            else if (whole.passed()) verdict = Verdict.notJudged(NO_TIME);
            else verdict = put(probe, whole);
            if (verdict.failed()) {
                boolean ended = process != null && process.hasEnded();
                if (ended) verdict = verdict.with(verdict.detail() + end());
                else if (process != null && !process.printed().isEmpty())
                    verdict = verdict.with(verdict.detail() + "; it printed: " + process.printed());
                if (ended || !isAlive(alive)) silent = again(alive, probe, whole);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (process != null && !saidSo && process.background() > 0) {
                saidSo = true;
                console.hint("check.background", process.background());
            }
            verdicts.add(probe, verdict, seconds);
        }
        return verdicts.end();
    }

    private Verdict put(Probe probe, Deadline whole) {
        Log.debug("probe {} {}", probe.id(), probe.claim());
        double more = MORE_SECONDS * pace.slowness();
        whole.putOff(Math.max(0, more - given));
        given = Math.max(given, more);
        double seconds = PROBE_SECONDS + (thorough ? THOROUGH_PROBE_SECONDS : 0);
        double usual = options.patience() * seconds;
        Deadline deadline = whole.part(usual + MORE_PROBE_SECONDS * pace.slowness());
        if (process != null) process.listen();
        Verdict verdict = judged(probe, deadline);
        // cut short by us: that is no fault of the server
        if (verdict.isCutShort(deadline) || verdict.failed() && whole.passed())
            return Verdict.notJudged(pace.isSlow() ? NO_TIME + ": it answers slowly" : NO_TIME);
        return verdict;
    }

    private Verdict judged(Probe probe, Deadline deadline) {
        try {
            return probe.body().run(deadline);
        } catch (IOException e) {
            Log.debug("probe {}", probe.id(), e);
            String detail =
                    e instanceof Failure failure
                            ? failure.line(console.texts())
                            : Reason.of(e).text();
            return Reason.of(e) == Reason.ETIMEDOUT
                    ? Verdict.silence(detail)
                    : Verdict.fail(detail);
        }
    }

    private String end() {
        return "; the server ended (" + process.exit() + ")";
    }

    /** Asks twice: one that runs nc in a loop refuses for a moment after each client. */
    private boolean isAlive(Alive alive) {
        return answers(alive) || answers(alive);
    }

    private boolean answers(Alive alive) {
        Deadline deadline = Deadline.in(ALIVE_SECONDS, waits);
        try {
            return alive.test(deadline);
        } catch (IOException e) {
            deadline.pause(1);
            return false;
        }
    }

    /** Starts our server again; why the next probes are skipped, or null if it answers. */
    private String again(Alive alive, Probe probe, Deadline whole) {
        String silent = "no answer any more since " + probe.id();
        if (process == null || whole.passed()) return silent;
        try {
            process.close();
            process.start(whole);
            return isAlive(alive) ? null : silent + ", not even after a restart";
        } catch (IOException e) {
            return "the server cannot be started again";
        }
    }
}
