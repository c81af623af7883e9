package sockets.common;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.ResourceBundle;
import sockets.common.text.Texts;

/** Which of the two languages the user reads: {@code en} or {@code es}. */
final class Language {
    private Language() {}

    /**
     * The last {@code --lang} decides; else Java's default locale; else the first of LC_ALL,
     * LC_MESSAGES and LANG that is set. The variables are read here because Java only believes them
     * when that locale is generated on the machine, which it is not in a container.
     */
    static String of(String[] args, Map<String, String> environment) {
        String asked = null;
        for (int i = 0; i < args.length && !args[i].equals("--"); i++) {
            if (args[i].startsWith("--lang=")) asked = args[i].substring(7);
            if (args[i].equals("--lang") && i + 1 < args.length) asked = args[i + 1];
        }
        if (asked != null) return known(asked);
        if (Locale.getDefault().getLanguage().equals("es")) return "es";
        for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) return known(value);
        }
        return "en";
    }

    private static String known(String value) {
        return value.startsWith("es") ? "es" : "en";
    }

    /** The Spanish help texts of common and of a module, for picocli. */
    static ResourceBundle help(Class<?> module) {
        Properties texts = Texts.load(Language.class, "help_es");
        texts.putAll(Texts.load(module, "help_es"));
        return new ResourceBundle() {
            @Override
            protected Object handleGetObject(String key) {
                return texts.getProperty(key);
            }

            @Override
            public Enumeration<String> getKeys() {
                return Collections.enumeration(texts.stringPropertyNames());
            }
        };
    }
}
