package sockets.chat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sockets.chat.profile.Profile;
import sockets.common.BindOptions;
import sockets.common.CommonOptions;
import sockets.common.Values;
import sockets.common.console.Console;
import sockets.common.server.Clients;
import sockets.common.server.Serving;
import sockets.trace.Explained;

/** {@code chat server}. */
@Command(
        name = "server",
        description = "Pass lines between clients, to all or to one.",
        sortOptions = false)
final class ChatServerCommand implements Callable<Integer> {
    @Mixin private BindOptions local;

    @Option(
            names = "--max-clients",
            paramLabel = "N",
            converter = Values.Clients.class,
            descriptionKey = "chat-max-clients",
            description = "Turn away whoever comes when N are there.")
    private Integer maxClients;

    @Option(
            names = "--max-pending",
            paramLabel = "BYTES",
            defaultValue = "1048576",
            converter = Values.BufferSize.class,
            descriptionKey = "chat-max-pending",
            description = "Drop a client that has not taken so much (default: 1 MiB).")
    private int maxPending;

    @Option(
            names = "--relay",
            description = "Copy lines only, as the course's server: no nicknames, no commands.")
    private boolean relay;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "Speak another protocol: that of a profile, as check takes one.")
    private Path profile;

    @Option(
            names = "--explain",
            description = "Explain each turn of the loop and each call on standard error.")
    private boolean explain;

    @Spec private CommandSpec command;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        InetSocketAddress address = local.address();
        Clients clients = new Clients(console, false);
        if (relay && profile != null)
            throw new ParameterException(
                    command.commandLine(), "--relay has a protocol already, --profile another one");
        SharedLines audience = new SharedLines();
        Protocol<Member> protocol = protocol(audience);
        int most = maxClients == null ? Integer.MAX_VALUE : maxClients;
        SelectorProvider sockets = Explained.sockets(console, "server", explain);
        ChatServer server = new ChatServer(sockets, address, most, maxPending, protocol, clients);
        return Serving.run(console, "tcp", server, clients::show, clients::summary);
    }

    private Protocol<Member> protocol(SharedLines audience) throws IOException {
        if (profile != null)
            return new ProfileRoom<>(Profile.of(profile), ChatServerCommand::renamed);
        return relay ? new Relay<>(audience) : new Room<>(audience, ChatServerCommand::renamed);
    }

    private static void renamed(Member member, String old) {
        String name = member.nickname();
        member.client.event(old.isEmpty() ? name + " joined" : old + " is now known as " + name);
    }
}
