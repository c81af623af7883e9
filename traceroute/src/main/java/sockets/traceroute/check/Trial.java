package sockets.traceroute.check;

import java.util.ArrayList;
import java.util.List;

/** A run that probes look at: what is the matter, and whose path is asked for. */
enum Trial {
    PLAIN(Situation.PLAIN, Routers.COUNT + 1),
    SILENT_ROUTER(Situation.SILENT_ROUTER, Routers.COUNT + 1),
    OTHER_PROGRAMS(Situation.OTHER_PROGRAMS, Routers.COUNT + 1),
    REPEATED(Situation.REPEATED, Routers.COUNT + 1),
    LOOP(Situation.LOOP, Routers.COUNT + 1),
    SILENT_HOST(Situation.SILENT_HOST, Routers.COUNT + 1),
    NEIGHBOUR(Situation.PLAIN, 1),
    ITSELF(Situation.PLAIN, 0),
    SECOND_TRACE(Situation.SECOND_TRACE, Routers.COUNT + 1),
    UNPRIVILEGED(Situation.PLAIN, Routers.COUNT + 1);

    /** Without the capability that raw sockets need: capabilities(7). */
    private static final List<String> NO_RAW =
            List.of("setpriv", "--bounding-set=-net_raw", "--inh-caps=-net_raw", "--");

    private final Situation situation;
    private final int distance;

    Trial(Situation situation, int distance) {
        this.situation = situation;
        this.distance = distance;
    }

    Situation situation() {
        return situation;
    }

    /** Whose path is asked for; 0 hops away is this machine. */
    String host() {
        return distance == 0 ? "127.0.0.1" : Routers.hop(distance).getHostAddress();
    }

    /** The command line, with what it needs before it. */
    List<String> words(List<String> command) {
        List<String> words = new ArrayList<>(this == UNPRIVILEGED ? NO_RAW : List.of());
        words.addAll(command);
        return words;
    }
}
