package sockets.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sockets.common.CommonOptions;
import sockets.common.Program;
import sockets.common.Start;
import sockets.common.console.Console;
import sockets.common.text.Failure;
import sockets.common.text.Reason;
import sockets.grade.compare.Comparison;
import sockets.grade.folder.ListMaker;
import sockets.grade.html.HtmlReport;
import sockets.grade.list.BadLine;
import sockets.grade.list.Line;
import sockets.grade.list.Lines;
import sockets.grade.list.Owners;
import sockets.grade.model.Alike;
import sockets.grade.model.Course;
import sockets.grade.model.Evidence;
import sockets.grade.points.Points;
import sockets.grade.points.Weights;
import sockets.grade.report.Junit;
import sockets.grade.report.ReportFiles;
import sockets.grade.report.StudentReport;
import sockets.grade.report.Table;
import sockets.grade.report.Tables;
import sockets.grade.report.Text;
import sockets.grade.run.Isolation;
import sockets.grade.run.Ladders;
import sockets.grade.run.Runner;
import sockets.grade.run.Settings;
import sockets.grade.sandbox.KeptIn;
import sockets.grade.sandbox.Limits;
import sockets.grade.sandbox.Sandbox;

/** The program: a list of hand-ins becomes points by step, with reports that tell what for. */
@Command(
        name = "grade",
        description = "Grade a class: what the lines of a list say, in points by step.",
        sortOptions = false,
        footer = {
            "",
            "A line of LIST, in the words of a shell (quotes, # for comments):",
            "  NAME HOST PORT PROGRAM[:STEP] [OPTION...] [-- COMMAND...]",
            "  NAME sniffer:STEP FILE [OPTION...]",
            "  NAME traceroute [OPTION...] -- COMMAND...",
            "  NAME capture:STEP FILE COUNT [FILTER...]",
            "  NAME run:STEP PATTERN -- COMMAND...",
            "  NAME nothing",
            "",
            "PROGRAM is udp-echo, tcp-echo or chat, whose check judges; HOST - is this machine, PORT"
                    + " - a free one, {port} in COMMAND its number. COUNT is 2, 2-4 or 2+. NAME may be"
                    + " 'Ana Pérez <ana@example.edu>'. Paths are from LIST's folder. See"
                    + " docs/teachers.md."
        })
public final class Grade implements Callable<Integer>, Start.Main {
    @Spec private CommandSpec spec;

    @Mixin private GradeOptions options;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    public static void main(String[] args) {
        program().main(args);
    }

    @Override
    public void start(String[] args) {
        main(args);
    }

    /** The program, ready to run. */
    public static Program program() {
        return new Program(new Grade());
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = common.console();
        try {
            if (options.folder != null) return new ListMaker(console, options.folder).print();
            return grade(console);
        } catch (BadLine e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private int grade(Console console) throws IOException, BadLine, InterruptedException {
        if (options.list == null)
            throw new BadLine("missing LIST (or --list FOLDER, which writes one)");
        if (Files.isDirectory(options.list))
            throw new BadLine(
                    options.list + ": a folder, no list (grade --list FOLDER writes one of it)");
        List<Line> lines = Lines.of(options.list);
        if (lines.isEmpty()) throw new BadLine(options.list + ": no students");
        Weights weights =
                options.weights == null ? Weights.ofCourse() : Weights.of(options.weights);
        for (Line line : lines) needJar(line);
        Path folder = folder();
        // normalized: whoever asks whether a path is below it compares their names
        Path base = options.list.toAbsolutePath().normalize().getParent();
        Comparison comparison = comparison(lines, base);
        List<Evidence> evidence = comparison.told(run(console, lines, base, folder));
        Course course = new Points(weights).course(lines, evidence);
        ReportFiles files = new ReportFiles(folder);
        try {
            Tables.write(course, options.separator, files);
            Tables.alike(comparison.pairs(), options.separator, files);
            Junit.write(lines, evidence, files);
            StudentReport.write(course, console.texts(), files);
            if (options.html != null)
                new HtmlReport(console.texts().language(), new Ladders(options.dist()))
                        .write(course, options.html);
        } catch (IOException e) {
            throw new Failure("write", folder, e);
        }
        Table.lines(course).forEach(console::line);
        boolean open = course.students().stream().anyMatch(one -> !one.open().isEmpty());
        if (open) console.hint("grade.open");
        long captures =
                comparison.pairs().stream().filter(one -> one.kind().equals(Alike.CAPTURE)).count();
        if (!comparison.pairs().isEmpty())
            console.hint(
                    "grade.alike",
                    options.output.resolve("alike.csv"),
                    comparison.pairs().size() - captures,
                    captures);
        console.hint("grade.written", options.output);
        return evidence.stream().allMatch(one -> Text.trouble(one).isEmpty())
                ? Program.DONE
                : Program.FAILED;
    }

    private Comparison comparison(List<Line> lines, Path base) throws IOException {
        for (Path given : options.given) {
            if (Files.isDirectory(given)) continue;
            if (Files.exists(given)) throw new Failure("open", given, Reason.ENOTDIR, "");
            throw new Failure("open", given, new NoSuchFileException(given.toString()));
        }
        return new Comparison(lines, base, options.given);
    }

    private List<Evidence> run(Console console, List<Line> lines, Path base, Path folder)
            throws IOException, InterruptedException {
        Settings settings =
                new Settings(
                        base,
                        options.dist(),
                        folder,
                        options.jobs(),
                        options.seconds,
                        options.html != null);
        boolean starts = lines.stream().anyMatch(line -> !line.command().isEmpty());
        if (options.noIsolation || !starts) return run(console, lines, settings, Isolation.NONE);
        try (Sandbox sandbox = Sandbox.find(Limits.usual(), List.of())) {
            if (!sandbox.isIsolated())
                console.hint("grade.not-isolated", sandbox.reason(console.texts()));
            Owners owners = new Owners(lines, base);
            return run(console, lines, settings, new KeptIn(sandbox, owners));
        }
    }

    private static List<Evidence> run(
            Console console, List<Line> lines, Settings settings, Isolation isolation)
            throws InterruptedException {
        try (Progress progress = new Progress(console, lines.size())) {
            Runner runner = new Runner(settings, isolation, progress);
            console.whenStopped(runner::stop);
            console.whenOutputCloses(runner::stop);
            return runner.run(lines);
        }
    }

    private Path folder() throws Failure {
        Path folder = options.output.toAbsolutePath();
        if (Files.exists(folder) && !Files.isDirectory(folder))
            throw new Failure("open", options.output, Reason.ENOTDIR, "");
        try {
            return Files.createDirectories(folder).toRealPath();
        } catch (IOException e) {
            throw new Failure("mkdir", options.output, e);
        }
    }

    /** A jar that is missing is told before the work, not by each line. */
    private void needJar(Line line) throws Failure {
        String program = line.program();
        if (program.equals("run") || program.equals("nothing")) return;
        Path jar =
                options.dist().resolve((program.equals("capture") ? "sniffer" : program) + ".jar");
        if (Files.exists(jar)) return;
        throw new Failure("open", jar, new NoSuchFileException(jar.toString()))
                .hint("hint.grade.jar");
    }
}
