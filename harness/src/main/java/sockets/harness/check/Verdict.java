package sockets.harness.check;

/**
 * What a probe found.
 *
 * @param kind how it counts
 * @param detail for FAIL what was expected and what came, for SKIP why, for NOTE the property seen
 * @param isJudged false for a SKIP that leaves open whether the server is right
 */
public record Verdict(Kind kind, String detail, boolean isJudged) {
    /** PASS and FAIL judge; NOTE tells a property that is a choice; SKIP could not be tried. */
    public enum Kind {
        PASS,
        FAIL,
        NOTE,
        SKIP
    }

    public static Verdict pass() {
        return new Verdict(Kind.PASS, "", true);
    }

    public static Verdict fail(String detail) {
        return new Verdict(Kind.FAIL, detail, true);
    }

    public static Verdict note(String property) {
        return new Verdict(Kind.NOTE, property, true);
    }

    public static Verdict skip(String reason) {
        return new Verdict(Kind.SKIP, reason, true);
    }

    /**
     * The time was over and nothing wrong was seen: no FAIL, but no success of the whole either.
     */
    public static Verdict notJudged(String reason) {
        return new Verdict(Kind.SKIP, "not judged (" + reason + ")", false);
    }

    public boolean failed() {
        return kind == Kind.FAIL;
    }
}
