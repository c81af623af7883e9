package sockets.grade.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import sockets.common.text.Quote;
import sockets.common.text.Texts;
import sockets.grade.list.Line;
import sockets.grade.model.Course;
import sockets.grade.model.Evidence;
import sockets.grade.model.Loss;
import sockets.grade.model.Result;
import sockets.grade.model.StepPoints;
import sockets.grade.model.Student;

/** The points of one student in words, for the student: a text of each, in the user's language. */
public final class StudentReport {
    private final Texts texts;
    private final Student student;
    private final List<String> lines = new ArrayList<>();

    private StudentReport(Texts texts, Student student) {
        this.texts = texts;
        this.student = student;
    }

    /** Writes those of a class, under their names. */
    public static void write(Course course, Texts texts, ReportFiles files) throws IOException {
        Set<String> names = new HashSet<>();
        for (Student student : course.students()) {
            String plain = Line.plain(student.name());
            if (plain.isEmpty()) plain = "student";
            String name = plain;
            // two names may be alike in plain letters; a system may not know capitals apart
            for (int i = 2; !names.add(name.toLowerCase(Locale.ROOT)); i++) name = plain + "-" + i;
            files.write(name + ".txt", new StudentReport(texts, student).text());
        }
    }

    private void line(String line) {
        lines.add(Quote.line(line));
    }

    private void say(String key, Object... arguments) {
        line(texts.get("report." + key, arguments));
    }

    private static String number(double value) {
        return Text.number(value);
    }

    private String text() {
        String id = student.id().isEmpty() ? "" : " <" + student.id() + ">";
        line(student.name() + id);
        say("total", number(student.total()), number(student.of()));
        line("");
        for (StepPoints step : student.steps()) step(step);
        losses();
        for (Evidence evidence : student.evidence()) remarks(evidence);
        return String.join("\n", lines) + "\n";
    }

    private void step(StepPoints step) {
        String key = step.handedIn() ? "step" : "step.missing";
        String open = step.open().isEmpty() ? "" : ". ";
        if (!step.open().isEmpty()) open += texts.get("report.open", String.join(" ", step.open()));
        line(texts.get("report." + key, step.step(), number(step.got()), number(step.of())) + open);
    }

    private void losses() {
        List<Loss> losses =
                student.losses().stream().filter(loss -> isHandedIn(loss.step())).toList();
        if (losses.isEmpty()) return;
        line("");
        say("lost");
        for (Loss loss : losses) {
            line("");
            String what = loss.claim().isEmpty() ? loss.probe() : loss.probe() + " " + loss.claim();
            say("part", loss.step(), number(loss.points()), what);
            if (loss.cause().isEmpty()) line("    " + loss.detail());
            else say("because", loss.cause(), loss.detail());
            String command = byHand(loss);
            if (!command.isEmpty()) say("by-hand", command);
        }
    }

    private boolean isHandedIn(int step) {
        return !student.missing().contains(step);
    }

    private String byHand(Loss loss) {
        for (Evidence evidence : student.evidence())
            for (Result result : evidence.results())
                if (result.id().equals(loss.probe()) && result.detail().equals(loss.detail()))
                    return result.byHand();
        return "";
    }

    private void remarks(Evidence evidence) {
        List<String> all = new ArrayList<>(evidence.notes());
        if (!evidence.remark().isEmpty()) all.add(0, evidence.remark());
        if (all.isEmpty()) return;
        line("");
        say("remark", evidence.program(), evidence.target());
        for (String remark : all) line("    " + remark);
    }
}
