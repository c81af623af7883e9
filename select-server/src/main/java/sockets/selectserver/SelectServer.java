package sockets.selectserver;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sockets.common.CommonOptions;
import sockets.common.Program;

/** The program: its subcommands. */
@Command(
        name = "select-server",
        description = "TCP echo server: one thread, one Selector (step 9 of the practical).")
public final class SelectServer {
    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    public static void main(String[] args) {
        program().main(args);
    }

    /** The program, ready to run. */
    public static Program program() {
        return new Program(new SelectServer(), SelectServerCommand.class, SelectDemoCommand.class);
    }
}
