package sockets.harness.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import sockets.common.net.Addresses;

/**
 * One question put to a server.
 *
 * @param id U1, T3 ..., stable: teachers refer to it
 * @param claim what a right server does, as the verdict line says it
 * @param step the step of the practical that it belongs to
 * @param byHand a command line that shows a fault to the student, with HOST and PORT in it; empty
 *     if there is none
 * @param body puts the question; an IOException is a failure, its reason the detail
 */
public record Probe(String id, String claim, int step, String byHand, Body body) {
    /** A probe whose faults no single command line shows. */
    public Probe(String id, String claim, int step, Body body) {
        this(id, claim, step, "", body);
    }

    /** What a probe does; it must end by itself within the time it is given. */
    public interface Body {
        Verdict run(Deadline deadline) throws IOException;
    }

    /** The command line for a server. */
    String byHand(InetSocketAddress server) {
        return byHand.replace("HOST", Addresses.text(server.getAddress()))
                .replace("PORT", String.valueOf(server.getPort()));
    }
}
