package sockets.udpecho;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

/** {@code udp-echo server}. */
@Command(
        name = "server",
        description = "Answer each datagram with its own bytes.",
        sortOptions = false)
final class UdpServerCommand implements Callable<Integer> {
    @Mixin private BindOptions local;

    @Option(
            names = "--buffer",
            paramLabel = "BYTES",
            defaultValue = "65535",
            converter = BufferBytes.class,
            description = "Receive buffer (default: ${DEFAULT-VALUE}); a longer datagram is cut.")
    private int buffer;

    @Option(
            names = "--allow",
            paramLabel = "ADDRESS[/PREFIX]",
            converter = AddressRange.Converter.class,
            description = "Answer only these addresses; may be repeated.")
    private List<AddressRange> allow = List.of();

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Put TEXT before each answer, as the course's server puts \"OK...\".")
    private String prefix;

    @Option(
            names = "--loss",
            paramLabel = "PERCENT",
            defaultValue = "0",
            converter = Values.Percent.class,
            description = "Lose this share of the answers on purpose.")
    private double loss;

    @Option(
            names = "--delay",
            paramLabel = "MILLISECONDS",
            defaultValue = "0",
            converter = Milliseconds.class,
            description = "Send each answer so much later.")
    private long delay;

    @Option(
            names = "--duplicate",
            paramLabel = "PERCENT",
            defaultValue = "0",
            converter = Values.Percent.class,
            description = "Send this share of the answers twice.")
    private double duplicate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = Seed.class,
            description = "Seed of --loss and --duplicate: the same N, the same faults.")
    private Long seed;

    @Option(
            names = {"-c", "--count"},
            paramLabel = "COUNT",
            converter = Values.Count.class,
            description = "End after so many datagrams.")
    private Long count;

    @Option(
            names = {"-x", "--hex"},
            description = "Show the bytes of each datagram.")
    private boolean hex;

    @Option(names = "--explain", description = "Explain each socket call on standard error.")
    private boolean explain;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    static final class BufferBytes extends Values.Small {
        BufferBytes() {
            super("a buffer size", 1, 65535);
        }
    }

    static final class Milliseconds extends Values.Whole {
        Milliseconds() {
            super("a time in milliseconds", 0, 3_600_000);
        }
    }

    static final class Seed extends Values.Whole {
        Seed() {
            super("a whole number", Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        InetSocketAddress address = local.address();
        UdpServerEvents events =
                new UdpServerEvents(
                        console,
                        console.explain("server", explain),
                        allow,
                        count == null ? 0 : count,
                        hex);
        byte[] front = prefix.getBytes(StandardCharsets.UTF_8);
        UdpDatagram datagram = new UdpDatagram(front, buffer);
        try (UdpEchoServer server = new UdpEchoServer(address, events)) {
            events.boundTo(server.address());
            console.whenStopped(() -> stop(server));
            console.whenOutputCloses(() -> stop(server));
            long pid = ProcessHandle.current().pid();
            console.line("bound to udp " + Addresses.text(server.address()) + " (pid " + pid + ")");
            console.flush();
            Reachable.hints(console, "udp", server.address());
            Keyboard.commands(line -> obey(line, server, events, console));
            serve(server, datagram, events);
        }
        console.line(events.summary());
        return Program.DONE;
    }

    private void serve(UdpEchoServer server, UdpDatagram datagram, UdpServerEvents events)
            throws IOException {
        if (loss == 0 && delay == 0 && duplicate == 0) {
            server.run(datagram, Network.DIRECT);
            return;
        }
        long start = seed == null ? System.nanoTime() : seed;
        BadNetwork network = new BadNetwork(loss, duplicate, delay, start, events);
        server.run(datagram, network);
        if (!events.wantsMore()) network.finish();
    }

    private static void obey(
            String line, UdpEchoServer server, UdpServerEvents events, Console console) {
        if (line.equals("quit")) stop(server);
        else if (line.equals("show")) console.line(events.summary());
        else if (!line.isEmpty()) console.hint("commands");
    }

    private static void stop(UdpEchoServer server) {
        try {
            server.close();
        } catch (IOException e) {
            Log.debug("close", e);
        }
    }
}
