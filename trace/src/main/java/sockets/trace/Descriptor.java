package sockets.trace;

import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import sockets.common.Reason;

/** A socket as the lines name it, and what all kinds of sockets tell alike. */
final class Descriptor {
    /** A call of a channel. */
    interface Io<T> {
        T call() throws IOException;
    }

    /** A call of a channel without a result. */
    interface Action {
        void call() throws IOException;
    }

    static final String AGAIN = "-1 EAGAIN";

    private final Tracer tracer;
    private final String name;
    private final CopyOnWriteArrayList<TracedSelector> watchers = new CopyOnWriteArrayList<>();

    Descriptor(Tracer tracer, String name) {
        this.tracer = tracer;
        this.name = name;
    }

    Tracer tracer() {
        return tracer;
    }

    /** {@code #3}, {@code fd2}; empty for the first that the program opened. */
    String name() {
        return name;
    }

    /** The selectors that the socket was registered with. */
    List<TracedSelector> watchers() {
        return watchers;
    }

    /** It is registered with a selector, for the first time or again. */
    void watchedBy(TracedSelector selector) {
        watchers.addIfAbsent(selector);
    }

    /** What {@code socket} returns: {@code fd}, {@code fd2}. */
    String number() {
        return name.isEmpty() ? "fd" : name;
    }

    private Call call(
            String call, String arguments, String result, String java, String why, Object... of) {
        return new Call(call, name, arguments, result, java, why, List.of(of), false);
    }

    /** A call that has come back. */
    void tell(String call, String arguments, Object result, String java, String why, Object... of) {
        tracer.tell(call(call, arguments, result.toString(), java, why, of));
    }

    /** A call that creates a socket: it has no descriptor to be given. */
    void tellSocket(String arguments, String java, String why) {
        tracer.tell(new Call("socket", "", arguments, number(), java, why, List.of(), false));
    }

    /** A call that Java makes on its own. */
    void tellJavas(String call, String arguments, String result, String java, String why) {
        tracer.tell(new Call(call, name, arguments, result, java, why, List.of(), true));
    }

    /** Makes a call that returns 0, and tells it or how it failed. */
    void make(Action action, String call, String arguments, String java, String why, Object... of)
            throws IOException {
        try {
            action.call();
        } catch (IOException e) {
            failed(call, arguments, java, e);
            throw e;
        }
        tell(call, arguments, 0, java, why, of);
    }

    /**
     * Makes a call that may wait, and tells that it does; then how it failed. What it returned is
     * the caller's to tell.
     */
    <T> T await(Io<T> io, String call, String arguments, String java) throws IOException {
        Tracer.Pending pending = tracer.begin(call(call, arguments, null, java, call + ".wait"));
        try {
            return io.call();
        } catch (IOException e) {
            pending.end();
            failed(call, arguments, java, e);
            throw e;
        } finally {
            pending.end();
        }
    }

    void failed(String call, String arguments, String java, IOException e) {
        // closed before, or meanwhile by another thread: the kernel has not said so
        if (e instanceof ClosedChannelException) return;
        tell(call, arguments, "-1 " + Reason.of(e).name(), java, "failed");
    }

    <T> void setOption(Action action, SocketOption<T> option, T value, String java)
            throws IOException {
        Object shown = value instanceof Boolean on ? (on ? 1 : 0) : value;
        String why = "option." + option.name();
        make(action, "setsockopt", option.name() + ", " + shown, java, why);
    }
}
