package sockets.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
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

    /** Commands, files and numbers that only Linux has. */
    private static final Pattern LINUX =
            Pattern.compile(
                    "\\bss -|\\bip (address|route|neigh|link)|\\bnft |\\bapt-get |\\bunshare |"
                            + "\\bps -T|netstat -[a-z]*[tlu]|/proc/|net\\.(ipv4|ipv6|core)\\.|fe80::1%eth0");

    /** What macOS has too, and Windows has not. */
    private static final Pattern UNIX =
            Pattern.compile(
                    "\\bsudo |\\bulimit |\\blsof |\\bnc [-1]|\\bgrep |\\bifconfig|\\bps -|/etc/|"
                            + "\\bexport ");

    /** Does a line name what another system than Linux lacks? */
    public static boolean isLacking(String line, String system) {
        boolean windows = system.startsWith("Windows");
        return LINUX.matcher(line).find() || windows && UNIX.matcher(line).find();
    }

    /**
     * Keys whose texts name what a system lacks: a text for Linux needs the forms {@code KEY.macos}
     * and {@code KEY.windows}. One of what to do at a server, whose system nobody knows here, must
     * say of which system it speaks.
     *
     * @param onLinux keys that are asked for on Linux only
     */
    public static Set<String> withoutForms(Class<?> anchor, String... onLinux) {
        Set<String> wrong = new TreeSet<>();
        for (String language : List.of("texts_en", "texts_es")) {
            Properties texts = Texts.load(anchor, language);
            for (String key : texts.stringPropertyNames()) {
                String text = texts.getProperty(key);
                boolean linux = LINUX.matcher(text).find();
                boolean unix = UNIX.matcher(text).find();
                if (List.of(onLinux).contains(key)) continue;
                if (key.endsWith(".server")) {
                    boolean told = text.contains("Linux") || text.contains("Windows");
                    if (linux && !told) wrong.add(key);
                } else if (key.endsWith(".macos")) {
                    if (isLacking(text, "macOS")) wrong.add(key);
                } else if (key.endsWith(".windows")) {
                    if (isLacking(text, "Windows")) wrong.add(key);
                } else {
                    if (linux && !texts.containsKey(key + ".macos")) wrong.add(key + ".macos");
                    boolean windows = texts.containsKey(key + ".windows");
                    if ((linux || unix) && !windows) wrong.add(key + ".windows");
                }
            }
        }
        return wrong;
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
