package sockets.trace;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import sockets.common.net.Addresses;
import sockets.common.text.Reason;

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

    private record Closes(String why, boolean asJavas) {}

    private final Tracer tracer;
    private final String name;
    private final CopyOnWriteArrayList<TracedSelector> watchers = new CopyOnWriteArrayList<>();
    private volatile Closes closing;
    private Traced channel;

    Descriptor(Tracer tracer, String name) {
        this.tracer = tracer;
        this.name = name;
    }

    /** The channel whose descriptor it is. */
    void of(Traced traced) {
        channel = traced;
    }

    Tracer tracer() {
        return tracer;
    }

    /** {@code #3}, {@code fd2}; empty for the first that the program opened. */
    String name() {
        return name;
    }

    /** The selectors that know the socket. */
    List<TracedSelector> watchers() {
        return watchers;
    }

    /** It is registered with a selector. */
    void watchedBy(TracedSelector selector) {
        watchers.addIfAbsent(selector);
    }

    /**
     * The channel is closed, but not the descriptor: that comes when the last selector forgets it.
     *
     * @param asJavas true if it is told as what Java makes on its own
     */
    void closesLater(String why, boolean asJavas) {
        closing = new Closes(why, asJavas);
    }

    /** A selector has forgotten the socket, in the call that is given. */
    void forgottenBy(TracedSelector selector, String java) {
        watchers.remove(selector);
        if (closing == null || !watchers.isEmpty()) return;
        if (closing.asJavas()) tellJavas("close", "", Result.of(0), java, closing.why());
        else tell("close", "", Result.of(0), java, closing.why());
        closing = null;
    }

    /** What {@code socket} returns: {@code fd}, {@code fd2}. */
    String number() {
        return name.isEmpty() ? "fd" : name;
    }

    /** A call that has come back. */
    void tell(String call, String arguments, Result result, String java, String why, Object... of) {
        tracer.tell(tracer.call(call, name, arguments, result, java, why, List.of(of), false));
    }

    /** A call that creates a socket: it has no descriptor to be given. */
    void tellSocket(String arguments, String java, String why) {
        Result made = Result.opened(number(), "");
        tracer.tell(tracer.call("socket", "", arguments, made, java, why, List.of(), false));
    }

    /** A call that Java makes on its own. */
    void tellJavas(String call, String arguments, Result result, String java, String why) {
        tracer.tell(tracer.call(call, name, arguments, result, java, why, List.of(), true));
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
        tell(call, arguments, Result.of(0), java, why, of);
    }

    /**
     * Makes a call that may wait, and tells that it does; then how it failed. What it returned is
     * the caller's to tell.
     */
    <T> T await(Io<T> io, String call, String arguments, String java) throws IOException {
        String why = "wait." + call;
        Unfinished.Call waiting =
                tracer.begin(tracer.call(call, name, arguments, null, java, why, List.of(), false));
        try {
            return io.call();
        } catch (IOException e) {
            waiting.end();
            failed(call, arguments, java, e);
            closeIfJavaDid();
            throw e;
        } finally {
            waiting.end();
        }
    }

    /** Java closes a channel whose thread is interrupted, or whose connect has failed. */
    private void closeIfJavaDid() throws IOException {
        if (channel != null && !channel.jdk().isOpen() && channel.isOpen()) channel.close();
    }

    void failed(String call, String arguments, String java, IOException e) {
        // closed before, or meanwhile by another thread: the kernel has not said so
        if (e instanceof ClosedChannelException) return;
        String errno = Reason.of(e).name();
        // the answer to a connect that has not waited: the socket is ready, and keeps its error
        Result result = call.equals("poll") ? Result.pending(errno) : Result.error(errno);
        tell(call, arguments, result, java, "failed." + call);
    }

    <T> void setOption(Action action, SocketOption<T> option, T value, String java)
            throws IOException {
        if (value == null) {
            // which Java refuses
            action.call();
            return;
        }
        Object number = value instanceof Boolean on ? (on ? 1 : 0) : value;
        String shown = option == StandardSocketOptions.SO_LINGER ? linger(value) : "" + number;
        String why = "option." + option.name() + "." + number;
        make(action, "setsockopt", option.name() + ", " + shown, java, why);
    }

    /** The address of a bind: what stands for all addresses is the family's. */
    static String local(SocketAddress wanted, boolean six) {
        InetSocketAddress address = (InetSocketAddress) wanted;
        boolean one = address != null && !address.isUnresolved();
        if (one && !address.getAddress().isAnyLocalAddress()) return Addresses.text(address);
        return (six ? "[::]:" : "0.0.0.0:") + (address == null ? 0 : address.getPort());
    }

    /** The bytes of several buffers: their room, or what they hold. */
    static long remaining(ByteBuffer[] buffers, int offset, int count) {
        long sum = 0;
        for (int i = offset; i < offset + count; i++) sum += buffers[i].remaining();
        return sum;
    }

    /** A structure in C. */
    private static String linger(Object seconds) {
        return (Integer) seconds < 0 ? "off" : "on " + seconds + " s";
    }
}
