package sockets.grade;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import sockets.common.console.Console;
import sockets.common.text.Quote;
import sockets.grade.list.Line;
import sockets.grade.list.NothingLine;
import sockets.grade.model.Evidence;
import sockets.grade.report.Text;
import sockets.grade.run.Runner;

/** Tells how far it is: a line for each line, and on a terminal what time is left. */
final class Progress implements Runner.Progress, AutoCloseable {
    private final Console console;
    private final int lines;
    private final long begin = System.nanoTime();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int done;

    Progress(Console console, int lines) {
        this.console = console;
        this.lines = lines;
        if (console.hasProgress()) clock.scheduleAtFixedRate(this::show, 0, 1, TimeUnit.SECONDS);
    }

    @Override
    public synchronized void graded(Line line, Evidence evidence) {
        done++;
        tell(done + "/" + lines, line, evidence);
        show();
    }

    @Override
    public synchronized void again(Line line, Evidence evidence) {
        tell("again", line, evidence);
    }

    private void tell(String count, Line line, Evidence evidence) {
        if (console.isQuiet()) return;
        String trouble = Text.trouble(evidence);
        String good = line instanceof NothingLine ? "counts 0" : "good";
        String verdict = trouble.isEmpty() ? good : trouble;
        console.note(
                Quote.line(
                        count + " " + line.who().name() + " " + line.program() + ": " + verdict));
    }

    private synchronized void show() {
        if (done == lines) {
            console.progress(console.texts().get("progress.again", lines));
            return;
        }
        if (done == 0) {
            console.progress(console.texts().get("progress", done, lines));
            return;
        }
        double seconds = (System.nanoTime() - begin) / 1e9 * (lines - done) / done;
        console.progress(console.texts().get("progress.left", done, lines, time(seconds)));
    }

    /** Rounded as far as an estimate is worth. */
    private String time(double seconds) {
        if (seconds < 90) return console.texts().get("seconds", 5 + 5 * (int) (seconds / 5));
        return console.texts().get("minutes", Math.round(seconds / 60));
    }

    @Override
    public synchronized void close() {
        clock.shutdownNow();
        console.progress("");
    }
}
