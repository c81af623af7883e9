package sockets.harness.check;

import java.io.IOException;
import java.nio.file.Files;
import sockets.common.Program;
import sockets.common.console.Console;
import sockets.common.text.Failure;

/**
 * Takes verdicts as they are found: a line for each, with the command that shows a fault by hand;
 * at the end the summary, or the JSON document, and JUnit's XML. Whoever judges, it is told alike.
 */
public final class Verdicts {
    private final Console console;
    private final ReportOptions options;
    private final Subject subject;
    private final Report report;

    /** A file that cannot be written is told before the work, not after it. */
    public Verdicts(Console console, ReportOptions options, Subject subject) throws Failure {
        this.console = console;
        this.options = options;
        this.subject = subject;
        report = new Report(console.program(), subject);
        if (options.junit() != null) touch();
    }

    private void touch() throws Failure {
        try {
            Files.write(options.junit(), new byte[0]);
        } catch (IOException e) {
            throw new Failure("open", options.junit(), e);
        }
    }

    /** What a probe found, just now, and how long it took. */
    public synchronized void add(Probe probe, Verdict verdict, double seconds) {
        double start = System.currentTimeMillis() / 1e3 - seconds;
        Report.Entry entry = new Report.Entry(probe, verdict, start, seconds);
        report.add(entry);
        if (!options.json()) console.line(entry.line());
        boolean remark = verdict.kind() == Verdict.Kind.PASS && !verdict.detail().isEmpty();
        if (remark) console.hint("check.remark", probe.id(), verdict.detail());
        String command = subject.byHand(probe);
        if (verdict.failed() && !command.isEmpty())
            console.hint("check.by-hand", probe.id(), command);
    }

    /** Puts a probe to a file: it waits for nothing, so it has no deadline. */
    public void judge(Probe probe) throws IOException {
        long begin = System.nanoTime();
        Verdict verdict = probe.body().run(null);
        add(probe, verdict, (System.nanoTime() - begin) / 1e9);
    }

    /** All is judged; the exit code. */
    public int end() throws IOException {
        console.line(options.json() ? report.json() : report.summary());
        if (options.junit() != null) report.junit(options.junit());
        return report.isSuccess() ? Program.DONE : Program.FAILED;
    }

    /**
     * Ends the program at once, whatever a probe waits for; what it finds now is told no more.
     *
     * @param probes how many there would have been
     * @param asked by the user, rather than because nobody reads any more
     * @param first ends what was started: that it ends is no verdict
     */
    public synchronized void stop(int probes, boolean asked, Runnable first) {
        first.run();
        if (asked) console.hint("check.interrupted", probes - report.size(), probes);
        if (report.size() > 0 && !options.json()) console.line(report.summary());
        console.flush();
        Runtime.getRuntime().halt(Program.FAILED);
    }
}
