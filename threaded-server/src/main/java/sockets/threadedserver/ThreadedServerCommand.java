package sockets.threadedserver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sockets.common.BindOptions;
import sockets.common.CommonOptions;
import sockets.common.console.Console;
import sockets.common.server.Clients;
import sockets.common.server.ClientsOptions;
import sockets.common.server.Serving;
import sockets.trace.Explained;

/** {@code threaded-server server}. */
@Command(
        name = "server",
        description = "Echo what clients send: a thread for each of them.",
        sortOptions = false)
final class ThreadedServerCommand implements Callable<Integer> {
    @Mixin private BindOptions local;

    @Mixin private ClientsOptions options;

    @Option(
            names = "--threads",
            paramLabel = "KIND",
            defaultValue = "platform",
            converter = ClientThreads.Kind.class,
            description =
                    "platform: one of the system's for each client (default); virtual: one of"
                            + " Java's own (Java 21 or later); pool[:N]: N, for as many clients"
                            + " at a time (default: 20).")
    private ClientThreads threads;

    @Option(names = "--explain", description = "Explain each socket call on standard error.")
    private boolean explain;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        InetSocketAddress address = local.address();
        ClientsOptions.Limits limits = options.limits();
        Clients clients = new Clients(console, limits.idleNanos() > 0);
        threads.prepare();
        SelectorProvider sockets = Explained.sockets(console, "server", explain);
        ThreadedEchoServer server =
                new ThreadedEchoServer(sockets, address, limits, threads, clients);
        return Serving.run(console, "tcp", server, clients::show, clients::summary);
    }
}
