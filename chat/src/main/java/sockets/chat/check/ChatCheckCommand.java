package sockets.chat.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sockets.chat.profile.Profile;
import sockets.common.CommonOptions;
import sockets.common.Program;
import sockets.common.console.Console;
import sockets.harness.check.CheckOptions;
import sockets.harness.check.Checker;
import sockets.harness.check.Pace;
import sockets.harness.check.ServerProcess;

/** {@code chat check}: grades any chat server, in any language. */
@Command(
        name = "check",
        description = "Grade a running chat server, or one started by -- COMMAND.",
        sortOptions = false)
public final class ChatCheckCommand implements Callable<Integer>, Program.TakesCommand {
    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "How the server speaks, if not as this one (a properties file).")
    private Path file;

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
        Profile profile = file == null ? Profile.own() : Profile.of(file);
        ServerProcess process = options.process("tcp", server);
        ChatProbes probes = new ChatProbes(server, process, profile);
        return new Checker(console, options, server, process, new Pace(options.patience()))
                .run(probes.all(), probes::isAlive);
    }
}
