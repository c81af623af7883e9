package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sockets.common.net.Addresses;
import sockets.common.text.Failure;
import sockets.common.text.Reason;
import sockets.libc.Fd;
import sockets.libc.Poll;
import sockets.trace.Tracer;

/**
 * Several servers of one user listen on the same port, and the kernel spreads the connections over
 * them, by a hash of both addresses and ports. socket(7).
 */
final class ReusePort implements Demo {
    // <asm-generic/socket.h>
    private static final int SO_REUSEPORT = 15;
    private static final int LISTENERS = 4;
    private static final int CONNECTIONS = 100;
    private static final int PATIENCE_MILLIS = 3000;

    @Override
    public void run(Stage stage) throws IOException {
        without(stage);
        spread(stage);
    }

    private static void without(Stage stage) throws IOException {
        try (Fd first = stage.tell("server 1", Fd.socket(AF_INET, SOCK_STREAM, 0));
                Fd second = stage.tell("server 2", Fd.socket(AF_INET, SOCK_STREAM, 0))) {
            first.bind(Link.ANY_PORT);
            first.listen(16);
            String result = Link.result(() -> second.bind(first.getsockname()));
            stage.check(result.equals("-1 EADDRINUSE"), "without", result);
        }
    }

    private static void spread(Stage stage) throws IOException {
        List<Fd> listeners = new ArrayList<>();
        try {
            InetSocketAddress address = Link.ANY_PORT;
            for (int i = 1; i <= LISTENERS; i++) {
                Fd listener = stage.tell("server " + i, Fd.socket(AF_INET, SOCK_STREAM, 0));
                listeners.add(listener);
                listener.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1);
                listener.bind(address);
                listener.listen(16);
                // the port that the first one got is for all
                address = listener.getsockname();
                // a line for each connection would be too many
                listener.tell(Tracer.SILENT, "");
            }
            int[] accepted = new int[LISTENERS];
            for (int i = 0; i < CONNECTIONS; i++) accepted[connect(listeners, address)]++;
            int least = Arrays.stream(accepted).min().getAsInt();
            stage.call("clients", CONNECTIONS + " x connect(" + Addresses.text(address) + ") = 0");
            stage.check(
                    least >= CONNECTIONS / 12, "spread", CONNECTIONS, Arrays.toString(accepted));
        } finally {
            for (Fd listener : listeners) listener.close();
        }
    }

    /** Makes one connection: which listener got it. */
    private static int connect(List<Fd> listeners, InetSocketAddress address) throws IOException {
        try (Fd client = Fd.socket(AF_INET, SOCK_STREAM, 0)) {
            client.connect(address);
            Poll poll = new Poll();
            for (Fd listener : listeners) poll.add(listener, POLLIN);
            poll.await(PATIENCE_MILLIS);
            for (int i = 0; i < listeners.size(); i++)
                if ((poll.events(i) & POLLIN) != 0) {
                    listeners.get(i).accept4(0).close();
                    return i;
                }
        }
        throw new Failure("poll", Addresses.text(address), Reason.NO_ANSWER, "");
    }
}
