package sockets.tcpecho;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sockets.common.Addresses;
import sockets.common.Console;
import sockets.common.Explain;
import sockets.common.Failure;
import sockets.common.Log;
import sockets.common.Quote;
import sockets.common.Reason;
import sockets.common.Times;

/** What the server counts, prints and explains of each client. */
final class TcpServerEvents {
    /** Pause after a failed accept: out of descriptors, it would fail again at once. */
    private static final double PAUSE_SECONDS = 0.5;

    private final Console console;
    private final Explain explain;
    private final boolean silent;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private long clients;
    private volatile long bytesIn;
    private volatile long bytesOut;
    private boolean acceptFailed;

    // the client being served: "#1 127.0.0.1:53412", null if there is none
    private volatile String client;
    private volatile long clientIn;
    private volatile long clientOut;
    private String end;

    TcpServerEvents(Console console, Explain explain) {
        this.console = console;
        this.explain = explain;
        this.silent = console.isQuiet();
    }

    Explain explain() {
        return explain;
    }

    /** Waits before an accept, as --hold asks; false when the server is to end. */
    boolean hold(double seconds) {
        try {
            return !stopped.await(Times.nanos(seconds), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    void stop() {
        stopped.countDown();
    }

    void connected(InetSocketAddress peer) {
        acceptFailed = false;
        clients++;
        clientIn = 0;
        clientOut = 0;
        end = "closed by server";
        String name = Addresses.text(peer);
        client = "#" + clients + " " + name;
        explain.call("accept() = fd of " + name, "ServerSocketChannel.accept", "accept");
        if (!silent) console.line(client + " connected");
    }

    void read(int length, ByteBuffer data) {
        if (explain.on()) {
            String call = "read(" + data.capacity() + ") = " + Math.max(0, length);
            explain.call(call, "SocketChannel.read", length < 0 ? "read.end" : "read.server");
        }
        if (length < 0) {
            end = "closed by client";
            return;
        }
        bytesIn = bytesIn + length;
        clientIn = clientIn + length;
        if (!silent) console.line(client + " " + length + " bytes " + Quote.text(data));
    }

    void wrote(int length) {
        bytesOut = bytesOut + length;
        clientOut = clientOut + length;
        if (!explain.on()) return;
        explain.call("write(" + length + ") = " + length, "SocketChannel.write", "write.server");
    }

    /** A connection that broke: reset by its client, or closed by us at the end. */
    void broken(IOException e) {
        Log.debug("{}", client, e);
        if (e instanceof ClosedChannelException) return;
        Reason reason = Reason.of(e);
        boolean reset = reason == Reason.ECONNRESET || reason == Reason.EPIPE;
        end = reset ? "reset by client" : "broken (" + reason.text() + ")";
        // what was read and not yet written: then it was the write that failed
        boolean writing = clientOut < clientIn;
        String call = (writing ? "write() = -1 " : "read() = -1 ") + reason.name();
        explain.call(call, writing ? "SocketChannel.write" : "SocketChannel.read", "reset");
    }

    void closed() {
        explain.call("close() = 0", "SocketChannel.close", "close.tcp");
        if (!silent)
            console.line(
                    client
                            + " "
                            + end
                            + ": "
                            + clientIn
                            + " bytes in, "
                            + clientOut
                            + " bytes out");
        client = null;
    }

    /** Says once that no client can be accepted, and waits a moment. */
    void acceptFailed(Failure failure) {
        if (!acceptFailed) console.error(failure);
        acceptFailed = true;
        hold(PAUSE_SECONDS);
    }

    /**
     * What the typed "show" prints: the client being served; those in the queue are the kernel's.
     */
    String show() {
        String now = client;
        if (now == null) return "no clients";
        return now + " " + clientIn + " bytes in, " + clientOut + " bytes out";
    }

    /** {@code served 3 clients, 120 bytes in, 120 bytes out}. */
    String summary() {
        return "served "
                + Times.count(clients, "client")
                + ", "
                + bytesIn
                + " bytes in, "
                + bytesOut
                + " bytes out";
    }
}
