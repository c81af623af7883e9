package sockets.udpecho.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import sockets.common.console.Console;
import sockets.common.net.Addresses;
import sockets.common.net.Reachable;
import sockets.common.text.Failure;
import sockets.common.text.Reason;
import sockets.harness.load.Generator;
import sockets.harness.load.Meter;
import sockets.harness.load.Pattern;
import sockets.harness.load.Schedule;
import sockets.harness.load.Waiter;

/**
 * Load for a UDP echo server: one thread and one Selector keep many connected sockets busy. Nothing
 * is allocated for a request, so that no collection of garbage comes between; epoll(7), udp(7).
 */
final class UdpLoad implements Generator {
    /** A datagram begins with its number. */
    static final int LEAST = Long.BYTES;

    /** A request is lost when it has no answer after so long. */
    private static final long LOSS_NANOS = 200_000_000;

    /** How often lost ones are looked for. */
    private static final long LOOK_MILLIS = 20;

    /** Answers taken from one socket before the others have their turn. */
    private static final int BATCH = 16;

    private final InetSocketAddress server;
    private final int size;
    private final int requests;
    private final Console console;
    private final Selector selector = Selector.open();
    private final Pattern pattern = new Pattern();
    private final ByteBuffer out;

    /** Room for the longest datagram, so that one that is too long is told from a right one. */
    private final ByteBuffer in = ByteBuffer.allocateDirect(64 * 1024);

    private final Waiter waiter = new Waiter(selector, this::ready);

    private final List<LoadSocket> sockets = new ArrayList<>();
    private Meter meter;

    /** Requests a second; 0 for as many as there is room for. */
    private int rate;

    private Failure failure;

    /** True while an answer allows another request. */
    private boolean sending;

    private long lastLook;

    /**
     * @param requests how many may be under way on each socket
     */
    UdpLoad(InetSocketAddress server, int size, int requests, Console console) throws IOException {
        this.server = server;
        this.size = size;
        this.requests = requests;
        this.console = console;
        out = ByteBuffer.allocateDirect(size);
    }

    @Override
    public void run(int wanted, int rate, Meter meter) throws IOException {
        this.rate = rate;
        this.meter = meter;
        waiter.tells(meter);
        failure = null;
        sending = false;
        try {
            open(wanted);
            if (meter.tick(System.nanoTime())) measure();
            drain();
        } finally {
            for (LoadSocket socket : sockets) socket.close();
            sockets.clear();
            // a closed socket keeps its descriptor until the selector has let go of it
            selector.selectNow();
        }
        if (failure != null) throw failure;
    }

    private void open(int wanted) throws Failure {
        while (sockets.size() < wanted) {
            String call = "socket";
            try {
                DatagramChannel channel = DatagramChannel.open(Addresses.family(server));
                Window window = new Window(wanted, sockets.size(), requests, LOSS_NANOS);
                LoadSocket socket = new LoadSocket(channel, window, pattern, size);
                sockets.add(socket);
                call = "connect";
                socket.connect(server, requests, selector);
            } catch (IOException e) {
                if (call.equals("connect")) sockets.remove(sockets.size() - 1).close();
                Failure none = new Failure(call, Addresses.text(server), e);
                if (sockets.isEmpty()) throw none;
                console.error(none);
                console.hint("load.connected", sockets.size(), wanted);
                return;
            }
            meter.connected(sockets.size());
        }
    }

    /** Sends and receives until time is over. */
    private void measure() throws IOException {
        sending = true;
        long now = System.nanoTime();
        lastLook = now;
        meter.begin(now);
        if (rate > 0) {
            inTime();
            return;
        }
        for (LoadSocket socket : sockets) fill(socket, System.nanoTime());
        while (failure == null && meter.tick(now)) {
            now = waiter.await(now, meter.millis(now, LOOK_MILLIS));
            look(now);
        }
        meter.finish(now);
        sending = false;
    }

    /** The same at a fixed rate: each request when it is due, whatever has been answered. */
    private void inTime() throws IOException {
        long now = System.nanoTime();
        Schedule schedule = new Schedule(now, rate, sockets.size());
        for (int i = 0; i < sockets.size(); i++) sockets.get(i).pace(schedule, i);
        Schedule.Sender sender = this::due;
        while (failure == null && meter.tick(now)) {
            now = schedule.release(now, meter, sender);
            now = waiter.awaitUntil(now, schedule.moment(), LOOK_MILLIS);
            look(now);
        }
        meter.finish(now);
        sending = false;
        for (LoadSocket socket : sockets)
            for (long waited = socket.giveUp(now); waited > 0; waited = socket.giveUp(now))
                meter.unanswered(waited);
    }

    private void due(int socket, long now) {
        sockets.get(socket).due();
        fill(sockets.get(socket), now);
    }

    /** Takes the answers still under way: no ICMP errors for the server, since nobody is gone. */
    private void drain() throws IOException {
        long now = System.nanoTime();
        while (failure == null && look(now)) now = waiter.await(now, LOOK_MILLIS);
    }

    /** Looks for lost requests, now and then, and replaces them; true if any is under way. */
    private boolean look(long now) {
        boolean underWay = false;
        boolean due = now - lastLook >= LOOK_MILLIS * 1_000_000;
        if (!due && sending) return true;
        lastLook = now;
        for (LoadSocket socket : sockets) {
            for (int lost = socket.window().expire(now); lost > 0; lost--) lost();
            if (sending) fill(socket, now);
            underWay |= !socket.window().isEmpty();
        }
        return underWay;
    }

    private void ready(SelectionKey key) {
        // the first of this turn: the wait has just ended
        if (meter.isWaiting()) meter.waitEnds(System.nanoTime());
        LoadSocket socket = (LoadSocket) key.attachment();
        long now = key.isReadable() ? receive(socket) : System.nanoTime();
        if (sending && failure == null) fill(socket, now);
    }

    /** Takes the answers that are there; the time of the last. */
    private long receive(LoadSocket socket) {
        try {
            for (int i = 0; i < BATCH && socket.receive(in); i++) {
                long now = System.nanoTime();
                answered(socket, now);
                // nothing else is expected: the next call would only be told so
                if (socket.window().isEmpty()) return now;
            }
        } catch (IOException e) {
            failed("recvfrom", e);
        }
        return System.nanoTime();
    }

    private void answered(LoadSocket socket, long now) {
        long number = socket.verified(in);
        Window.Kind kind = socket.window().answer(number, now);
        switch (kind) {
            case ANSWER -> {
                long nanos = now - socket.window().begin(number);
                if (meter.answered(nanos) && socket.isFirstCounted()) meter.connectionAnswered();
            }
            case OVERDUE -> {
                lost();
                meter.late();
            }
            case LATE -> meter.late();
            case DUPLICATE -> meter.duplicate();
            case UNKNOWN -> meter.error(wrong());
        }
    }

    private void lost() {
        if (sending) meter.lost();
        else meter.unanswered(LOSS_NANOS);
    }

    private Failure wrong() {
        String size = ": " + in.limit() + " bytes";
        return new Failure("recvfrom", Addresses.text(server), Reason.OTHER_BYTES, size)
                .hint("hint.load.bytes");
    }

    private void fill(LoadSocket socket, long now) {
        try {
            socket.fill(out, now);
        } catch (IOException e) {
            failed("sendto", e);
        }
    }

    /** A refusal, or a network that cannot be reached: it holds for all sockets. */
    private void failed(String call, IOException e) {
        if (failure != null) return;
        failure = new Failure(call, Addresses.text(server), e);
        if (failure.reason() == Reason.ECONNREFUSED)
            failure.hint("hint.udp.refused" + Reachable.kind(server));
    }

    @Override
    public Failure silence() {
        String time = " in " + LOSS_NANOS / 1_000_000 + " ms";
        return new Failure("recvfrom", Addresses.text(server), Reason.NO_ANSWER, time)
                .hint("hint.udp.silence.connected");
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
