package sockets.grade.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sockets.grade.model.Alike;
import sockets.grade.model.Course;
import sockets.grade.model.Evidence;
import sockets.grade.model.Loss;
import sockets.grade.model.Result;
import sockets.grade.model.StepPoints;
import sockets.grade.model.Student;

/** The class as tables for a spreadsheet: points, verdicts, and what each lost part cost. */
public final class Tables {
    private Tables() {}

    public static void write(Course course, char separator, ReportFiles files) throws IOException {
        files.write("results.csv", results(course, separator));
        files.write("probes.csv", probes(course, separator));
        files.write("lost.csv", lost(course, separator));
    }

    /** The pairs of hand-ins that are alike; without any, the head alone. */
    public static void alike(List<Alike> pairs, char separator, ReportFiles files)
            throws IOException {
        Csv csv = new Csv(separator);
        csv.row("kind", "student", "line", "other student", "other line", "share", "what");
        for (Alike pair : pairs) {
            Object line = pair.otherLine() == 0 ? "" : pair.otherLine();
            csv.row(
                    pair.kind(),
                    pair.student(),
                    pair.line(),
                    pair.other(),
                    line,
                    pair.share(),
                    pair.what());
        }
        files.write("alike.csv", csv.toString());
    }

    private static String results(Course course, char separator) {
        Csv csv = new Csv(separator);
        List<Object> head = new ArrayList<>(List.of("student", "id"));
        for (int step : course.steps()) head.add("step " + step);
        head.addAll(List.of("total", "of", "not handed in", "failed"));
        csv.row(head);
        for (Student student : course.students()) {
            List<Object> row = new ArrayList<>(List.of(student.name(), student.id()));
            for (StepPoints step : student.steps()) row.add(step.got());
            row.addAll(List.of(student.total(), student.of()));
            row.add(Text.missing(student));
            row.add(Text.failures(student));
            csv.row(row);
        }
        return csv.toString();
    }

    private static String probes(Course course, char separator) {
        Csv csv = new Csv(separator);
        csv.row(
                "student", "id", "line", "program", "probe", "step", "verdict", "claim", "detail",
                "seconds");
        for (Student student : course.students())
            for (Evidence evidence : student.evidence())
                for (Result result : evidence.results())
                    csv.row(
                            student.name(),
                            student.id(),
                            evidence.line(),
                            evidence.program(),
                            result.id(),
                            result.step(),
                            result.mark().name(),
                            result.claim(),
                            result.detail(),
                            result.seconds());
        return csv.toString();
    }

    private static String lost(Course course, char separator) {
        // exact, so that all that is lost is what is missing of the whole
        Csv csv = new Csv(separator).exact();
        csv.row("student", "id", "step", "probe", "claim", "points", "because of", "detail");
        for (Student student : course.students())
            for (Loss loss : student.losses())
                csv.row(
                        student.name(),
                        student.id(),
                        loss.step(),
                        loss.probe(),
                        loss.claim(),
                        loss.points(),
                        loss.cause(),
                        loss.detail());
        return csv.toString();
    }
}
