package sockets.release;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A window with a shell, on a pseudo-terminal: programs prompt in it as they do for a user. What is
 * typed is not echoed. The shell's prompt is a mark with the exit code of the command before it.
 */
final class Terminal implements AutoCloseable {
    /** Around the exit code, in the prompt. */
    private static final char MARK = '\036';

    private static final String SETTINGS =
            """
            stty -echo cols 250 rows 50
            set +H
            PS1='\\036$?\\036'
            PS2=''
            unset HISTFILE PROMPT_COMMAND
            # whoever runs the tests is root
            sudo() { "$@"; }
            export -f sudo
            """;

    private final Process process;
    private final StringBuilder tail = new StringBuilder();
    private final List<String> lines = new ArrayList<>();
    private boolean inMark;
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
        List<String> words = new ArrayList<>(List.of("python3", "-c"));
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
        exitCode = Integer.parseInt(tail.toString());
        tail.setLength(0);
        prompts++;
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

    /** Waits until the last command has shown a sign of life, or has ended. */
    synchronized void awaitSign(long millis) throws InterruptedException {
        await(millis, () -> next < lines.size() || tail.length() > 0 || atPrompt() || ended);
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
