package sockets.selectserver;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sockets.common.CommonOptions;
import sockets.common.Program;
import sockets.common.Start;

/** The program: its subcommands. */
@Command(
        name = "select-server",
        description = "TCP echo server: one thread, one Selector (step 9 of the practical).")
public final class SelectServer implements Start.Main {
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
        return new Program(new SelectServer(), SelectServerCommand.class, SelectDemoCommand.class);
    }
}
