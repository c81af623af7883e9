package sockets.grade.html;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import sockets.grade.model.Course;
import sockets.grade.model.Evidence;
import sockets.grade.model.Loss;
import sockets.grade.model.Result;
import sockets.grade.model.StepPoints;
import sockets.grade.model.Student;

/**
 * The page of one student or group: the points, what cost some, and each step with its verdicts.
 */
final class StudentPage {
    private final Wording words;
    private final Course course;
    private final Function<Path, String> ladder;
    private final Page page;

    StudentPage(Wording words, Course course, Function<Path, String> ladder) {
        this.words = words;
        this.course = course;
        this.ladder = ladder;
        page = new Page(words);
    }

    String page(Student student) {
        Html html = page.begin(words.name(student.name()) + " - " + words.get("title"), "student");
        Costs costs = new Costs(html, student);
        Judged judged = new Judged(html, words, costs, ladder);
        header(html, student);
        points(html, student);
        losses(html, student, costs);
        for (int step : steps(student)) section(html, student, step, judged);
        html.open("nav", "aria-label", words.get("nav"));
        html.open("p").text(words.get("to.class") + " ");
        html.element("a", words.get("title"), "href", "index.html").close().close();
        return page.end(html);
    }

    private void header(Html html, Student student) {
        html.open("header");
        html.open("p", "class", "kicker").text(words.get("title")).close();
        html.open("h1");
        page.name(html, student.name());
        html.close();
        if (!student.id().isBlank())
            html.open("p", "class", "id").element("bdi", student.id()).close();
        html.open("p", "class", "total");
        html.element("strong", words.number(student.total()));
        html.text(" " + words.get("of.points", words.number(student.of()))).close();
        bar(html, student.total(), student.of());
        List<Integer> missing = student.missing();
        int handedIn = student.steps().size() - missing.size();
        String said = words.get("handed.in", handedIn, student.steps().size());
        if (!missing.isEmpty()) said += " " + words.get("missing", words.list(missing));
        html.element("p", said);
        if (!student.open().isEmpty())
            html.element("p", words.get("open", words.list(student.open())));
        html.close();
    }

    /** Length tells a share; the number beside it says it. */
    static void bar(Html html, double got, double of) {
        long percent = of <= 0 ? 0 : Math.round(Math.max(0, Math.min(1, got / of)) * 100);
        html.open("div", "class", "bar", "aria-hidden", "true");
        html.open("div", "style", "width:" + percent + "%").close().close();
    }

    private void points(Html html, Student student) {
        html.open("section", "aria-labelledby", "points");
        html.element("h2", words.get("points.by.step"), "id", html.id("points"));
        html.open("table", "class", "points").open("thead").open("tr");
        html.element("th", words.get("column.step"), "scope", "col");
        html.element("th", words.get("column.points"), "scope", "col", "class", "number");
        html.element("th", words.get("column.state"), "scope", "col");
        html.close().close().open("tbody");
        for (StepPoints step : student.steps()) {
            html.open("tr").open("th", "scope", "row");
            html.element("a", stepTitle(step.step()), "href", "#step" + step.step()).close();
            html.element("td", words.share(step.got(), step.of()), "class", "number");
            html.open("td");
            state(html, step);
            html.close().close();
        }
        html.close().open("tfoot").open("tr");
        html.element("th", words.get("column.total"), "scope", "row");
        html.element("td", words.share(student.total(), student.of()), "class", "number");
        html.open("td").close().close().close().close().close();
    }

    private void state(Html html, StepPoints step) {
        double lost = step.of() - step.got();
        if (!step.handedIn()) badge(html, "missing", words.get("state.missing"));
        else if (step.of() <= 0) badge(html, "open", words.get("state.nothing"));
        else if (lost < 0.005) badge(html, "pass", words.get("state.whole"));
        else badge(html, "fail", words.get("state.lost", words.number(lost)));
        if (!step.open().isEmpty())
            html.text(" " + words.get("state.open", words.list(step.open())));
    }

    static void badge(Html html, String kind, String text) {
        html.element("span", text, "class", "badge " + kind);
    }

    private void losses(Html html, Student student, Costs costs) {
        html.open("section", "aria-labelledby", "lost");
        html.element("h2", words.get("lost.title"), "id", html.id("lost"));
        if (student.losses().isEmpty()) {
            html.element("p", words.get("lost.none")).close();
            return;
        }
        html.open("table", "class", "cards").open("thead").open("tr");
        html.element("th", words.get("column.points"), "scope", "col", "class", "number");
        for (String column : List.of("step", "claim", "why"))
            html.element("th", words.get("column." + column), "scope", "col");
        html.close().close().open("tbody");
        for (Loss loss : student.losses()) {
            html.open("tr");
            html.element("td", words.lost(loss.points()), "class", "number lost");
            html.open("td", "class", "step");
            html.element("span", words.get("column.step") + " ", "class", "narrow");
            html.text(String.valueOf(loss.step())).close();
            html.open("th", "scope", "row");
            String anchor = costs.anchor(loss);
            if (anchor == null) html.open("span");
            else html.open("a", "href", "#" + anchor);
            if (loss.isMissing()) words.purpose(html, loss.probe(), loss.claim());
            else words.probe(html, loss.probe(), loss.claim());
            html.close().close().open("td");
            html.text(why(loss)).close().close();
        }
        html.close().close().close();
    }

    private String why(Loss loss) {
        if (loss.isMissing()) return words.get("state.missing");
        return loss.cause().isEmpty()
                ? words.get("why.failed")
                : words.get("why.cause", loss.cause());
    }

    /** All for which there are points or verdicts. */
    private Set<Integer> steps(Student student) {
        Set<Integer> steps = new TreeSet<>(course.steps());
        for (StepPoints points : student.steps()) steps.add(points.step());
        for (Evidence evidence : student.evidence())
            for (Result result : evidence.results()) steps.add(result.step());
        return steps;
    }

    private void section(Html html, Student student, int step, Judged judged) {
        String heading = html.id("step" + step);
        html.open("section", "aria-labelledby", heading, "class", "step");
        html.element("h2", stepTitle(step), "id", heading);
        StepPoints points =
                student.steps().stream().filter(of -> of.step() == step).findFirst().orElse(null);
        html.open("p", "class", "score");
        if (points == null) html.text(words.get("no.points"));
        else {
            html.element("strong", words.get("score", num(points.got()), num(points.of())));
            html.text(" ");
            state(html, points);
        }
        html.close();
        boolean perfect = judged.of(student, step);
        boolean lost = points != null && points.got() < points.of() - 0.005;
        if (!perfect || lost) guide(html, step);
        html.close();
    }

    private String num(double value) {
        return words.number(value);
    }

    /** What to look up: the step of the guide, and in words, for who has not got it at hand. */
    private void guide(Html html, int step) {
        String look = words.orNone("look." + step);
        if (look.isEmpty()) return;
        html.open("aside", "class", "look", "aria-labelledby", "look" + step);
        html.element("h3", words.get("look.title"), "id", html.id("look" + step));
        html.element("p", look);
        html.open("p", "class", "where").text(words.get("look.where") + " ");
        html.element("code", words.get("look.file")).text(", " + stepTitle(step) + ".");
        html.close().close();
    }

    private String stepTitle(int step) {
        String title = words.step(step);
        return words.get("column.step") + " " + step + (title.isEmpty() ? "" : ": " + title);
    }
}
