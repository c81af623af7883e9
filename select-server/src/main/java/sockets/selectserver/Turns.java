package sockets.selectserver;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import sockets.trace.TimeLine;

/**
 * The time line of a server with one thread: a row for each turn of its loop, or for several turns
 * alike: which sockets were ready, what was done, and what waits in memory for which client.
 */
final class Turns {
    /** What one or more turns did, for the same clients. */
    private static final class Row {
        final long since;
        final Map<String, String> ready = new LinkedHashMap<>();
        final Map<String, long[]> moved = new LinkedHashMap<>();
        final StringBuilder other = new StringBuilder();
        int turns = 1;
        String waiting;

        Row(long since) {
            this.since = since;
        }

        /** A socket was ready for something. */
        void ready(String socket, String operation) {
            ready.merge(socket, operation, Row::both);
        }

        private static String both(String one, String other) {
            return one.contains(other) ? one : one + other;
        }

        void move(String client, long read, long written) {
            long[] sums = moved.computeIfAbsent(client, none -> new long[2]);
            sums[0] += read;
            sums[1] += written;
        }

        void did(String what) {
            other.append(other.length() == 0 ? "" : ", ").append(what);
        }

        /** True if a turn did nothing but move bytes of the same clients. */
        boolean isLike(Row turn) {
            return other.length() + turn.other.length() == 0
                    && moved.keySet().equals(turn.moved.keySet());
        }

        void add(Row turn) {
            turns++;
            turn.ready.forEach(this::ready);
            turn.moved.forEach((client, sums) -> move(client, sums[0], sums[1]));
            waiting = turn.waiting;
        }

        String ready() {
            StringBuilder text = new StringBuilder();
            ready.forEach((socket, operations) -> join(text, ", ", socket + operations));
            return turns > 1 ? text + "  (" + turns + " turns)" : text.toString();
        }

        String done() {
            StringBuilder text = new StringBuilder(other);
            moved.forEach(
                    (client, sums) -> {
                        String read = sums[0] == 0 ? "" : " read " + sums[0];
                        String write = sums[1] == 0 ? "" : " write " + sums[1];
                        boolean both = !read.isEmpty() && !write.isEmpty();
                        join(text, "; ", client + read + (both ? "," : "") + write);
                    });
            return text.toString();
        }
    }

    private static void join(StringBuilder text, String separator, String more) {
        text.append(text.length() == 0 ? "" : separator).append(more);
    }

    private final TimeLine time;
    private final Map<String, Long> pending = new TreeMap<>();
    private Row row;
    private Row turn;

    Turns(TimeLine time) {
        this.time = time;
    }

    /** Draws what has happened since the last time. */
    void draw() {
        for (TimeLine.Event event : time.taken()) {
            String client = event.call().client();
            long result = event.call().result().value();
            // drawn in the middle of a turn: the rest of it has a row of its own
            if (turn == null) turn = new Row(event.nanos());
            switch (event.call().name()) {
                case "epoll_wait" -> {
                    endTurn();
                    turn = new Row(event.nanos());
                }
                case "accept" -> {
                    turn.ready("listener", "");
                    // the last one of a turn finds nobody
                    if (result == 0) turn.did("accept " + client);
                }
                case "read" -> {
                    turn.ready(client, " read");
                    if (result > 0) move(client, result, 0);
                    else turn.did("close " + client);
                }
                case "write" -> {
                    // a write that follows no read: there was room again
                    if (!turn.moved.containsKey(client)) turn.ready(client, " write");
                    move(client, 0, result);
                }
                default -> {}
            }
        }
        endTurn();
        endRow();
    }

    private void move(String client, long read, long written) {
        turn.move(client, read, written);
        pending.merge(client, read - written, Long::sum);
    }

    /** A turn is over: it joins the row of its likes. */
    private void endTurn() {
        Row done = turn;
        turn = null;
        if (done == null || done.ready.isEmpty()) return;
        done.waiting = waiting();
        if (row != null && row.isLike(done)) {
            row.add(done);
            return;
        }
        endRow();
        row = done;
    }

    private void endRow() {
        if (row != null) time.row(row.since, row.ready(), row.done(), row.waiting);
        row = null;
    }

    private String waiting() {
        StringBuilder text = new StringBuilder();
        pending.forEach(
                (client, bytes) -> {
                    if (bytes > 0) join(text, ", ", client + ": " + bytes + " bytes");
                });
        return text.toString();
    }
}
