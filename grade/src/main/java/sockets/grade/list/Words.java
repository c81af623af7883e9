package sockets.grade.list;

import java.util.ArrayList;
import java.util.List;
import sockets.common.text.Quote;

/** A line in the words of a shell: quotes, backslashes, {@code #} for comments; nothing expands. */
public final class Words {
    private final String line;
    private final List<String> words = new ArrayList<>();
    private int at;

    private Words(String line) {
        this.line = line;
    }

    /** The words of a line; none if it has none. */
    public static List<String> of(String line) throws BadLine {
        Words words = new Words(line);
        words.split();
        return words.words;
    }

    /** A word as it must stand in a line to be that word. */
    public static String quoted(String word) {
        // {port} stands for itself here: nothing expands
        return word.matches("[A-Za-z0-9_./:@%+=,{}-]+") ? word : Quote.shell(word);
    }

    /** A command line that can be typed. */
    public static String joined(List<String> words) {
        return String.join(" ", words.stream().map(Words::quoted).toList());
    }

    private void split() throws BadLine {
        // no name of a file, and no argument, can hold one
        if (line.indexOf('\0') >= 0) throw new BadLine("a NUL");
        while (true) {
            while (at < line.length() && isBlank(line.charAt(at))) at++;
            // a comment begins a word; a#b is one
            if (at == line.length() || line.charAt(at) == '#') return;
            words.add(word());
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private String word() throws BadLine {
        StringBuilder word = new StringBuilder();
        while (at < line.length() && !isBlank(line.charAt(at))) {
            char c = line.charAt(at++);
            switch (c) {
                case '\'' -> single(word);
                case '"' -> quotes(word);
                case '\\' -> word.append(escaped());
                default -> word.append(c);
            }
        }
        return word.toString();
    }

    private void single(StringBuilder word) throws BadLine {
        int end = line.indexOf('\'', at);
        if (end < 0) throw new BadLine("No closing quotation");
        word.append(line, at, end);
        at = end + 1;
    }

    private void quotes(StringBuilder word) throws BadLine {
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == '"') return;
            // between these only the quote and the backslash itself are escaped, and $ and `
            boolean escapes = at < line.length() && "\"\\$`".indexOf(line.charAt(at)) >= 0;
            word.append(c == '\\' && escapes ? line.charAt(at++) : c);
        }
        throw new BadLine("No closing quotation");
    }

    private char escaped() throws BadLine {
        if (at == line.length()) throw new BadLine("No escaped character");
        return line.charAt(at++);
    }
}
