package sockets.grade.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import sockets.grade.model.Course;
import sockets.grade.model.Evidence;
import sockets.grade.model.Loss;
import sockets.grade.model.Result;
import sockets.grade.model.Student;

/** Which probes failed most in the class: what to explain once more to all. */
final class Faults {
    /** A probe in the whole class. */
    private static final class Count {
        String id;
        String claim;

        /** The steps whose points it has cost; those of the probe itself where it cost none. */
        final TreeSet<Integer> steps = new TreeSet<>();

        int failed;
        int asked;
        double points;
    }

    private final Html html;
    private final Wording words;
    private final Course course;

    Faults(Html html, Wording words, Course course) {
        this.html = html;
        this.words = words;
        this.course = course;
    }

    void write() {
        List<Count> counts = counts();
        html.open("section", "aria-labelledby", "faults");
        html.element("h2", words.get("faults.title"), "id", html.id("faults"));
        if (counts.isEmpty()) {
            html.element("p", words.get("faults.none")).close();
            return;
        }
        html.open("table", "class", "cards").open("thead").open("tr");
        for (String column : List.of("failed", "lost"))
            html.element("th", words.get("column." + column), "scope", "col", "class", "number");
        for (String column : List.of("step", "claim"))
            html.element("th", words.get("column." + column), "scope", "col");
        html.close().close().open("tbody");
        for (Count count : counts) {
            html.open("tr").open("td", "class", "number");
            html.text(words.get("n.of", count.failed, count.asked));
            html.element("span", " " + words.get("failed.narrow"), "class", "narrow").close();
            html.element("td", words.lost(count.points), "class", "number lost");
            html.open("td", "class", "step");
            html.element("span", words.get("column.step") + " ", "class", "narrow");
            html.text(words.list(List.copyOf(count.steps))).close();
            html.open("th", "scope", "row");
            words.probe(html, count.id, count.claim);
            html.close().close();
        }
        html.close().close().close();
    }

    private List<Count> counts() {
        Map<String, Count> counts = new TreeMap<>();
        for (Student student : course.students())
            for (Loss loss : student.losses()) {
                // what could not be judged is no fault of its own
                if (!loss.cause().isEmpty() || loss.isMissing()) continue;
                Count count = count(counts, loss.probe(), loss.claim());
                count.steps.add(loss.step());
                count.points += loss.points();
            }
        for (Student student : course.students())
            for (Evidence evidence : student.evidence())
                for (Result result : evidence.results()) {
                    Count count = count(counts, result.id(), result.claim());
                    if (count.points == 0) count.steps.add(result.step());
                    count.asked++;
                    if (result.isFailed()) count.failed++;
                }
        List<Count> failed = new ArrayList<>(counts.values());
        failed.removeIf(count -> count.failed == 0);
        Comparator<Count> most = Comparator.comparingInt(count -> -count.failed);
        failed.sort(
                most.thenComparingDouble(count -> -count.points)
                        .thenComparingInt(count -> count.steps.first()));
        return failed;
    }

    private static Count count(Map<String, Count> counts, String id, String claim) {
        Count count = counts.computeIfAbsent(id + " " + claim, key -> new Count());
        count.id = id;
        count.claim = claim;
        return count;
    }
}
