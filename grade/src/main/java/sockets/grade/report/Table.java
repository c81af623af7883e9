package sockets.grade.report;

import java.util.ArrayList;
import java.util.List;
import sockets.common.text.Quote;
import sockets.grade.model.Course;
import sockets.grade.model.StepPoints;
import sockets.grade.model.Student;

/** The class as lines on a terminal. */
public final class Table {
    private Table() {}

    public static List<String> lines(Course course) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("student"));
        for (int step : course.steps()) head.add("step " + step);
        head.addAll(List.of("total", "failed"));
        rows.add(head);
        for (Student student : course.students()) rows.add(row(student));
        int[] widths = new int[head.size()];
        for (List<String> row : rows)
            for (int i = 0; i < widths.length; i++)
                widths[i] = Math.max(widths[i], width(row.get(i)));
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static List<String> row(Student student) {
        List<String> row = new ArrayList<>(List.of(Quote.line(student.name())));
        for (StepPoints step : student.steps())
            row.add(step.handedIn() ? of(step.got(), step.of()) : "-");
        row.add(of(student.total(), student.of()));
        row.add(Quote.line(Text.troubles(student)));
        return row;
    }

    private static String of(double got, double of) {
        return Text.number(got) + "/" + Text.number(of);
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++)
            line.append(row.get(i)).append(" ".repeat(widths[i] - width(row.get(i)) + 2));
        return line.toString().stripTrailing();
    }
}
