package sockets.grade.html;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import sockets.grade.model.Evidence;
import sockets.grade.model.Loss;
import sockets.grade.model.Mark;
import sockets.grade.model.Result;
import sockets.grade.model.Student;

/** The verdicts of a student, step by step: what failed is told whole, what passed in a line. */
final class Judged {
    private final Html html;
    private final Wording words;
    private final Costs costs;
    private final Function<Path, String> ladder;
    private final Set<Evidence> introduced = new HashSet<>();
    private final Set<Path> drawn = new HashSet<>();

    Judged(Html html, Wording words, Costs costs, Function<Path, String> ladder) {
        this.html = html;
        this.words = words;
        this.costs = costs;
        this.ladder = ladder;
    }

    /** The part of a step; false if something of it did not pass. */
    boolean of(Student student, int step) {
        boolean perfect = true;
        for (Evidence evidence : student.evidence()) {
            List<Result> results =
                    evidence.results().stream().filter(result -> result.step() == step).toList();
            if (results.isEmpty()) continue;
            evidence(evidence, results);
            perfect &= results.stream().allMatch(Result::isPassed);
        }
        return perfect;
    }

    private void evidence(Evidence evidence, List<Result> results) {
        html.open("div", "class", "evidence");
        String kind = words.orNone("program." + evidence.program());
        html.element("h3", kind.isEmpty() ? evidence.program() : kind);
        html.open("p", "class", "target").element("code", evidence.target()).close();
        // what is to be said of the whole is said once
        if (introduced.add(evidence)) {
            if (!evidence.remark().isEmpty()) english("remark", List.of(evidence.remark()));
            if (!evidence.notes().isEmpty()) english("notes", evidence.notes());
        }
        List<Result> failed = results.stream().filter(Result::isFailed).toList();
        failed.forEach(this::failed);
        boolean draw = !failed.isEmpty() && evidence.capture() != null;
        if (draw && drawn.add(evidence.capture())) ladder(ladder.apply(evidence.capture()));
        List<Result> untried =
                results.stream().filter(result -> result.mark() == Mark.SKIP).toList();
        if (!untried.isEmpty()) list("untried", untried);
        List<Result> passed = results.stream().filter(Result::isPassed).toList();
        if (!passed.isEmpty()) list("passed", passed);
        html.close();
    }

    /** Lines of the program, which are in English. */
    private void english(String title, List<String> lines) {
        html.open("div", "class", "said").element("p", words.get(title), "class", "label");
        html.open("ul");
        for (String line : lines) {
            html.open("li");
            words.english(html, "span", line);
            html.close();
        }
        html.close().close();
    }

    private void failed(Result result) {
        String id = costs.id(result);
        html.open("article", "class", "card", "id", id, "aria-labelledby", "t-" + id);
        html.open("h4", "id", "t-" + id);
        StudentPage.badge(html, "fail", "✗ " + words.get("mark.FAIL"));
        html.text(" ");
        words.probe(html, result.id(), result.claim());
        html.close();
        html.open("dl");
        for (Map.Entry<String, String> part : Detail.parts(result.detail()).entrySet())
            if (!part.getValue().isEmpty()) row(words.get(part.getKey()), part.getValue());
        if (!result.byHand().isEmpty()) {
            html.element("dt", words.get("by.hand"));
            html.open("dd").open("pre").element("code", result.byHand()).close();
            html.element("p", words.get("by.hand.how"), "class", "label").close();
        }
        String fault = words.orNone("fault." + result.id());
        if (!fault.isEmpty())
            html.element("dt", words.get("often")).element("dd", fault, "class", "prose");
        html.element("dt", words.get("costs"));
        html.element("dd", cost(result), "class", "prose");
        html.close().close();
    }

    private void row(String label, String data) {
        html.element("dt", label).open("dd");
        words.english(html, "code", data);
        html.close();
    }

    private String cost(Result result) {
        Loss loss = costs.of(result);
        if (loss == null) return words.get("costs.nothing");
        String points = words.lost(loss.points());
        if (loss.step() != result.step()) return words.get("costs.elsewhere", points, loss.step());
        return points;
    }

    /** What passed, or could not be tried, in a line each. */
    private void list(String title, List<Result> results) {
        html.open("div", "class", "list " + title);
        html.element("h4", words.get(title) + " (" + results.size() + ")").open("ul");
        for (Result result : results) {
            html.open("li", "id", costs.id(result));
            String key = "mark." + result.mark();
            if (result.mark() == Mark.SKIP && !result.judged()) key = "mark.OPEN";
            String sign = result.isPassed() ? "✓ " : "– ";
            html.element("span", sign + words.get(key), "class", "mark " + result.mark());
            html.text(" ");
            words.probe(html, result.id(), result.claim());
            // that of what passed repeats the claim
            if (!result.detail().isEmpty() && result.mark() != Mark.PASS) {
                html.text(": ");
                words.english(html, "code", result.detail());
            }
            why(result);
            html.close();
        }
        html.close().close();
    }

    private void why(Result result) {
        Loss loss = costs.of(result);
        if (loss == null) return;
        html.text(" (" + cost(result));
        if (!loss.cause().isEmpty()) html.text("; " + words.get("why.cause", loss.cause()));
        html.text(")");
    }

    private void ladder(String svg) {
        String name = html.id("ladder");
        Picture picture = Picture.of(svg, name);
        if (picture == null) return;
        String title = name + "-title";
        html.open("figure");
        html.element("figcaption", words.get("ladder"), "id", title);
        // wider than a telephone: it slides in its frame, by the keyboard, too
        html.open(
                "div",
                "class",
                "frame",
                "role",
                "region",
                "tabindex",
                "0",
                "aria-labelledby",
                title);
        html.raw("\n" + picture.markup()).close();
        words(picture.arrows());
        html.close();
    }

    /** The same arrows one under the other. */
    private void words(List<Picture.Arrow> arrows) {
        if (arrows.isEmpty()) return;
        html.open("details").element("summary", words.get("ladder.words")).open("ol");
        for (Picture.Arrow arrow : arrows) {
            String direction = words.get(arrow.toServer() ? "to.server" : "to.client");
            html.open("li").text(arrow.time() + ", " + direction + ": ");
            words.english(html, "code", arrow.what());
            html.close();
        }
        html.close().close();
    }
}
