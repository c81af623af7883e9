package sockets.udpecho;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sockets.common.CommonOptions;
import sockets.common.FamilyOptions;
import sockets.common.Program;
import sockets.common.Started;
import sockets.common.console.Console;
import sockets.common.text.Failure;
import sockets.common.text.Reason;
import sockets.trace.Ladder;
import sockets.trace.Tracer;

/** {@code udp-echo demo}: server and client in one process, as a ladder of their calls. */
@Command(
        name = "demo",
        description = "Show both sides in one process as a ladder of socket calls.",
        sortOptions = false)
final class UdpDemoCommand implements Callable<Integer> {
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
        UdpServerEvents events = new UdpServerEvents(console, List.of(), 2, false);
        UdpDatagram datagram = new UdpDatagram(new byte[0], 65535);
        try (UdpEchoServer server =
                new UdpEchoServer(serverSide, address, datagram, Network.DIRECT, events)) {
            int port = server.address().getPort();
            ladder.remark("demo.bound", port);
            try (UdpEchoClient client =
                    new UdpEchoClient(clientSide, server.address(), null, false)) {
                ladder.remark("demo.unbound");
                Thread thread = new Thread(() -> serve(server, console), "server");
                thread.setDaemon(true);
                thread.start();
                ask(client, "hola mundo", server.address());
                ladder.remark("demo.echo");
                ask(client, "", server.address());
                ladder.remark("demo.empty");
                thread.join(WAIT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        ladder.remark("demo.end", Started.command("udp-echo"));
        return Program.DONE;
    }

    private static void serve(UdpEchoServer server, Console console) {
        try {
            server.run();
        } catch (IOException e) {
            console.error(new Failure("recvfrom", "", e));
        }
    }

    private static void ask(UdpEchoClient client, String text, InetSocketAddress server)
            throws IOException {
        client.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        if (client.receive(ByteBuffer.allocate(1024), WAIT_MILLIS) == null)
            throw new Failure("recvfrom", server, Reason.NO_ANSWER, " in 2 s");
    }
}
