package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import sockets.libc.Fd;
import sockets.libc.Poll;

/** accept waits until the client has sent something, not only connected. tcp(7). */
final class DeferAccept implements Demo {
    private static final int TCP_DEFER_ACCEPT = 9;
    private static final int SECONDS = 5;
    private static final int SHORT_MILLIS = 400;

    @Override
    public void run(Stage stage) throws IOException {
        try (Fd listener = Link.listening();
                Fd client = Fd.socket(AF_INET, SOCK_STREAM, 0)) {
            boolean ready = connect(stage, listener, client, Datagram.PATIENCE_MILLIS);
            stage.check(ready, "at-once");
        }
        try (Fd listener = Link.listening();
                Fd client = Fd.socket(AF_INET, SOCK_STREAM, 0)) {
            listener.setsockopt(IPPROTO_TCP, TCP_DEFER_ACCEPT, SECONDS);
            stage.call("listener", "setsockopt(TCP_DEFER_ACCEPT, " + SECONDS + ") = 0");
            int rounded = listener.getsockopt(IPPROTO_TCP, TCP_DEFER_ACCEPT);
            stage.call("listener", "getsockopt(TCP_DEFER_ACCEPT) = " + rounded);
            stage.say("rounded", SECONDS, rounded);
            boolean ready = connect(stage, listener, client, SHORT_MILLIS);
            stage.check(!ready, "waits", SHORT_MILLIS, TcpInfo.of(client).state());
            stage.call("client", "send(\"hello\") = " + client.send(Datagram.bytes("hello"), 0));
            ready = poll(stage, listener, Datagram.PATIENCE_MILLIS);
            stage.check(ready, "data");
            if (!ready) return;
            try (Fd server = listener.accept4(0)) {
                stage.call("listener", "accept() = " + server.number());
                int length = server.recv(100, MSG_DONTWAIT).length;
                stage.call("server", "recv(MSG_DONTWAIT) = " + length);
                stage.check(length == 5, "there", length);
            }
        }
    }

    /** Connects; true if accept would return in time. */
    private static boolean connect(Stage stage, Fd listener, Fd client, int millis)
            throws IOException {
        client.connect(listener.getsockname());
        stage.call("client", "connect() = 0");
        return poll(stage, listener, millis);
    }

    private static boolean poll(Stage stage, Fd listener, int millis) throws IOException {
        int events = Poll.once(listener, POLLIN, millis);
        stage.call("listener", "poll(POLLIN, " + millis + " ms) = " + (events == 0 ? 0 : 1));
        return events != 0;
    }
}
