package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import sockets.common.net.Addresses;
import sockets.libc.Fd;
import sockets.trace.Tracer;

/**
 * A server that closes its connections first leaves them in TIME_WAIT, and when it is started again
 * its port is taken. The option is asked of both: of the server that left the connection, and of
 * the one that binds now. All four cases, each on a port of its own. socket(7), ip(7), tcp(7).
 */
final class ReuseAddress implements Demo {
    @Override
    public void run(Stage stage) throws IOException, InterruptedException {
        List<String> results = new ArrayList<>();
        for (int old : new int[] {0, 1})
            for (int fresh : new int[] {0, 1}) {
                stage.say("case", old, fresh);
                InetSocketAddress address = leaveTimeWait(stage, old);
                results.add(bindAgain(stage, address, fresh));
            }
        stage.say("table");
        stage.check(results.get(0).equals("-1 EADDRINUSE"), "row", 0, 0, results.get(0));
        stage.check(results.get(1).equals("-1 EADDRINUSE"), "row", 0, 1, results.get(1));
        stage.check(results.get(2).equals("-1 EADDRINUSE"), "row", 1, 0, results.get(2));
        stage.check(results.get(3).equals("0"), "row", 1, 1, results.get(3));
        live(stage);
    }

    /** The old server: serves one client, closes first, and ends. Its address. */
    private static InetSocketAddress leaveTimeWait(Stage stage, int reuse)
            throws IOException, InterruptedException {
        try (Fd listener = Fd.socket(AF_INET, SOCK_STREAM, 0);
                Fd client = Fd.socket(AF_INET, SOCK_STREAM, 0)) {
            stage.tell("old", listener).setsockopt(SOL_SOCKET, SO_REUSEADDR, reuse);
            // the rest is what every server does
            listener.tell(Tracer.SILENT, "");
            listener.bind(Link.ANY_PORT);
            listener.listen(1);
            InetSocketAddress address = listener.getsockname();
            client.connect(address);
            // who closes first is left with TIME_WAIT: here the server
            listener.accept4(0).close();
            // end of file
            client.recv(1, 0);
            InetSocketAddress peer = client.getsockname();
            client.close();
            String state = TcpTable.await(address, peer, TcpTable.TIME_WAIT);
            stage.say("left", Addresses.text(address), Addresses.text(peer), state);
            return address;
        }
    }

    /** The new server, on the same port: what bind says. */
    private static String bindAgain(Stage stage, InetSocketAddress address, int reuse)
            throws IOException {
        try (Fd listener = stage.tell("new", Fd.socket(AF_INET, SOCK_STREAM, 0))) {
            listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, reuse);
            return Link.result(() -> listener.bind(address));
        }
    }

    /** A server that is alive keeps its port in any case. */
    private static void live(Stage stage) throws IOException {
        try (Fd first = Fd.socket(AF_INET, SOCK_STREAM, 0);
                Fd second = Fd.socket(AF_INET, SOCK_STREAM, 0)) {
            first.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
            second.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
            stage.tell("first", first).bind(Link.ANY_PORT);
            first.listen(1);
            stage.tell("second", second);
            String result = Link.result(() -> second.bind(first.getsockname()));
            stage.check(result.equals("-1 EADDRINUSE"), "live", result);
        }
    }
}
