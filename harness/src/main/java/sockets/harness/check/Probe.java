package sockets.harness.check;

import java.io.IOException;

/**
 * One question put to a server.
 *
 * @param id U1, T3 ..., stable: teachers refer to it
 * @param claim what a right server does, as the verdict line says it
 * @param step the step of the practical that it belongs to
 * @param body puts the question; an IOException is a failure, its reason the detail
 */
public record Probe(String id, String claim, int step, Body body) {
    /** What a probe does; it must end by itself within the time it is given. */
    public interface Body {
        Verdict run(Deadline deadline) throws IOException;
    }
}
