package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import sockets.libc.Fd;
import sockets.libc.Sysctl;

/**
 * The kernel makes of SO_SNDBUF what it likes: twice as much, not too little, not too much. The
 * size decides how much send takes from a program while the peer does not read. socket(7), tcp(7).
 */
final class SendBuffer implements Demo {
    private static final int SMALL = 8192;
    private static final int LARGE = 200_000;

    @Override
    public void run(Stage stage) throws IOException {
        sizes(stage);
        int small = fill(stage, SMALL);
        int large = fill(stage, LARGE);
        stage.check(large > 2 * small, "taken", small, large);
    }

    /** Doubled, raised to the floor, cut at the ceiling. */
    private static void sizes(Stage stage) throws IOException {
        long max = Sysctl.number("net.core.wmem_max");
        int middle = (int) (max < 0 ? 65536 : Math.min(max, 65536));
        try (Fd fd = Fd.socket(AF_INET, SOCK_STREAM, 0)) {
            int doubled = ask(stage, fd, middle);
            stage.check(doubled == 2 * middle, "doubled", middle, doubled);
            int floor = ask(stage, fd, 1);
            stage.check(floor > 2, "floor", floor);
            if (max < 0) {
                stage.say("no-ceiling");
                return;
            }
            int ceiling = ask(stage, fd, (int) Math.min(Integer.MAX_VALUE, 2 * max));
            boolean cut = ceiling == 2 * Math.min(max, Integer.MAX_VALUE / 2);
            stage.check(cut, "ceiling", max, ceiling);
        }
    }

    /** Sets the size: what the kernel made of it. */
    private static int ask(Stage stage, Fd fd, int bytes) throws IOException {
        fd.setsockopt(SOL_SOCKET, SO_SNDBUF, bytes);
        stage.call("sender", "setsockopt(SO_SNDBUF, " + bytes + ") = 0");
        int got = fd.getsockopt(SOL_SOCKET, SO_SNDBUF);
        stage.call("sender", "getsockopt(SO_SNDBUF) = " + got);
        return got;
    }

    /** Sends to a peer that does not read, until no more is taken: how much was. */
    private static int fill(Stage stage, int bytes) throws IOException {
        try (Link link = Link.tcp()) {
            // what the peer's buffer takes counts, too: it is to be small in both cases
            link.server().setsockopt(SOL_SOCKET, SO_RCVBUF, 1);
            ask(stage, link.client(), bytes);
            int taken = Link.fill(link.client());
            stage.call("sender", "send(..., MSG_DONTWAIT) ... = " + taken + ", then -1 EAGAIN");
            return taken;
        }
    }
}
