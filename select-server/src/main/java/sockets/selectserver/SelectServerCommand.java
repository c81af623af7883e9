package sockets.selectserver;

import java.io.IOException;
import java.net.InetSocketAddress;
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
import sockets.common.server.ClientsOptions;
import sockets.common.server.Serving;
import sockets.trace.Explained;

/** {@code select-server server}. */
@Command(
        name = "server",
        description = "Echo what clients send: all of them with one thread.",
        sortOptions = false)
final class SelectServerCommand implements Callable<Integer> {
    @Mixin private BindOptions local;

    @Mixin private ClientsOptions options;

    @Option(
            names = "--max-pending",
            paramLabel = "BYTES",
            defaultValue = "1048576",
            converter = Values.BufferSize.class,
            description =
                    "Read no more from a client while BYTES wait to be sent to it (default: 1 MiB).")
    private int maxPending;

    @Option(
            names = "--explain",
            description = "Explain each turn of the loop and each call on standard error.")
    private boolean explain;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        InetSocketAddress address = local.address();
        ClientsOptions.Limits limits = options.limits();
        Clients clients = new Clients(console, limits.idleNanos() > 0);
        SelectorProvider sockets = Explained.sockets(console, "server", explain);
        SelectEchoServer server =
                new SelectEchoServer(sockets, address, limits, maxPending, clients);
        return Serving.run(console, "tcp", server, clients::show, clients::summary);
    }
}
