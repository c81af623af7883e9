package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import sockets.libc.Fd;
import sockets.libc.Poll;
import sockets.trace.Tracer;

/** accept waits until the client has sent something, not only connected. tcp(7). */
final class DeferAccept implements Demo {
    private static final int TCP_DEFER_ACCEPT = 9;
    private static final int SECONDS = 5;
    private static final int SHORT_MILLIS = 400;

    @Override
    public void run(Stage stage) throws IOException {
        SynCookies.none("TCP_DEFER_ACCEPT");
        try (Fd listener = stage.tell("listener", Link.listening());
                Fd client = Fd.socket(AF_INET, SOCK_STREAM, 0)) {
            boolean ready = connect(stage, listener, client, Datagram.PATIENCE_MILLIS);
            stage.check(ready, "at-once");
        }
        try (Fd listener = stage.tell("listener", Link.listening());
                Fd client = Fd.socket(AF_INET, SOCK_STREAM, 0)) {
            listener.setsockopt(IPPROTO_TCP, TCP_DEFER_ACCEPT, SECONDS);
            int rounded = listener.getsockopt(IPPROTO_TCP, TCP_DEFER_ACCEPT);
            stage.say("rounded", SECONDS, rounded);
            boolean ready = connect(stage, listener, client, SHORT_MILLIS);
            stage.check(!ready, "waits", SHORT_MILLIS, TcpInfo.of(client).state());
            stage.tell("client", client).send(Datagram.bytes("hello"), 0);
            ready = Poll.once(listener, POLLIN, Datagram.PATIENCE_MILLIS) != 0;
            stage.check(ready, "data");
            if (!ready) return;
            try (Fd server = listener.accept4(0)) {
                int length = stage.tell("server", server).recv(100, MSG_DONTWAIT).length;
                stage.check(length == 5, "there", length);
            }
        }
    }

    /** Connects; true if accept would return in time. */
    private static boolean connect(Stage stage, Fd listener, Fd client, int millis)
            throws IOException {
        stage.tell("client", client).connect(listener.getsockname());
        // who asks for its state is the demo
        client.tell(Tracer.SILENT, "");
        return Poll.once(listener, POLLIN, millis) != 0;
    }
}
