package sockets.chat;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sockets.chat.check.ChatCheckCommand;
import sockets.common.CommonOptions;
import sockets.common.Program;
import sockets.common.Start;

/** The program: its subcommands. */
@Command(
        name = "chat",
        description = "Chat server and client with private messages (step 10 of the practical).")
public final class Chat implements Start.Main {
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
                new Chat(),
                ChatServerCommand.class,
                ChatClientCommand.class,
                ChatDemoCommand.class,
                ChatCheckCommand.class);
    }
}
