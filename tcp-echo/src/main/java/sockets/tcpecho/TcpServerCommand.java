package sockets.tcpecho;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sockets.common.BindOptions;
import sockets.common.CommonOptions;
import sockets.common.Values;
import sockets.common.console.Console;
import sockets.common.server.Clients;
import sockets.common.server.Serving;
import sockets.trace.Explained;

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
            converter = Values.Backlog.class,
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

    static final class Linger extends Values.Small {
        Linger() {
            super("a time in seconds", 0, 65535);
        }
    }

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        InetSocketAddress address = local.address();
        Clients clients = new Clients(console, false);
        ByteBuffer memory = ByteBuffer.allocateDirect(buffer);
        ServerSettings settings =
                new ServerSettings(backlog, !noReuse, memory, once, hold, linger, nagle);
        SelectorProvider sockets = Explained.sockets(console, "server", explain);
        TcpEchoServer server = new TcpEchoServer(sockets, address, settings, clients);
        return Serving.run(console, "tcp", server, clients::show, clients::summary);
    }
}
