package sockets.threadedserver;

import java.util.Arrays;
import sockets.trace.TimeLine;

/**
 * The time line of a server with threads: a column for each thread, with what it has done, or the
 * call in which it waits while another one does something.
 */
final class ThreadLanes {
    private final TimeLine time;
    private final String[] waits;

    // the row under way: what one thread did until another one did something
    private int lane = -1;
    private long since;
    private long read;
    private long written;

    ThreadLanes(TimeLine time, int clients) {
        this.time = time;
        waits = new String[clients + 1];
        Arrays.fill(waits, "");
    }

    /** Draws what has happened since the last time. */
    void draw() {
        for (TimeLine.Event event : time.taken()) {
            int thread = lane(event.thread());
            String name = event.call().name();
            boolean data =
                    name.equals("write")
                            || name.equals("read") && event.call().result().value() > 0;
            if (data) {
                if (thread != lane) endRow();
                if (lane < 0) since = event.nanos();
                lane = thread;
                if (name.equals("read")) read += event.call().result().value();
                else written += event.call().result().value();
            } else {
                endRow();
                String did = did(name, event.call().client());
                if (!did.isEmpty()) row(event.nanos(), thread, did);
                waits[thread] = waits(name);
            }
        }
        endRow();
    }

    /** main is column 0, client-3 is column 3. */
    private static int lane(String thread) {
        return thread.startsWith("client-") ? Integer.parseInt(thread.substring(7)) : 0;
    }

    private static String did(String name, String client) {
        return switch (name) {
            case "accept" -> "accept " + client;
            case "read" -> "read: end of file";
            case "close" -> "close";
            default -> "";
        };
    }

    /** The call that a thread makes next, in which it may have to wait. */
    private static String waits(String name) {
        return switch (name) {
            case "accept", "listen" -> "accept ...";
            case "setsockopt" -> "read ...";
            default -> "";
        };
    }

    private void endRow() {
        if (lane < 0) return;
        String did = read == 0 ? "" : "read " + read;
        if (written > 0) did += (did.isEmpty() ? "" : ", ") + "write " + written;
        row(since, lane, did);
        // a thread that has read writes; it reads again when all that is written
        waits[lane] = read > written ? "write ..." : "read ...";
        lane = -1;
        read = 0;
        written = 0;
    }

    private void row(long nanos, int thread, String did) {
        String[] cells = waits.clone();
        cells[thread] = did;
        time.row(nanos, cells);
    }
}
