package sockets.harness.check;

import java.io.IOException;

/**
 * One question put to a server, or to a file.
 *
 * @param id U1, T3 ..., stable: teachers refer to it
 * @param claim what a right server does, as the verdict line says it
 * @param step the step of the practical that it belongs to
 * @param byHand a command line that shows a fault to the student, with HOST and PORT (of a file:
 *     FILE) in it; empty if there is none
 * @param body puts the question; an IOException is a failure, its reason the detail
 */
public record Probe(String id, String claim, int step, String byHand, Body body) {
    /** A probe whose faults no single command line shows. */
    public Probe(String id, String claim, int step, Body body) {
        this(id, claim, step, "", body);
    }

    /** What a probe does; it ends by itself within the time that it is given (a file's: none). */
    public interface Body {
        Verdict run(Deadline deadline) throws IOException;
    }
}
