package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import sockets.libc.Fd;
import sockets.libc.Poll;

/**
 * A peer that vanishes says nothing, and who only reads would wait for ever. With SO_KEEPALIVE the
 * kernel asks the silent peer: first after TCP_KEEPIDLE seconds, then every TCP_KEEPINTVL; after
 * TCP_KEEPCNT questions without an answer the connection is broken. socket(7), tcp(7).
 */
final class KeepAlive implements Demo {
    // <asm-generic/socket.h>, <linux/tcp.h>
    private static final int SO_KEEPALIVE = 9;
    private static final int TCP_KEEPIDLE = 4;
    private static final int TCP_KEEPINTVL = 5;
    private static final int TCP_KEEPCNT = 6;

    private static final int IDLE_SECONDS = 1;
    private static final int INTERVAL_SECONDS = 1;
    private static final int COUNT = 2;
    private static final int PATIENCE_SECONDS = 60;

    @Override
    public void run(Stage stage) throws IOException {
        try (Link vanished = Link.tcp();
                Link alive = Link.tcp();
                Link without = Link.tcp()) {
            // a limit for the demo itself, should the option do nothing
            byte[] patience = Link.timeval(PATIENCE_SECONDS * 1_000_000L);
            vanished.client().setsockopt(SOL_SOCKET, SO_RCVTIMEO, patience);

            defaults(stage, without.client());
            // the kernel counts from here on, however late the rest comes
            long start = System.nanoTime();
            ask(stage.tell("client 1", vanished.client()));
            ask(stage.tell("client 2", alive.client()));
            kept(stage, vanished.client());
            // how it vanishes is told in words
            vanished.hush();
            Link.vanish(vanished.server(), vanished.client());
            Link.vanish(without.server(), without.client());
            stage.say("vanish");

            stage.tell("client 1", vanished.client());
            String result = Link.result(() -> vanished.client().recv(100, 0));
            long took = System.nanoTime() - start;
            int expected = IDLE_SECONDS + INTERVAL_SECONDS * COUNT;
            // a busy machine may come back later
            boolean waited = took > (expected - 0.5) * 1e9;
            boolean broken = result.equals("-1 ETIMEDOUT") && waited;
            stage.check(broken, "broken", result, Stage.millis(took), expected);

            boolean stays = waits(alive.client());
            boolean waits = waits(stage.tell("client 3", without.client()));
            // the numbers of the two lines that follow
            alive.hush();
            without.hush();
            int heard = TcpInfo.of(alive.client()).lastAckRecvMillis();
            int silence = TcpInfo.of(without.client()).lastAckRecvMillis();
            stage.check(stays && heard < silence / 2, "alive", heard);
            stage.check(waits, "without", silence);
        }
    }

    /** What a program gets that sets SO_KEEPALIVE alone. */
    private static void defaults(Stage stage, Fd fd) throws IOException {
        Times now = times(fd);
        stage.say("defaults", now.idle, now.interval, now.count, now.all());
    }

    /** On a busy machine the end comes late: that 3 s were asked for is seen here. */
    private static void kept(Stage stage, Fd fd) throws IOException {
        Times now = times(fd);
        boolean kept = now.equals(new Times(IDLE_SECONDS, INTERVAL_SECONDS, COUNT));
        stage.check(kept, "kept", now.idle, now.interval, now.count, now.all());
    }

    /** What the three options are, and how long a peer may be silent by them. */
    private record Times(int idle, int interval, int count) {
        int all() {
            return idle + interval * count;
        }
    }

    private static Times times(Fd fd) throws IOException {
        int idle = fd.getsockopt(IPPROTO_TCP, TCP_KEEPIDLE);
        int interval = fd.getsockopt(IPPROTO_TCP, TCP_KEEPINTVL);
        int count = fd.getsockopt(IPPROTO_TCP, TCP_KEEPCNT);
        return new Times(idle, interval, count);
    }

    private static void ask(Fd fd) throws IOException {
        fd.setsockopt(IPPROTO_TCP, TCP_KEEPIDLE, IDLE_SECONDS);
        fd.setsockopt(IPPROTO_TCP, TCP_KEEPINTVL, INTERVAL_SECONDS);
        fd.setsockopt(IPPROTO_TCP, TCP_KEEPCNT, COUNT);
        fd.setsockopt(SOL_SOCKET, SO_KEEPALIVE, 1);
    }

    /** True if a read would still wait: nothing has come, and no error. */
    private static boolean waits(Fd fd) throws IOException {
        return Poll.once(fd, POLLIN, 1000) == 0;
    }
}
