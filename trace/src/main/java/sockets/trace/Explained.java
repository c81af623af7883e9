package sockets.trace;

import java.nio.channels.spi.SelectorProvider;
import java.util.function.Consumer;
import sockets.common.console.Console;
import sockets.common.text.Log;
import sockets.common.text.Quote;
import sockets.common.text.Texts;

/** The lines of {@code --explain}: what is called, by which Java call, and what that does. */
public final class Explained implements Consumer<Call> {
    private final Texts own;
    private final String role;
    private final Texts shared;
    private final Consumer<String> lines;

    /**
     * Makes a line of each call.
     *
     * @param own what the program says of a call, before what is said of it in general
     * @param role server or client, whose words may be others; null for neither
     */
    public Explained(Texts own, String role, Consumer<String> lines) {
        this.own = own;
        this.role = role;
        this.lines = lines;
        shared = new Texts(own.language(), Explained.class);
    }

    /**
     * Where a side of a program opens its sockets: at Java's own provider, or at one whose sockets
     * tell their calls, if that is wanted (or --debug is).
     *
     * @param side {@code server} or {@code client}
     */
    public static SelectorProvider sockets(Console console, String side, boolean wanted) {
        Tracer tracer = tracer(console, side, wanted);
        SelectorProvider jdk = SelectorProvider.provider();
        return tracer.on() ? new TracingProvider(jdk, tracer) : jdk;
    }

    /** What sockets of libc tell their calls to, if that is wanted (or --debug is). */
    public static Tracer tracer(Console console, String side, boolean wanted) {
        if (wanted) return new Tracer(side, new Explained(console.texts(), side, console::note));
        return Log.on() ? new Tracer(side, Explained::log) : Tracer.SILENT;
    }

    /** The same, where the lines stand elsewhere. */
    public static SelectorProvider sockets(Console console, String side, Consumer<String> lines) {
        return Tracer.sockets(side, new Explained(console.texts(), side, lines));
    }

    private static void log(Call call) {
        Log.debug("{}: {} | {}", call.side(), Quote.line(call.text()), call.java());
    }

    /** {@code explain: server | listen(5) = 0 | ServerSocketChannel.bind | from now on ...}. */
    @Override
    public void accept(Call call) {
        // what only asks is left out, but where the program has words for it
        if (call.name().equals("getsockopt") && !own.has("explain." + call.why())) return;
        String text = Quote.line(call.text());
        String line = call.side() + " | " + text + " | " + call.java() + " | " + why(call);
        lines.accept("explain: " + (call.byJava() ? line + " (by Java)" : line));
    }

    /**
     * The text of what happened, or of what it is a case of: for {@code option.SO_LINGER.5} that
     * text, else {@code option.SO_LINGER}, else {@code option}; each in the words of the role, if
     * it has any.
     */
    private String why(Call call) {
        Object[] values = call.values().toArray();
        String key = "explain." + call.why();
        while (true) {
            for (Texts texts : new Texts[] {own, shared}) {
                String ofRole = key + "." + role;
                if (role != null && texts.has(ofRole)) return texts.get(ofRole, values);
                if (texts.has(key)) return texts.get(key, values);
            }
            key = key.substring(0, key.lastIndexOf('.'));
        }
    }
}
