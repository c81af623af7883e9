package sockets.grade.model;

import java.util.List;

/**
 * One student, or group, with all that was handed in.
 *
 * @param id an e-mail address or a number by which others know it; may be empty
 * @param evidence in the order of the list
 * @param steps all of the course, in order
 */
public record Student(
        String name,
        String id,
        List<Evidence> evidence,
        List<StepPoints> steps,
        List<Loss> losses) {
    /** Points of all steps. */
    public double total() {
        return steps.stream().mapToDouble(StepPoints::got).sum();
    }

    /** Of so many. */
    public double of() {
        return steps.stream().mapToDouble(StepPoints::of).sum();
    }

    /** The steps of which nothing was handed in. */
    public List<Integer> missing() {
        return steps.stream().filter(step -> !step.handedIn()).map(StepPoints::step).toList();
    }

    /** The probes that were not judged. */
    public List<String> open() {
        return steps.stream().flatMap(step -> step.open().stream()).toList();
    }
}
