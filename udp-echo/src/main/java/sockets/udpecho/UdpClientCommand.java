package sockets.udpecho;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sockets.common.CommonOptions;
import sockets.common.PeerOptions;
import sockets.common.Program;
import sockets.common.Values;
import sockets.common.console.Console;
import sockets.common.console.TypedLines;
import sockets.trace.Explained;

/** {@code udp-echo client}. */
@Command(
        name = "client",
        description = "Send lines as datagrams and print the answers.",
        sortOptions = false)
final class UdpClientCommand implements Callable<Integer> {
    @Mixin private PeerOptions peer;

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "Send TEXT instead of lines of the keyboard; may be repeated.")
    private List<String> messages = List.of();

    @Option(
            names = {"-s", "--size"},
            paramLabel = "SIZE",
            converter = Size.class,
            description = "Send SIZE bytes made up (0 to 65507).")
    private Integer size;

    @Option(
            names = {"-c", "--count"},
            paramLabel = "COUNT",
            defaultValue = "1",
            converter = Values.Count.class,
            description = "Send so many times.")
    private long count;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "0",
            converter = Values.Seconds.class,
            description = "Least time from one message to the next (default: no pause).")
    private double interval;

    @Option(
            names = {"-w", "--wait"},
            paramLabel = "SECONDS",
            defaultValue = "2",
            converter = Values.Seconds.class,
            description = "Time to wait for an answer (default: ${DEFAULT-VALUE}).")
    private double wait;

    @Option(
            names = "--retries",
            paramLabel = "N",
            defaultValue = "0",
            converter = Retries.class,
            description = "Send an unanswered message again up to N times.")
    private long retries;

    @Option(
            names = "--connect",
            description = "Connect the socket: a refusal is reported, others' datagrams are not.")
    private boolean connect;

    @Option(
            names = "--source-port",
            paramLabel = "PORT",
            converter = Values.Port.class,
            description = "Bind this port instead of one that the system chooses.")
    private Integer sourcePort;

    @Option(
            names = "--broadcast",
            description = "Allow a broadcast address; print every answer until the wait ends.")
    private boolean broadcast;

    @Option(names = "--explain", description = "Explain each socket call on standard error.")
    private boolean explain;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Spec private CommandSpec spec;

    static final class Size extends Values.Small {
        Size() {
            super("a size of a datagram's payload", 0, Payload.MAX);
        }
    }

    static final class Retries extends Values.Whole {
        Retries() {
            super("a count", 0, 1_000_000);
        }
    }

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        if (size != null && !messages.isEmpty()) throw wrong("-m and -s exclude each other");
        if (broadcast && connect) throw wrong("--broadcast and --connect exclude each other");
        if (count > 1 && size == null && messages.isEmpty()) throw wrong("-c needs -m or -s");
        InetSocketAddress server = peer.address(console);
        try (UdpEchoClient client =
                new UdpEchoClient(
                        Explained.sockets(console, "client", explain),
                        server,
                        sourcePort,
                        broadcast)) {
            UdpClientSession session =
                    new UdpClientSession(
                            client,
                            server,
                            connect,
                            new UdpClientSession.Manner(wait, interval, retries, broadcast),
                            console);
            console.whenStopped(new Stop(session, true));
            console.whenOutputCloses(new Stop(session, false));
            if (connect) client.connect();
            return session.run(source(client, console)) ? Program.DONE : Program.FAILED;
        }
    }

    private UdpClientSession.Source source(UdpEchoClient client, Console console) {
        if (size != null) return new Generated(size, count);
        if (!messages.isEmpty()) return new Told(messages, count);
        return new Typed(TypedLines.start(console, client::wakeup));
    }

    private CommandLine.ParameterException wrong(String what) {
        return new CommandLine.ParameterException(spec.commandLine(), what);
    }

    /** A named class: a lambda here would cost each start some milliseconds. */
    private record Stop(UdpClientSession session, boolean atOnce) implements Runnable {
        @Override
        public void run() {
            if (atOnce) session.stop();
            else session.finish();
        }
    }

    /** Typed lines, each without its line end. */
    private record Typed(TypedLines lines) implements UdpClientSession.Source {
        @Override
        public byte[] next() {
            byte[] line = lines.next();
            if (line == null) return null;
            if (line == TypedLines.NOT_YET) return NOT_YET;
            int length = line.length;
            if (line[length - 1] == '\n') length--;
            // CR LF, as a file from Windows has it
            if (length > 0 && length < line.length && line[length - 1] == '\r') length--;
            return Arrays.copyOf(line, length);
        }

        @Override
        public boolean isGenerated() {
            return false;
        }
    }

    /** The messages of -m, over and over. */
    private static final class Told implements UdpClientSession.Source {
        private final List<String> messages;
        private final long count;
        private long round;
        private int at;

        Told(List<String> messages, long count) {
            this.messages = messages;
            this.count = count;
        }

        @Override
        public byte[] next() {
            if (at == messages.size()) {
                at = 0;
                round++;
            }
            return round == count ? null : messages.get(at++).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public boolean isGenerated() {
            return false;
        }
    }

    /** The messages of -s. */
    private static final class Generated implements UdpClientSession.Source {
        private final int size;
        private final long count;
        private long number;

        Generated(int size, long count) {
            this.size = size;
            this.count = count;
        }

        @Override
        public byte[] next() {
            return number == count ? null : Payload.generated(++number, size);
        }

        @Override
        public boolean isGenerated() {
            return true;
        }
    }
}
