package sockets.tcpecho;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sockets.common.CommonOptions;
import sockets.common.FamilyOptions;
import sockets.common.Program;
import sockets.common.Started;
import sockets.common.console.Console;
import sockets.common.server.Clients;
import sockets.common.text.Failure;
import sockets.common.text.Reason;
import sockets.trace.Ladder;
import sockets.trace.Tracer;

/** {@code tcp-echo demo}: server and client in one process, as a ladder of their calls. */
@Command(
        name = "demo",
        description = "Show both sides in one process as a ladder of socket calls.",
        sortOptions = false)
final class TcpDemoCommand implements Callable<Integer> {
    private static final long WAIT_MILLIS = 2000;

    @Mixin private FamilyOptions family;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        InetSocketAddress address = family.resolve(null, 0);
        Ladder ladder = new Ladder(console);
        SelectorProvider serverSide = Tracer.sockets("server", ladder);
        SelectorProvider clientSide = Tracer.sockets("client", ladder);
        // the server's lines would stand between the rungs
        console.quiet(true);
        Clients clients = new Clients(console, false);
        ServerSettings settings =
                new ServerSettings(5, true, ByteBuffer.allocateDirect(1024), false, 0, null, false);
        try (TcpEchoServer server = new TcpEchoServer(serverSide, address, settings, clients)) {
            ladder.remark("demo.listening", server.address().getPort());
            try (TcpEchoClient client =
                    new TcpEchoClient(
                            clientSide, server.address(), new ClientSettings(null, false, null))) {
                client.connect();
                ladder.remark("demo.connected");
                Thread thread = new Thread(() -> serve(server, console), "server");
                thread.setDaemon(true);
                thread.start();
                ladder.await("server", "accept");
                ladder.remark("demo.accepted");
                ask(client, "hola mundo", server.address());
                ladder.remark("demo.echo");
                client.shutdownOutput();
                client.await(false, WAIT_MILLIS);
                client.read(ByteBuffer.allocate(1));
                ladder.remark("demo.shutdown");
            }
        }
        ladder.remark("demo.end", Started.command("tcp-echo"));
        return Program.DONE;
    }

    private static void serve(TcpEchoServer server, Console console) {
        try {
            server.run();
        } catch (IOException e) {
            console.error(new Failure("accept", "", e));
        }
    }

    private static void ask(TcpEchoClient client, String text, InetSocketAddress server)
            throws IOException {
        ByteBuffer message = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        ByteBuffer answer = ByteBuffer.allocate(message.remaining());
        client.write(message);
        while (answer.hasRemaining()) {
            if (!client.await(false, WAIT_MILLIS) || client.read(answer) < 0)
                throw new Failure("read", server, Reason.NO_ANSWER, " in 2 s");
        }
    }
}
