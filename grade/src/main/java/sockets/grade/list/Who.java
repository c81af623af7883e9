package sockets.grade.list;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose hand-in a line is about.
 *
 * @param id what stands behind the name in angle brackets, an e-mail address or a number; or empty
 */
public record Who(String name, String id) {
    /** {@code Ana Pérez <ana@example.edu>}, as a mail program writes it. */
    private static final Pattern NAMED = Pattern.compile("(.*\\S)\\s*<([^<>\\s]+)>");

    static Who of(String word) throws BadLine {
        Matcher named = NAMED.matcher(word);
        Who who =
                named.matches()
                        ? new Who(named.group(1).strip(), named.group(2))
                        : new Who(word, "");
        if (who.name.isBlank()) throw new BadLine("an empty name");
        return who;
    }
}
