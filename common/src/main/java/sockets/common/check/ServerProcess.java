package sockets.common.check;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import sockets.common.Failure;
import sockets.common.Log;
import sockets.common.Reason;

/**
 * The server under examination when {@code check} starts it: its port, descriptors and CPU time.
 */
public final class ServerProcess implements Closeable {
    private static final double START_SECONDS = 10;
    private static final int POLL_MILLIS = 20;
    private static final int LONGEST_LINE = 1000;
    private static final double LOOK_SECONDS = 0.5;
    private static final double RESTING = 0.15;

    private final List<String> command;
    private final String protocol;
    private final InetSocketAddress address;
    private volatile Process process;
    private volatile boolean stopped;
    private Thread drainer;
    private volatile String lastLine = "";

    /**
     * @param protocol udp or tcp
     * @param address where it will be found
     */
    public ServerProcess(List<String> command, String protocol, InetSocketAddress address) {
        this.command = command;
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
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new Failure("exec", command.get(0), e).hint("hint.check.exec");
        }
        Log.debug("started {} (pid {})", words, process.pid());
        drain(process);
        Deadline deadline = limit.orIn(START_SECONDS);
        while (!Ports.isBound(protocol, address.getPort())) {
            if (!process.isAlive())
                throw new Failure("start", words, Reason.ENDED, " (" + exit() + ")")
                        .hint("hint.check.ended");
            if (deadline.passed())
                throw new Failure("start", words, Reason.NO_ANSWER, onPort())
                        .hint("hint.check.port", address.getPort());
            pause();
        }
    }

    private String onPort() {
        return ": port " + address.getPort() + " is not bound in time";
    }

    /** True if it has ended, or does so within a moment: to die takes a while, too. */
    public boolean hasEnded() {
        return endsWithin(0.3);
    }

    /** Waits for its end. */
    public boolean endsWithin(double seconds) {
        try {
            return process.waitFor((long) (seconds * 1e3), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return !process.isAlive();
        }
    }

    /** How it ended, with its last line if there is one: "exit status 1: KeyError: 'x'". */
    public String exit() {
        try {
            if (!process.waitFor(1, TimeUnit.SECONDS)) return "still running, its port not bound";
            int status = process.exitValue();
            drainer.join(1000);
            String how = status > 128 ? "signal " + (status - 128) : "exit status " + status;
            return lastLine.isEmpty() ? how : how + ": " + lastLine;
        } catch (InterruptedException e) {
            return "interrupted";
        }
    }

    /** Open file descriptors, -1 where the system does not tell. */
    public int descriptors() {
        int count = 0;
        for (ProcessHandle one : family()) {
            String[] names = new File("/proc/" + one.pid() + "/fd").list();
            if (names == null && one.pid() == process.pid()) return -1;
            if (names != null) count += names.length;
        }
        return count;
    }

    /** Threads of the process and of all that it has started, -1 where the system does not tell. */
    public int threads() {
        int count = 0;
        for (ProcessHandle one : family()) {
            String[] names = new File("/proc/" + one.pid() + "/task").list();
            if (names == null && one.pid() == process.pid()) return -1;
            if (names != null) count += names.length;
        }
        return count;
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
        int count = descriptors();
        for (Deadline end = deadline.orIn(1); !end.passed(); ) {
            deadline.pause(0.1);
            int now = descriptors();
            if (now == count) break;
            count = now;
        }
        return count;
    }

    /** The process and all that it has started: the command may be a script. */
    private List<ProcessHandle> family() {
        List<ProcessHandle> family = new ArrayList<>();
        family.add(process.toHandle());
        process.descendants().forEach(family::add);
        return family;
    }

    /**
     * Why a server that has nothing to do fails: it uses a processor all the same. Two looks, since
     * it may still be busy with what was before; a small share, since others may want the
     * processor.
     *
     * @param when "with no client"
     * @return null if it rests, or if the system does not tell
     */
    public String busy(String when, Deadline deadline) {
        double least = 1;
        for (int look = 0; look < 2 && least > RESTING; look++) {
            double start = cpuSeconds();
            if (start < 0) return null;
            deadline.pause(LOOK_SECONDS);
            least = Math.min(least, (cpuSeconds() - start) / LOOK_SECONDS);
        }
        return least > RESTING ? "uses " + Math.round(least * 100) + "% CPU " + when : null;
    }

    /** CPU seconds used so far, -1 where the system does not tell. */
    private double cpuSeconds() {
        double seconds = 0;
        for (ProcessHandle one : family()) {
            Duration time = one.info().totalCpuDuration().orElse(null);
            if (time == null && one.pid() == process.pid()) return -1;
            if (time != null) seconds += time.toMillis() / 1e3;
        }
        return seconds;
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
        List<ProcessHandle> family = family();
        family.forEach(ProcessHandle::destroy);
        Deadline deadline = Deadline.in(2);
        while (!deadline.passed() && family.stream().anyMatch(ProcessHandle::isAlive)) pause();
        family.forEach(ProcessHandle::destroyForcibly);
        // a large process takes a while to go, and its port with it
        for (Deadline gone = Deadline.in(2); !gone.passed(); pause())
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
                if (!line.toString().isBlank()) lastLine = line.toString().strip();
                line.setLength(0);
            }
            if (!line.toString().isBlank()) lastLine = line.toString().strip();
        } catch (IOException e) {
            Log.debug("the server's output: {}", e.getMessage());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
