package sockets.udpecho.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
import sockets.harness.check.Probe;
import sockets.harness.check.ServerProcess;
import sockets.udpecho.Payload;

/** {@code udp-echo check}: grades any UDP echo server, in any language. */
@Command(
        name = "check",
        description = "Grade a running UDP echo server, or one started by -- COMMAND.",
        sortOptions = false)
public final class UdpCheckCommand implements Callable<Integer>, Program.TakesCommand {
    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Allow the server to put TEXT before each answer.")
    private String prefix;

    @Option(
            names = "--max-size",
            paramLabel = "BYTES",
            defaultValue = "65507",
            converter = MaxSize.class,
            description = "The server's buffer; a longer datagram may be cut to it.")
    private int maxSize;

    @Option(
            names = "--thorough",
            description = "Also look for what shows late (U10, U11, up to 2 minutes).")
    private boolean thorough;

    @Mixin private CheckOptions options;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    static final class MaxSize extends Values.Small {
        MaxSize() {
            super("a size in bytes", 1, Payload.MAX);
        }
    }

    @Override
    public void command(List<String> words) {
        options.command(words);
    }

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        InetSocketAddress server = options.address(console, "udp");
        ServerProcess process = options.process("udp", server);
        Pace pace = new Pace(options.patience());
        byte[] front = prefix.getBytes(StandardCharsets.UTF_8);
        UdpProbes probes = new UdpProbes(server, process, front, maxSize, pace);
        Checker checker = new Checker(console, options, server, process, pace);
        if (thorough) checker.takeTime();
        List<Probe> all = new ArrayList<>(probes.all());
        if (thorough) all.addAll(probes.thorough());
        return checker.run(all, probes::isAlive);
    }
}
