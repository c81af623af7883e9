package sockets.common;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program under test as its user runs it: a process, its lines, its keyboard, its exit code. */
public final class Run implements AutoCloseable {
    /** A guard against hanging for ever, not a measure of anything. */
    private static final long PATIENCE_MILLIS = 300_000;

    private final Process process;
    private final Lines out;
    private final Lines err;

    private Run(Process process) {
        this.process = process;
        out = new Lines(process.getInputStream());
        err = new Lines(process.getErrorStream());
    }

    /** A line of 100 characters at most; one to type names the jar, as long as that is. */
    public static boolean fits(String line) {
        return line.length() <= 100 || line.contains("java -jar");
    }

    /** The lines of one stream as they come. */
    private static final class Lines {
        private final List<String> lines = new ArrayList<>();
        private final Thread reader;
        private boolean ended;

        Lines(InputStream in) {
            reader = new Thread(() -> read(in), "lines");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(InputStream in) {
            try (BufferedReader text =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = text.readLine(); line != null; line = text.readLine()) add(line);
            } catch (IOException e) {
                add("(the stream broke: " + e.getMessage() + ")");
            }
            end();
        }

        private synchronized void add(String line) {
            lines.add(line);
            notifyAll();
        }

        private synchronized void end() {
            ended = true;
            notifyAll();
        }

        synchronized List<String> now() {
            return List.copyOf(lines);
        }

        /** The first line that matches, waited for. */
        synchronized String await(Predicate<String> wanted) throws InterruptedException {
            long end = System.currentTimeMillis() + PATIENCE_MILLIS;
            for (int seen = 0; ; ) {
                for (; seen < lines.size(); seen++)
                    if (wanted.test(lines.get(seen))) return lines.get(seen);
                long left = end - System.currentTimeMillis();
                if (ended || left <= 0) throw new AssertionError("no such line in " + lines);
                wait(left);
            }
        }
    }

    /** Starts any command. */
    public static Run of(List<String> command, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            // a test must not depend on the language of the machine it runs on
            builder.environment().keySet().removeIf(key -> key.startsWith("LC_"));
            builder.environment().put("LANG", "C.UTF-8");
            builder.environment().putAll(environment);
            return new Run(builder.start());
        } catch (IOException e) {
            throw new AssertionError(command + " does not start", e);
        }
    }

    public static Run of(String... command) {
        return of(List.of(command), Map.of());
    }

    /** The command line that runs the jar under test, with the Java that runs the tests. */
    public static List<String> jar(String... arguments) {
        List<String> words = new ArrayList<>(List.of(java()));
        words.addAll(OwnJar.OPTIONS);
        words.addAll(List.of("-jar", path()));
        words.addAll(Arrays.asList(arguments));
        return words;
    }

    /** Made when the first program is started. */
    private static final class OwnJar {
        static final Path ARCHIVE = Path.of("target", "tests.jsa").toAbsolutePath();
        static final List<String> OPTIONS = Archive.make(Path.of(""), path(), ARCHIVE);
    }

    public static String java() {
        return System.getProperty("java.home") + "/bin/java";
    }

    /** The jar that the build made, the one that users run. */
    public static String path() {
        return System.getProperty("dist.jar");
    }

    /** Starts the jar under test. */
    public static Run program(String... arguments) {
        return of(jar(arguments), Map.of());
    }

    /**
     * Runs the program under test in this JVM, to its end: a command that reads no input, and needs
     * no process of its own, is spared the start of one.
     */
    public static Done inside(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            Class<?> main = Class.forName(System.getProperty("main.class"));
            Program program = (Program) main.getMethod("program").invoke(null);
            int code = program.run(Map.of(), out, err, arguments);
            return new Done(code, lines(out), lines(err));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> lines(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** A command that has run to its end: the exit code, the lines of both streams. */
    public record Done(int exit, List<String> out, List<String> err) {
        /** The first line of standard error that is no hint. */
        public String error() {
            return firstError(err);
        }
    }

    /** On a busy machine the hint of a wait may come before what is wrong. */
    private static String firstError(List<String> lines) {
        return lines.stream().filter(line -> !line.startsWith("hint: ")).findFirst().orElse("");
    }

    /** Types a line. */
    public Run type(String line) {
        try {
            OutputStream keyboard = process.getOutputStream();
            keyboard.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
        } catch (IOException e) {
            throw new AssertionError("nobody reads what is typed", e);
        }
        return this;
    }

    /** Ends the input, without a line end. */
    public Run endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    public String awaitOut(String part) throws InterruptedException {
        return out.await(line -> line.contains(part));
    }

    /** True if such a line of standard output has come so far. */
    public boolean isOut(String part) {
        return out.now().stream().anyMatch(line -> line.contains(part));
    }

    public String awaitErr(String part) throws InterruptedException {
        return err.await(line -> line.contains(part));
    }

    /** The port of the first line of a server, waited for. */
    public String port() throws InterruptedException {
        String line = awaitOut(" (pid ");
        return line.replaceAll(".*:([0-9]+) \\(pid .*", "$1");
    }

    public long pid() {
        return process.pid();
    }

    /** Ends the program as a user does with kill. */
    public Run terminate() {
        // not Process.destroy(), which would close the streams before they are read
        process.toHandle().destroy();
        return this;
    }

    /** Sends a signal by its name; after STOP the program stands still. */
    public Run signal(String name) throws InterruptedException {
        Run.of("kill", "-" + name, String.valueOf(pid())).exit();
        // each thread stops when it next gets a processor
        while (name.equals("STOP") && process.isAlive() && !isStopped()) Thread.sleep(1);
        return this;
    }

    private boolean isStopped() {
        try {
            // 4242 (name) T ...
            return Files.readString(Path.of("/proc/" + pid() + "/stat")).contains(") T ");
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits for the end of the program; its exit code. */
    public int exit() throws InterruptedException {
        if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(
                    "it does not end; stdout " + out.now() + " stderr " + err.now());
        }
        out.reader.join(PATIENCE_MILLIS);
        err.reader.join(PATIENCE_MILLIS);
        return process.exitValue();
    }

    /** Waits for the end; all lines of standard output. */
    public List<String> out() throws InterruptedException {
        exit();
        return out.now();
    }

    /** Waits for the end; all lines of standard error. */
    public List<String> err() throws InterruptedException {
        exit();
        return err.now();
    }

    /** Waits for the end; the first line of standard error that is no hint. */
    public String error() throws InterruptedException {
        return firstError(err());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
