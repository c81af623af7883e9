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
        int step, String probe, String claim, double points, String cause, String detail) {}
