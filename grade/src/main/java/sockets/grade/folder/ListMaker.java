package sockets.grade.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sockets.common.Program;
import sockets.common.console.Console;
import sockets.common.text.Failure;
import sockets.common.text.Quote;
import sockets.common.text.Reason;
import sockets.grade.list.Words;

/**
 * Writes a list from a folder of hand-ins, one folder a group. What it does not know stands there
 * as a comment.
 */
public final class ListMaker {
    private static final Pattern CAPTURE = Pattern.compile(".*\\.(pcap|pcapng|cap)");
    private static final Pattern STEP =
            Pattern.compile("(?:paso|step|ej|punto|captura|capture)[-_ ]*(1[0-2]|[1-9])(?![0-9])");
    private static final Pattern PACKED = Pattern.compile(".*\\.(zip|rar|7z|tar|t?gz|tar\\..*)");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** What Java makes of a name with letters that the locale has not. */
    private static final String UNKNOWN = "\ufffd";

    /** How a file is started, by the end of its name. */
    private static final List<String[]> STARTS =
            List.of(
                    new String[] {".py", "python3"},
                    new String[] {".java", "java"},
                    new String[] {".js", "node"},
                    new String[] {".rb", "ruby"},
                    new String[] {".php", "php"},
                    new String[] {".go", "go run"});

    private final Console console;
    private final Path folder;
    private boolean lost;

    public ListMaker(Console console, Path folder) {
        this.console = console;
        this.folder = folder;
    }

    /** Prints it; the result is the exit code. */
    public int print() throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder))
            throw new Failure("open", folder, Reason.ENOTDIR, "");
        List<Path> groups;
        try (Stream<Path> all = Files.list(folder)) {
            groups = all.filter(ListMaker::isGroup).sorted().toList();
        } catch (IOException e) {
            throw new Failure("open", folder, e);
        }
        comment("list.head", folder);
        comment("list.paths", Words.quoted(folder.resolve("class.txt").toString()));
        for (Path group : groups) {
            console.line("");
            group(HandIn.of(group));
        }
        if (lost) console.hint("grade.locale");
        return Program.DONE;
    }

    private static boolean isGroup(Path path) {
        boolean plain = !path.getFileName().toString().startsWith(".");
        return plain && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private void comment(String key, Object... arguments) {
        console.line("# " + Quote.line(console.texts().get(key, arguments)));
    }

    private void group(HandIn handIn) {
        String name = Words.quoted(Quote.line(handIn.name()));
        List<Path> ends = new ArrayList<>();
        int found = 0;
        for (Path file : handIn.files()) {
            // a line of a list cannot hold such a name
            if (CONTROL.matcher(file.toString()).find()) continue;
            lost |= file.toString().contains(UNKNOWN);
            String place = handIn.place(file);
            if (CAPTURE.matcher(place).matches()) {
                if (step(place) == 6) ends.add(file);
                else capture(name, file, step(place));
                found++;
            } else if (PACKED.matcher(place).matches()) {
                console.line("# " + word(file) + ": " + text("packed"));
                found++;
            } else if (source(name, file, place)) {
                found++;
            }
        }
        if (ends.size() == 2) bothEnds(name, ends);
        else for (Path file : ends) line(name + " sniffer:6 " + word(file), "");
        if (found == 0) console.line(name + " nothing   # " + text("empty"));
    }

    /** The path from the folder of the hand-ins, where the list belongs. */
    private String word(Path file) {
        return Words.quoted(folder.relativize(file).toString());
    }

    /** A line of the list; one that leaves a question is a comment. */
    private void line(String line, String question) {
        if (question.isEmpty()) console.line(line);
        else console.line("# " + line + "   # " + console.texts().get("list." + question));
    }

    private static int step(String place) {
        int step = 0;
        for (Matcher found = STEP.matcher(place); found.find(); )
            step = Integer.parseInt(found.group(1));
        if (step > 0) return step;
        if (place.matches(".*(trace|ttl|icmp).*")) return 11;
        if (place.matches(".*(tcp|handshake).*")) return 7;
        return place.contains("udp") ? 5 : 0;
    }

    private void capture(String name, Path file, int step) {
        switch (step) {
            case 5, 7 -> line(name + " sniffer:" + step + " " + word(file), "");
            case 11 ->
                    line(
                            name
                                    + " capture:11 "
                                    + word(file)
                                    + " 1+ 'icmp[0] = 11 or icmp[0] = 3'",
                            "");
            case 12 -> line(name + " capture:12 " + word(file) + " 1+ FILTER", "example");
            default -> line(name + " sniffer:5 " + word(file), "which-step");
        }
    }

    private void bothEnds(String name, List<Path> ends) {
        line(name + " sniffer:6 " + word(ends.get(0)) + " --other " + word(ends.get(1)), "");
    }

    /** True if a line, or a question, came of it. */
    private boolean source(String name, Path file, String place) {
        String start = start(file);
        if (start.isEmpty()) return false;
        Source source = Source.of(place, HandIn.text(file));
        switch (source.kind()) {
            case UDP -> server(name, "udp-echo", start, source);
            case TCP ->
                    server(
                            name,
                            source.concurrent() ? "tcp-echo --concurrent" : "tcp-echo",
                            start,
                            source);
            case CHAT -> server(name, "chat", start, source);
            case TRACEROUTE ->
                    line(name + " traceroute -- " + start + " {destination}", "arguments");
            case CLIENT -> console.line("# " + word(file) + ": " + text("client"));
            case OTHER -> {
                return false;
            }
        }
        return true;
    }

    private String text(String key) {
        return console.texts().get("list." + key);
    }

    /** The command line that starts a source file; empty if it is none. */
    private String start(Path file) {
        String name = file.toString();
        for (String[] start : STARTS)
            if (name.endsWith(start[0])) return start[1] + " " + word(file);
        String compiler = name.endsWith(".c") ? "gcc" : name.endsWith(".cpp") ? "g++" : "";
        return compiler.isEmpty() ? "" : compiler + " -pthread -o SERVER " + word(file);
    }

    private void server(String name, String program, String start, Source source) {
        String argument = "";
        if (source.argument() > 0)
            argument = " 127.0.0.1".repeat(source.argument() - 1) + " {port}";
        String port = argument.isEmpty() ? source.port() : "-";
        boolean known = !port.isEmpty();
        String line = name + " - " + (known ? port : "PORT") + " " + program + " -- ";
        // what is compiled lies in a folder of its own: several lines may have the same source
        if (start.startsWith("gcc ") || start.startsWith("g++ "))
            line +=
                    "sh -c "
                            + Words.quoted(
                                    "d=$(mktemp -d) && "
                                            + start.replace("SERVER", "$d/server")
                                            + " && exec $d/server"
                                            + argument);
        else line += start + argument;
        line(line, known ? "" : "which-port");
    }
}
