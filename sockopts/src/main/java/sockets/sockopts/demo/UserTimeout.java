package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import sockets.libc.Errno;
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
        try (Link link = Link.unknown();
                Link other = Link.unknown()) {
            stage.tell("client", link.client());
            link.client().setsockopt(IPPROTO_TCP, TCP_USER_TIMEOUT, TIMEOUT_MILLIS);
            // how they vanish is in words
            link.hush();
            Link.vanish(link.server(), link.client());
            Link.vanish(other.server(), other.client());
            stage.say("vanished");
            long start = System.nanoTime();
            stage.tell("other", other.client()).send(new byte[100], 0);
            stage.tell("client", link.client()).send(new byte[100], 0);
            boolean came = Link.ready(link.client(), POLLIN, PATIENCE_MILLIS);
            long millis = (System.nanoTime() - start) / 1_000_000;
            String error = came ? Link.error(link.client()) : "nothing";
            stage.check(error.equals(Errno.ETIMEDOUT.name()), "error", error);
            stage.check(millis > TIMEOUT_MILLIS * 0.9, "took", millis, TIMEOUT_MILLIS);
            TcpInfo still = TcpInfo.show(stage, "other", other.client());
            boolean open = still.state().equals("ESTABLISHED") && still.backoff() > 0;
            stage.check(open, "other", still.state(), still.backoff());
            stage.say("sysctl", Sysctl.number("net.ipv4.tcp_retries2"));
        }
    }
}
