package sockets.threadedserver;

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

/** {@code threaded-server demo}: three clients, one of them slow, and what each thread does. */
@Command(
        name = "demo",
        description = "Show three clients, one of them slow, on a time line.",
        sortOptions = false)
final class ThreadedDemoCommand implements Callable<Integer> {
    private static final int CLIENTS = 3;
    private static final long WAIT_MILLIS = 60_000;

    @Mixin private FamilyOptions family;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        InetSocketAddress address = family.resolve(null, 0);
        TimeLine time = new TimeLine(console, 13, 19, 36, 19);
        ThreadLanes lanes = new ThreadLanes(time, CLIENTS);
        // the server's lines would stand between the rows
        console.quiet(true);
        Clients clients = new Clients(console, false);
        SelectorProvider sockets = Tracer.sockets("server", time);
        Limits limits = new Limits(CLIENTS, CLIENTS, 0);
        try (ThreadedEchoServer server =
                new ThreadedEchoServer(
                        sockets, address, limits, ClientThreads.platform(), clients)) {
            // as in the program itself, the main thread accepts
            Thread main = new Thread(() -> serve(server, console), "main");
            main.start();
            console.remark("demo.start", server.address().getPort());
            time.heading("main", "client-1 (ana)", "client-2 (beto, slow)", "client-3 (caro)");
            try (DemoClient ana = new DemoClient(server.address(), false)) {
                ana.ask("hola\n");
                time.await("write", "#1");
                try (DemoClient beto = new DemoClient(server.address(), true)) {
                    long sent = beto.flood(() -> time.isWaiting("write", "#2"));
                    lanes.draw();
                    console.remark("demo.stuck", sent);
                    try (DemoClient caro = new DemoClient(server.address(), false)) {
                        long first = caro.ask("hola\n");
                        time.await("write", "#3");
                        long second = ana.ask("otra\n");
                        time.await("write", "#1");
                        lanes.draw();
                        console.remark("demo.others", Times.millis(first), Times.millis(second));
                        beto.read(sent);
                        lanes.draw();
                        console.remark("demo.reads");
                    }
                }
            }
            // their ends of file are on the way: the server's end must not overtake them
            clients.awaitAtMost(0, WAIT_MILLIS);
        }
        lanes.draw();
        console.remark("demo.end", Started.command("threaded-server"));
        return Program.DONE;
    }

    private static void serve(ThreadedEchoServer server, Console console) {
        try {
            server.run();
        } catch (IOException e) {
            console.error(new Failure("accept", "", e));
        }
    }
}
