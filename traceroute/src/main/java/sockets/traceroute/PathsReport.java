package sockets.traceroute;

import java.io.IOException;
import sockets.common.Console;

/** Finds the parallel paths and draws them. */
final class PathsReport {
    PathsReport(Console console, TraceOptions options, Plan plan) {}

    boolean run(Network network) throws IOException {
        return false;
    }
}
