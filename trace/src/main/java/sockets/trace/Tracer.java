package sockets.trace;

import java.nio.channels.spi.SelectorProvider;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Tells the calls of a side's sockets, in the order in which they come back; one that has not come
 * back after 0.2 s is told before, too: the last line says where the program waits.
 */
public final class Tracer {
    /** Tells nothing. */
    public static final Tracer SILENT = new Tracer("", null);

    private final String side;
    private final Consumer<Call> sink;
    private Unfinished unfinished;
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();

    /**
     * Hands each call to a sink, by the thread that makes it.
     *
     * @param side whose calls they are: {@code server}, {@code client}, or a program's name
     */
    public Tracer(String side, Consumer<Call> sink) {
        this.side = side;
        this.sink = sink;
    }

    /** False when nobody looks; loops ask first, so that silence costs nothing. */
    public boolean on() {
        return sink != null;
    }

    /** A call of another library than Java's has come back. */
    public void tell(String name, String arguments, Result result, String java, String why) {
        tell(call(name, "", arguments, result, java, why, List.of(), false));
    }

    /** Such a call begins, which may wait. */
    public Unfinished.Call begin(String name, String arguments, String java, String why) {
        return begin(call(name, "", arguments, null, java, why, List.of(), false));
    }

    /** Where a side opens its sockets, of which each tells its calls to a sink. */
    public static SelectorProvider sockets(String side, Consumer<Call> sink) {
        return new TracingProvider(SelectorProvider.provider(), new Tracer(side, sink));
    }

    /** A socket that the side opens. */
    Descriptor opened() {
        int number = opened.incrementAndGet();
        return new Descriptor(this, number == 1 ? "" : "fd" + number);
    }

    /** A socket that a listener accepts. */
    Descriptor accepted() {
        return new Descriptor(this, "#" + accepted.incrementAndGet());
    }

    Call call(
            String name,
            String socket,
            String arguments,
            Result result,
            String java,
            String why,
            List<Object> values,
            boolean byJava) {
        long now = System.nanoTime();
        return new Call(side, name, socket, arguments, result, java, why, values, byJava, now);
    }

    /** A call that has come back, or that was kept for later. */
    public void tell(Call call) {
        if (on()) sink.accept(call);
    }

    /** A call that may wait begins. */
    Unfinished.Call begin(Call call) {
        return unfinished().begin(() -> tell(call));
    }

    private synchronized Unfinished unfinished() {
        if (unfinished == null) unfinished = new Unfinished();
        return unfinished;
    }
}
