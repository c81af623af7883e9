package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.Poll;
import sockets.libc.Sysctl;

/**
 * How long sent data may stay without acknowledgement, or wait for room at the peer, before the
 * connection is given up: milliseconds instead of a quarter of an hour. tcp(7).
 */
final class UserTimeout implements Demo {
    private static final int TCP_USER_TIMEOUT = 18;
    private static final int TIMEOUT_MILLIS = 1500;
    private static final int PATIENCE_MILLIS = 9000;

    @Override
    public void run(Stage stage) throws IOException {
        try (Link link = Link.tcp();
                Link other = Link.tcp()) {
            link.client().setsockopt(IPPROTO_TCP, TCP_USER_TIMEOUT, TIMEOUT_MILLIS);
            stage.call("client", "setsockopt(TCP_USER_TIMEOUT, " + TIMEOUT_MILLIS + ") = 0");
            Link.vanish(link.server(), link.client());
            Link.vanish(other.server(), other.client());
            stage.say("vanished");
            long start = System.nanoTime();
            stage.call("other", "send() = " + other.client().send(new byte[100], 0));
            stage.call("client", "send() = " + link.client().send(new byte[100], 0));
            int came = Poll.once(link.client(), POLLIN, PATIENCE_MILLIS);
            long millis = (System.nanoTime() - start) / 1_000_000;
            String error = came == 0 ? "nothing" : Errno.of(error(link.client())).name();
            stage.call("client", "getsockopt(SO_ERROR) = " + error);
            stage.check(error.equals(Errno.ETIMEDOUT.name()), "error", error);
            stage.check(millis > TIMEOUT_MILLIS * 0.9, "took", millis, TIMEOUT_MILLIS);
            TcpInfo still = TcpInfo.show(stage, "other", other.client());
            boolean open = still.state().equals("ESTABLISHED") && still.backoff() > 0;
            stage.check(open, "other", still.state(), still.backoff());
            stage.say("sysctl", Sysctl.number("net.ipv4.tcp_retries2"));
        }
    }

    private static int error(Fd client) throws IOException {
        return client.getsockopt(SOL_SOCKET, SO_ERROR);
    }
}
