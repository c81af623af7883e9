package sockets.grade.list;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sockets.common.text.Failure;

/** Reads a list, and files that are written like one: a line is some words, or none. */
public final class Lines {
    private Lines() {}

    /** Makes something of a line's words. */
    public interface Maker<T> {
        T make(int number, List<String> words) throws BadLine;
    }

    /** The lines of a list. */
    public static List<Line> of(Path list) throws IOException, BadLine {
        return sameStudents(list, read(list, text(list), Lines::line));
    }

    /** A whole file; a byte order mark, which Windows puts before it, is none of its text. */
    public static String text(Path file) throws IOException, BadLine {
        try {
            byte[] bytes = Files.readAllBytes(file);
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BadLine(file + ": not UTF-8");
        } catch (IOException e) {
            throw new Failure("open", file, e);
        }
    }

    /** What is made of the words of each line that has some. */
    public static <T> List<T> read(Object name, String text, Maker<T> maker) throws BadLine {
        List<T> made = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            try {
                List<String> words = Words.of(lines[i]);
                if (!words.isEmpty()) made.add(maker.make(i + 1, words));
            } catch (BadLine e) {
                throw e.at(name, i + 1);
            }
        }
        return made;
    }

    private static Line line(int number, List<String> all) throws BadLine {
        Who who = Who.of(all.get(0));
        int end = all.indexOf("--");
        if (end == all.size() - 1 && end >= 0) throw new BadLine("a command is missing behind --");
        List<String> words = all.subList(1, Math.max(1, end < 0 ? all.size() : end));
        List<String> command = end < 0 ? List.of() : List.copyOf(all.subList(end + 1, all.size()));
        return switch (words.isEmpty() ? "" : kind(words.get(0))) {
            case "capture" -> CaptureLine.of(number, who, words, command);
            case "run" -> RunLine.of(number, who, words, command);
            case "nothing" -> NothingLine.of(number, who, words, command);
            case "sniffer" -> CheckLine.capture(number, who, words, command);
            case "traceroute" -> CheckLine.traceroute(number, who, words, command);
            default -> CheckLine.server(number, who, words, command);
        };
    }

    /** {@code tcp-echo} of {@code tcp-echo:6}. */
    static String kind(String word) {
        return word.replaceFirst(":.*", "");
    }

    /** 6 of {@code tcp-echo:6}, 0 if there is none. */
    static int step(String word) throws BadLine {
        int colon = word.indexOf(':');
        if (colon < 0) return 0;
        String step = word.substring(colon + 1);
        if (!step.matches("[1-9]|1[0-2]")) throw new BadLine("not a step (1 to 12): " + word);
        return Integer.parseInt(step);
    }

    /** The same where there must be one. */
    static int ownStep(String word) throws BadLine {
        int step = step(word);
        if (step == 0) throw new BadLine(word + " needs its step: " + word + ":5");
        return step;
    }

    /** One who is written with an id in one line need not be in the others. */
    private static List<Line> sameStudents(Path list, List<Line> lines) throws BadLine {
        Map<String, Set<String>> ids = new HashMap<>();
        for (Line line : lines)
            if (!line.who().id().isEmpty())
                ids.computeIfAbsent(line.who().name(), name -> new LinkedHashSet<>())
                        .add(line.who().id());
        List<Line> made = new ArrayList<>();
        for (Line line : lines) {
            Set<String> known = ids.get(line.who().name());
            if (known == null || !line.who().id().isEmpty()) {
                made.add(line);
                continue;
            }
            if (known.size() > 1)
                throw new BadLine("which " + line.who().name() + ": " + String.join(" or ", known))
                        .at(list, line.number());
            made.add(line.of(new Who(line.who().name(), known.iterator().next())));
        }
        return made;
    }
}
