package sockets.grade.html;

import java.util.IdentityHashMap;
import java.util.Map;
import sockets.grade.model.Evidence;
import sockets.grade.model.Loss;
import sockets.grade.model.Result;
import sockets.grade.model.Student;

/** Which verdict cost which points, and where on the page it stands. */
final class Costs {
    // two verdicts, or two losses, may be equal
    private final Map<Result, Loss> losses = new IdentityHashMap<>();
    private final Map<Loss, String> anchors = new IdentityHashMap<>();
    private final Map<Result, String> ids = new IdentityHashMap<>();

    Costs(Html html, Student student) {
        for (Evidence evidence : student.evidence())
            for (Result result : evidence.results())
                ids.put(result, html.id("line" + evidence.line() + "-" + result.id()));
        match(student, true);
        // points may be given in another step than the one of the probe
        match(student, false);
    }

    private void match(Student student, boolean sameStep) {
        for (Evidence evidence : student.evidence())
            for (Result result : evidence.results()) {
                if (result.isPassed() || losses.containsKey(result)) continue;
                for (Loss loss : student.losses()) {
                    boolean belongs =
                            loss.probe().equals(result.id()) && !anchors.containsKey(loss);
                    if (!belongs || sameStep && loss.step() != result.step()) continue;
                    losses.put(result, loss);
                    anchors.put(loss, ids.get(result));
                    break;
                }
            }
    }

    /** What a verdict cost, or null. */
    Loss of(Result result) {
        return losses.get(result);
    }

    /** The id of the element that tells a verdict. */
    String id(Result result) {
        return ids.get(result);
    }

    /** The id of the verdict that cost this, or null. */
    String anchor(Loss loss) {
        return anchors.get(loss);
    }
}
