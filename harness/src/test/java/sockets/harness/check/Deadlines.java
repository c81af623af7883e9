package sockets.harness.check;

import java.util.List;

/** Deadlines of single probes, as a whole check has them. */
public final class Deadlines {
    private Deadlines() {}

    /**
     * So many seconds from now, not counted while this server, or anybody else, waits for a
     * processor.
     */
    public static Deadline in(double seconds, long pid) {
        return Deadline.budget(seconds, new Waits(() -> List.of(pid)));
    }
}
