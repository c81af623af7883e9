package sockets.traceroute.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sockets.common.CommonOptions;
import sockets.common.Program;
import sockets.common.console.Console;
import sockets.common.text.Quote;
import sockets.harness.check.Deadline;
import sockets.harness.check.ReportOptions;
import sockets.harness.check.Subject;
import sockets.harness.check.Verdict;
import sockets.harness.check.Verdicts;
import sockets.traceroute.check.RouteProbes.Asked;

/** {@code traceroute check}: grades any traceroute, in any language. */
@Command(
        name = "check",
        description = "Grade a traceroute, started by -- COMMAND on a path of routers made for it.",
        sortOptions = false,
        footer = {
            "",
            "COMMAND is started as root of a network of its own, with the host's address for"
                    + " {destination} in it, or behind it. Of what it prints a line counts that has"
                    + " the number of the hop, then an IPv4 address or *: \" 2  10.0.2.2  0.3 ms\","
                    + " \"ttl=2 name (10.0.2.2)\", \"hop 2: *\"; one that begins with an address or *"
                    + " goes on with the same hop."
        })
public final class TraceCheckCommand implements Callable<Integer>, Program.TakesCommand {
    @Option(
            names = "--show",
            paramLabel = "PROBE",
            description =
                    "Put this probe alone (R1 to R10), and show what COMMAND prints, which packets"
                            + " it sends (->), and what comes back (<-).")
    private String show;

    @Mixin private ReportOptions report;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Spec private CommandSpec spec;

    private List<String> words = List.of();

    @Override
    public void command(List<String> words) {
        this.words = words;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (words.isEmpty()) throw wrong("a command is missing: -- COMMAND");
        if (show != null && report.json()) throw wrong("--show without --json");
        Console console = common.console();
        Runner runner = new Runner(words);
        Trials trials = new Trials(runner);
        List<Asked> all = chosen(new RouteProbes(trials, new ByHand(runner)).all());
        if (!Inside.isHere()) return Inside.again(console, typed());
        Subject subject = new Subject("command", String.join(" ", words), Map.of(), Map.of());
        Verdicts verdicts = new Verdicts(console, report, subject);
        // nothing that was started stays behind
        console.whenStopped(() -> verdicts.stop(all.size(), true, runner::stop));
        console.whenOutputCloses(() -> verdicts.stop(all.size(), false, runner::stop));
        try {
            judge(all, trials, verdicts);
        } finally {
            runner.stop();
        }
        if (show != null) show(console, all.get(0), trials);
        return verdicts.end();
    }

    private CommandLine.ParameterException wrong(String what) {
        return new CommandLine.ParameterException(spec.commandLine(), what);
    }

    private List<Asked> chosen(List<Asked> all) {
        if (show == null) return all;
        List<Asked> one = new ArrayList<>(all);
        one.removeIf(asked -> !asked.probe().id().equalsIgnoreCase(show));
        if (one.isEmpty()) throw wrong("--show " + show + ": no such probe, there are R1 to R10");
        return one;
    }

    private List<String> typed() {
        List<String> typed =
                new ArrayList<>(spec.root().commandLine().getParseResult().originalArgs());
        typed.add("--");
        typed.addAll(words);
        return typed;
    }

    private static void judge(List<Asked> all, Trials trials, Verdicts verdicts)
            throws IOException {
        String useless = null;
        for (Asked asked : all) {
            long begin = System.nanoTime();
            Verdict verdict;
            if (useless != null) verdict = Verdict.skip(useless);
            else verdict = asked.probe().body().run(Deadline.in(0));
            double seconds = (System.nanoTime() - begin) / 1e9;
            verdicts.add(asked.probe(), verdict, seconds);
            if (asked != all.get(0)) continue;
            // the first alone tells whether the others make sense, which then run together
            if (all.size() > 1 && trials.run(Trial.PLAIN).printed().isEmpty())
                useless = "R1 sees no hop";
            else begin(all, trials);
        }
    }

    private static void begin(List<Asked> all, Trials trials) {
        Set<Trial> rest = new LinkedHashSet<>();
        // these take longest
        rest.add(Trial.SILENT_HOST);
        rest.add(Trial.SILENT_ROUTER);
        for (Asked asked : all) rest.addAll(asked.trials());
        if (all.size() > 1) trials.begin(rest);
    }

    private static void show(Console console, Asked asked, Trials trials) throws IOException {
        for (Trial trial : asked.trials()) {
            Outcome run = trials.run(trial);
            for (String line : run.out()) console.line("| " + Quote.line(line));
            for (String line : run.err()) console.line("! " + Quote.line(line));
            for (String line : run.network().told()) console.line(line);
        }
    }
}
