package sockets.sockopts;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sockets.common.CommonOptions;
import sockets.common.Program;
import sockets.common.WrongUsage;
import sockets.common.console.Console;
import sockets.common.text.Failure;
import sockets.libc.Linux;
import sockets.sockopts.demo.Demo;
import sockets.sockopts.demo.Demos;
import sockets.sockopts.demo.Stage;

/** {@code sockopts demo}: an option at work on real sockets. */
@Command(
        name = "demo",
        description = "Run an experiment with an option: what should happen, then what did.",
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Option, as SO_LINGER.")
    private String name;

    @Option(names = "--list", description = "List the experiments, a line each.")
    private boolean list;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        Stage stage = new Stage(console);
        if (list && name != null)
            throw new WrongUsage(spec, "unknown argument " + name, "demo.list");
        if (list) {
            for (String each : Demos.names()) stage.title(each);
            return Program.DONE;
        }
        if (name == null) throw new WrongUsage(spec, "Missing required parameter: 'NAME'", "demo");
        SocketOption option = OptionName.find(name, spec);
        Demo demo = Demos.of(option.name());
        if (demo == null) throw new WrongUsage(spec, "no demo of " + option, "demo");
        Linux.require();
        // a call that waits in the kernel is not woken: the process ends, and its sockets with it
        console.whenStopped(
                () -> {
                    stage.stopped();
                    Runtime.getRuntime().halt(Program.FAILED);
                });
        try {
            return stage.show(demo, option.name()) ? Program.DONE : Program.FAILED;
        } catch (Failure e) {
            // the hints of a call are those of a server: no experiment has its --port
            throw e.lacksLoopback() ? e : e.withoutHint();
        }
    }
}
