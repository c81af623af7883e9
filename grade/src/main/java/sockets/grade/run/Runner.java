package sockets.grade.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import sockets.grade.list.CheckLine;
import sockets.grade.list.Line;
import sockets.grade.model.Evidence;
import sockets.grade.model.Result;

/**
 * Runs the lines of a list, some of them together. What then fails, or is not judged, is run once
 * more, alone: that counts, so that no points depend on what else the machine did.
 */
public final class Runner {
    /** The second time has so many times as much time. */
    private static final int PATIENCE = 3;

    private final Settings settings;
    private final Isolation isolation;
    private final Progress progress;
    private final String run = UUID.randomUUID().toString();

    /** Servers that want the same port take turns. */
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    private volatile boolean stopped;

    /** Who is told how far it is. */
    public interface Progress {
        void graded(Line line, Evidence evidence);

        void again(Line line, Evidence evidence);
    }

    public Runner(Settings settings, Isolation isolation, Progress progress) {
        this.settings = settings;
        this.isolation = isolation;
        this.progress = progress;
    }

    /** Ends what runs, and begins nothing more. */
    public void stop() {
        stopped = true;
    }

    /** What the lines gave, in their order. */
    public List<Evidence> run(List<Line> lines) throws InterruptedException {
        List<Evidence> all = together(lines);
        for (int i = 0; i < all.size(); i++) {
            Line line = lines.get(i);
            if (stopped || !wantsAgain(line, all.get(i))) continue;
            Evidence second = attempt(line, PATIENCE);
            if (stopped) continue;
            all.set(i, best(all.get(i), second));
            progress.again(line, all.get(i));
        }
        return all;
    }

    private List<Evidence> together(List<Line> lines) throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(settings.jobs());
        try {
            List<Future<Evidence>> futures = new ArrayList<>();
            for (Line line : lines) futures.add(workers.submit(() -> first(line)));
            List<Evidence> all = new ArrayList<>();
            for (Future<Evidence> future : futures) all.add(future.get());
            return all;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            workers.shutdown();
        }
    }

    private Evidence first(Line line) {
        Evidence evidence;
        ReentrantLock turn = new ReentrantLock();
        if (line instanceof CheckLine check && check.hasFixedPort() && !isolation.hasOwnNetwork())
            turn =
                    turns.computeIfAbsent(
                            check.kind().protocol() + check.port(), key -> new ReentrantLock(true));
        turn.lock();
        try {
            evidence = attempt(line, 1);
        } finally {
            turn.unlock();
        }
        progress.graded(line, evidence);
        return evidence;
    }

    private Evidence attempt(Line line, int patience) {
        if (stopped) return new Judge(line, settings.base()).open("interrupted");
        return new Attempt(settings, isolation, run, line, patience, () -> stopped).evidence();
    }

    /** True if this machine, or our patience, may be the reason for what came out. */
    private boolean wantsAgain(Line line, Evidence evidence) {
        List<Result> results = evidence.results();
        if (results.stream().anyMatch(result -> !result.judged())) return true;
        if (results.stream().noneMatch(Result::isFailed)) return false;
        // a server that did not start; alone, one that is slow may do
        if (!evidence.remark().isEmpty()) return !line.command().isEmpty();
        // more time may help
        if (results.get(0).detail().startsWith(Session.NO_END)) return true;
        // an address where nobody is answers no better alone
        boolean some = results.stream().anyMatch(Result::isPassed);
        return settings.jobs() > 1 && (some || !line.command().isEmpty());
    }

    /** The second one; what it left open, and the first had seen to be right, is right. */
    private static Evidence best(Evidence first, Evidence second) {
        List<Result> results = new ArrayList<>(second.results());
        for (Result before : first.results())
            if (before.isPassed()) results.replaceAll(now -> isOpen(now, before) ? before : now);
        List<String> notes = new ArrayList<>(second.notes());
        notes.add("run again, alone");
        return new Evidence(
                second.line(),
                second.student(),
                second.program(),
                second.target(),
                results,
                second.remark(),
                notes,
                second.capture());
    }

    private static boolean isOpen(Result now, Result before) {
        return !now.judged() && now.id().equals(before.id());
    }
}
