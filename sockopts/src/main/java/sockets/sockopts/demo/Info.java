package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.net.InetSocketAddress;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;
import sockets.libc.Poll;

/**
 * What the kernel knows of a connection: its state, round trip, window, and what it had to send
 * again. tcp(7), {@code ss -ti}.
 */
final class Info implements Demo {
    private static final int LENGTH = 200_000;

    @Override
    public void run(Stage stage) throws IOException {
        states(stage);
        try (Link link = Link.tcp()) {
            TcpInfo before = TcpInfo.show(stage, "client", link.client());
            data(stage, link, before);
        }
        lost(stage);
    }

    /** A socket before and after each call. */
    private void states(Stage stage) throws IOException {
        try (Fd fd = Fd.socket(AF_INET, SOCK_STREAM, 0)) {
            stage.call("fresh", "socket() = " + fd.number());
            String state = TcpInfo.show(stage, "fresh", fd).state();
            stage.check(state.equals("CLOSE"), "state", state);
        }
        try (Link link = Link.tcp()) {
            String state = TcpInfo.show(stage, "listener", link.listener()).state();
            stage.check(state.equals("LISTEN"), "state", state);
            stage.call("client", "shutdown(SHUT_WR) = 0");
            link.client().shutdown(SHUT_WR);
            // the end of file: the FIN has come
            link.server().recv(1, 0);
            state = TcpInfo.show(stage, "server", link.server()).state();
            stage.check(state.equals("CLOSE_WAIT"), "state", state);
        }
    }

    /** Data that arrive: the round trip is measured, all is acknowledged. */
    private void data(Stage stage, Link link, TcpInfo before) throws IOException {
        byte[] block = new byte[LENGTH / 10];
        for (int sent = 0, read = 0; sent < LENGTH; ) {
            sent += link.client().send(block, 0);
            while (read < sent) read += link.server().recv(LENGTH, 0).length;
        }
        stage.call("client", "send() ... = " + LENGTH);
        stage.call("server", "recv() ... = " + LENGTH);
        // the last acknowledgement may still be under way
        TcpInfo after = TcpInfo.of(link.client());
        for (int i = 0; i < 100 && after.unacked() > 0; i++) {
            Poll.once(link.client(), 0, 20);
            after = TcpInfo.of(link.client());
        }
        after = TcpInfo.show(stage, "client", link.client());
        long acked = after.bytesAcked() - before.bytesAcked();
        stage.check(acked == LENGTH, "acked", acked);
        boolean measured = after.rttMillis() > 0 && after.sndCwnd() > 0 && after.sndMss() > 0;
        stage.check(measured, "measured", after.rttMillis(), after.sndCwnd(), after.sndMss());
    }

    /** Segments that get lost, here the SYN: they are sent again until they arrive. */
    private void lost(Stage stage) throws IOException {
        try (Fd listener = Fd.socket(AF_INET, SOCK_STREAM, 0);
                Fd first = Fd.socket(AF_INET, SOCK_STREAM, 0);
                Fd client = Fd.socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)) {
            listener.bind(Link.ANY_PORT);
            listener.listen(0);
            stage.call("listener", "listen(0) = 0");
            first.connect(listener.getsockname());
            Poll.once(listener, POLLIN, Datagram.PATIENCE_MILLIS);
            // room for one that nobody has accepted: the kernel drops the next SYN
            stage.say("full");
            connect(stage, client, listener.getsockname());
            TcpInfo now = TcpInfo.of(client);
            for (int i = 0; i < 100 && now.totalRetrans() == 0; i++) {
                Poll.once(client, 0, 50);
                now = TcpInfo.of(client);
            }
            TcpInfo.show(stage, "client", client);
            stage.check(now.state().equals("SYN_SENT"), "state", now.state());
            stage.check(now.totalRetrans() > 0, "again", now.totalRetrans());
            try (Fd accepted = listener.accept4(0)) {
                stage.call("listener", "accept() = " + accepted.number());
                Poll.once(client, POLLOUT, 8000);
                now = TcpInfo.show(stage, "client", client);
                stage.check(now.state().equals("ESTABLISHED"), "arrived", now.state());
            }
        }
    }

    private static void connect(Stage stage, Fd client, InetSocketAddress to) throws IOException {
        try {
            client.connect(to);
            stage.call("client", "connect() = 0");
        } catch (LibcException e) {
            if (!e.is(Errno.EINPROGRESS)) throw e;
            stage.call("client", "connect() = -1 " + e.name());
        }
    }
}
