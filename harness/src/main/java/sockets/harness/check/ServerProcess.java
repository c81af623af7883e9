package sockets.harness.check;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import sockets.common.net.SocketTable;
import sockets.common.text.Failure;
import sockets.common.text.Log;
import sockets.common.text.Reason;

/**
 * The server under examination when {@code check} starts it: its port, descriptors and CPU time.
 */
public final class ServerProcess implements Closeable {
    private static final double START_SECONDS = 10;

    /** How long a process that has gone to the background may take to bind its port. */
    private static final double BACKGROUND_SECONDS = 2;

    private static final int POLL_MILLIS = 20;

    /** How long to read on what an ended server printed, if a child of it keeps the output open. */
    private static final long LAST_WORDS_MILLIS = 3000;

    private static final int LONGEST_LINE = 160;

    /** What ends programs, signal(7). */
    private static final Map<Integer, String> SIGNALS =
            Map.of(
                    6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 13,
                    "SIGPIPE", 15, "SIGTERM");

    /** A line that tells more than those that follow it. */
    private static final Pattern FAULT =
            Pattern.compile("error|exception|fault|panic", Pattern.CASE_INSENSITIVE);

    private static final double LOOK_SECONDS = 0.5;

    /** Looks at a server that has something to finish, a compilation for example. */
    private static final int LOOKS = 3;

    private static final double RESTING = 0.15;

    /** On the processor for less than this, a thread shows nothing. */
    private static final double LEAST_SECONDS = 0.01;

    /** A variable that all processes of the command inherit: by it they are known. */
    private static final String MARK = "SOCKETS_CHECK";

    private final String mark = UUID.randomUUID().toString();
    private final List<String> command;
    private final Path wrapper;
    private final String protocol;
    private final InetSocketAddress address;
    private final Waits waits = new Waits(this::family);
    private volatile Process process;
    private volatile List<ProcessHandle> background = List.of();
    private volatile boolean stopped;
    private Thread drainer;
    private volatile String lastLine = "";
    private volatile boolean hasPrinted;
    private volatile boolean isFault;

    /**
     * @param wrapper a script of sh(1) that runs the command kept in, and is no part of it; or null
     * @param protocol udp or tcp
     * @param address where it will be found
     */
    public ServerProcess(
            List<String> command, Path wrapper, String protocol, InetSocketAddress address) {
        this.command = command;
        this.wrapper = wrapper;
        this.protocol = protocol;
        this.address = address;
    }

    /** Starts it and waits until its port is bound, but not beyond the deadline. */
    public synchronized void start(Deadline limit) throws IOException {
        if (stopped) throw new Failure("start", command.get(0), Reason.ENDED, "");
        String words = String.join(" ", command);
        if (Ports.isBound(protocol, address.getPort()))
            throw new Failure("start", words, Reason.EADDRINUSE, ": port " + address.getPort())
                    .hint("hint.check.taken");
        try {
            ProcessBuilder builder = new ProcessBuilder(started()).redirectErrorStream(true);
            builder.environment().put(MARK, mark);
            process = builder.start();
        } catch (IOException e) {
            throw new Failure("exec", command.get(0), e).hint("hint.check.exec");
        }
        Log.debug("started {} (pid {})", words, process.pid());
        background = List.of();
        drain(process);
        Deadline deadline = limit.orIn(START_SECONDS);
        Deadline last = null;
        while (!Ports.isBound(protocol, address.getPort())) {
            if (!process.isAlive() && last == null)
                last = limit.orIn(process.exitValue() == 0 ? BACKGROUND_SECONDS : 0);
            if (last != null && last.passed())
                throw new Failure("start", words, Reason.ENDED, " (" + exit() + ")")
                        .hint("hint.check.ended");
            if (deadline.passed())
                throw new Failure("start", words, Reason.NO_ANSWER, onPort())
                        .hint("hint.check.port", address.getPort());
            pause();
        }
    }

    private List<String> started() {
        if (wrapper == null) return command;
        List<String> words = new ArrayList<>(List.of("/bin/sh", wrapper.toString()));
        words.addAll(command);
        return words;
    }

    /** Where it is bound, if what is sent to the address meant does not come to it; else null. */
    InetSocketAddress elsewhere() {
        List<SocketTable.Row> rows = SocketTable.servers(protocol, address.getPort());
        if (rows.isEmpty() || rows.stream().anyMatch(row -> row.takes(address.getAddress())))
            return null;
        return rows.get(0).local();
    }

    private String onPort() {
        return ": port " + address.getPort() + " is not bound in time";
    }

    /** What it waits for a processor. */
    Waits waits() {
        return waits;
    }

    /** True if it has ended, or does so within a moment: to die takes a while, too. */
    public boolean hasEnded() {
        return endsWithin(0.3);
    }

    /** Waits for its end. */
    public boolean endsWithin(double seconds) {
        Deadline deadline = Deadline.in(seconds, waits);
        while (isRunning() && !deadline.passed()) pause();
        return !isRunning();
    }

    private boolean isRunning() {
        return process.isAlive() || background() > 0;
    }

    /** The process that goes on in the background when the one that was started has left; or 0. */
    public long background() {
        // one that fails has left nobody on purpose, even if a child of it still holds the port
        if (process == null || process.isAlive() || process.exitValue() != 0) return 0;
        if (background.stream().noneMatch(ProcessHandle::isAlive)) background = holders();
        return background.isEmpty() ? 0 : background.get(0).pid();
    }

    /** Those who hold the port and come from the command, whoever is their parent now. */
    private List<ProcessHandle> holders() {
        return SocketTable.servers(protocol, address.getPort()).stream()
                .flatMap(row -> SocketTable.holders(row).stream())
                .filter(this::isMarked)
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .toList();
    }

    private boolean isMarked(long pid) {
        try {
            String variables =
                    Files.readString(
                            Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1);
            return List.of(variables.split("\0")).contains(MARK + "=" + mark);
        } catch (IOException e) {
            // another user's, or one that has just ended
            return false;
        }
    }

    /** From now on what it prints is new. */
    void listen() {
        hasPrinted = false;
    }

    /** The last fault that it has printed since then, empty if there is none. */
    String printed() {
        return hasPrinted && isFault ? lastLine : "";
    }

    /** How it ended, with its last line if there is one: "exit status 1: KeyError: 'x'". */
    public String exit() {
        if (!endsWithin(1)) return "still running, its port not bound";
        int status = process.exitValue();
        try {
            drainer.join(LAST_WORDS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String how = status > 128 ? signal(status - 128) : "exit status " + status;
        return lastLine.isEmpty() ? how : how + ": " + lastLine;
    }

    /** {@code signal 13 (SIGPIPE)}. */
    private static String signal(int number) {
        String name = SIGNALS.get(number);
        return "signal " + number + (name == null ? "" : " (" + name + ")");
    }

    /** Open file descriptors, -1 where the system does not tell. */
    public int descriptors() {
        int count = -1;
        for (long pid : family()) {
            String[] names = new File("/proc/" + pid + "/fd").list();
            if (names != null) count = Math.max(0, count) + names.length;
        }
        return count;
    }

    /** Threads of the process and of all that it has started, -1 where the system does not tell. */
    public int threads() {
        return family().isEmpty() ? -1 : Tasks.of(family()).size();
    }

    /** Processes that have ended and are still waited for, wait(2); 0 where it does not tell. */
    public int zombies() {
        return (int) family().stream().filter(Tasks::isZombie).count();
    }

    /** Types a line at its standard input; a process that takes none is not disturbed. */
    public void type(String line) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            Log.debug("type {}", line, e);
        }
    }

    /** Ends its standard input. */
    public void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            Log.debug("end of input", e);
        }
    }

    /** Open file descriptors when it has given back those of clients that have left. */
    public int descriptorsAtRest(Deadline deadline) {
        Deadline end = deadline.orIn(1);
        int count = descriptors();
        while (!end.passed()) {
            deadline.pause(0.1);
            int now = descriptors();
            if (now == count && !wantsProcessor()) break;
            count = now;
        }
        return count;
    }

    private boolean wantsProcessor() {
        return Tasks.of(family()).values().stream().anyMatch(Tasks.Task::wantsOne);
    }

    /** The process and all that it has started: the command may be a script. */
    private List<Long> family() {
        if (process == null) return List.of();
        long root = background();
        List<Long> family = Tasks.family(root > 0 ? root : process.pid());
        if (wrapper == null) return family;
        return family.stream().filter(Tasks::isKeptIn).toList();
    }

    /**
     * Why a server that has nothing to do fails: it uses a processor all the same. Some looks,
     * since it may still be busy with what was before.
     *
     * @param when "with no client"
     * @return null if it rests, or if the system does not tell
     */
    public String busy(String when, Deadline deadline) {
        double least = 1;
        for (int look = 0; look < LOOKS && least > RESTING; look++)
            least = Math.min(least, share(deadline));
        return least > RESTING ? "uses " + Math.round(least * 100) + "% CPU " + when : null;
    }

    /**
     * The share of a processor that it would use alone on the machine: of the time in which it did
     * not wait for one, what it ran. A loop without end always gives 1.
     */
    private double share(Deadline deadline) {
        Map<String, Tasks.Task> start = Tasks.of(family());
        long begin = System.nanoTime();
        deadline.pause(LOOK_SECONDS);
        long elapsed = System.nanoTime() - begin;
        double share = 0;
        for (Map.Entry<String, Tasks.Task> each : Tasks.of(family()).entrySet()) {
            Tasks.Task task = each.getValue();
            Tasks.Task before = Tasks.before(start, each.getKey());
            double ran = task.ran() - before.ran();
            double waited = task.waitedSince(before, elapsed);
            if (ran > LEAST_SECONDS * 1e9) share += ran / Math.max(ran, elapsed - waited);
        }
        return Math.min(1, share);
    }

    /** Ends it for good: it will not be started again. */
    public void stop() {
        stopped = true;
        close();
    }

    /** Ends it as a user would (SIGTERM), and by force if that takes too long. */
    @Override
    public void close() {
        if (process == null) return;
        // asked for before the first ends: its children would be somebody else's then
        List<ProcessHandle> family = new ArrayList<>(List.of(process.toHandle()));
        process.descendants().forEach(family::add);
        family.addAll(holders());
        family.forEach(ProcessHandle::destroy);
        Deadline deadline = Deadline.in(2, waits);
        while (!deadline.passed() && family.stream().anyMatch(ProcessHandle::isAlive)) pause();
        family.forEach(ProcessHandle::destroyForcibly);
        // a large process takes a while to go, and its port with it
        for (Deadline gone = Deadline.in(2, waits); !gone.passed(); pause())
            if (family.stream().noneMatch(ProcessHandle::isAlive)) return;
    }

    /** Reads what it prints, so that it never waits for us, and keeps the last line. */
    private void drain(Process started) {
        lastLine = "";
        drainer = new Thread(() -> keepLastLine(started), "server's output");
        drainer.setDaemon(true);
        drainer.start();
    }

    private void keepLastLine(Process started) {
        try (Reader output = started.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder line = new StringBuilder();
            for (int value = output.read(); value >= 0; value = output.read()) {
                // what has no line ends shall not fill the memory
                if (value != '\n' && line.length() < LONGEST_LINE) line.append((char) value);
                if (value != '\n') continue;
                keep(line.toString());
                line.setLength(0);
            }
            keep(line.toString());
        } catch (IOException e) {
            Log.debug("the server's output: {}", e.getMessage());
        }
    }

    private void keep(String line) {
        if (line.isBlank()) return;
        boolean fault = FAULT.matcher(line).find();
        if (fault || !hasPrinted || !isFault) {
            lastLine = line.strip();
            isFault = fault;
        }
        hasPrinted = true;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
