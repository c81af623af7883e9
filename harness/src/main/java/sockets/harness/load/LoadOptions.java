package sockets.harness.load;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import sockets.common.PeerOptions;
import sockets.common.Values;
import sockets.common.console.Console;
import sockets.common.net.Addresses;
import sockets.common.text.Failure;

/** What every {@code load} command takes. */
public final class LoadOptions {
    /** Start times of requests are kept: so many fit any machine's memory. */
    private static final long MOST_UNDER_WAY = 1_000_000;

    @Mixin private PeerOptions peer;

    @Option(
            names = "--connections",
            paramLabel = "N[,N...]",
            defaultValue = "50",
            converter = Connections.class,
            description =
                    "How many connections (UDP: sockets) at once; a row for each N"
                            + " (default: ${DEFAULT-VALUE}).")
    private Numbers connections;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "3",
            converter = Values.Duration.class,
            description =
                    "How long each row is measured (default: ${DEFAULT-VALUE}), after a warm-up of"
                            + " 1 s, or a third of S if that is less.")
    private double seconds;

    @Option(
            names = {"-s", "--size"},
            paramLabel = "SIZE",
            defaultValue = "64",
            converter = Size.class,
            descriptionKey = "load-size",
            description =
                    "Bytes of each request (default: ${DEFAULT-VALUE}). MB/s is requests/s times"
                            + " SIZE, in millions.")
    private long size;

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "1",
            converter = Window.class,
            description =
                    "Requests under way at once on each connection (default: ${DEFAULT-VALUE}).")
    private int window;

    @Option(
            names = "--rate",
            paramLabel = "N[,N...]",
            converter = Rates.class,
            description =
                    "Requests a second over all connections, at fixed moments; latency is from the"
                            + " moment at which each was due; a row for each N (default: each as"
                            + " soon as there is room in the window).")
    private Numbers rates;

    @Option(
            names = "--label",
            paramLabel = "TEXT",
            description = "Name of the server in the JSON (default: its address).")
    private String label;

    @Option(
            names = "--json",
            descriptionKey = "load-json",
            description = "Print one JSON document instead of the table.")
    private boolean json;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            descriptionKey = "load-output",
            description = "Also write the JSON document to FILE.")
    private Path file;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** A list as a type of its own: picocli would collect a List from several options. */
    private record Numbers(List<Integer> list) {
        static Numbers of(String value, String what, int most) {
            List<Integer> list = new ArrayList<>();
            for (String word : value.split(",", -1)) {
                int number = word.matches("[0-9]{1,8}") ? Integer.parseInt(word) : 0;
                if (number < 1 || number > most)
                    throw new TypeConversionException(
                            "not " + what + " (1 to " + most + ", with commas between)");
                list.add(number);
            }
            return new Numbers(list);
        }
    }

    static final class Connections implements ITypeConverter<Numbers> {
        @Override
        public Numbers convert(String value) {
            return Numbers.of(value, "numbers of connections", 65535);
        }
    }

    static final class Rates implements ITypeConverter<Numbers> {
        @Override
        public Numbers convert(String value) {
            return Numbers.of(value, "requests a second", 10_000_000);
        }
    }

    static final class Size extends Values.Whole {
        Size() {
            super("a size in bytes", 1, 1 << 30);
        }
    }

    static final class Window extends Values.Small {
        Window() {
            super("a number of requests", 1, 10_000);
        }
    }

    public InetSocketAddress address(Console console) throws Failure {
        for (int number : connections())
            if ((long) number * window > MOST_UNDER_WAY)
                throw wrong(
                        "--connections "
                                + number
                                + " with --window "
                                + window
                                + ": more than "
                                + MOST_UNDER_WAY
                                + " requests under way");
        return peer.address(console);
    }

    public List<Integer> connections() {
        return connections.list();
    }

    double seconds() {
        return seconds;
    }

    /** Long enough for the compiler of Java and the caches; shorter where all is short. */
    double warmUpSeconds() {
        return Math.min(1, seconds / 3);
    }

    public long size() {
        return size;
    }

    /** The size, for a protocol with limits of its own. */
    public int size(int least, int most) {
        if (size >= least && size <= most) return (int) size;
        throw wrong("--size " + size + ": not a size in bytes (" + least + " to " + most + ")");
    }

    public int window() {
        return window;
    }

    /** Requests a second, a row for each; none for as many as there is room for. */
    List<Integer> rates() {
        return rates == null ? List.of() : rates.list();
    }

    String label(InetSocketAddress server) {
        return label == null ? Addresses.text(server) : label;
    }

    boolean json() {
        return json;
    }

    Path file() {
        return file;
    }

    private CommandLine.ParameterException wrong(String what) {
        return new CommandLine.ParameterException(command.commandLine(), what);
    }
}
