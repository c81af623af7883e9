package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.net.InetSocketAddress;
import sockets.libc.Fd;
import sockets.libc.Poll;

/**
 * Some errors come when no call is waiting for them: the end of a non-blocking connect, the answer
 * "port unreachable" to a datagram. The kernel keeps such an error for the socket; SO_ERROR tells
 * it, once. socket(7), connect(2), udp(7).
 */
final class PendingError implements Demo {
    private static final int PATIENCE_MILLIS = 3000;
    private static final int SILENCE_MILLIS = 300;

    @Override
    public void run(Stage stage) throws IOException {
        connecting(stage);
        datagram(stage, true);
        datagram(stage, false);
    }

    /** Two connects that do not wait: to a port where nobody listens, and to a server. */
    private static void connecting(Stage stage) throws IOException {
        // bound, but not listening: the port is closed, and nobody else can open it
        try (Fd closed = Fd.socket(AF_INET, SOCK_STREAM, 0);
                Fd listener = Link.listening()) {
            closed.bind(Link.ANY_PORT);
            String refused = connect(stage, closed.getsockname());
            stage.check(refused.equals("ECONNREFUSED, 0"), "refused", refused);
            String connected = connect(stage, listener.getsockname());
            stage.check(connected.equals("0, 0"), "connected", connected);
        }
    }

    private static String connect(Stage stage, InetSocketAddress address) throws IOException {
        try (Fd fd = stage.tell("tcp", Fd.socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0))) {
            // EINPROGRESS, as a rule: it goes on in the kernel
            Link.result(() -> fd.connect(address));
            Poll.once(fd, POLLOUT, PATIENCE_MILLIS);
            return twice(fd);
        }
    }

    /** A datagram to a closed port. Only a connected socket is told of the answer. */
    private static void datagram(Stage stage, boolean connect) throws IOException {
        try (Fd nobody = Link.closedUdp();
                Fd fd = stage.tell("udp", Fd.socket(AF_INET, SOCK_DGRAM, 0))) {
            InetSocketAddress closed = nobody.getsockname();
            if (connect) {
                fd.connect(closed);
                fd.send(new byte[1], 0);
            } else {
                fd.sendto(new byte[1], 0, closed);
            }
            Poll.once(fd, POLLIN, connect ? PATIENCE_MILLIS : SILENCE_MILLIS);
            String errors = twice(fd);
            if (connect) stage.check(errors.equals("ECONNREFUSED, 0"), "told", errors);
            else stage.check(errors.equals("0, 0"), "not-told", errors);
        }
    }

    /** Reads the option two times: the first reading takes the error away. */
    private static String twice(Fd fd) throws IOException {
        return Link.error(fd) + ", " + Link.error(fd);
    }
}
