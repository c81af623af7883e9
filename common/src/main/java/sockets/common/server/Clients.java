package sockets.common.server;

import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.Set;
import sockets.common.console.Console;
import sockets.common.text.Failure;
import sockets.common.text.Times;

/** The clients of a server: their event lines, the list that "show" prints, the summary. */
public final class Clients {
    /** What fails for want of descriptors fails again and again: it is told once in this time. */
    private static final long TELL_AGAIN_NANOS = 60_000_000_000L;

    private final Console console;
    private final boolean printing;
    private final boolean timed;
    private final Set<Client> open = new LinkedHashSet<>();
    private long count;
    private long bytesIn;
    private long bytesOut;
    private long tellAgain = System.nanoTime();

    /**
     * @param timed true if somebody will ask how long a client has been idle
     */
    public Clients(Console console, boolean timed) {
        this.console = console;
        this.timed = timed;
        printing = !console.isQuiet();
    }

    Console console() {
        return console;
    }

    /** False when no line is printed for each event. */
    boolean printing() {
        return printing;
    }

    boolean isTimed() {
        return timed;
    }

    /** The only client of a server that serves one after the other. */
    public Client connected(InetSocketAddress peer) {
        return enter(peer, null, false);
    }

    /**
     * One client more of several: its event line ends in {@code (3 clients, thread client-3)}.
     *
     * @param threadPrefix {@code client-} where a thread of that name and number serves it; null
     *     where no thread is its own
     */
    public Client connected(InetSocketAddress peer, String threadPrefix) {
        return enter(peer, threadPrefix, true);
    }

    private synchronized Client enter(InetSocketAddress peer, String prefix, boolean several) {
        count++;
        Client client = new Client(this, count, peer, prefix);
        open.add(client);
        if (!printing) return client;
        String line = client.name() + " connected";
        if (several) line += " (" + Times.count(open.size(), "client");
        if (prefix != null) line += ", thread " + client.thread();
        console.line(several ? line + ")" : line);
        return client;
    }

    synchronized void left(Client client) {
        if (!open.remove(client)) return;
        bytesIn += client.bytesIn();
        bytesOut += client.bytesOut();
        notifyAll();
    }

    /** How many there are now. */
    public synchronized int now() {
        return open.size();
    }

    /** Waits until there are no more than so many, or so many milliseconds have passed. */
    public synchronized void awaitAtMost(int most, long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        try {
            for (long left = millis; open.size() > most && left > 0; ) {
                wait(left);
                left = (end - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that something keeps clients from being accepted, but not over and over. */
    public synchronized void refused(Failure failure) {
        if (System.nanoTime() - tellAgain < 0) return;
        tellAgain = System.nanoTime() + TELL_AGAIN_NANOS;
        console.error(failure);
    }

    /** What the typed "show" prints; clients in the queue are the kernel's. */
    public synchronized String show() {
        if (open.isEmpty()) return "no clients";
        StringBuilder lines = new StringBuilder();
        for (Client client : open)
            lines.append(lines.length() == 0 ? "" : "\n").append(client.shown());
        return lines.toString();
    }

    /** {@code served 3 clients, 120 bytes in, 120 bytes out}. */
    public synchronized String summary() {
        long in = bytesIn;
        long out = bytesOut;
        for (Client client : open) {
            in += client.bytesIn();
            out += client.bytesOut();
        }
        return "served "
                + Times.count(count, "client")
                + ", "
                + in
                + " bytes in, "
                + out
                + " bytes out";
    }
}
