package sockets.grade.points;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sockets.grade.list.Line;
import sockets.grade.list.Who;
import sockets.grade.model.Course;
import sockets.grade.model.Evidence;
import sockets.grade.model.Loss;
import sockets.grade.model.Result;
import sockets.grade.model.StepPoints;
import sockets.grade.model.Student;

/** Counts the points of a class. */
public final class Points {
    /**
     * The probe that is to blame: "no answer any more since U4", "needs a server that ... (C1)".
     */
    private static final Pattern CAUSE =
            Pattern.compile("(?:since |[(])([A-Z][0-9]{1,2})\\b[^(]*$");

    private final Weights weights;

    public Points(Weights weights) {
        this.weights = weights;
    }

    /** The class, in the order of the list. */
    public Course course(List<Line> lines, List<Evidence> evidence) {
        Map<Who, List<Evidence>> byStudent = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++)
            byStudent
                    .computeIfAbsent(lines.get(i).who(), who -> new ArrayList<>())
                    .add(evidence.get(i));
        List<Student> students = new ArrayList<>();
        byStudent.forEach((who, all) -> students.add(student(who, all)));
        return new Course(students, weights.steps());
    }

    private Student student(Who who, List<Evidence> evidence) {
        List<StepPoints> steps = new ArrayList<>();
        List<Loss> losses = new ArrayList<>();
        for (int step : weights.steps()) {
            Count count = new Count();
            for (Weight weight : weights.all())
                if (weight.step() == step) count.add(weight, evidence, losses);
            steps.add(
                    new StepPoints(
                            step, count.got, count.of, count.handedIn, List.copyOf(count.open)));
        }
        return new Student(who.name(), who.id(), evidence, steps, losses);
    }

    /** The points of one step. */
    private static final class Count {
        double got;
        double of;
        boolean handedIn;
        final Set<String> open = new LinkedHashSet<>();

        void add(Weight weight, List<Evidence> evidence, List<Loss> losses) {
            List<Counted> asked = new ArrayList<>();
            for (Evidence one : evidence)
                for (Result result : one.results())
                    if (weight.has(result)) asked.add(new Counted(one, result));
            if (asked.isEmpty()) {
                of += weight.points();
                losses.add(
                        Loss.missing(
                                weight.step(), weight.name(), weight.purpose(), weight.points()));
                return;
            }
            handedIn = true;
            List<Counted> counted = asked.stream().filter(one -> !one.isExcused()).toList();
            // all that this weight is for was left unasked: nobody knows
            if (counted.isEmpty()) asked.forEach(one -> open.add(one.result.id()));
            double share = weight.points() / Math.max(1, counted.size());
            for (Counted one : counted) {
                if (!one.result.judged()) {
                    open.add(one.result.id());
                    continue;
                }
                of += share;
                if (one.result.isPassed()) got += share;
                else losses.add(one.loss(weight.step(), share));
            }
        }
    }

    /** A result that a weight names. */
    private record Counted(Evidence evidence, Result result) {
        private boolean isSkipped() {
            return result.judged() && !result.isPassed() && !result.isFailed();
        }

        private String named() {
            Matcher cause = CAUSE.matcher(result.detail());
            return cause.find() ? cause.group(1) : "";
        }

        boolean isExcused() {
            return isSkipped() && !result.asked();
        }

        Loss loss(int step, double points) {
            return new Loss(step, result.id(), result.claim(), points, cause(), result.detail());
        }

        private String cause() {
            if (!isSkipped()) return "";
            if (!named().isEmpty()) return named();
            // "the server cannot be started again": since the last one that failed; a capture
            // without a packet: what is missing may be told by a later one
            String last = "";
            boolean passed = false;
            for (Result one : evidence.results()) {
                passed |= one.equals(result);
                if (one.isFailed() && (!passed || last.isEmpty())) last = one.id();
            }
            return last;
        }
    }
}
