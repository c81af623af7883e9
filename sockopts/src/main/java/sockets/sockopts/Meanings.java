package sockets.sockopts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import sockets.common.text.Texts;

/**
 * What is to be said of each option, in the user's language: {@code meanings_LANG.properties} for
 * all, {@code explain_LANG.properties} for those of the practical, {@code examples/NAME.c}.
 */
final class Meanings {
    private final Properties meanings;
    private final Properties explanations;

    Meanings(String language) {
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
     * An example of use; null if there is none.
     *
     * @param language c, py or java
     */
    static String example(SocketOption option, String language) throws IOException {
        String file = "examples/" + option.name() + "." + language;
        try (InputStream in = Meanings.class.getResourceAsStream(file)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
