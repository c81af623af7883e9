package sockets.sockopts;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sockets.common.CommonOptions;
import sockets.common.Program;
import sockets.common.Start;
import sockets.libc.LibC;

/** The program: its subcommands. */
@Command(
        name = "sockopts",
        description = "Every option of the sockets interface, live (step 12 of the practical).")
public final class Sockopts implements Program.HasLibrary, Start.Main {
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
                new Sockopts(),
                ListCommand.class,
                GetCommand.class,
                SetCommand.class,
                ExplainCommand.class,
                DemoCommand.class);
    }

    @Override
    public Class<?> library() {
        return LibC.class;
    }
}
