package sockets.sniffer;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sockets.common.CommonOptions;
import sockets.common.Started;
import sockets.common.Values;
import sockets.common.console.Console;
import sockets.common.text.Quote;
import sockets.harness.check.Probe;
import sockets.harness.check.ReportOptions;
import sockets.harness.check.Subject;
import sockets.harness.check.Verdicts;
import sockets.sniffer.check.CaptureProbes;
import sockets.sniffer.check.Experiment;

/** {@code sniffer check}: grades a capture, as the other programs' check grades a server. */
@Command(
        name = "check",
        description = "Grade the capture of a step of the practical.",
        sortOptions = false)
final class CheckCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "FILE",
            converter = FileName.class,
            descriptionKey = "check-file",
            description = "A pcap or pcapng file.")
    private String file;

    @Option(
            names = "--step",
            paramLabel = "5|6|7",
            required = true,
            converter = Step.class,
            description = "Of which step: 5 UDP, 6 between two machines, 7 TCP.")
    private int step;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            converter = Values.Port.class,
            descriptionKey = "check-capture-port",
            description = "The server's port (default: the one that the file shows).")
    private Integer port;

    @Option(
            names = "--other",
            paramLabel = "FILE",
            converter = FileName.class,
            description = "The capture of the other end, made at the same time.")
    private String other;

    @Option(
            names = "--expect",
            paramLabel = "WHAT",
            split = ",",
            converter = Expected.class,
            description =
                    "What must be in it: echo, empty (no packet, of a client that sends nothing),"
                            + " unreachable (a closed port); several with commas (default: what is"
                            + " in it).")
    private List<Experiment> expected = List.of();

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            defaultValue = "",
            descriptionKey = "check-capture-prefix",
            description = "Allow the server to put TEXT before each answer.")
    private String prefix;

    @Mixin private ReportOptions report;

    @Spec private CommandSpec command;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    /** How many probes there are; 0 as long as the files are read. */
    private volatile int count;

    static final class FileName implements CommandLine.ITypeConverter<String> {
        @Override
        public String convert(String value) {
            try {
                return Path.of(value).toString();
            } catch (InvalidPathException e) {
                // an accent in the locale C
                throw new CommandLine.TypeConversionException(
                        "not a name for a file in this locale (try LC_ALL=C.UTF-8)");
            }
        }
    }

    static final class Step extends Values.Small {
        Step() {
            super("a step with a capture", CaptureProbes.UDP, CaptureProbes.TCP);
        }
    }

    static final class Expected implements CommandLine.ITypeConverter<Experiment> {
        @Override
        public Experiment convert(String value) {
            for (Experiment one : Experiment.values())
                if (one.name().toLowerCase(Locale.ROOT).equals(value)) return one;
            throw new CommandLine.TypeConversionException("not echo, empty or unreachable");
        }
    }

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        Set<Experiment> wanted = EnumSet.noneOf(Experiment.class);
        wanted.addAll(expected);
        refuse(wanted);
        if (report.junit() != null) {
            OutputFile junit = new OutputFile(report.junit().toString());
            junit.refuseSame(file);
            if (other != null) junit.refuseSame(other);
        }
        Map<String, String> words = new LinkedHashMap<>();
        Map<String, Object> facts = new LinkedHashMap<>();
        Verdicts verdicts =
                new Verdicts(console, report, new Subject("capture", file, words, facts));
        console.whenStopped(() -> verdicts.stop(count, count > 0, () -> {}));
        console.whenOutputCloses(() -> verdicts.stop(count, false, () -> {}));
        CaptureProbes probes =
                new CaptureProbes(
                        new CaptureProbes.Request(file, other, step, port, prefix, wanted));
        words.put("PROGRAM", Started.command("sniffer"));
        words.put("FILE", word(file));
        words.put("OTHER", word(other == null ? "" : other));
        words.put("PORT", String.valueOf(probes.port()));
        if (report.json()) facts.putAll(probes.facts());
        count = probes.all().size();
        if (port == null && probes.hasPackets()) console.hint("check.capture-port", probes.port());
        for (Probe probe : probes.all()) verdicts.judge(probe);
        return verdicts.end();
    }

    private void refuse(Set<Experiment> wanted) {
        if (step != CaptureProbes.UDP && wanted.contains(Experiment.EMPTY))
            throw new CommandLine.ParameterException(
                    command.commandLine(),
                    "--expect empty: only in step 5; a TCP client that says nothing is connected");
        if (step == CaptureProbes.MACHINES && wanted.contains(Experiment.UNREACHABLE))
            throw new CommandLine.ParameterException(
                    command.commandLine(), "--expect unreachable: only in steps 5 and 7");
    }

    /** A name as the shell takes it for one word, and the programs for no option. */
    private static String word(String name) {
        return Quote.shell(name.startsWith("-") ? "./" + name : name);
    }
}
