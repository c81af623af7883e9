package sockets.harness.check;

/**
 * What a probe found.
 *
 * @param kind how it counts
 * @param detail for FAIL what was expected and what came, for SKIP why, for NOTE the property seen,
 *     for PASS a remark, or nothing
 * @param isJudged false for a SKIP that leaves open whether the server is right
 * @param isAsked false for a SKIP of what was not asked for, or cannot be here: nobody's fault
 * @param isSilence true for a FAIL because something has not come: none, if our time was over
 */
public record Verdict(
        Kind kind, String detail, boolean isJudged, boolean isAsked, boolean isSilence) {
    /** PASS and FAIL judge; NOTE tells a property that is a choice; SKIP could not be tried. */
    public enum Kind {
        PASS,
        FAIL,
        NOTE,
        SKIP
    }

    public static Verdict pass() {
        return pass("");
    }

    /** It passed, and something about how is told beside it. */
    public static Verdict pass(String remark) {
        return new Verdict(Kind.PASS, remark, true, true, false);
    }

    public static Verdict fail(String detail) {
        return new Verdict(Kind.FAIL, detail, true, true, false);
    }

    /** Something has not come in the time that was left for it. */
    public static Verdict silence(String detail) {
        return new Verdict(Kind.FAIL, detail, true, true, true);
    }

    public static Verdict note(String property) {
        return new Verdict(Kind.NOTE, property, true, true, false);
    }

    /** Another probe, which failed, is to blame. */
    public static Verdict skip(String reason) {
        return new Verdict(Kind.SKIP, reason, true, true, false);
    }

    /** Nobody is to blame: it was not asked for, or this system has it not. */
    public static Verdict notAsked(String reason) {
        return new Verdict(Kind.SKIP, reason, true, false, false);
    }

    /**
     * The time was over and nothing wrong was seen: no FAIL, but no success of the whole either.
     */
    public static Verdict notJudged(String reason) {
        return new Verdict(Kind.SKIP, "not judged (" + reason + ")", false, true, false);
    }

    /** The same, told of somebody: {@code client 3: expected ...}. */
    public Verdict of(String who) {
        return with(who + ": " + detail);
    }

    /** The same, told in other words. */
    public Verdict with(String words) {
        return new Verdict(kind, words, isJudged, isAsked, isSilence);
    }

    public boolean failed() {
        return kind == Kind.FAIL;
    }

    /** It failed because something has not come, and our time for it is over. */
    public boolean isCutShort(Deadline deadline) {
        return failed() && isSilence && deadline.passed();
    }
}
