package sockets.tcpecho.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import sockets.common.console.Console;
import sockets.common.net.Addresses;
import sockets.common.text.Failure;
import sockets.common.text.Reason;
import sockets.harness.load.Generator;
import sockets.harness.load.Meter;
import sockets.harness.load.Pattern;
import sockets.harness.load.Schedule;
import sockets.harness.load.Waiter;
import sockets.tcpecho.TcpFailures;

/**
 * Load for a TCP echo server: one thread and one Selector keep thousands of connections busy.
 * Nothing is allocated for a request, so that no collection of garbage comes between; epoll(7).
 */
final class TcpLoad implements Generator {
    /** Handshakes under way at once. */
    private static final int CONNECTING = 64;

    /**
     * Connections that may be without any answer before the next one has to wait a moment: a queue
     * of the usual five holds them. A SYN that finds it full is repeated only after a second.
     */
    private static final int AHEAD = 4;

    private static final long PAUSE_NANOS = 2_000_000;

    /** How long nothing need happen before the connections that do not stand are given up. */
    private static final int CONNECT_SECONDS = 5;

    /** How long the first answers are waited for, and how long if nothing comes. */
    private static final long GRACE_NANOS = 1_000_000_000;

    private static final long SILENCE_NANOS = 200_000_000;

    /** The same of the last answers, of a server that is slow to answer. */
    private static final long LAST_NANOS = 10_000_000_000L;

    private static final long LAST_SILENCE_NANOS = 1_000_000_000;

    private static final long LOOK_MILLIS = 50;

    private final InetSocketAddress server;
    private final long size;
    private final int window;
    private final Console console;
    private final TcpFailures failures;
    private final Selector selector = Selector.open();
    private final Pattern pattern = new Pattern();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(Pattern.BLOCK);

    private final Waiter waiter = new Waiter(selector, this::ready);

    private final List<LoadConnection> connections = new ArrayList<>();
    private Meter meter;

    /** Requests a second; 0 for as many as there is room for. */
    private int rate;

    /** Handshakes under way; connections that stand; both, as far as they had no answer yet. */
    private int connecting;

    private int open;
    private int silent;

    private int made;
    private Failure notMade;

    /** True while an answer allows another request. */
    private boolean sending;

    /** When the last connection was made, and when the last bytes came. */
    private long lastMade;

    private long lastBytes;

    /**
     * @param window how many requests may be under way on each connection
     */
    TcpLoad(InetSocketAddress server, long size, int window, Console console) throws IOException {
        this.server = server;
        this.size = size;
        this.window = window;
        this.console = console;
        failures = new TcpFailures(server);
    }

    @Override
    public void run(int wanted, int rate, Meter meter) throws IOException {
        this.rate = rate;
        this.meter = meter;
        waiter.tells(meter);
        connecting = 0;
        open = 0;
        silent = 0;
        made = 0;
        notMade = null;
        sending = false;
        try {
            connect(wanted);
            if (meter.tick(System.nanoTime())) measure();
            drain();
        } finally {
            for (LoadConnection connection : connections) connection.close();
            connections.clear();
            // a closed socket keeps its descriptor until the selector has let go of it
            selector.selectNow();
        }
    }

    /** Makes the connections, until all stand or nothing has happened for some seconds. */
    private void connect(int wanted) throws IOException {
        int left = wanted;
        long now = System.nanoTime();
        long lastOpened = now;
        lastMade = now;
        while (left > 0 || connecting > 0) {
            boolean due = now - lastOpened >= PAUSE_NANOS;
            while (left > 0 && connecting < CONNECTING && (silent < AHEAD || due)) {
                due = false;
                lastOpened = now;
                // where the descriptors are used up it goes on with those it has
                left = open(connections.size()) ? left - 1 : 0;
                if (made == 0 && connecting == 0) throw notMade;
            }
            now = waiter.await(now, left > 0 && connecting < CONNECTING ? 1 : LOOK_MILLIS);
            if (made == 0 && connecting == 0) throw notMade;
            if (!meter.tick(now)) return;
            if (now - lastMade > CONNECT_SECONDS * 1_000_000_000L) break;
        }
        // what is not accepted now would wait behind the load
        lastBytes = now;
        long end = now + GRACE_NANOS;
        while (silent > connecting && isMoving(now, end, SILENCE_NANOS) && meter.tick(now))
            now = waiter.await(now, LOOK_MILLIS);
        if (made == wanted) return;
        if (notMade == null) notMade = timedOut();
        if (made == 0) throw notMade;
        console.error(notMade);
        console.hint("load.connected", made, wanted);
    }

    private Failure timedOut() {
        String time = " after " + CONNECT_SECONDS + " s";
        return new Failure("connect", Addresses.text(server), Reason.ETIMEDOUT, time);
    }

    /** Opens a socket and begins its handshake; false if no socket is to be had. */
    private boolean open(int number) throws IOException {
        LoadConnection connection;
        try {
            // socket
            SocketChannel socket = SocketChannel.open(Addresses.family(server));
            connection = new LoadConnection(socket, number, server, pattern, size, window);
        } catch (IOException e) {
            notMade = new Failure("socket", Addresses.text(server), e);
            return false;
        }
        connections.add(connection);
        connecting++;
        silent++;
        try {
            if (connection.connect(selector)) connected(connection);
        } catch (IOException e) {
            drop(connection, "write", e);
        }
        return true;
    }

    private void connected(LoadConnection connection) throws IOException {
        connecting--;
        open++;
        meter.connected(++made);
        lastMade = System.nanoTime();
        // one request at once: its answer shows that the server's program has taken the connection
        connection.allow(1);
        connection.write(lastMade);
    }

    /** Sends and receives until time is over or nobody is left. */
    private void measure() throws IOException {
        sending = true;
        long now = System.nanoTime();
        meter.begin(now);
        List<LoadConnection> standing = new ArrayList<>();
        for (LoadConnection connection : connections) {
            if (!connection.isConnected()) connection.close();
            if (connection.isOpen()) standing.add(connection);
        }
        if (rate > 0) {
            inTime(standing);
            return;
        }
        for (LoadConnection connection : standing) go(connection, System.nanoTime());
        while (open > 0 && meter.tick(now)) now = waiter.await(now, meter.millis(now, LOOK_MILLIS));
        meter.finish(now);
        sending = false;
    }

    /** The same at a fixed rate: each request when it is due, whatever has been answered. */
    private void inTime(List<LoadConnection> standing) throws IOException {
        long now = System.nanoTime();
        Schedule schedule = new Schedule(now, rate, Math.max(1, standing.size()));
        for (int i = 0; i < standing.size(); i++) standing.get(i).pace(schedule, i);
        Schedule.Sender sender = (turn, time) -> due(standing.get(turn), time);
        while (open > 0 && meter.tick(now)) {
            now = schedule.release(now, meter, sender);
            now = waiter.awaitUntil(now, schedule.moment(), LOOK_MILLIS);
        }
        meter.finish(now);
        sending = false;
    }

    private void due(LoadConnection connection, long now) {
        if (!connection.isOpen()) return;
        connection.due();
        go(connection, now);
    }

    private void go(LoadConnection connection, long now) {
        connection.allow(window);
        try {
            connection.write(now);
        } catch (IOException e) {
            drop(connection, "write", e);
        }
    }

    /** Takes the answers still under way: they count no more, but must be right. */
    private void drain() throws IOException {
        long now = System.nanoTime();
        long end = now + LAST_NANOS;
        lastBytes = now;
        long silence = Math.max(LAST_SILENCE_NANOS, 2 * meter.longest());
        while (isMoving(now, end, silence) && isUnderWay()) now = waiter.await(now, LOOK_MILLIS);
        for (LoadConnection connection : connections)
            if (!connection.isConnected()) meter.unanswered(connection.age());
            else if (connection.isOpen())
                while (connection.hasBegun()) meter.unanswered(now - connection.takeAnswer());
    }

    /** False when nothing has come for a moment, or it takes too long altogether. */
    private boolean isMoving(long now, long end, long silence) {
        return now - end < 0 && now - lastBytes < silence;
    }

    private boolean isUnderWay() {
        for (LoadConnection connection : connections) if (connection.isUnderWay()) return true;
        return false;
    }

    private void ready(SelectionKey key) {
        // the first of this turn: the wait has just ended
        if (meter.isWaiting()) meter.waitEnds(System.nanoTime());
        LoadConnection connection = (LoadConnection) key.attachment();
        int operations = key.readyOps();
        boolean readable = (operations & SelectionKey.OP_READ) != 0;
        try {
            if ((operations & SelectionKey.OP_CONNECT) != 0) {
                if (connection.finishConnect()) connected(connection);
                return;
            }
            if (readable) read(connection);
            if ((operations & SelectionKey.OP_WRITE) != 0) connection.write(System.nanoTime());
        } catch (IOException e) {
            drop(connection, readable ? "read" : "write", e);
        }
    }

    private void read(LoadConnection connection) throws IOException {
        connection.read(buffer);
        long now = System.nanoTime();
        lastBytes = now;
        if (!connection.hasAnswer()) return;
        if (!connection.hasAnswered()) silent--;
        do {
            if (meter.answered(now - connection.takeAnswer()) && connection.isFirstCounted())
                meter.connectionAnswered();
        } while (connection.hasAnswer());
        // what was due before the end still leaves
        if (!sending && rate == 0) return;
        connection.allow(window);
        connection.write(now);
    }

    /** A connection that was not made, or broke: it is used no more, the others go on. */
    private void drop(LoadConnection connection, String call, IOException e) {
        if (!connection.hasAnswered()) silent--;
        if (connection.isConnected()) {
            open--;
            meter.error(e instanceof Failure told ? told : failures.of(call, e));
        } else {
            connecting--;
            notMade = failures.notConnected(e, connection.age());
        }
        connection.close();
    }

    @Override
    public Failure silence() {
        return new Failure(
                        "read", Addresses.text(server), Reason.NO_ANSWER, " in the measured time")
                .hint("hint.tcp.silence", server.getPort());
    }

    @Override
    public void wakeup() {
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
