package sockets.grade.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sockets.grade.list.Line;
import sockets.grade.model.Alike;
import sockets.grade.model.Evidence;
import sockets.grade.model.Mark;
import sockets.grade.model.Result;

/**
 * What is alike in a class. It is found out before anything that was handed in runs: that may
 * change files.
 */
public final class Comparison {
    /** More pairs of a kind nobody looks at. */
    static final int MOST = 200;

    private final Captures captures;
    private final Programs programs;

    /**
     * @param base the folder of the list, absolute and normalized
     * @param given folders with what the course gave to all
     */
    public Comparison(List<Line> lines, Path base, List<Path> given) throws IOException {
        captures = new Captures(lines, base);
        programs = new Programs(lines, base, given);
    }

    /** All pairs, captures first. */
    public List<Alike> pairs() {
        List<Alike> all = new ArrayList<>(captures.alike());
        all.addAll(programs.alike());
        return all;
    }

    /**
     * The evidence with what is to be said of captures. One that is the course's gives no points;
     * two that are the same keep theirs: who copied from whom is not known here.
     */
    public List<Evidence> told(List<Evidence> evidence) {
        return evidence.stream().map(this::told).toList();
    }

    private Evidence told(Evidence one) {
        List<String> notes = new ArrayList<>(one.notes());
        Map<Integer, String> course = captures.ofCourse();
        notes.addAll(captures.notes().getOrDefault(one.line(), List.of()));
        String reason = course.get(one.line());
        List<Result> results = one.results();
        String remark = one.remark();
        if (reason != null) {
            results = results.stream().map(result -> failed(result, reason)).toList();
            if (remark.isEmpty()) remark = reason;
            else notes.add(reason);
        }
        return new Evidence(
                one.line(),
                one.student(),
                one.program(),
                one.target(),
                results,
                remark,
                notes,
                one.capture());
    }

    private static Result failed(Result result, String reason) {
        // what was not tried would else be blamed on what fails now
        if (result.isFailed()) return result;
        return new Result(
                result.id(),
                result.step(),
                Mark.FAIL,
                true,
                true,
                result.claim(),
                reason,
                result.byHand(),
                result.seconds());
    }
}
