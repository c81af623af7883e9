package sockets.udpecho.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sockets.common.CommonOptions;
import sockets.common.console.Console;
import sockets.harness.load.LoadOptions;
import sockets.harness.load.LoadRun;
import sockets.udpecho.Payload;

/** {@code udp-echo load}: how many datagrams a UDP echo server answers, how fast, and loses. */
@Command(
        name = "load",
        description = "Keep a UDP echo server busy; measure and verify the answers.",
        sortOptions = false)
public final class UdpLoadCommand implements Callable<Integer> {
    @Mixin private LoadOptions options;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        int size = options.size(UdpLoad.LEAST, Payload.MAX);
        InetSocketAddress server = options.address(console);
        try (UdpLoad load = new UdpLoad(server, size, options.window(), console)) {
            return new LoadRun(console, options, server, true, load).run();
        }
    }
}
