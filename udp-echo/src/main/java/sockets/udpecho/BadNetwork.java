package sockets.udpecho;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A network that misbehaves on purpose: it loses, delays and duplicates answers. */
final class BadNetwork implements Network {
    private final double lossPercent;
    private final double duplicatePercent;
    private final long delayMillis;
    private final Random random;
    private final UdpServerEvents events;
    private final ScheduledExecutorService later =
            Executors.newSingleThreadScheduledExecutor(BadNetwork::thread);

    /** The same seed gives the same faults. */
    BadNetwork(
            double lossPercent,
            double duplicatePercent,
            long delayMillis,
            long seed,
            UdpServerEvents events) {
        this.lossPercent = lossPercent;
        this.duplicatePercent = duplicatePercent;
        this.delayMillis = delayMillis;
        this.random = new Random(seed);
        this.events = events;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "delay");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void pass(ByteBuffer answer, SocketAddress client, UdpEchoServer server) {
        // both dice are thrown for each datagram, so that a seed gives the same with other options
        boolean lose = random.nextDouble() * 100 < lossPercent;
        boolean twice = random.nextDouble() * 100 < duplicatePercent;
        if (lose) {
            events.lostOnPurpose();
            return;
        }
        if (twice) events.twiceOnPurpose();
        pass(answer, client, server, false);
        if (twice) pass(answer, client, server, true);
    }

    private void pass(
            ByteBuffer answer, SocketAddress client, UdpEchoServer server, boolean again) {
        if (delayMillis == 0) {
            send(answer.duplicate(), client, server, again);
            return;
        }
        ByteBuffer copy = copy(answer);
        later.schedule(() -> send(copy, client, server, again), delayMillis, TimeUnit.MILLISECONDS);
    }

    private void send(
            ByteBuffer answer, SocketAddress client, UdpEchoServer server, boolean again) {
        // a second copy is no second answer
        if (again) events.copy();
        server.answer(answer, client);
    }

    private static ByteBuffer copy(ByteBuffer answer) {
        return ByteBuffer.allocate(answer.remaining()).put(answer.duplicate()).flip();
    }

    @Override
    public void finish() {
        later.shutdown();
        try {
            later.awaitTermination(delayMillis + 1000, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
