package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import sockets.libc.Fd;

/**
 * A segment that is not acknowledged is sent again, after a wait that doubles each time, up to two
 * minutes. TCP_RTO_MAX_MS sets that bound: after a short outage the connection goes on sooner.
 * tcp(7), RFC 6298.
 */
final class RtoMax implements Demo {
    private static final Since RTO_MAX = new Since("6.15", "TCP_RTO_MAX_MS", IPPROTO_TCP, 44);

    /** The least that the kernel takes. */
    private static final int BOUND_MILLIS = 1000;

    /** After 0.2, 0.4, 0.8 s, then 1 s each: some 6 s. Doubling, so many take 25 s at least. */
    private static final int RETRANSMISSIONS = 8;

    private static final int PATIENCE_SECONDS = 60;
    private static final int PAUSE_MILLIS = 100;

    @Override
    public void run(Stage stage) throws IOException, InterruptedException {
        try (Link bounded = Link.unknown();
                Link other = Link.unknown()) {
            RTO_MAX.set(stage.tell("client", bounded.client()), BOUND_MILLIS);
            // how they vanish is in words
            bounded.hush();
            Link.vanish(bounded.server(), bounded.client());
            Link.vanish(other.server(), other.client());
            stage.say("vanished");
            long start = System.nanoTime();
            stage.tell("client", bounded.client()).send(new byte[100], 0);
            stage.tell("other", other.client()).send(new byte[100], 0);
            bounded.hush();
            await(bounded.client());
            String took = Stage.millis(System.nanoTime() - start);
            TcpInfo without = TcpInfo.show(stage, "other", other.client());
            TcpInfo with = TcpInfo.show(stage, "client", bounded.client());
            int again = with.totalRetrans();
            boolean often = again >= RETRANSMISSIONS && again > without.totalRetrans();
            stage.check(often, "often", took, again, without.totalRetrans());
            boolean kept = isBounded(with) && !isBounded(without);
            stage.check(kept, "rto", (int) with.rtoMillis(), (int) without.rtoMillis());
        }
    }

    /** Waits until it has sent often enough, or waits longer than it may. */
    private static void await(Fd client) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        while (System.nanoTime() < end) {
            TcpInfo now = TcpInfo.of(client);
            if (now.totalRetrans() >= RETRANSMISSIONS || !isBounded(now)) return;
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static boolean isBounded(TcpInfo info) {
        return info.rtoMillis() <= BOUND_MILLIS;
    }
}
