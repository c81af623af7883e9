package sockets.common.console;

import java.io.IOException;
import java.util.function.Consumer;
import sockets.common.text.Quote;
import sockets.common.text.Reason;
import sockets.common.text.Texts;

/**
 * The trace of {@code --explain} where a program makes Linux's calls itself: one line per call,
 * when it happens, in the order in which the kernel gets them.
 */
public final class Explain {
    /** Prints nothing. */
    public static final Explain OFF = new Explain("", null, null);

    /**
     * A call.
     *
     * @param side who made it
     * @param call the Berkeley call with its result, {@code bind(127.0.0.1:3500) = 0}
     * @param java the Java call that makes it
     * @param why one sentence in the user's language
     */
    record Call(String side, String call, String java, String why) {
        /** The line that {@code --explain} prints. */
        String line() {
            return "explain: " + side + " | " + call + " | " + java + " | " + why;
        }
    }

    private final String side;
    private final Texts texts;
    private final Consumer<Call> sink;
    private Unfinished unfinished;

    /** Hands each call of one side to a sink. */
    Explain(String side, Texts texts, Consumer<Call> sink) {
        this.side = side;
        this.texts = texts;
        this.sink = sink;
    }

    /** False when nobody looks; loops ask first, so that silence costs nothing. */
    public boolean on() {
        return sink != null;
    }

    /**
     * A call that may wait begins, while somebody looks: told if it has not come back after 0.2 s,
     * by the text {@code explain.KEY}.
     */
    public Unfinished.Call begin(String call, String java, String key) {
        if (unfinished == null) unfinished = new Unfinished();
        String why = texts.get("explain." + key);
        Call waits = new Call(side, Quote.line(call) + " <unfinished ...>", java, why);
        return unfinished.begin(() -> sink.accept(waits));
    }

    /** A call that failed: {@code bind(eth0) = -1 ENODEV}. */
    public void failed(String call, String java, String key, IOException e) {
        call(call + " = -1 " + Reason.of(e).name(), java, key);
    }

    /** A call, explained by the text {@code explain.KEY}. */
    public void call(String call, String java, String key, Object... arguments) {
        if (!on()) return;
        String why = texts.get("explain." + key, arguments);
        sink.accept(new Call(side, Quote.line(call), java, why));
    }
}
