package sockets.traceroute.check;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import sockets.common.text.Failure;
import sockets.common.text.Log;
import sockets.harness.check.Deadline;

/**
 * Starts the program under examination, each time in a network of its own, bounds what it does, and
 * ends it with all that it has started: known by that network, whoever is their parent.
 */
final class Runner {
    /** What a command line has in the place of the host. */
    static final String PLACE = "{destination}";

    /** No traceroute waits longer for an answer. */
    private static final double STUCK_SECONDS = 12;

    static final int WHOLE_SECONDS = 60;

    /** Who has come to no farther hop for so long stays where it is. */
    private static final long CLIMB_NANOS = 20_000_000_000L;

    /** More than any sends that has a limit of hops. */
    private static final int MOST_PROBES = 2000;

    /** The highest that there is. */
    private static final int HIGHEST = 255;

    /** The next probe of who waits for a silent host comes later than this. */
    private static final long WAITING_NANOS = 500_000_000;

    /** Hops whose silence is seen: then it is known that it goes on. */
    private static final int ENOUGH_HOPS = 2;

    private static final int LOOK_MILLIS = 20;
    private static final long LAST_WORDS_MILLIS = 2000;

    /** So many at the same time: most of them wait most of the time. */
    private static final int TOGETHER = 4;

    private final List<String> command;
    private final Semaphore places = new Semaphore(TOGETHER, true);
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private final Set<String> networks = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    Runner(List<String> command) {
        this.command = command;
    }

    /** The command line for a host. */
    List<String> words(String host) {
        List<String> words = new ArrayList<>();
        for (String word : command) words.add(word.replace(PLACE, host));
        if (words.equals(command)) words.add(host);
        return words;
    }

    /** As it was typed. */
    List<String> command() {
        return command;
    }

    /** Begins a run. */
    FutureTask<Outcome> start(Trial trial) {
        List<String> words = trial.words(words(trial.host()));
        FutureTask<Outcome> task = new FutureTask<>(placed(() -> run(trial.situation(), words)));
        Thread thread = new Thread(task, "run " + trial);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private <T> Callable<T> placed(Callable<T> run) {
        return () -> {
            places.acquire();
            try {
                return run.call();
            } finally {
                places.release();
            }
        };
    }

    /** Waits for a run. */
    static Outcome get(FutureTask<Outcome> task) throws IOException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) throw failed;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** In a thread of its own, which stays in that network. */
    private Outcome run(Situation situation, List<String> words)
            throws IOException, InterruptedException {
        try (MadeNetwork network = new MadeNetwork(new Routers(situation))) {
            networks.add(network.name());
            Process process = start(words);
            running.add(process);
            try {
                // the other one asks; this one is not asked
                process.getOutputStream().close();
                Captured out = new Captured(process.getInputStream());
                Captured err = new Captured(process.getErrorStream());
                Outcome.End end = await(process, network, out, err, seen(situation, network, out));
                int status = end == Outcome.End.ITSELF ? process.exitValue() : -1;
                end(process, network.name());
                out.await(LAST_WORDS_MILLIS);
                err.await(LAST_WORDS_MILLIS);
                return new Outcome(end, status, out.lines(), err.lines(), network);
            } finally {
                end(process, network.name());
                running.remove(process);
                networks.remove(network.name());
            }
        }
    }

    private Process start(List<String> words) throws IOException {
        if (stopped) throw new IOException("stopped");
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().remove(Inside.MARK);
        // what is printed before it is ended shall be seen
        builder.environment().put("PYTHONUNBUFFERED", "1");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new Failure("exec", words.get(0), e).hint("hint.check.exec.trace");
        }
    }

    /** Whether enough is known of a run before its end. */
    private static Predicate<Captured> seen(
            Situation situation, MadeNetwork network, Captured output) {
        if (situation != Situation.SILENT_HOST) return out -> false;
        int host = Routers.COUNT + 1;
        int enough = host + ENOUGH_HOPS;
        return out ->
                network.between(host, enough) > WAITING_NANOS
                        || new Printed(out.lines()).last() >= enough;
    }

    private static Outcome.End await(
            Process process,
            MadeNetwork network,
            Captured out,
            Captured err,
            Predicate<Captured> seen)
            throws InterruptedException {
        Deadline whole = Deadline.of(process.pid(), WHOLE_SECONDS);
        Deadline stuck = Deadline.of(process.pid(), STUCK_SECONDS);
        long latest = network.latest();
        while (process.isAlive()) {
            if (network.latest() != latest) {
                latest = network.latest();
                stuck = Deadline.of(process.pid(), STUCK_SECONDS);
            }
            if (out.isEndless() || err.isEndless()) return Outcome.End.FLOOD;
            if (network.probes() > MOST_PROBES || network.highest() >= HIGHEST)
                return Outcome.End.ENDLESS;
            if (whole.passed()) {
                boolean climbs = System.nanoTime() - network.climbed() < CLIMB_NANOS;
                return climbs ? Outcome.End.SLOW : Outcome.End.ENDLESS;
            }
            if (stuck.passed()) return Outcome.End.STUCK;
            if (seen.test(out)) return Outcome.End.SEEN;
            Thread.sleep(LOOK_MILLIS);
        }
        return Outcome.End.ITSELF;
    }

    /** Ends a program and what is left in its network: a child may have gone to the background. */
    private static void end(Process process, String network) {
        // Process.destroy would throw away what it has printed and nobody has read yet
        process.toHandle().destroyForcibly();
        boolean left = true;
        // who is made while others are ended is found by the next look
        for (int look = 0; left && look < 100; look++) {
            left = false;
            for (long pid : in(network)) {
                left = true;
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            }
            if (left) pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The processes in a network; one that has ended is in none. */
    private static List<Long> in(String network) {
        List<Long> pids = new ArrayList<>();
        String[] names = new File("/proc").list();
        if (names == null || network.isEmpty()) return pids;
        for (String name : names)
            if (name.matches("[0-9]+") && MadeNetwork.name(Path.of("/proc", name)).equals(network))
                pids.add(Long.parseLong(name));
        return pids;
    }

    /** Ends all runs for good. */
    void stop() {
        stopped = true;
        for (Process process : running) process.destroyForcibly();
        for (String network : networks)
            for (long pid : in(network)) {
                Log.debug("ends {}", pid);
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            }
    }
}
