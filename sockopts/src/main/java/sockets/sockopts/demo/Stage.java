package sockets.sockopts.demo;

import java.io.IOException;
import java.util.Locale;
import sockets.common.console.Console;
import sockets.common.text.Quote;
import sockets.common.text.Texts;
import sockets.libc.Fd;
import sockets.trace.Call;
import sockets.trace.Tracer;

/** Where an experiment shows itself: the calls, what was measured, and whether it was expected. */
public final class Stage {
    private final Console console;
    private final Texts texts;
    private String name;
    private int checks;
    private int failed;
    private boolean stopped;

    public Stage(Console console) {
        this.console = console;
        texts = new Texts(console.texts().language(), Demo.class);
    }

    /** One line of the list of experiments. */
    public void title(String option) {
        String title = texts.get("demo." + Demos.title(option) + ".title");
        line(String.format("%-24s %s", option, title));
    }

    /** Shows an experiment; true if the effect was seen. */
    public boolean show(Demo demo, String option) throws IOException {
        name = Demos.title(option);
        title(option.toUpperCase(Locale.ROOT));
        line("");
        line(texts.get("demo.expect"));
        lines(text("expect"), "  ");
        line("");
        line(texts.get("demo.happens"));
        try {
            demo.run(this);
        } catch (Demo.Skipped e) {
            lines(texts.get("demo.skipped"), "");
            lines(texts.get("demo." + e.getMessage(), e.arguments()), "  ");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        boolean seen = checks > 0 && failed == 0;
        line("");
        line(texts.get(seen ? "demo.seen" : "demo.not-seen", checks - failed, checks));
        line(texts.get("demo.source", source(demo)));
        return seen;
    }

    /** The user has ended it: what the experiment still does is not told. */
    public synchronized void stopped() {
        line(texts.get("demo.stopped"));
        stopped = true;
        console.flush();
    }

    private synchronized void line(String line) {
        if (!stopped) console.line(line);
    }

    private static String source(Demo demo) {
        return "sockopts/src/main/java/" + demo.getClass().getName().replace('.', '/') + ".java";
    }

    /** Shows the calls of a socket from now on, but close, as those of a side: server ... */
    public Fd tell(String side, Fd fd) {
        return fd.tell(side(side), "");
    }

    /** The same for a socket that is still to be made. */
    Tracer side(String side) {
        return new Tracer(side, this::call);
    }

    private void call(Call call) {
        // one that waits is told when it has come back; to close is rarely what is shown
        if (!call.isUnfinished() && !call.name().equals("close")) call(call.side(), call.text());
    }

    /**
     * A call that no socket tells, or several in one line: {@code 3 x send(100) = 100}.
     *
     * @param side whose socket: server, client ...
     */
    public void call(String side, String call) {
        line("  " + String.format("%-9s", side) + Quote.line(call));
    }

    /** What is going on, from the text {@code demo.NAME.KEY}. */
    public void say(String key, Object... arguments) {
        lines(text(key, arguments), "  ");
    }

    /**
     * Tells what was measured, from the text {@code demo.NAME.KEY}, and whether it was as expected.
     */
    public void check(boolean expected, String key, Object... arguments) {
        checks++;
        if (!expected) failed++;
        lines(text(key, arguments), "  " + texts.get(expected ? "demo.yes" : "demo.no") + " ");
    }

    private String text(String key, Object... arguments) {
        return texts.get("demo." + name + "." + key, arguments);
    }

    private void lines(String text, String indent) {
        String prefix = indent;
        for (String line : text.split("\n")) {
            line(prefix + Quote.line(line));
            prefix = " ".repeat(indent.length());
        }
    }

    /** Nanoseconds as milliseconds: {@code 40.12}. */
    public static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / 1e6);
    }
}
