package sockets.common;

import java.net.InetSocketAddress;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sockets.common.console.Console;
import sockets.common.text.Failure;
import sockets.common.text.Reason;

/** Which server a client talks to: {@code HOST}, {@code PORT} and the family. */
public final class PeerOptions {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "HOST",
            descriptionKey = "client-host",
            description = "The server (default: 127.0.0.1).")
    private String host;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PORT",
            defaultValue = "3500",
            converter = Values.Port.class,
            descriptionKey = "client-port",
            description = "Its port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Mixin private FamilyOptions family;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** The address that the user means; one that is only for binding brings a hint. */
    public InetSocketAddress address(Console console) throws Failure {
        InetSocketAddress server;
        try {
            server = family.resolve(host, port);
        } catch (Failure e) {
            throw withWayOut(e);
        }
        if (server.getAddress().isAnyLocalAddress()) console.hint("any-address");
        return server;
    }

    /** What may be meant by a host that nobody knows. */
    private Failure withWayOut(Failure unknown) {
        if (unknown.reason() != Reason.EAI_NONAME && unknown.reason() != Reason.EAI_AGAIN)
            return unknown;
        String[] words =
                command.root().commandLine().getParseResult().originalArgs().toArray(String[]::new);
        String text = spreadMessage(command, words);
        if (text != null) return unknown.hint("hint.host.quotes", text);
        boolean name = host.matches("[A-Za-z][A-Za-z0-9_-]{0,15}");
        if (name && command.findOption("--nick") != null)
            return unknown.hint("hint.host.nick", host);
        return unknown;
    }

    /**
     * The text of {@code -m hola mundo}, which lost its quotes: its second word became an argument.
     * Null if nothing stands behind it.
     */
    static String spreadMessage(CommandSpec command, String... words) {
        OptionSpec message = command.findOption("--message");
        if (message == null) return null;
        for (int i = 0; i + 2 < words.length; i++) {
            if (!List.of(message.names()).contains(words[i])) continue;
            int end = i + 2;
            while (end < words.length && !words[end].startsWith("-")) end++;
            if (end > i + 2) return String.join(" ", List.of(words).subList(i + 1, end));
        }
        return null;
    }
}
