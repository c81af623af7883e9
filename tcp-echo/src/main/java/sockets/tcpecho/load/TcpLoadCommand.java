package sockets.tcpecho.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sockets.common.CommonOptions;
import sockets.common.console.Console;
import sockets.harness.load.LoadOptions;
import sockets.harness.load.LoadRun;

/** {@code tcp-echo load}: how many requests a TCP echo server answers, and how fast. */
@Command(
        name = "load",
        description = "Keep connections to a TCP echo server busy; measure and verify the answers.",
        sortOptions = false)
public final class TcpLoadCommand implements Callable<Integer> {
    @Mixin private LoadOptions options;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        InetSocketAddress server = options.address(console);
        try (TcpLoad load = new TcpLoad(server, options.size(), options.window(), console)) {
            return new LoadRun(console, options, server, false, load).run();
        }
    }
}
