package sockets.release;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line that a document shows, and how it is compared: numbers differ from run to run, and so do
 * the blanks and strokes that fill a column beside them; {@code ...} stands for any text. What
 * check counts is the same in each run.
 */
final class Shown {
    private final Pattern pattern;

    Shown(String line) {
        pattern =
                Pattern.compile(
                        Arrays.stream(same(line).split("\\.\\.\\.", -1))
                                .map(part -> part.isEmpty() ? "" : Pattern.quote(part))
                                .collect(Collectors.joining(".*")));
    }

    /** Compares with a line of a terminal, before which a prompt may still stand. */
    boolean matches(String line) {
        String actual = same(line);
        return isSame(actual) || isSame(actual.replaceFirst("^(> ?)+", ""));
    }

    private boolean isSame(String actual) {
        return pattern.matcher(actual).matches();
    }

    static String same(String line) {
        // the last line of check: these numbers are the same in each run
        if (line.matches("\\d+ passed, \\d+ failed, .*")) return line.strip();
        return line.replaceAll("\\d+(\\.\\d+)*", "0")
                .replaceAll("[ \t]+", " ")
                .replaceAll("-{2,}", "--")
                .strip();
    }
}
