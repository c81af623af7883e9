package sockets.grade.model;

import java.util.List;

/**
 * The points of a step.
 *
 * @param handedIn false if nothing of this step was handed in: it counts 0 of {@code of}
 * @param open probes that were not judged, which are left out of {@code of}
 */
public record StepPoints(int step, double got, double of, boolean handedIn, List<String> open) {}
