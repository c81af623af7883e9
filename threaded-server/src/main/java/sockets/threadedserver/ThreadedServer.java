package sockets.threadedserver;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sockets.common.CommonOptions;
import sockets.common.Program;
import sockets.common.Start;

/** The program: its subcommands. */
@Command(
        name = "threaded-server",
        description = "TCP echo server: a thread for each client (step 8 of the practical).")
public final class ThreadedServer implements Start.Main {
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
        return new Program(
                new ThreadedServer(), ThreadedServerCommand.class, ThreadedDemoCommand.class);
    }
}
