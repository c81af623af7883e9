package sockets.trace;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import sockets.common.console.Console;

/**
 * The ladder of a {@code demo}: the calls of the server on the left, of the client on the right, in
 * time order downwards. An arrow is bytes handed over from one program to the other; the segments
 * on the wire may be others.
 */
public final class Ladder implements Consumer<Call> {
    private static final int LEFT = 44;
    private static final int GAP = 14;
    private static final long LONGEST_WAIT_MILLIS = 60_000;

    /** What a side has done so far. */
    private static final class Side {
        long bytesSent;
        long datagramsSent;
        long bytesTaken;
        long datagramsTaken;
        int connections;
        boolean ended;
        final Set<String> calls = new HashSet<>();
    }

    private final Console console;
    private final Map<String, Side> sides = new HashMap<>();

    public Ladder(Console console) {
        this.console = console;
        sides.put("server", new Side());
        sides.put("client", new Side());
        console.line(pad("server", LEFT + GAP) + "client");
        console.line(pad("------", LEFT + GAP) + "------");
    }

    /** A remark between the calls, from a text of the bundles. */
    public synchronized void remark(String key, Object... arguments) {
        console.remark(key, arguments);
    }

    /**
     * Draws a call. The two sides are two threads: a call that takes bytes waits here until the
     * call that gave them is drawn, or cause and effect could change places.
     */
    @Override
    public synchronized void accept(Call call) {
        // where a side waits is seen from what it does next
        if (call.isUnfinished()) return;
        Side mine = sides.get(call.side());
        Side other = sides.get(call.side().equals("server") ? "client" : "server");
        String name = call.name();
        long result = call.result().value();
        long end = System.nanoTime() + LONGEST_WAIT_MILLIS * 1_000_000;
        while (!mayCome(name, result, mine, other) && System.nanoTime() < end) pause();
        count(name, result, mine);
        draw(call, name, result);
        mine.calls.add(name);
        notifyAll();
    }

    /** Waits until a side has made a call, so that a remark stands behind it. */
    public synchronized void await(String side, String call) {
        long end = System.nanoTime() + LONGEST_WAIT_MILLIS * 1_000_000;
        while (!sides.get(side).calls.contains(call) && System.nanoTime() < end) pause();
    }

    private void pause() {
        try {
            wait(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean mayCome(String name, long result, Side mine, Side other) {
        return switch (name) {
            case "accept" -> other.connections > mine.connections;
            case "recvfrom" -> result < 0 || other.datagramsSent > mine.datagramsTaken;
            case "read" -> result > 0 ? other.bytesSent >= mine.bytesTaken + result : other.ended;
            case "epoll_wait" ->
                    result <= 0
                            || other.bytesSent > mine.bytesTaken
                            || other.datagramsSent > mine.datagramsTaken
                            || other.ended;
            default -> true;
        };
    }

    private static void count(String name, long result, Side mine) {
        switch (name) {
            case "accept", "connect" -> mine.connections++;
            case "sendto" -> mine.datagramsSent++;
            case "write" -> mine.bytesSent += result;
            case "read" -> mine.bytesTaken += result;
            case "recvfrom" -> mine.datagramsTaken += result < 0 ? 0 : 1;
            case "shutdown", "close" -> mine.ended = true;
            default -> {}
        }
    }

    private void draw(Call call, String name, long result) {
        boolean left = call.side().equals("server");
        String text = call.text() + (call.byJava() ? " (by Java)" : "");
        boolean gives = name.equals("sendto") || name.equals("write");
        if (!gives) console.line(left ? text : pad("", LEFT + GAP) + text);
        else if (left) console.line(pad(text, LEFT - 8) + line(LEFT + GAP - 1, text, result) + ">");
        else console.line(pad("", LEFT - 8) + "<" + middle(result, GAP + 6) + " " + text);
    }

    private static String line(int width, String text, long bytes) {
        return middle(bytes, width - Math.max(text.length() + 1, LEFT - 8));
    }

    private static String middle(long bytes, int width) {
        String label = " " + bytes + " bytes ";
        int free = Math.max(2, width - label.length());
        return "-".repeat(free / 2) + label + "-".repeat(free - free / 2);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
