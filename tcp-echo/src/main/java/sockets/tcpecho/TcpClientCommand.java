package sockets.tcpecho;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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

/** {@code tcp-echo client}. */
@Command(
        name = "client",
        description = "Connect, send lines and print the answers.",
        sortOptions = false)
final class TcpClientCommand implements Callable<Integer> {
    @Mixin private PeerOptions peer;

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "Send TEXT, exactly, instead of typed lines; may be repeated.")
    private List<String> messages = List.of();

    @Option(
            names = {"-s", "--size"},
            paramLabel = "SIZE",
            converter = Size.class,
            description = "Send SIZE bytes made up, and compare the answer.")
    private Long size;

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
            names = "--chunk",
            paramLabel = "BYTES",
            converter = Values.BufferSize.class,
            description = "Write in pieces of BYTES: a stream has no message boundaries.")
    private Integer chunk;

    @Option(
            names = "--nagle",
            description = "Leave Nagle's algorithm on (no TCP_NODELAY): small writes may wait.")
    private boolean nagle;

    @Option(
            names = "--linger",
            paramLabel = "SECONDS",
            converter = TcpServerCommand.Linger.class,
            description = "Set SO_LINGER: close waits for unsent data; 0: closes with RST.")
    private Integer linger;

    @Option(
            names = "--source-port",
            paramLabel = "PORT",
            converter = Values.Port.class,
            description = "Bind this port instead of one that the system chooses.")
    private Integer sourcePort;

    @Option(
            names = {"-w", "--wait"},
            paramLabel = "SECONDS",
            converter = Values.Seconds.class,
            description = "Longest wait for the connection or an answer (default: no limit).")
    private Double wait;

    @Option(names = "--explain", description = "Explain each socket call on standard error.")
    private boolean explain;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Spec private CommandSpec spec;

    static final class Size extends Values.Whole {
        Size() {
            super("a size in bytes", 0, Long.MAX_VALUE);
        }
    }

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        if (size != null && !messages.isEmpty()) throw wrong("-m and -s exclude each other");
        if (count > 1 && size == null && messages.isEmpty()) throw wrong("-c needs -m or -s");
        InetSocketAddress server = peer.address(console);
        ClientSettings settings = new ClientSettings(sourcePort, nagle, linger);
        TcpClientSession.Manner manner =
                new TcpClientSession.Manner(
                        chunk == null ? Message.BLOCK : chunk,
                        interval,
                        wait,
                        linger != null && linger == 0);
        try (TcpEchoClient client =
                new TcpEchoClient(
                        Explained.sockets(console, "client", explain), server, settings)) {
            TcpClientSession session = new TcpClientSession(client, server, manner, console);
            console.whenStopped(new Stop(session, true));
            console.whenOutputCloses(new Stop(session, false));
            return session.run(source(client, console)) ? Program.DONE : Program.FAILED;
        }
    }

    private TcpClientSession.Source source(TcpEchoClient client, Console console) {
        if (size != null) return new Repeated(List.of(Message.generated(size)), count);
        if (messages.isEmpty()) return new Typed(client, console);
        return new Repeated(
                messages.stream()
                        .map(text -> Message.of(text.getBytes(StandardCharsets.UTF_8)))
                        .toList(),
                count);
    }

    private CommandLine.ParameterException wrong(String what) {
        return new CommandLine.ParameterException(spec.commandLine(), what);
    }

    /** A named class: a lambda here would cost each start some milliseconds. */
    private record Stop(TcpClientSession session, boolean atOnce) implements Runnable {
        @Override
        public void run() {
            if (atOnce) session.stop();
            else session.finish();
        }
    }

    /** Typed lines; the keyboard is asked only once the connection stands. */
    private static final class Typed implements TcpClientSession.Source {
        private final TcpEchoClient client;
        private final Console console;
        private TypedLines lines;

        Typed(TcpEchoClient client, Console console) {
            this.client = client;
            this.console = console;
        }

        @Override
        public Message next() {
            if (lines == null) lines = TypedLines.start(console, client::wakeup);
            byte[] line = lines.next();
            if (line == TypedLines.NOT_YET) return NOT_YET;
            return line == null ? null : Message.of(line);
        }
    }

    /** The messages of -m or -s, over and over. */
    private static final class Repeated implements TcpClientSession.Source {
        private final List<Message> messages;
        private final long count;
        private long round;
        private int at;

        Repeated(List<Message> messages, long count) {
            this.messages = messages;
            this.count = count;
        }

        @Override
        public Message next() {
            if (at == messages.size()) {
                at = 0;
                round++;
            }
            return round == count ? null : messages.get(at++);
        }
    }
}
