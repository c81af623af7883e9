package sockets.chat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sockets.common.CommonOptions;
import sockets.common.PeerOptions;
import sockets.common.console.Console;
import sockets.common.console.Terminal;
import sockets.common.text.Log;
import sockets.trace.Explained;

/** {@code chat client}. */
@Command(
        name = "client",
        description = "Connect, send the lines typed, show those that come.",
        sortOptions = false)
final class ChatClientCommand implements Callable<Integer> {
    @Mixin private PeerOptions peer;

    @Option(names = "--nick", paramLabel = "NAME", description = "Ask for this nickname at once.")
    private String nick;

    @Option(
            names = "--transcript",
            paramLabel = "FILE",
            description = "Append all lines to FILE, with the time of each.")
    private Path file;

    @Option(names = "--explain", description = "Explain each socket call on standard error.")
    private boolean explain;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    private volatile Screen screen;

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        InetSocketAddress server = peer.address(console);
        ConcurrentSkipListSet<String> names =
                new ConcurrentSkipListSet<>(String.CASE_INSENSITIVE_ORDER);
        boolean terminal =
                Terminal.is(0) && Terminal.is(1) && !"dumb".equals(System.getenv("TERM"));
        try (Transcript transcript = new Transcript(file);
                ChatClient client = new ChatClient(sockets(console, terminal), server)) {
            screen = terminal ? onTerminal(console, names) : new PipeScreen(console);
            ChatSession session = new ChatSession(client, screen, transcript, names, nick);
            console.whenStopped(session::goodbye);
            console.whenOutputCloses(session::goodbye);
            return session.run(console);
        }
    }

    private static Screen onTerminal(Console console, ConcurrentSkipListSet<String> names)
            throws IOException {
        try {
            return new TerminalScreen(names, Terminal.typedCharset(), Terminal.charset());
        } catch (IllegalStateException e) {
            Log.debug("no editing of lines", e);
            return new PipeScreen(console);
        }
    }

    /** Channels that tell their calls; on a terminal not within the line being typed. */
    private SelectorProvider sockets(Console console, boolean terminal) {
        if (!explain || !terminal) return Explained.sockets(console, "client", explain);
        return Explained.sockets(console, "client", line -> show(console, line));
    }

    private void show(Console console, String line) {
        if (screen == null) console.note(line);
        else screen.show(line);
    }
}
