package sockets.grade.list;

import java.util.ArrayList;
import java.util.List;
import sockets.grade.list.Program.Asked;

/**
 * A line that a program's {@code check} judges: a server, a capture or a traceroute.
 *
 * @param host of a server that runs already, or 127.0.0.1
 * @param port its number, {@code -} for a free one, empty if there is none
 * @param file the capture; empty if there is none
 * @param options for check
 */
public record CheckLine(
        int number,
        Who who,
        Program kind,
        int step,
        String host,
        String port,
        String file,
        List<String> options,
        List<String> command)
        implements Line {
    private static final String OTHER = "--other";

    /** What grade itself gives to check. */
    private static final List<String> OURS =
            List.of("--json", "--junit", "--help", "-h", "--patience", "--step");

    /** A server: HOST PORT PROGRAM[:STEP] [OPTION...] [-- COMMAND...]. */
    static CheckLine server(int number, Who who, List<String> words, List<String> command)
            throws BadLine {
        if (words.size() < 3)
            throw new BadLine("expected NAME HOST PORT PROGRAM [OPTION...] [-- COMMAND...]");
        String host = words.get(0);
        String port = words.get(1);
        Program kind = Program.named(Lines.kind(words.get(2)));
        if (kind == null || !kind.isServer())
            throw new BadLine(
                    "unknown program "
                            + Lines.kind(words.get(2))
                            + " (udp-echo, tcp-echo, chat, capture, run, sniffer, traceroute)");
        if (host.startsWith("-") && !host.equals("-"))
            throw new BadLine("a host cannot begin with -: " + host);
        if (port.equals("-") && command.isEmpty())
            throw new BadLine("a free port (-) needs -- COMMAND");
        if (!port.equals("-") && !port.matches("[0-9]{1,5}"))
            throw new BadLine("not a port: " + port);
        List<String> options = options(words, 3);
        return new CheckLine(
                number,
                who,
                kind,
                Lines.step(words.get(2)),
                host.equals("-") ? "127.0.0.1" : host,
                port,
                "",
                options,
                command);
    }

    /** A capture: sniffer:STEP FILE [OPTION...]. */
    static CheckLine capture(int number, Who who, List<String> words, List<String> command)
            throws BadLine {
        int step = Lines.step(words.get(0));
        if (words.size() < 2 || !command.isEmpty() || step < 5 || step > 7)
            throw new BadLine("expected NAME sniffer:5|6|7 FILE [OPTION...]");
        List<String> options = options(words, 2);
        return new CheckLine(
                number, who, Program.SNIFFER, step, "", "", words.get(1), options, command);
    }

    /** A traceroute: traceroute[:STEP] [OPTION...] -- COMMAND.... */
    static CheckLine traceroute(int number, Who who, List<String> words, List<String> command)
            throws BadLine {
        if (command.isEmpty())
            throw new BadLine("expected NAME traceroute [OPTION...] -- COMMAND...");
        int step = Lines.step(words.get(0));
        return new CheckLine(
                number, who, Program.TRACEROUTE, step, "", "", "", options(words, 1), command);
    }

    private static List<String> options(List<String> words, int from) throws BadLine {
        List<String> options = List.copyOf(words.subList(from, words.size()));
        for (String option : options)
            if (OURS.contains(option.replaceFirst("=.*", "")))
                throw new BadLine("grade itself uses " + option);
        return options;
    }

    @Override
    public Line of(Who other) {
        return new CheckLine(number, other, kind, step, host, port, file, options, command);
    }

    @Override
    public String program() {
        return kind.title();
    }

    /** The arguments of check, but for what grade adds; a file is no option, whatever its name. */
    public List<String> arguments(String chosen) {
        List<String> words = new ArrayList<>();
        if (kind.isServer()) words.addAll(List.of(host, chosen));
        if (!file.isEmpty()) {
            words.add(file.startsWith("-") ? "./" + file : file);
            words.addAll(List.of("--step", String.valueOf(step)));
        }
        words.addAll(options);
        return words;
    }

    /** The command with the port that was chosen. */
    public List<String> command(String chosen) {
        return command.stream().map(word -> word.replace("{port}", chosen)).toList();
    }

    /** True if grade chooses the port. */
    public boolean wantsPort() {
        return port.equals("-");
    }

    /** True if a server is started on a port that others may want, too. */
    public boolean hasFixedPort() {
        return kind.isServer() && !command.isEmpty() && !wantsPort();
    }

    @Override
    public String target() {
        if (!command.isEmpty()) return Words.joined(command);
        return file.isEmpty() ? host + ":" + port : file;
    }

    @Override
    public List<String> captures() {
        if (file.isEmpty()) return List.of();
        List<String> all = new ArrayList<>(List.of(file));
        for (int i = 0; i < options.size(); i++) {
            String option = options.get(i);
            if (option.startsWith(OTHER + "=")) all.add(option.substring(OTHER.length() + 1));
            if (option.equals(OTHER) && i + 1 < options.size()) all.add(options.get(i + 1));
        }
        return all;
    }

    @Override
    public List<Asked> asked() {
        List<Asked> asked = kind.asked(options.contains("--concurrent"));
        if (step == 0) return asked;
        return asked.stream().map(one -> new Asked(one.id(), step)).distinct().toList();
    }
}
