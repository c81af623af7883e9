package sockets.common;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import sockets.common.console.Console;
import sockets.common.text.Log;

/** The options that every command of every program has. */
public final class CommonOptions {
    /** The name under which each command mixes these options in. */
    public static final String MIXIN = "common";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    private boolean version;

    @Option(
            names = "--quiet",
            description = "No hints and no line per event: first line, results and errors only.")
    private boolean quiet;

    @Option(names = "--debug", description = "Log each step; show stack traces of errors.")
    private boolean debug;

    @Option(
            names = "--lang",
            paramLabel = "es|en",
            converter = Lang.class,
            description = "Language of help, hints and explanations.")
    private String lang;

    private Console console;

    void use(Console console) {
        this.console = console;
    }

    /** The streams and texts of this run, with the options of the user applied. */
    public Console console() {
        console.quiet(quiet);
        if (debug) Log.enable();
        return console;
    }

    static final class Lang implements CommandLine.ITypeConverter<String> {
        @Override
        public String convert(String value) {
            if (value.equals("es") || value.equals("en")) return value;
            throw new CommandLine.TypeConversionException("must be es or en");
        }
    }
}
