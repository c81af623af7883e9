package sockets.release;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A window with a shell, on a pseudo-terminal: programs prompt in it as they do for a user. What is
 * typed is not echoed. The shell's prompt is a mark with the exit code of the command before it, or
 * with + where the command goes on.
 */
final class Terminal implements AutoCloseable {
    private static final int LOOK_MILLIS = 20;

    // fields of /proc/PID/stat behind the name
    private static final int STATE = 0;
    private static final int GROUP = 2;
    private static final int FOREGROUND = 5;

    /** Around the exit code, in the prompt. */
    private static final char MARK = '\036';

    private static final String SETTINGS =
            """
            stty -echo cols 250 rows 50
            set +H
            PS1='\\036$?\\036'
            PS2='\\036+\\036'
            unset HISTFILE PROMPT_COMMAND
            # whoever runs the tests is root
            sudo() { "$@"; }
            export -f sudo
            """;

    private final Process process;
    private final StringBuilder tail = new StringBuilder();
    private final List<String> lines = new ArrayList<>();
    private boolean inMark;
    // the command goes on in the next line
    private boolean asksForMore;
    private boolean ended;
    private int prompts;
    // how many prompts there were when the last command was typed
    private int commands;
    private int exitCode;
    // lines before it are older than the last command, or were asked for
    private int next;
    private boolean inBackground;

    /** Starts a shell through a command that leads to its machine. */
    Terminal(List<String> shell, Path folder, Map<String, String> environment) throws IOException {
        // without the packages of the machine, which take longer to find than all the rest
        List<String> words = new ArrayList<>(List.of("python3", "-S", "-c"));
        words.add("import pty, sys; pty.spawn(sys.argv[1:])");
        words.addAll(shell);
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment()
                .keySet()
                .removeIf(key -> key.matches("LC_.*|JAVA_TOOL_OPTIONS|NO_COLOR"));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        process = builder.start();
        Thread reader = new Thread(this::read, "terminal");
        reader.setDaemon(true);
        reader.start();
    }

    /** The command line of the shell, whose settings are written to a file. */
    static List<String> shell(Path settings) throws IOException {
        Files.writeString(settings, SETTINGS);
        return List.of("bash", "--noprofile", "--rcfile", settings.toString(), "--noediting", "-i");
    }

    private void read() {
        try (Reader text =
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            char[] some = new char[8192];
            for (int count = text.read(some); count >= 0; count = text.read(some)) add(some, count);
        } catch (IOException e) {
            // the section is over, and the terminal closed
        }
        synchronized (this) {
            ended = true;
            notifyAll();
        }
    }

    private synchronized void add(char[] some, int count) {
        for (int i = 0; i < count; i++) add(some[i]);
        notifyAll();
    }

    private void add(char c) {
        if (c == MARK) {
            if (inMark) prompt();
            else endLine();
            inMark = !inMark;
        } else if (!inMark && (c == '\n' || c == '\r')) {
            endLine();
        } else {
            tail.append(c);
        }
    }

    private void prompt() {
        if (tail.toString().equals("+")) {
            asksForMore = true;
        } else {
            exitCode = Integer.parseInt(tail.toString());
            prompts++;
        }
        tail.setLength(0);
    }

    private void endLine() {
        String line = plain(tail.toString());
        tail.setLength(0);
        if (!line.isBlank()) lines.add(line);
    }

    /** Without colours and the other sequences that steer a terminal. */
    static String plain(String text) {
        return text.replaceAll(
                "\u001B(\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(\u0007|\u001B\\\\)|[ -/]*[0-~])|[\u0000-\u0008]",
                "");
    }

    /** Types a command in the shell; false if it did not come back to its prompt until then. */
    boolean command(String command, long millis) throws InterruptedException {
        if (!awaitPrompt(millis)) return false;
        synchronized (this) {
            if (!inBackground) next = lines.size();
            inBackground |= command.strip().endsWith("&");
            commands = prompts;
            asksForMore = false;
        }
        type(command + "\n");
        return true;
    }

    void type(String text) {
        try {
            process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new AssertionError("the terminal is closed", e);
        }
    }

    /** True if this line came, after those asked for before; it may still lack its end. */
    synchronized boolean awaitLine(Shown shown, long millis) throws InterruptedException {
        await(millis, () -> isThere(shown) || ended || (atPrompt() && !inBackground));
        if (!isThere(shown)) return false;
        while (next < lines.size()) if (shown.matches(lines.get(next++))) return true;
        endLine();
        next = lines.size();
        return true;
    }

    private boolean isThere(Shown shown) {
        return rest().stream().anyMatch(shown::matches);
    }

    synchronized boolean awaitPrompt(long millis) throws InterruptedException {
        await(millis, () -> atPrompt() || ended);
        return atPrompt();
    }

    /** Waits until the last command has printed something, or has ended. */
    synchronized void awaitSign(long millis) throws InterruptedException {
        await(millis, this::hasSign);
    }

    private boolean hasSign() {
        boolean printed = next < lines.size() || tail.length() > 0;
        return printed || asksForMore || atPrompt() || ended;
    }

    /** The same for what prints nothing until it is spoken to: or until it waits for that. */
    void awaitSignOrRest(long millis) throws InterruptedException {
        awaitRest(millis, this::hasSign);
    }

    /** Waits until the last command has ended, or waits for something itself. */
    void awaitPromptOrRest(long millis) throws InterruptedException {
        awaitRest(millis, () -> atPrompt() || ended);
    }

    private void awaitRest(long millis, BooleanSupplier other) throws InterruptedException {
        long end = System.currentTimeMillis() + millis;
        Optional<String> before = Optional.empty();
        while (System.currentTimeMillis() < end) {
            synchronized (this) {
                await(LOOK_MILLIS, other);
                if (other.getAsBoolean()) return;
            }
            Optional<String> now = resting();
            if (now.isPresent() && now.equals(before)) return;
            before = now;
        }
    }

    /**
     * The processes in the terminal's foreground and how often each gave the processor away, if all
     * of them sleep: who still has to start wants it, however busy the machine is. Empty if one
     * does not sleep, or if it is the shell that has the terminal.
     */
    private Optional<String> resting() {
        Optional<ProcessHandle> shell = process.toHandle().children().findFirst();
        if (shell.isEmpty()) return Optional.empty();
        String group = stat(shell.get().pid(), FOREGROUND);
        if (group.equals(String.valueOf(shell.get().pid()))) return Optional.empty();
        StringBuilder all = new StringBuilder();
        for (ProcessHandle one : shell.get().descendants().toList()) {
            if (!stat(one.pid(), GROUP).equals(group)) continue;
            if (!stat(one.pid(), STATE).equals("S")) return Optional.empty();
            all.append(one.pid()).append(switches(one.pid()));
        }
        return all.length() == 0 ? Optional.empty() : Optional.of(all.toString());
    }

    /** A field of /proc/PID/stat, counted behind the name, proc(5); empty if it has ended. */
    private static String stat(long pid, int field) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[field];
        } catch (IOException e) {
            return "";
        }
    }

    private static List<String> switches(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.contains("ctxt_switches")).toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private void await(long millis, BooleanSupplier condition) throws InterruptedException {
        long end = System.currentTimeMillis() + millis;
        while (!condition.getAsBoolean()) {
            long left = end - System.currentTimeMillis();
            if (left <= 0) return;
            wait(left);
        }
    }

    /** True if no command runs. */
    synchronized boolean atPrompt() {
        return prompts > commands;
    }

    synchronized int exitCode() {
        return exitCode;
    }

    /** What came since the last command, or since the line that was last asked for. */
    synchronized List<String> rest() {
        List<String> rest = new ArrayList<>(lines.subList(next, lines.size()));
        if (!inMark && tail.length() > 0) rest.add(plain(tail.toString()));
        return rest;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
