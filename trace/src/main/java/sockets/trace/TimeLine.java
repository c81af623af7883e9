package sockets.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import sockets.common.console.Console;

/**
 * The time line of a {@code demo}: the calls of a server as they happened, in columns, downwards.
 * Calls are collected first, from any thread, and drawn when a stretch of the demo is over.
 */
public final class TimeLine implements Consumer<Call> {
    private static final int TIME = 8;
    private static final long LONGEST_WAIT_NANOS = 60_000_000_000L;

    /**
     * A call that came back.
     *
     * @param nanos since the start of the demo
     * @param thread who made it
     */
    public record Event(long nanos, String thread, Call call) {}

    private final Console console;
    private final int[] widths;
    private final long start = System.nanoTime();
    private final Set<String> waiting = new HashSet<>();
    private List<Event> events = new ArrayList<>();

    /**
     * @param widths of the columns behind the time
     */
    public TimeLine(Console console, int... widths) {
        this.console = console;
        this.widths = widths;
    }

    @Override
    public synchronized void accept(Call call) {
        String what = call.name() + call.client();
        // where a thread waits is drawn from what it does next
        if (call.isUnfinished()) {
            waiting.add(what);
            return;
        }
        waiting.remove(what);
        String thread = Thread.currentThread().getName();
        events.add(new Event(call.nanos() - start, thread, call));
        notifyAll();
    }

    /**
     * Waits until a client's call has come back, so that what the demo does next is drawn behind.
     */
    public synchronized void await(String call, String client) {
        long end = System.nanoTime() + LONGEST_WAIT_NANOS;
        try {
            while (System.nanoTime() - end < 0 && !hasSeen(call, client)) wait(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** True while a call about a client (or about none) waits: it has been told as unfinished. */
    public synchronized boolean isWaiting(String call, String client) {
        return waiting.contains(call + client);
    }

    private boolean hasSeen(String call, String client) {
        for (Event event : events)
            if (event.call().name().equals(call) && event.call().client().equals(client))
                return true;
        return false;
    }

    /** What has happened since the last time that this was asked. */
    public synchronized List<Event> taken() {
        List<Event> all = events;
        events = new ArrayList<>();
        return all;
    }

    /** The headings, underlined. */
    public void heading(String... names) {
        String[] lines = new String[names.length];
        for (int i = 0; i < names.length; i++) lines[i] = "-".repeat(names[i].length());
        print("ms", names);
        print("--", lines);
    }

    /** A row. */
    public void row(long nanos, String... cells) {
        long tenths = (nanos + 50_000) / 100_000;
        print(tenths / 10 + "." + tenths % 10, cells);
    }

    private void print(String time, String... cells) {
        StringBuilder line = new StringBuilder();
        line.append(" ".repeat(Math.max(0, TIME - 2 - time.length()))).append(time).append("  ");
        int end = TIME;
        for (int i = 0; i < cells.length; i++) {
            line.append(cells[i]);
            end += widths[i];
            // a cell that is too long pushes the next one
            line.append(" ".repeat(Math.max(1, end - line.length())));
        }
        console.line(line.toString().stripTrailing());
    }
}
