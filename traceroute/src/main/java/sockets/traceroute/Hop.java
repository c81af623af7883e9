package sockets.traceroute;

import java.util.List;

/** All that is known of one hop, complete: a line of the output. */
record Hop(int ttl, List<Result> results) {}
