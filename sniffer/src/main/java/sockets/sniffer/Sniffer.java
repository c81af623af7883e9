package sockets.sniffer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sockets.common.CommonOptions;
import sockets.common.Program;
import sockets.libc.LibC;

/** The program: its subcommands. */
@Command(
        name = "sniffer",
        description =
                "Captures packets and shows them: lines as tcpdump's, conversations as pictures"
                        + " (steps 5, 6, 7 and 11 of the practical).")
public final class Sniffer implements Program.HasLibrary {
    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    public static void main(String[] args) {
        // as tcpdump -D
        if (args.length == 1 && (args[0].equals("-D") || args[0].equals("--list-interfaces")))
            args = new String[] {"interfaces"};
        program().main(args);
    }

    /** The program, ready to run. */
    public static Program program() {
        return new Program(
                new Sniffer(),
                CaptureCommand.class,
                ReadCommand.class,
                FlowCommand.class,
                CheckCommand.class,
                FilterCommand.class,
                InterfacesCommand.class);
    }

    @Override
    public Class<?> library() {
        return LibC.class;
    }
}
