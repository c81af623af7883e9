package sockets.sniffer;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sockets.common.CommonOptions;
import sockets.common.Program;
import sockets.common.Start;
import sockets.libc.LibC;

/** The program: its subcommands. */
@Command(
        name = "sniffer",
        description =
                "Captures packets and shows them: lines as tcpdump's, conversations as pictures"
                        + " (steps 5, 6, 7 and 11 of the practical).")
public final class Sniffer implements Program.HasLibrary, Start.Main {
    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    public static void main(String[] args) {
        program().main(asTcpdump(args));
    }

    @Override
    public void start(String[] args) {
        main(args);
    }

    /** As tcpdump -D, whatever other options stand behind it. */
    private static String[] asTcpdump(String... args) {
        if (args.length == 0 || !isList(args[0])) return args;
        List<String> words = new ArrayList<>(List.of("interfaces"));
        for (String word : args) if (!isList(word)) words.add(word);
        return words.toArray(String[]::new);
    }

    private static boolean isList(String word) {
        return word.matches("-D+|--list-interfaces");
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
