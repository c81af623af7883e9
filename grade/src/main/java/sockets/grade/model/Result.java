package sockets.grade.model;

/**
 * What a probe found. Texts are as they came: whoever writes them escapes them.
 *
 * @param id U4, or {@code U*} for all probes of a program of which no report came, or the kind of a
 *     line that has no probes: capture, run
 * @param step of the practical: the one that the line of the list names, else the probe's own
 * @param judged false if it was left open whether the hand-in is right or wrong
 * @param asked false for what was skipped because nobody asked for it
 * @param claim what a right hand-in does
 * @param detail what was expected and what came, or why it could not be tried
 * @param byHand a command line that shows it, or empty
 */
public record Result(
        String id,
        int step,
        Mark mark,
        boolean judged,
        boolean asked,
        String claim,
        String detail,
        String byHand,
        double seconds) {
    /** True if it gives the points of its part. */
    public boolean isPassed() {
        return mark == Mark.PASS || mark == Mark.NOTE;
    }

    public boolean isFailed() {
        return mark == Mark.FAIL;
    }
}
