package sockets.common.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * Hints and explanations in the user's language, from {@code texts_en.properties} and {@code
 * texts_es.properties} beside a class (UTF-8). A key of the module goes before one of common. A
 * text that names commands has forms for the other systems: {@code KEY.macos}, {@code KEY.windows};
 * what stands under KEY itself is for Linux, and for all where it has no form.
 *
 * <p>No ResourceBundle: its search falls back to the machine's default locale, and is slow to
 * start.
 */
public final class Texts {
    private final String language;
    private final Class<?>[] anchors;
    private Properties texts;

    /** Texts of the packages of these classes, read when the first is asked for. */
    public Texts(String language, Class<?>... anchors) {
        this.language = language;
        this.anchors = anchors;
    }

    public String language() {
        return language;
    }

    /** The text of a key, with {0}, {1} ... replaced by the arguments. */
    public String get(String key, Object... arguments) {
        String text = form(key);
        if (text == null) throw new IllegalArgumentException("no text for " + key);
        return fill(text, arguments);
    }

    /** True if there is a text of that key. */
    public boolean has(String key) {
        return form(key) != null;
    }

    /**
     * The text of the first key that has one and asks for no more than these arguments, or null;
     * null keys are passed over.
     */
    String first(Object[] arguments, String... keys) {
        for (String key : keys) {
            String text = key == null ? null : form(key);
            if (text != null && !text.contains("{" + arguments.length + "}"))
                return fill(text, arguments);
        }
        return null;
    }

    /** The form of this system, or the one that all have; null if there is none. */
    private String form(String key) {
        String own = all().getProperty(key + "." + OperatingSystem.name());
        return own == null ? all().getProperty(key) : own;
    }

    private static String fill(String text, Object... arguments) {
        for (int i = 0; i < arguments.length; i++)
            text = text.replace("{" + i + "}", String.valueOf(arguments[i]));
        return text;
    }

    private synchronized Properties all() {
        if (texts == null) {
            texts = load(Texts.class, "texts_" + language);
            for (Class<?> anchor : anchors) texts.putAll(load(anchor, "texts_" + language));
        }
        return texts;
    }

    /** Reads a UTF-8 properties file that stands beside a class; one that is missing is empty. */
    public static Properties load(Class<?> anchor, String name) {
        Properties properties = new Properties();
        try (InputStream in = anchor.getResourceAsStream(name + ".properties")) {
            if (in != null) properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
