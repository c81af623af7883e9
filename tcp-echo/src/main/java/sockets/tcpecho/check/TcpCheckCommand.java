package sockets.tcpecho.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sockets.common.CommonOptions;
import sockets.common.Program;
import sockets.common.Values;
import sockets.common.console.Console;
import sockets.harness.check.CheckOptions;
import sockets.harness.check.Checker;
import sockets.harness.check.Pace;
import sockets.harness.check.ServerProcess;

/** {@code tcp-echo check}: grades any TCP echo server, in any language. */
@Command(
        name = "check",
        description = "Grade a running TCP echo server, or one started by -- COMMAND.",
        sortOptions = false)
public final class TcpCheckCommand implements Callable<Integer>, Program.TakesCommand {
    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Allow the server to put TEXT before each answer.")
    private String prefix;

    @Option(
            names = "--max-size",
            paramLabel = "BYTES",
            converter = Values.BufferSize.class,
            description = "The longest message the server need echo (default: no limit).")
    private Integer maxSize;

    @Option(
            names = "--once",
            description = "The server answers one read and closes, as the course's does.")
    private boolean once;

    @Option(
            names = "--concurrent",
            description = "A server that serves one client at a time fails.")
    private boolean concurrent;

    @Option(
            names = "--thorough",
            description = "Also look for what shows late (T13, T14, up to 2 minutes).")
    private boolean thorough;

    @Mixin private CheckOptions options;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Override
    public void command(List<String> words) {
        options.command(words);
    }

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        InetSocketAddress server = options.address(console, "tcp");
        ServerProcess process = options.process("tcp", server);
        byte[] front = prefix.getBytes(StandardCharsets.UTF_8);
        int longest = maxSize == null ? Integer.MAX_VALUE : maxSize;
        Tolerance tolerance = new Tolerance(front, longest, once, concurrent, thorough);
        Pace pace = new Pace(options.patience());
        TcpProbes probes = new TcpProbes(server, process, tolerance, pace);
        Checker checker = new Checker(console, options, server, process, pace);
        if (thorough) checker.takeTime();
        return checker.run(probes.all(), probes::isAlive);
    }
}
