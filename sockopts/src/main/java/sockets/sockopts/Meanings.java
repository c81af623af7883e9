package sockets.sockopts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sockets.common.text.Texts;

/**
 * What is to be said of each option, in the user's language: {@code meanings_LANG.properties} for
 * all, {@code explain_LANG.properties} for those of the practical, {@code examples/NAME.c}, which
 * has its comments in both languages.
 */
final class Meanings {
    /** A comment at the end of a line of C, Java or Python: English, a bar, Spanish. */
    private static final Pattern COMMENT = Pattern.compile("(.*?(?://|#) )(.*) \\| (.*)");

    private final String language;
    private final Properties meanings;
    private final Properties explanations;

    Meanings(String language) {
        this.language = language;
        meanings = Texts.load(Meanings.class, "meanings_" + language);
        explanations = Texts.load(Meanings.class, "explain_" + language);
    }

    /** One or two sentences. */
    String of(SocketOption option) {
        return meanings.getProperty(option.name(), "");
    }

    /** When to use it, and what happens; null if nothing is said. */
    String use(SocketOption option) {
        return explanations.getProperty(option.name() + ".use");
    }

    /** What Java offers and hides; null if nothing is said. */
    String java(SocketOption option) {
        return explanations.getProperty(option.name() + ".java");
    }

    /**
     * An example of use, its comments in the user's language; null if there is none.
     *
     * @param suffix c, py or java
     */
    String example(SocketOption option, String suffix) throws IOException {
        String file = "examples/" + option.name() + "." + suffix;
        try (InputStream in = Meanings.class.getResourceAsStream(file)) {
            if (in == null) return null;
            String code = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return code.lines().map(this::translated).collect(Collectors.joining("\n"));
        }
    }

    private String translated(String line) {
        Matcher comment = COMMENT.matcher(line);
        if (!comment.matches()) return line;
        return comment.group(1) + comment.group(language.equals("es") ? 3 : 2);
    }
}
