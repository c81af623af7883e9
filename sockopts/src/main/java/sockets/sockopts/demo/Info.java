package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.net.InetSocketAddress;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;
import sockets.libc.Poll;
import sockets.trace.Tracer;

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
        try (Fd fd = Fd.socket(AF_INET, SOCK_STREAM, 0, stage.side("fresh"), "")) {
            String state = TcpInfo.show(stage, "fresh", fd).state();
            stage.check(state.equals("CLOSE"), "state", state);
        }
        try (Link link = Link.tcp()) {
            String state = TcpInfo.show(stage, "listener", link.listener()).state();
            stage.check(state.equals("LISTEN"), "state", state);
            stage.tell("client", link.client()).shutdown(SHUT_WR);
            // the end of file: the FIN has come
            link.server().recv(1, 0);
            state = TcpInfo.show(stage, "server", link.server()).state();
            stage.check(state.equals("CLOSE_WAIT"), "state", state);
        }
    }

    /** Data that arrive: the round trip is measured, all is acknowledged. */
    private void data(Stage stage, Link link, TcpInfo before) throws IOException {
        // one line tells all the sends, and one the reads
        link.hush();
        byte[] block = new byte[LENGTH / 10];
        for (int sent = 0, read = 0; sent < LENGTH; ) {
            sent += link.client().send(block, 0);
            while (read < sent) read += link.server().recv(LENGTH, 0).length;
        }
        stage.call("client", "send(" + block.length + ") ... = " + LENGTH);
        stage.call("server", "recv(" + LENGTH + ") ... = " + LENGTH);
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
            stage.tell("listener", listener).listen(0);
            first.connect(listener.getsockname());
            Link.ready(listener, POLLIN, Datagram.PATIENCE_MILLIS);
            // room for one that nobody has accepted: the kernel drops the next SYN
            stage.say("full");
            connect(stage.tell("client", client), listener.getsockname());
            // not each time that it is asked
            client.tell(Tracer.SILENT, "");
            TcpInfo now = TcpInfo.of(client);
            for (int i = 0; i < 100 && now.totalRetrans() == 0; i++) {
                Poll.once(client, 0, 50);
                now = TcpInfo.of(client);
            }
            TcpInfo.show(stage, "client", client);
            stage.check(now.state().equals("SYN_SENT"), "state", now.state());
            stage.check(now.totalRetrans() > 0, "again", now.totalRetrans());
            listener.accept4(0).close();
            Link.ready(client, POLLOUT, 8000);
            now = TcpInfo.show(stage, "client", client);
            stage.check(now.state().equals("ESTABLISHED"), "arrived", now.state());
        }
    }

    private static void connect(Fd client, InetSocketAddress to) throws IOException {
        try {
            client.connect(to);
        } catch (LibcException e) {
            if (!e.is(Errno.EINPROGRESS)) throw e;
        }
    }
}
