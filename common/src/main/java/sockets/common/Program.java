package sockets.common;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;
import sockets.common.console.Console;
import sockets.common.text.Failure;
import sockets.common.text.Log;
import sockets.common.text.Quote;
import sockets.common.text.Reason;
import sockets.common.text.Texts;

/**
 * Runs a picocli command as all the programs do: languages, one-line errors, exit codes 0 (done), 1
 * (failed) and 2 (wrong usage).
 */
public final class Program
        implements IExecutionStrategy, IParameterExceptionHandler, IExecutionExceptionHandler {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int WRONG_USAGE = 2;

    /** What the build of the release types: prints how bash and zsh complete the command line. */
    private static final String[] COMPLETION = {"--generate-completion"};

    private final Object command;
    private final Class<?>[] subcommands;
    private CommandLine line;
    private Console console;

    /** A program of a command, annotated for picocli, and the classes of its subcommands. */
    public Program(Object command, Class<?>... subcommands) {
        this.command = command;
        this.subcommands = subcommands;
    }

    /** Parses, runs and ends the process. */
    public void main(String[] args) {
        String[] words = Arguments.recover(args);
        console = Console.ofProcess(name(), texts(words, System.getenv()));
        // a defect, or a JVM without descriptors for its own files: still one line
        Thread.setDefaultUncaughtExceptionHandler(new Unexpected(console));
        System.exit(run(words));
    }

    /**
     * Parses and runs on other streams than the process's, which goes on: for tests of commands
     * that end by themselves and read nothing.
     *
     * @param environment the variables that choose the language
     * @return the exit code
     */
    public int run(
            Map<String, String> environment, OutputStream out, OutputStream err, String... words) {
        console = new Console(name(), texts(words, environment), out, err);
        return run(words);
    }

    private String name() {
        return command.getClass().getAnnotation(Command.class).name();
    }

    private Texts texts(String[] words, Map<String, String> environment) {
        String language = Language.of(words, environment);
        return command instanceof HasLibrary has
                ? new Texts(language, has.library(), command.getClass())
                : new Texts(language, command.getClass());
    }

    private int run(String... words) {
        // no option takes a time or is about a database: what reads those would slow each start
        System.setProperty("picocli.converters.excludes", "java\\.(sql|time)\\..*");
        Class<?>[] chosen = chosen(words);
        line = commandLine(command, console.texts().language(), chosen);
        if (command instanceof Callable && isNamed(words, chosen)) withoutArguments(line);
        int code = DONE;
        if (Arrays.equals(words, COMPLETION)) console.line(completion(line));
        else code = execute(words);
        console.flush();
        if (console.lost() == null) return code;
        console.error(console.lost());
        return FAILED;
    }

    private static String completion(CommandLine line) {
        // where nothing fits, the shell may go on with names of files
        String noFiles = "  type compopt &>/dev/null && compopt +o default\n";
        return AutoComplete.bash(line.getCommandName(), line).replace(noFiles, "");
    }

    private record Unexpected(Console console) implements Thread.UncaughtExceptionHandler {
        @Override
        public void uncaughtException(Thread thread, Throwable e) {
            String way =
                    e instanceof OutOfMemoryError
                            ? "give Java more memory: java -Xmx512m -jar ..."
                            : "too few open files? --debug tells more";
            console.warn("unexpected " + e + " (" + way + ")");
            Log.debug("unexpected", e);
            console.flush();
            Runtime.getRuntime().halt(FAILED);
        }
    }

    /**
     * The subcommand that the user names, else all. To read the options of all would make each
     * start a third slower, so a program that does something without any has them for help only.
     */
    private Class<?>[] chosen(String... words) {
        for (Class<?> subcommand : subcommands)
            if (isNamed(words, subcommand)) return new Class<?>[] {subcommand};
        boolean help = List.of(words).contains("--help") || Arrays.equals(words, COMPLETION);
        boolean own = command instanceof Callable && !help;
        return own ? new Class<?>[0] : subcommands;
    }

    /**
     * Does the user name one of these? To a program that takes a host at once any word may be an
     * argument: there it must be the first, or have {@code --} behind it.
     */
    private boolean isNamed(String[] words, Class<?>... some) {
        List<String> all = List.of(words);
        int end = all.indexOf("--");
        if (command instanceof Callable && end < 0) end = Math.min(1, words.length);
        for (String word : end < 0 ? all : all.subList(0, end))
            for (Class<?> subcommand : some)
                if (subcommand.getAnnotation(Command.class).name().equals(word)) return true;
        return false;
    }

    /** What a program takes without a subcommand, it need not have with one. */
    private static void withoutArguments(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        for (ArgSpec argument : List.copyOf(spec.positionalParameters())) spec.remove(argument);
    }

    /** A command with its texts in a language, ready to parse. */
    static CommandLine commandLine(Object command, String language, Class<?>... subcommands) {
        CommandLine line = new CommandLine(command);
        for (Class<?> subcommand : subcommands) line.addSubcommand(subcommand);
        line.registerConverter(Path.class, new Values.FileName());
        line.setUsageHelpAutoWidth(true);
        // nor is @FILE taken for a file of arguments: "-m @texto" sends @texto
        line.setExpandAtFiles(false);
        // "-m -hola" sends -hola, as with any program that uses getopt
        line.setAllowOptionsAsOptionParameters(true);
        // an alias of the shell has its options first, and what is typed behind them counts
        line.setOverwrittenOptionsAllowed(true);
        if (language.equals("es")) line.setResourceBundle(Language.help(command.getClass()));
        for (CommandLine subcommand : line.getSubcommands().values())
            if (subcommand.getCommand() instanceof TakesArguments)
                subcommand.setStopAtPositional(true);
        return line;
    }

    private int execute(String... words) {
        connect(line);
        line.setParameterExceptionHandler(this);
        line.setExecutionExceptionHandler(this);
        line.setExecutionStrategy(this);
        String[] own;
        try {
            own = forChild(words);
        } catch (ParameterException e) {
            return handleParseException(e, words);
        }
        return line.execute(own);
    }

    private void connect(CommandLine command) {
        CommandSpec mixin = command.getCommandSpec().mixins().get(CommonOptions.MIXIN);
        ((CommonOptions) mixin.userObject()).use(console);
        for (CommandLine subcommand : command.getSubcommands().values()) connect(subcommand);
    }

    /**
     * What follows {@code --} belongs to a command that takes another program's command line: it is
     * set aside before picocli could read options in it.
     */
    private String[] forChild(String[] words) {
        int end = Arrays.asList(words).indexOf("--");
        if (end < 0) return words;
        for (int i = 0; i < end; i++) {
            CommandLine subcommand = line.getSubcommands().get(words[i]);
            if (subcommand != null && subcommand.getCommand() instanceof TakesCommand taker) {
                taker.command(List.of(words).subList(end + 1, words.length));
                return Arrays.copyOf(words, end);
            }
        }
        return words;
    }

    /** A program on a library with hints of its own, in the bundle beside this class. */
    public interface HasLibrary {
        Class<?> library();
    }

    /** A command whose arguments are another program's: what looks like an option is its, too. */
    public interface TakesArguments {}

    /** A command behind which {@code -- COMMAND...} may stand. */
    public interface TakesCommand {
        void command(List<String> words);
    }

    @Override
    public int execute(CommandLine.ParseResult result) {
        // help and version go to standard output by the console, in its charset and whole
        for (CommandLine asked : result.asCommandLineList()) {
            if (asked.isUsageHelpRequested()) console.line(help(asked));
            else if (asked.isVersionHelpRequested()) console.line(version());
            else continue;
            return DONE;
        }
        return new CommandLine.RunLast().execute(result);
    }

    private static String help(CommandLine asked) {
        StringWriter text = new StringWriter();
        asked.usage(new PrintWriter(text));
        return text.toString().stripTrailing();
    }

    /** NAME VERSION, as the build wrote it into the jar's manifest. */
    private String version() {
        String version = line.getCommand().getClass().getPackage().getImplementationVersion();
        String java = " (Java " + System.getProperty("java.version") + ")";
        return line.getCommandName() + " " + (version == null ? "unpackaged" : version) + java;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        console.note(console.program() + ": " + Quote.line(reason(e, args)));
        console.note(console.texts().get("try", started(spec)));
        Log.debug("wrong usage", e);
        return WRONG_USAGE;
    }

    /** The command line of a command, as it was typed. */
    private String started(CommandSpec spec) {
        String own = spec.qualifiedName().substring(spec.root().name().length());
        return Started.command(console.program()) + own;
    }

    /** One line for what picocli says in several. */
    private String reason(ParameterException e, String[] args) {
        if (e instanceof WrongUsage wrong)
            return e.getMessage() + usage(wrong.hint, wrong.arguments);
        ArgSpec argument = e.getArgSpec();
        if (argument instanceof CommandLine.Model.PositionalParamSpec) {
            // the value of an option that does not exist was taken for an argument
            CommandSpec spec = e.getCommandLine().getCommandSpec();
            String unknown = unknownOption(spec, args);
            if (unknown != null) return "unknown option " + unknown + meant(unknown, spec, args);
        }
        if (e.getCause() instanceof TypeConversionException wrong && argument != null) {
            String quotes = argument.isPositional() ? quotes(e.getCommandLine(), args) : "";
            return name(argument) + " " + e.getValue() + ": " + wrong.getMessage() + quotes;
        }
        if (e instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            String kind = word.startsWith("-") ? "unknown option " : "unknown argument ";
            return kind + word + meant(word, e.getCommandLine().getCommandSpec(), args);
        }
        String message = String.valueOf(e.getMessage());
        String first = message.lines().findFirst().orElse("wrong usage");
        if (first.equals("Missing required subcommand"))
            first += commands(e.getCommandLine().getCommandSpec());
        return first.startsWith("Error: ") ? first.substring(7) : first;
    }

    /** The first word that looks like an option and is none; null if there is no such word. */
    private static String unknownOption(CommandSpec spec, String[] words) {
        boolean value = false;
        for (String word : words) {
            if (word.equals("--")) return null;
            if (!value && word.matches("-{1,2}[A-Za-z].*")) {
                OptionSpec option = option(spec, word);
                if (option == null) return word;
                boolean takesOne = option.arity().min() > 0;
                value = takesOne && List.of(option.names()).contains(word);
            } else {
                value = false;
            }
        }
        return null;
    }

    /** The option that a word names: alone, with its value behind {@code =}, or as one letter. */
    private static OptionSpec option(CommandSpec spec, String word) {
        OptionSpec option = spec.findOption(word.replaceFirst("=.*", ""));
        if (option == null && word.matches("-[^-].*"))
            option = spec.findOption(word.substring(0, 2));
        return option;
    }

    /** What may be meant by a word that a command does not know, in the manner of other tools. */
    private String meant(String word, CommandSpec spec, String... args) {
        boolean option = word.startsWith("-");
        if (!spec.subcommands().isEmpty()) {
            String command = option ? commandWith(word, spec, args) : null;
            return command == null ? commands(spec) : usage("order", command, word);
        }
        if (option) {
            boolean peer =
                    spec.positionalParameters().stream()
                            .anyMatch(argument -> argument.paramLabel().contains("PORT"));
            return peer && word.matches("-p.*|--port.*")
                    ? usage("peer-port", started(spec), port(word, args))
                    : "";
        }
        String quotes = quotes(spec.commandLine(), args);
        if (!quotes.isEmpty()) return quotes;
        if (word.matches("[0-9]+") && spec.findOption("--port") != null)
            return usage("server-port", word);
        if (spec.findOption("--message") != null) return usage("message", word);
        return spec.findOption("--nick") == null ? "" : usage("nick", word);
    }

    /** The command that an option in front of it belongs to; null if none has it. */
    private static String commandWith(String option, CommandSpec spec, String... args) {
        for (Map.Entry<String, CommandLine> one : spec.subcommands().entrySet()) {
            boolean named = List.of(args).contains(one.getKey());
            if (named && option(one.getValue().getCommandSpec(), option) != null)
                return one.getKey();
        }
        return null;
    }

    /** The port that was meant by -p PORT, -pPORT, --port PORT or --port=PORT. */
    private static String port(String word, String... args) {
        String digits = word.replaceAll("[^0-9]", "");
        int next = List.of(args).indexOf(word) + 1;
        if (digits.isEmpty() && next > 0 && next < args.length) digits = args[next];
        return digits.matches("[0-9]+") ? digits : "PORT";
    }

    /** A hint if the text of --message lost its quotes; else empty. */
    private String quotes(CommandLine command, String... args) {
        String text = PeerOptions.spreadMessage(command.getCommandSpec(), args);
        return text == null ? "" : usage("quotes", text);
    }

    private String usage(String hint, Object... arguments) {
        return " (" + console.texts().get("hint.usage." + hint, arguments) + ")";
    }

    private static String commands(CommandSpec spec) {
        return " (" + String.join(", ", spec.subcommands().keySet()) + ")";
    }

    private static String name(ArgSpec argument) {
        if (argument instanceof OptionSpec option) return option.longestName();
        return argument.paramLabel();
    }

    @Override
    public int handleExecutionException(
            Exception e, CommandLine command, CommandLine.ParseResult result) {
        if (e instanceof Failure failure) {
            console.error(failure);
        } else if (e instanceof IOException io) {
            console.error(new Failure("I/O", "", io));
        } else if (e instanceof InvalidPathException path) {
            // an accent in the locale C
            console.error(
                    new Failure("open", path.getInput(), Reason.EINVAL, "")
                            .hint("hint.file.locale"));
        } else if (Reason.isNoIpv6(e)) {
            console.error(
                    new Failure("socket", "AF_INET6", Reason.EAFNOSUPPORT, "")
                            .hint("hint.socket.no-ipv6"));
        } else {
            // a defect of ours: still one line, and how to see more
            console.warn(e.getClass().getSimpleName() + ": " + e.getMessage() + " (--debug: more)");
            Log.debug("unexpected", e);
        }
        return FAILED;
    }
}
