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
        Map<Loss, Boolean> free = new IdentityHashMap<>();
        student.losses().forEach(loss -> free.put(loss, true));
        for (Evidence evidence : student.evidence())
            for (Result result : evidence.results()) {
                String id = html.id("line" + evidence.line() + "-" + result.id());
                ids.put(result, id);
                if (result.isPassed()) continue;
                for (Loss loss : student.losses()) {
                    if (!free.containsKey(loss) || !belongs(loss, result)) continue;
                    free.remove(loss);
                    losses.put(result, loss);
                    anchors.put(loss, id);
                    break;
                }
            }
    }

    private static boolean belongs(Loss loss, Result result) {
        return loss.step() == result.step() && loss.probe().equals(result.id());
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
