package sockets.grade.html;

import java.util.ArrayList;
import java.util.List;
import sockets.grade.model.Course;
import sockets.grade.model.Evidence;
import sockets.grade.model.StepPoints;
import sockets.grade.model.Student;

/** The page of the class: the table of points, what is missing, which probes failed most. */
final class ClassPage {
    private final Wording words;
    private final Course course;
    private final Page page;

    ClassPage(Wording words, Course course) {
        this.words = words;
        this.course = course;
        page = new Page(words);
    }

    String page() {
        Html html = page.begin(words.get("title"), "class");
        html.open("header").element("h1", words.get("title"));
        html.element("p", words.get("class.size", course.students().size(), course.steps().size()));
        html.close();
        table(html);
        missing(html);
        new Faults(html, words, course).write();
        open(html);
        remarks(html);
        return page.end(html);
    }

    private void table(Html html) {
        html.open("section", "aria-labelledby", "points");
        html.element("h2", words.get("points"), "id", html.id("points"));
        html.open("table", "class", "grid").open("caption").text(words.get("legend")).close();
        html.open("thead").open("tr");
        html.element("th", words.get("column.number"), "scope", "col", "class", "number");
        html.element("th", words.get("column.student"), "scope", "col");
        for (int step : course.steps())
            html.open("th", "scope", "col", "class", "number")
                    .text(words.get("column.step") + " " + step)
                    .close();
        html.element("th", words.get("column.total"), "scope", "col", "class", "number");
        html.close().close().open("tbody");
        for (int i = 0; i < course.students().size(); i++) row(html, i);
        html.close();
        average(html);
        html.close().close();
    }

    private void row(Html html, int index) {
        Student student = course.students().get(index);
        html.open("tr").element("td", String.valueOf(index + 1), "class", "number rank");
        html.open("th", "scope", "row");
        link(html, index);
        if (!student.id().isBlank())
            html.text(" ").element("bdi", student.id(), "class", "id").close();
        else html.close();
        for (int step : course.steps()) cell(html, step, pointsOf(student, step));
        html.open("td", "class", "number total", "data-label", words.get("column.total"));
        html.text(words.share(student.total(), student.of())).close().close();
    }

    private void cell(Html html, int step, StepPoints points) {
        String label = words.get("column.step") + " " + step;
        String kind = points == null ? "none" : kind(points);
        html.open("td", "class", "number " + kind, "data-label", label);
        if (points == null) html.text("");
        else {
            html.text(words.share(points.got(), points.of()));
            String sign = sign(points);
            if (!sign.isEmpty()) {
                html.element("span", " " + sign, "aria-hidden", "true");
                String said = words.get(points.handedIn() ? "sign.open" : "sign.missing");
                html.element("span", ", " + said, "class", "unseen");
            }
        }
        html.close();
    }

    private static String kind(StepPoints points) {
        if (!points.handedIn()) return "missing";
        if (points.of() <= 0) return "open";
        return points.got() < points.of() - 0.005 ? "part" : "whole";
    }

    private static String sign(StepPoints points) {
        if (!points.handedIn()) return "∅";
        return points.open().isEmpty() ? "" : "*";
    }

    private static StepPoints pointsOf(Student student, int step) {
        return student.steps().stream().filter(of -> of.step() == step).findFirst().orElse(null);
    }

    private void average(Html html) {
        if (course.students().isEmpty()) return;
        html.open("tfoot").open("tr").open("td").close();
        html.element("th", words.get("average"), "scope", "row");
        for (int step : course.steps()) {
            List<Double> got = new ArrayList<>();
            for (Student student : course.students()) {
                StepPoints points = pointsOf(student, step);
                if (points != null) got.add(points.got());
            }
            String label = words.get("column.step") + " " + step;
            html.element("td", mean(got), "class", "number", "data-label", label);
        }
        String total = mean(course.students().stream().map(Student::total).toList());
        String label = words.get("column.total");
        html.element("td", total, "class", "number total", "data-label", label);
        html.close().close();
    }

    private String mean(List<Double> values) {
        return words.number(values.stream().mapToDouble(value -> value).average().orElse(0));
    }

    private void link(Html html, int index) {
        html.open("a", "href", HtmlReport.nameOf(course.students(), index));
        page.name(html, course.students().get(index).name());
        html.close();
    }

    /** By step, who has handed in nothing of it. */
    private void missing(Html html) {
        html.open("section", "aria-labelledby", "missing");
        html.element("h2", words.get("missing.title"), "id", html.id("missing"));
        boolean any = false;
        for (int step : course.steps()) {
            List<Integer> who = new ArrayList<>();
            for (int i = 0; i < course.students().size(); i++)
                if (course.students().get(i).missing().contains(step)) who.add(i);
            if (who.isEmpty()) continue;
            if (!any) html.open("dl", "class", "missing");
            any = true;
            String count = words.get("n.of", who.size(), course.students().size());
            html.element("dt", words.get("column.step") + " " + step + " (" + count + ")");
            html.open("dd");
            for (int i = 0; i < who.size(); i++) {
                if (i > 0) html.text(", ");
                link(html, who.get(i));
            }
            html.close();
        }
        if (any) html.close();
        else html.element("p", words.get("missing.none"));
        html.close();
    }

    /** What was left open, and is not counted. */
    private void open(Html html) {
        boolean any = course.students().stream().anyMatch(student -> !student.open().isEmpty());
        if (!any) return;
        html.open("section", "aria-labelledby", "open");
        html.element("h2", words.get("open.title"), "id", html.id("open"));
        html.element("p", words.get("open.what")).open("ul");
        for (int i = 0; i < course.students().size(); i++) {
            List<String> open = course.students().get(i).open();
            if (open.isEmpty()) continue;
            html.open("li");
            link(html, i);
            html.text(": " + words.list(open)).close();
        }
        html.close().close();
    }

    /** What the program said of a line: a host that was not there, a command that did not start. */
    private void remarks(Html html) {
        boolean any =
                course.students().stream()
                        .flatMap(student -> student.evidence().stream())
                        .anyMatch(evidence -> !evidence.remark().isEmpty());
        if (!any) return;
        html.open("section", "aria-labelledby", "remarks");
        html.element("h2", words.get("remarks.title"), "id", html.id("remarks")).open("ul");
        for (int i = 0; i < course.students().size(); i++)
            for (Evidence evidence : course.students().get(i).evidence()) {
                if (evidence.remark().isEmpty()) continue;
                html.open("li");
                link(html, i);
                html.text(", " + evidence.program() + ": ");
                words.english(html, "code", evidence.remark());
                html.close();
            }
        html.close().close();
    }
}
