package sockets.grade.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sockets.grade.model.Evidence;
import sockets.grade.model.Loss;
import sockets.grade.model.Result;
import sockets.grade.model.Student;

/** What several reports say in the same words. */
public final class Text {
    private Text() {}

    /** Two decimals at most: 3, 3.5, 0.33. */
    public static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    /** Four decimals at most: what was lost, added up, is what is missing of the whole. */
    static String exact(double value) {
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    /** Why a line has no full points; empty if it has. */
    public static String trouble(Evidence evidence) {
        if (!evidence.remark().isEmpty()) return evidence.remark();
        List<Result> results = evidence.results();
        List<Result> failed = results.stream().filter(Result::isFailed).toList();
        List<Result> open = results.stream().filter(result -> !result.judged()).toList();
        boolean nothing = open.isEmpty() && results.stream().noneMatch(Result::isPassed);
        // nothing was there, or the line asks one thing only
        if (failed.size() == 1 && nothing) return failed.get(0).detail();
        List<String> parts = new ArrayList<>();
        if (!failed.isEmpty()) parts.add(ids(failed));
        if (!open.isEmpty()) parts.add("not judged: " + ids(open));
        return String.join(", ", parts);
    }

    private static String ids(List<Result> results) {
        return String.join(" ", results.stream().map(Result::id).toList());
    }

    /** The same of all that a student has handed in. */
    static String failures(Student student) {
        return String.join("; ", failed(student));
    }

    /** The same, and what was not handed in. */
    static String troubles(Student student) {
        List<String> parts = failed(student);
        String missing = missing(student);
        if (!missing.isEmpty()) parts.add("not handed in: " + missing);
        return String.join("; ", parts);
    }

    private static List<String> failed(Student student) {
        List<String> parts = new ArrayList<>();
        for (Evidence evidence : student.evidence()) {
            String trouble = trouble(evidence);
            if (!trouble.isEmpty()) parts.add(evidence.program() + ": " + trouble);
        }
        return parts;
    }

    /** The steps of which nothing was handed in, and the parts of the others: 4, 6-9, 7 (S*). */
    static String missing(Student student) {
        List<Integer> steps = student.missing();
        List<String> parts = new ArrayList<>();
        if (!steps.isEmpty()) parts.add(steps(steps));
        for (Loss loss : student.losses())
            if (loss.isMissing() && !steps.contains(loss.step()))
                parts.add(loss.step() + " (" + loss.probe() + ")");
        return String.join(", ", parts);
    }

    /** Numbers in order, with those that follow each other as one: 4, 6-9. */
    private static String steps(List<Integer> steps) {
        List<String> spans = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            int first = i;
            while (i + 1 < steps.size() && steps.get(i + 1) == steps.get(i) + 1) i++;
            String span = String.valueOf(steps.get(first));
            spans.add(i == first ? span : span + "-" + steps.get(i));
        }
        return String.join(", ", spans);
    }
}
