package sockets.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import sockets.release.Block.Step;

/**
 * A section of a document as its reader follows it: types what stands there, in as many terminals,
 * in a folder that holds what the repository holds, and waits for the lines that are shown.
 */
final class Session implements AutoCloseable {
    // a guard against a program that hangs, never a measure: on a busy machine seven lines of
    // checks took 90 s
    private static final long PATIENCE_MILLIS = 600_000;
    // for the exit code of a program of ours, which may also be a server that goes on
    private static final long SILENCE_MILLIS = 1_000;

    private final Section section;
    private final Path root;
    private final String language;
    private final Path folder;
    private final Hosts hosts;
    private final Map<String, Window> windows = new LinkedHashMap<>();

    /** A terminal and the command that was last typed in it. */
    private final class Window {
        private final Terminal terminal;
        private Step command;
        // it printed something, so that it has begun to run
        private boolean alive;
        private boolean shown;
        private boolean interrupted;

        Window(Terminal terminal) {
            this.terminal = terminal;
        }

        void take(Step step) throws InterruptedException {
            switch (step.kind()) {
                case COMMAND -> type(step);
                case TYPED -> typeIntoProgram(step, step.text() + "\n");
                case CONTROL -> typeIntoProgram(step, control(step.text().charAt(0)));
                case OUTPUT -> expect(step);
            }
        }

        private String control(char letter) {
            interrupted = true;
            return String.valueOf((char) (letter - '@'));
        }

        private void type(Step step) throws InterruptedException {
            if (!terminal.awaitPrompt(PATIENCE_MILLIS))
                throw failure(step, "the terminal is free", "the command before it still runs");
            check();
            command = step;
            alive = shown = interrupted = false;
            terminal.command(step.text(), PATIENCE_MILLIS);
        }

        private void typeIntoProgram(Step step, String text) throws InterruptedException {
            awaitSign();
            if (terminal.atPrompt())
                throw failure(step, "a program that reads this", "the program has ended");
            terminal.type(text);
        }

        private void expect(Step step) throws InterruptedException {
            if (!terminal.awaitLine(new Shown(step.text()), PATIENCE_MILLIS))
                throw failure(
                        step,
                        step.text(),
                        terminal.atPrompt()
                                ? "the command has ended with " + terminal.exitCode()
                                : "the command still runs");
            alive = shown = true;
        }

        /** Waits until the command runs: what follows may need it. */
        void awaitSign() throws InterruptedException {
            if (alive || command == null) return;
            if (isJava()) terminal.awaitSign(PATIENCE_MILLIS);
            else terminal.awaitSignOrRest(PATIENCE_MILLIS);
            alive = true;
        }

        /** Our programs: they tell that they run, and some thread of Java always rests. */
        private boolean isJava() {
            return command != null && command.text().contains("java");
        }

        /** A command that fails must show what it prints. */
        void check() {
            boolean failed = command != null && terminal.atPrompt() && terminal.exitCode() != 0;
            if (failed && !shown && !interrupted)
                throw failure(
                        command,
                        "exit code 0, since the document shows no output",
                        "exit code " + terminal.exitCode());
        }

        /** At the end of the section; a server goes on until then. */
        void end() throws InterruptedException {
            if (!shown && isJava()) terminal.awaitPrompt(SILENCE_MILLIS);
            else if (!shown) terminal.awaitPromptOrRest(PATIENCE_MILLIS);
            check();
        }

        private AssertionError failure(Step step, String expected, String what) {
            String typed = command == null ? "(nothing)" : command.text();
            return new AssertionError(
                    String.join(
                            "\n  ",
                            section.document() + ":" + step.line() + " (" + section.heading() + ")",
                            "command:  " + typed,
                            "expected: " + expected,
                            "but " + what + "; after the lines found before there are:",
                            String.join("\n  | ", terminal.rest())));
        }
    }

    Session(Section section, Path root, String language) throws IOException, InterruptedException {
        this.section = section;
        this.root = root;
        this.language = language;
        folder = Files.createTempDirectory("documents");
        try (Stream<Path> files = Files.list(root)) {
            for (Path file : files.toList())
                if (!Set.of("target", ".git").contains(file.getFileName().toString()))
                    Files.createSymbolicLink(folder.resolve(file.getFileName()), file);
        }
        Files.createDirectory(folder.resolve("target"));
        hosts = new Hosts(section.consoles().stream().map(Block::terminal).toList());
    }

    /** Takes every step, in the order in which they are printed. */
    void run() throws InterruptedException {
        for (Block block : section.consoles()) {
            Window window = windows.computeIfAbsent(block.terminal(), this::open);
            for (Step step : block.steps()) window.take(step);
            window.awaitSign();
        }
        for (Window window : windows.values()) window.end();
    }

    private Window open(String name) {
        try {
            Path settings = folder.resolve(".bashrc");
            List<String> shell = hosts.on(name, Terminal.shell(settings));
            return new Window(new Terminal(shell, folder, environment()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> environment() {
        String java = System.getProperty("java.home");
        String tools = java + "/bin:" + System.getenv("PATH") + ":/usr/sbin:/sbin";
        String path = QuickJava.FOLDER + ":" + tools;
        // a locale need not be installed for our programs to know its language
        String locale = language.equals("es") ? "es_AR.UTF-8" : "C.UTF-8";
        return Map.of(
                "PATH",
                path,
                "JAVA_HOME",
                java,
                "HOME",
                folder.toString(),
                // of docs/lab/lab
                "LAB_DIR",
                folder.resolve("lab").toString(),
                "TERM",
                "xterm",
                "LC_CTYPE",
                "C.UTF-8",
                "LANG",
                locale);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (Window window : windows.values()) window.terminal.close();
        hosts.close();
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes as)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path path, IOException e)
                            throws IOException {
                        Files.delete(path);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
