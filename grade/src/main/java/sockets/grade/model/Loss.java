package sockets.grade.model;

/**
 * One lost part of the points.
 *
 * @param step that the points belong to
 * @param cause the other probe because of which this one could not be judged; empty if it failed
 *     itself
 * @param detail what was expected and what came, or why it could not be tried
 */
public record Loss(
        int step, String probe, String claim, double points, String cause, String detail) {
    private static final String MISSING = "not handed in";

    /** Points for which nothing was handed in. */
    public static Loss missing(int step, String probes, String purpose, double points) {
        return new Loss(step, probes, purpose, points, "", MISSING);
    }

    /** True if nothing was handed in for them. */
    public boolean isMissing() {
        return detail.equals(MISSING);
    }
}
