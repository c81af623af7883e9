package sockets.common.check;

/**
 * What a probe found.
 *
 * @param kind how it counts
 * @param detail for FAIL what was expected and what came, for SKIP why, for NOTE the property seen
 */
public record Verdict(Kind kind, String detail) {
    /** PASS and FAIL judge; NOTE tells a property that is a choice; SKIP could not be tried. */
    public enum Kind {
        PASS,
        FAIL,
        NOTE,
        SKIP
    }

    public static Verdict pass() {
        return new Verdict(Kind.PASS, "");
    }

    public static Verdict fail(String detail) {
        return new Verdict(Kind.FAIL, detail);
    }

    public static Verdict note(String property) {
        return new Verdict(Kind.NOTE, property);
    }

    public static Verdict skip(String reason) {
        return new Verdict(Kind.SKIP, reason);
    }

    public boolean failed() {
        return kind == Kind.FAIL;
    }
}
