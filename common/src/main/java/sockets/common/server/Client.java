package sockets.common.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import sockets.common.net.Addresses;
import sockets.common.text.Log;
import sockets.common.text.Quote;
import sockets.common.text.Reason;

/**
 * One client of a server: what is counted and printed of it. Its own thread, or the only one, tells
 * what happens; any other may look.
 */
public final class Client {
    private final Clients clients;
    private final long number;
    private final InetSocketAddress peer;
    private final String threadPrefix;
    private volatile long in;
    private volatile long out;
    private volatile long lastMove = System.nanoTime();
    private volatile String end = "closed by server";
    private volatile String why = "";
    private volatile String label = "";

    Client(Clients clients, long number, InetSocketAddress peer, String threadPrefix) {
        this.clients = clients;
        this.number = number;
        this.peer = peer;
        this.threadPrefix = threadPrefix;
    }

    /** {@code #3}, as explanations call its socket. */
    public String number() {
        return "#" + number;
    }

    /** {@code 127.0.0.1:53414}. */
    public String peer() {
        return Addresses.text(peer);
    }

    /** {@code #3 127.0.0.1:53414}: made when it is asked for, since many clients say nothing. */
    public String name() {
        return number() + " " + peer();
    }

    /** {@code client-3}; null where no thread is its own. */
    public String thread() {
        return threadPrefix == null ? null : threadPrefix + number;
    }

    public long bytesIn() {
        return in;
    }

    public long bytesOut() {
        return out;
    }

    /**
     * A read came back: counts and prints what it brought.
     *
     * @param length its result; -1 is the end of file
     * @param data what was read, between position and limit
     */
    public void noteRead(int length, ByteBuffer data) {
        noteRead(length);
        if (length > 0 && clients.printing()) event(length + " bytes " + Quote.text(data));
    }

    /** The same where the content is nobody's business. */
    public void noteRead(int length) {
        if (length < 0) {
            end = "closed by client";
            return;
        }
        in = in + length;
        moved();
    }

    /** Prints an event line of this client. */
    public void event(String what) {
        if (clients.printing()) clients.console().line(name() + " " + what);
    }

    /** A write came back: counts how many bytes the kernel took. */
    public void noteWritten(int taken) {
        out = out + taken;
        if (taken > 0) moved();
    }

    private void moved() {
        if (clients.isTimed()) lastMove = System.nanoTime();
    }

    /**
     * How long nothing has come or gone, in nanoseconds: as the server sees it. What a client that
     * reads slowly takes out of the kernel's buffer does not count until there is room in it again.
     */
    public long idleNanos() {
        return System.nanoTime() - lastMove;
    }

    /** What else "show" tells of it: its nickname. */
    public void label(String text) {
        label = text;
    }

    /** The server is about to close it, and says why: {@code idle for 5 s}. */
    public void end(String reason) {
        why = " (" + reason + ")";
    }

    /** Its connection broke: reset by its client, or closed by us from another thread. */
    public void noteBroken(IOException e) {
        Log.debug("{}", number(), e);
        if (e instanceof ClosedChannelException) return;
        Reason reason = Reason.of(e);
        boolean reset = reason == Reason.ECONNRESET || reason == Reason.EPIPE;
        end = reset ? "reset by client" : "broken (" + reason.text() + ")";
    }

    /** Its channel is closed: the last that is told of it. */
    public void noteClosed() {
        if (clients.printing()) event(end + ": " + in + " bytes in, " + out + " bytes out" + why);
        clients.left(this);
    }

    /** Its line when the user types "show". */
    String shown() {
        String line = name() + " " + in + " bytes in, " + out + " bytes out";
        if (threadPrefix != null) line += ", thread " + thread();
        return label.isEmpty() ? line : line + ", " + label;
    }
}
