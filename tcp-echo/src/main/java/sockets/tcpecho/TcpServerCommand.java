package sockets.tcpecho;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sockets.common.Addresses;
import sockets.common.BindOptions;
import sockets.common.CommonOptions;
import sockets.common.Console;
import sockets.common.Keyboard;
import sockets.common.Log;
import sockets.common.Program;
import sockets.common.Reachable;
import sockets.common.Values;

/** {@code tcp-echo server}. */
@Command(
        name = "server",
        description = "Echo what clients send, one client at a time.",
        sortOptions = false)
final class TcpServerCommand implements Callable<Integer> {
    @Mixin private BindOptions local;

    @Option(
            names = "--backlog",
            paramLabel = "N",
            defaultValue = "5",
            converter = Backlog.class,
            description = "Length of the queue of clients not yet accepted (default: 5).")
    private int backlog;

    @Option(
            names = "--buffer",
            paramLabel = "BYTES",
            defaultValue = "1024",
            converter = Values.BufferSize.class,
            description = "Most bytes of one read (default: ${DEFAULT-VALUE}).")
    private int buffer;

    @Option(
            names = "--once",
            description = "One read, one answer, close: as the course's server does.")
    private boolean once;

    @Option(
            names = "--hold",
            paramLabel = "SECONDS",
            defaultValue = "0",
            converter = Values.Seconds.class,
            description = "Wait before each accept, to watch the queue.")
    private double hold;

    @Option(
            names = "--no-reuse-address",
            description = "Switch SO_REUSEADDR off, which Java switches on.")
    private boolean noReuse;

    @Option(
            names = "--linger",
            paramLabel = "SECONDS",
            converter = Linger.class,
            description = "Set SO_LINGER: close waits for unsent data; 0: closes with RST.")
    private Integer linger;

    @Option(
            names = "--nagle",
            description = "Leave Nagle's algorithm on (no TCP_NODELAY): small writes may wait.")
    private boolean nagle;

    @Option(names = "--explain", description = "Explain each socket call on standard error.")
    private boolean explain;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    static final class Backlog extends Values.Small {
        Backlog() {
            // Java turns 0 into 50 without a word
            super("a length of the queue", 1, 65535);
        }
    }

    static final class Linger extends Values.Small {
        Linger() {
            super("a time in seconds", 0, 65535);
        }
    }

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        InetSocketAddress address = local.address();
        TcpServerEvents events = new TcpServerEvents(console, console.explain("server", explain));
        ByteBuffer memory = ByteBuffer.allocateDirect(buffer);
        ServerSettings settings =
                new ServerSettings(backlog, !noReuse, memory, once, hold, linger, nagle);
        try (TcpEchoServer server = new TcpEchoServer(address, settings, events)) {
            console.whenStopped(() -> stop(server));
            console.whenOutputCloses(() -> stop(server));
            long pid = ProcessHandle.current().pid();
            String where = Addresses.text(server.address());
            console.line("listening on tcp " + where + " (pid " + pid + ")");
            console.flush();
            Reachable.hints(console, "tcp", server.address());
            Keyboard.commands(line -> obey(line, server, events, console));
            server.run();
        }
        console.line(events.summary());
        return Program.DONE;
    }

    private static void obey(
            String line, TcpEchoServer server, TcpServerEvents events, Console console) {
        if (line.equals("quit")) stop(server);
        else if (line.equals("show")) console.line(events.show());
        else if (!line.isEmpty()) console.hint("commands");
    }

    private static void stop(TcpEchoServer server) {
        try {
            server.close();
        } catch (IOException e) {
            Log.debug("close", e);
        }
    }
}
