package sockets.grade.model;

/** How a probe came out: {@code check} has the same four words. */
public enum Mark {
    PASS,
    FAIL,
    /** A property that is a choice: it counts as passed. */
    NOTE,
    /** It could not be tried. */
    SKIP
}
