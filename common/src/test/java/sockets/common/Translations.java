package sockets.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import sockets.common.text.Texts;

/** Finds texts that one of the two languages lacks. */
public final class Translations {
    private Translations() {}

    /**
     * What has no Spanish help: options, arguments and commands whose text is still the English.
     */
    public static List<String> untranslatedHelp(Object command, Class<?>... subcommands) {
        CommandLine english = Program.commandLine(command, "en", subcommands);
        CommandLine spanish = Program.commandLine(command, "es", subcommands);
        List<String> missing = new ArrayList<>();
        compare(english, spanish, missing);
        return missing;
    }

    private static void compare(CommandLine english, CommandLine spanish, List<String> missing) {
        String name = english.getCommandSpec().qualifiedName();
        String[] about = english.getCommandSpec().usageMessage().description();
        String[] sobre = spanish.getCommandSpec().usageMessage().description();
        if (about.length == 0 || String.join("", about).equals(String.join("", sobre)))
            missing.add(name);
        List<ArgSpec> options = english.getCommandSpec().args();
        List<ArgSpec> opciones = spanish.getCommandSpec().args();
        for (int i = 0; i < options.size(); i++) {
            String text = String.join("", options.get(i).description());
            String texto = String.join("", opciones.get(i).description());
            if (text.isEmpty() || text.equals(texto)) missing.add(name + " " + options.get(i));
        }
        for (String subcommand : english.getSubcommands().keySet())
            compare(
                    english.getSubcommands().get(subcommand),
                    spanish.getSubcommands().get(subcommand),
                    missing);
    }

    /** Keys that only one of texts_en and texts_es beside a class has. */
    public static Set<String> oneSided(Class<?> anchor) {
        Set<String> english = Texts.load(anchor, "texts_en").stringPropertyNames();
        Set<String> spanish = Texts.load(anchor, "texts_es").stringPropertyNames();
        if (english.isEmpty()) throw new AssertionError("no texts beside " + anchor);
        Set<String> missing = new TreeSet<>();
        for (String key : english) if (!spanish.contains(key)) missing.add(key + " in Spanish");
        for (String key : spanish) if (!english.contains(key)) missing.add(key + " in English");
        return missing;
    }

    /** Keys whose two texts do not name the same arguments {0}, {1} ... */
    public static Set<String> differentArguments(Class<?> anchor) {
        var english = Texts.load(anchor, "texts_en");
        var spanish = Texts.load(anchor, "texts_es");
        Set<String> different = new TreeSet<>();
        for (String key : english.stringPropertyNames())
            for (int i = 0; i < 4; i++) {
                String argument = "{" + i + "}";
                boolean one = english.getProperty(key).contains(argument);
                boolean two = spanish.getProperty(key, "").contains(argument);
                if (one != two) different.add(key + " " + argument);
            }
        return different;
    }
}
