package sockets.grade.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import sockets.common.text.Reason;
import sockets.grade.list.CaptureLine;
import sockets.grade.list.CheckLine;
import sockets.grade.list.Line;
import sockets.grade.list.Owners;
import sockets.grade.list.RunLine;
import sockets.grade.model.Evidence;
import sockets.grade.model.Mark;
import sockets.grade.model.Result;
import sockets.grade.run.Session.End;

/** Makes evidence of what a line's command has printed. */
final class Judge {
    /** A time in seconds begins the line of each packet. */
    private static final Pattern PACKET = Pattern.compile("(?m)^[0-9]+\\.[0-9]+ ");

    /** What check says of a server that does not start: that is the hand-in's. */
    private static final Pattern ITS_OWN = Pattern.compile("(start|exec) .*");

    /** The exit code of our programs for that. */
    private static final int WRONG_USAGE = 2;

    private static final String TAKEN = "Address already in use: port";

    private final Line line;
    private final Path base;
    private final List<String> notes = new ArrayList<>();
    private Path kept;

    /**
     * @param base the folder of the list
     */
    Judge(Line line, Path base) {
        this.line = line;
        this.base = base;
    }

    /** A capture of the exchange that failed. */
    void keep(Path capture) {
        kept = capture;
    }

    void note(String note) {
        notes.add(note);
    }

    /** Of who handed in nothing. */
    Evidence nothing() {
        return evidence(List.of(), "");
    }

    /** Of a check: its report, or why there is none. */
    Evidence check(CheckLine check, End end) {
        for (String left : end.left()) note("left " + left + " running: ended");
        if (end.trouble() != null) return open(end.trouble());
        try {
            return evidence(Reported.results(end.out(), check.step()), "");
        } catch (IOException e) {
            return withoutReport(end);
        }
    }

    private Evidence withoutReport(End end) {
        String said = end.lastLine(true);
        // udp-echo: start ...: it ended (exit status 1: ...)
        String reason = said.replaceFirst("^[a-z-]+: ", "");
        if (reason.isEmpty()) reason = "no report";
        boolean own = ITS_OWN.matcher(reason).matches() && !reason.contains(TAKEN);
        return own ? all(Mark.FAIL, true, reason) : open(reason);
    }

    /**
     * Of a capture that is none; null if it may be one. A link is not followed: it may lead to any
     * file of the teacher's. What is not there may be a mistake of the list.
     */
    Evidence none(String file) {
        if (Owners.isBehindLink(base, file))
            return all(
                    Mark.FAIL, true, "open " + file + ": a symbolic link, which is not followed");
        try {
            Path path = base.resolve(file);
            if (!Files.exists(path)) return open("open " + file + ": " + Reason.ENOENT.text());
            return Files.isRegularFile(path)
                    ? null
                    : all(Mark.FAIL, true, "open " + file + ": not a regular file");
        } catch (InvalidPathException e) {
            // a letter that the locale has not: the program that reads it says so
            return null;
        }
    }

    /** Nothing was found out: that is nobody's fault, and no points are lost. */
    Evidence open(String reason) {
        return all(Mark.SKIP, false, reason);
    }

    /** Whatever the line asks came out like this. */
    private Evidence all(Mark mark, boolean judged, String reason) {
        String detail = judged ? reason : "not judged (" + reason + ")";
        List<Result> results =
                line.asked().stream()
                        .map(one -> result(one.id(), one.step(), mark, judged, detail))
                        .toList();
        return evidence(results, reason);
    }

    private static Result result(String id, int step, Mark mark, boolean judged, String detail) {
        return new Result(id, step, mark, judged, true, "is there to be graded", detail, "", 0);
    }

    /** Of a capture that sniffer has read. */
    Evidence capture(CaptureLine capture, End end) {
        if ("interrupted".equals(end.trouble())) return open(end.trouble());
        // a filter that is none is the list's, as a word that a check does not know
        if (end.status() == WRONG_USAGE) return open(end.lastLine(true));
        String out = new String(end.out(), StandardCharsets.ISO_8859_1);
        long packets = PACKET.matcher(out).results().count();
        String trouble = end.trouble() != null ? end.trouble() : trouble(end);
        boolean good = packets >= capture.least() && packets <= capture.most();
        String count = packets + (packets == capture.counted() ? " or more" : "");
        return judged(capture.wanted(), trouble, good, count + " in " + capture.file());
    }

    /** Of a program that must print something. */
    Evidence run(RunLine run, End end) {
        for (String left : end.left()) note("left " + left + " running: ended");
        if ("interrupted".equals(end.trouble())) return open(end.trouble());
        boolean found;
        try {
            Search search = new Search(run.pattern());
            found = search.finds(end.out()) || search.finds(end.err());
        } catch (Search.Hopeless e) {
            return open("no end of looking for " + run.pattern().pattern());
        }
        String trouble = end.trouble() != null ? end.trouble() : trouble(end);
        String came = end.lastLine(end.err().length > 0);
        return judged(run.wanted(), trouble, found, came.isEmpty() ? "no output" : came);
    }

    private String trouble(End end) {
        String said = end.lastLine(true);
        // sniffer says on stderr what is wrong with a file, and nothing else with --quiet
        if (end.status() == 0) return line instanceof CaptureLine ? said : "";
        return "exit status " + end.status() + (said.isEmpty() ? "" : ": " + said);
    }

    private Evidence judged(String wanted, String trouble, boolean good, String came) {
        String detail = "";
        if (!trouble.isEmpty()) detail = trouble;
        else if (!good) detail = "expected " + wanted + ", got " + came;
        Mark mark = detail.isEmpty() ? Mark.PASS : Mark.FAIL;
        Result result =
                new Result(line.program(), line.step(), mark, true, true, wanted, detail, "", 0);
        return evidence(List.of(result), "");
    }

    private Evidence evidence(List<Result> results, String remark) {
        return new Evidence(
                line.number(),
                line.who().name(),
                line.program(),
                line.target(),
                results,
                remark,
                List.copyOf(notes),
                file());
    }

    /** The capture that was handed in, or made. */
    private Path file() {
        if (kept != null) return kept;
        String file =
                line instanceof CaptureLine capture
                        ? capture.file()
                        : line instanceof CheckLine check ? check.file() : "";
        if (file.isEmpty()) return null;
        try {
            Path path = base.resolve(file);
            return Files.isRegularFile(path) ? path : null;
        } catch (InvalidPathException e) {
            // a letter that the locale has not: the program that reads it says so
            return null;
        }
    }
}
