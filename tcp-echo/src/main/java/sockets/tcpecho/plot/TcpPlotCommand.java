package sockets.tcpecho.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sockets.common.CommonOptions;
import sockets.common.Program;
import sockets.common.console.Console;
import sockets.common.text.Failure;
import sockets.common.text.Log;
import sockets.common.text.Quote;
import sockets.common.text.Reason;
import sockets.common.text.Times;

/** {@code tcp-echo plot}: the results of load as a picture, servers side by side. */
@Command(
        name = "plot",
        description = "Draw servers side by side from the files that load -o writes.",
        sortOptions = false)
public final class TcpPlotCommand implements Callable<Integer> {
    /** More lines than this in one panel cannot be told apart. */
    private static final int MOST_LINES = 12;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            descriptionKey = "plot-file",
            description =
                    "What load -o FILE.json wrote, one file for each server; those of one server"
                            + " at several rates make one line.")
    private List<Path> files;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.svg",
            required = true,
            description = "The picture to write; one that exists is replaced.")
    private Path output;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        if (!output.toString().toLowerCase(Locale.ROOT).endsWith(".svg"))
            throw wrong("-o " + output + ": the name must end in .svg");
        if (files.size() > MOST_LINES) throw wrong("more than " + MOST_LINES + " files");
        List<LoadFile> read = new ArrayList<>();
        for (Path file : files) read.add(LoadFile.read(file));
        List<LoadFile> servers = Against.joined(read);
        List<LoadFile> lines = Against.lines(servers);
        if (lines.size() > MOST_LINES)
            throw wrong("more than " + MOST_LINES + " lines: fewer numbers of connections");
        if (Labels.differ(servers)) console.hint("plot.differ");
        // the libraries of the picture ask for a screen otherwise; set before they are loaded
        System.setProperty("java.awt.headless", "true");
        byte[] picture = draw(lines, console);
        write(picture);
        long rows = servers.stream().mapToLong(server -> server.rows().size()).sum();
        console.line(
                Quote.line("wrote " + output)
                        + (" (" + Times.count(servers.size(), "server"))
                        + (", " + Times.count(rows, "row") + ")"));
        return Program.DONE;
    }

    private byte[] draw(List<LoadFile> lines, Console console) throws IOException {
        try {
            ComparisonChart.measure();
        } catch (RuntimeException | LinkageError | InternalError e) {
            // each Java says in a way of its own that it has no fonts or none of their libraries
            Log.debug("fonts", e);
            throw new Failure("draw", output, Reason.NO_FONTS, "");
        }
        return new ComparisonChart(lines, console.texts()).svg();
    }

    private void write(byte[] picture) throws Failure {
        try {
            Files.write(output, picture);
        } catch (IOException e) {
            throw new Failure("write", output, e);
        }
    }

    private CommandLine.ParameterException wrong(String what) {
        return new CommandLine.ParameterException(spec.commandLine(), what);
    }
}
