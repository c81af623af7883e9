package sockets.sockopts;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sockets.common.CommonOptions;
import sockets.common.Program;
import sockets.common.WrongUsage;
import sockets.common.console.Console;
import sockets.libc.Linux;

/** {@code sockopts list}: all options, with their values on fresh sockets of this machine. */
@Command(
        name = "list",
        description = "List every option, with its value on fresh TCP and UDP sockets here.",
        sortOptions = false)
final class ListCommand implements Callable<Integer> {
    /** Widths of the columns; the last one takes what it needs. */
    private static final int[] WIDTHS = {25, 8, 4, 10, 6, 14, 14};

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            description =
                    "Only this level: SOL_SOCKET, IPPROTO_TCP ... or in short socket, tcp ...")
    private String level;

    @Option(
            names = "--names",
            description = "Only the SO_ names that Python 3.11 has on Linux, as in the practical.")
    private boolean names;

    @Option(names = "--json", description = "Print one JSON document, with every detail.")
    private boolean json;

    @Mixin(name = CommonOptions.MIXIN)
    private CommonOptions common;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Console console = common.console();
        if (names && json)
            throw new ParameterException(spec.commandLine(), "--names prints no JSON");
        Options options = Options.table();
        List<SocketOption> chosen = level == null ? options.all() : options.ofLevel(level);
        if (chosen.isEmpty())
            throw new WrongUsage(
                    spec, "no level " + level, "level", String.join(", ", options.levels()));
        if (names) {
            names(console, chosen);
            return Program.DONE;
        }
        List<SocketOption> here = chosen;
        if (Linux.here()) Linux.require();
        else here = InJava.of(chosen);
        if (json) json(console, here);
        else table(console, here);
        if (Linux.here()) console.hint("headers", System.getProperty("os.version"));
        else console.hint("java", Linux.name(), here.size(), chosen.size());
        return Program.DONE;
    }

    /** What the practical's fragment prints. */
    private static void names(Console console, List<SocketOption> options) {
        options.stream()
                .filter(option -> option.python311() && option.name().startsWith("SO_"))
                .map(SocketOption::name)
                .sorted()
                .forEach(console::line);
        console.hint("names");
    }

    private static void json(Console console, List<SocketOption> options) throws IOException {
        Meanings meanings = new Meanings(console.texts().language());
        OptionJson json = new OptionJson();
        for (SocketOption option : options)
            json.option(option, meanings.of(option), readings(option));
        json.lines().forEach(console::line);
    }

    private static void table(Console console, List<SocketOption> options) throws IOException {
        console.line(row("NAME", "LEVEL", "NO.", "TYPE", "SET", "TCP", "UDP", "JAVA"));
        for (SocketOption option : options) {
            Map<SocketKind, Reading> readings = readings(option);
            console.line(
                    row(
                            option.name(),
                            option.shortLevel(),
                            option.existsHere() ? String.valueOf(option.number()) : "-",
                            type(option),
                            settable(option),
                            value(option, SocketKind.TCP, readings),
                            value(option, SocketKind.UDP, readings),
                            option.shortJava()));
        }
        console.hint("list");
    }

    /** Its values on a TCP and a UDP socket, where it has business there. */
    private static Map<SocketKind, Reading> readings(SocketOption option) {
        Map<SocketKind, Reading> readings = new EnumMap<>(SocketKind.class);
        if (Linux.here() && !option.existsHere()) return readings;
        for (SocketKind asked : new SocketKind[] {SocketKind.TCP, SocketKind.UDP}) {
            SocketKind kind = option.on(asked);
            if (kind == null) continue;
            Reading reading = Reading.fresh(kind, option);
            if (!reading.isAbsent()) readings.put(asked, reading);
        }
        return readings;
    }

    private static String value(
            SocketOption option, SocketKind kind, Map<SocketKind, Reading> readings) {
        if (!readings.containsKey(kind)) return "-";
        String value = readings.get(kind).show(option);
        // the number is enough where its name has no room
        boolean fits = value.length() < WIDTHS[5] || value.startsWith("(");
        return fits ? value : value.replaceFirst(" \\(.*", "");
    }

    /** The type in a word: {@code timeval} for a struct timeval. */
    private static String type(SocketOption option) {
        String type = option.type().replaceFirst(",.*", "").replace("unsigned ", "u");
        return type.replaceFirst("^(struct|union) ", "");
    }

    /** Who may set it, in a word. */
    private static String settable(SocketOption option) {
        return switch (option.settable()) {
            case "yes", "set only" -> {
                String word = option.settable().equals("yes") ? "yes" : "only";
                yield option.privilege().isEmpty() ? word : word + "*";
            }
            case "no" -> "no";
            case "ignored" -> "no-op";
            default -> "-";
        };
    }

    private static String row(String... cells) {
        StringBuilder line = new StringBuilder();
        int end = 0;
        for (int i = 0; i < cells.length; i++) {
            line.append(i < WIDTHS.length ? cut(i, cells[i]) : cells[i]);
            if (i == WIDTHS.length) break;
            end += WIDTHS[i];
            line.append(" ".repeat(Math.max(1, end - line.length())));
        }
        return line.toString().stripTrailing();
    }

    /**
     * Values and types are cut to their column: get and --json show all of them. A name never is.
     */
    private static String cut(int column, String cell) {
        int most = WIDTHS[column] - 1;
        return column == 0 || cell.length() <= most ? cell : cell.substring(0, most - 2) + "..";
    }
}
