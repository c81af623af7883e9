package sockets.udpecho;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sockets.common.BindOptions;
import sockets.common.CommonOptions;
import sockets.common.Values;
import sockets.common.console.Console;
import sockets.common.server.Serving;
import sockets.trace.Explained;

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
                new UdpServerEvents(console, allow, count == null ? 0 : count, hex);
        byte[] front = prefix.getBytes(StandardCharsets.UTF_8);
        UdpDatagram datagram = new UdpDatagram(front, buffer);
        UdpEchoServer server =
                new UdpEchoServer(
                        Explained.sockets(console, "server", explain),
                        address,
                        datagram,
                        network(events),
                        events);
        return Serving.run(console, "udp", server, events::summary, events::summary);
    }

    private Network network(UdpServerEvents events) {
        if (loss == 0 && delay == 0 && duplicate == 0) return Network.DIRECT;
        long start = seed == null ? System.nanoTime() : seed;
        return new BadNetwork(loss, duplicate, delay, start, events);
    }
}
