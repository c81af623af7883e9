package sockets.grade.run;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import sockets.common.text.Reason;
import sockets.grade.report.Text;

/** A command with bounds on its time and its output. All that it has started ends with it. */
final class Session {
    private static final long MOST_OUTPUT = 4 << 20;
    static final String NO_END = "no end after ";

    private static final long LOOK_MILLIS = 50;
    private static final long TERM_NANOS = 3_000_000_000L;

    /** How long what was printed last may take to come. */
    private static final long LAST_WORDS_MILLIS = 3000;

    private static final boolean HAS_SETSID = find("setsid", Path.of("")) != null;

    private final Path folder;
    private final Family family;
    private final BooleanSupplier stopped;
    private final AtomicLong output = new AtomicLong();

    /**
     * @param folder in which it runs
     * @param stopped true if the user wants no more
     */
    Session(Path folder, Family family, BooleanSupplier stopped) {
        this.folder = folder;
        this.family = family;
        this.stopped = stopped;
    }

    /**
     * How a command ended.
     *
     * @param trouble why it did not run to its end; else null
     * @param left what it left behind
     */
    record End(String trouble, int status, byte[] out, byte[] err, List<String> left) {
        /** The last line that was printed, but for the one that proposes help. */
        String lastLine(boolean errors) {
            String text = new String(errors ? err : out, StandardCharsets.UTF_8);
            List<String> lines =
                    text.lines()
                            .map(String::strip)
                            .filter(line -> !line.matches("|(Try|Pruebe) '.*"))
                            .toList();
            if (lines.isEmpty()) return "";
            String last = lines.get(lines.size() - 1);
            return last.substring(0, Math.min(300, last.length()));
        }
    }

    End run(List<String> command, double seconds) {
        Path program = find(command.get(0), folder);
        if (program == null) return failed(Reason.ENOENT, command);
        if (!Files.isExecutable(program)) return failed(Reason.EACCES, command);
        List<String> words = new ArrayList<>(command);
        // a session of its own: Ctrl-C at the terminal does not reach it before it reaches us
        if (HAS_SETSID) words.add(0, "setsid");
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.redirectInput(new File("/dev/null"));
        family.mark(builder);
        try {
            Process process = builder.start();
            family.begin(process);
            return watch(process, seconds);
        } catch (IOException e) {
            return failed(Reason.of(e), command);
        }
    }

    private static End failed(Reason reason, List<String> command) {
        String trouble = reason.text() + ": " + command.get(0);
        return new End(trouble, -1, new byte[0], new byte[0], List.of());
    }

    private End watch(Process process, double seconds) {
        Stream out = new Stream(process.getInputStream());
        Stream err = new Stream(process.getErrorStream());
        String trouble;
        List<String> left = List.of();
        try {
            trouble = untilItEnds(process, seconds);
            if (trouble == null) left = left();
        } finally {
            end();
        }
        byte[] printed = out.all();
        byte[] errors = err.all();
        if (trouble == null && output.get() > MOST_OUTPUT) trouble = tooMuch();
        int status = process.isAlive() ? -1 : process.exitValue();
        return new End(trouble, status, printed, errors, left);
    }

    private String untilItEnds(Process process, double seconds) {
        Bound bound = new Bound(seconds);
        while (true) {
            try {
                if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS))
                    return stopped.getAsBoolean() ? "interrupted" : null;
            } catch (InterruptedException e) {
                return "interrupted";
            }
            if (stopped.getAsBoolean()) return "interrupted";
            if (output.get() > MOST_OUTPUT) return tooMuch();
            if (bound.passed()) return NO_END + Text.number(seconds) + " s";
        }
    }

    private static String tooMuch() {
        return "more than " + (MOST_OUTPUT >> 20) + " MiB of output";
    }

    /** The processes that it leaves behind, by name; one that is about to end is none. */
    private List<String> left() {
        if (family.running().isEmpty()) return List.of();
        pause();
        return family.running().stream()
                .map(process -> Family.name(process.pid()) + " (pid " + process.pid() + ")")
                .toList();
    }

    /** Ends all that runs still, as kill does, and by force what does not heed it. */
    void end() {
        // the second time by force; each time what has been started meanwhile, too
        for (boolean force : new boolean[] {false, true}) {
            long limit = System.nanoTime() + TERM_NANOS;
            List<ProcessHandle> told = new ArrayList<>();
            while (System.nanoTime() < limit) {
                List<ProcessHandle> running = family.running();
                if (running.isEmpty()) return;
                for (ProcessHandle process : running) {
                    if (force) process.destroyForcibly();
                    else if (!told.contains(process)) process.destroy();
                    told.add(process);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where a command is, as execvp(3) looks for it; null if it is nowhere. */
    private static Path find(String command, Path folder) {
        if (command.contains("/")) {
            Path file = folder.resolve(command);
            return Files.exists(file) ? file : null;
        }
        for (String place : System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":")) {
            Path file = Path.of(place, command);
            if (Files.isExecutable(file) && !Files.isDirectory(file)) return file;
        }
        return null;
    }

    /** What is printed on one stream, up to the most that is kept. */
    private final class Stream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread reader;

        Stream(InputStream in) {
            reader = new Thread(() -> read(in), "output");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(InputStream in) {
            byte[] buffer = new byte[65536];
            try (in) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (output.addAndGet(n) > MOST_OUTPUT) return;
                    synchronized (bytes) {
                        bytes.write(buffer, 0, n);
                    }
                }
            } catch (IOException e) {
                // whoever printed has been ended
            }
        }

        byte[] all() {
            try {
                reader.join(LAST_WORDS_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            synchronized (bytes) {
                return bytes.toByteArray();
            }
        }
    }
}
