package sockets.selectserver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sockets.common.CommonOptions;
import sockets.common.FamilyOptions;
import sockets.common.Program;
import sockets.common.Started;
import sockets.common.console.Console;
import sockets.common.server.Clients;
import sockets.common.server.ClientsOptions.Limits;
import sockets.common.text.Failure;
import sockets.common.text.Times;
import sockets.trace.DemoClient;
import sockets.trace.TimeLine;
import sockets.trace.Tracer;

/**
 * {@code select-server demo}: three clients, one of them slow, and the turns of the only thread.
 */
@Command(
        name = "demo",
        description = "Show three clients, one of them slow, on a time line.",
        sortOptions = false)
final class SelectDemoCommand implements Callable<Integer> {
    private static final int CLIENTS = 3;
    private static final long WAIT_MILLIS = 60_000;
    private static final int MAX_PENDING = 256 * 1024;

    @Mixin private FamilyOptions family;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        InetSocketAddress address = family.resolve(null, 0);
        TimeLine time = new TimeLine(console, 26, 36, 30);
        Turns turns = new Turns(time);
        // the server's lines would stand between the rows
        console.quiet(true);
        Clients clients = new Clients(console, false);
        SelectorProvider sockets = Tracer.sockets("server", time);
        Limits limits = new Limits(CLIENTS, CLIENTS, 0);
        try (SelectEchoServer server =
                new SelectEchoServer(sockets, address, limits, MAX_PENDING, clients)) {
            Thread main = new Thread(() -> serve(server, console), "main");
            main.start();
            console.remark("demo.start", server.address().getPort(), MAX_PENDING);
            time.heading(
                    "select: ready are", "the only thread (main) then does", "pending in memory");
            try (DemoClient ana = new DemoClient(server.address(), false)) {
                ana.ask("hola\n");
                time.await("write", "#1");
                try (DemoClient beto = new DemoClient(server.address(), true)) {
                    long sent = beto.flood(() -> time.isWaiting("epoll_wait", ""));
                    turns.draw();
                    console.remark("demo.stuck", sent, MAX_PENDING);
                    try (DemoClient caro = new DemoClient(server.address(), false)) {
                        long first = caro.ask("hola\n");
                        time.await("write", "#3");
                        long second = ana.ask("otra\n");
                        time.await("write", "#1");
                        turns.draw();
                        console.remark("demo.others", Times.millis(first), Times.millis(second));
                        beto.read(sent);
                        turns.draw();
                        console.remark("demo.reads");
                    }
                }
            }
            // their ends of file are on the way: the server's end must not overtake them
            clients.awaitAtMost(0, WAIT_MILLIS);
        }
        turns.draw();
        console.remark("demo.end", Started.command("select-server"));
        return Program.DONE;
    }

    private static void serve(SelectEchoServer server, Console console) {
        try {
            server.run();
        } catch (IOException e) {
            console.error(new Failure("select", "", e));
        }
    }
}
