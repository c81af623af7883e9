package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import sockets.libc.Fd;

/**
 * The SYN that opened a connection, kept for the server: the headers that a sniffer would show,
 * without its privilege. TCP_SAVE_SYN is set on the listener, and TCP_SAVED_SYN gives it once. TTL,
 * window and options tell much of the client's system. RFC 9293.
 */
final class SaveSyn implements Demo {
    private static final Since SAVE_SYN = new Since("4.2", "TCP_SAVE_SYN", IPPROTO_TCP, 27);
    private static final int TCP_SAVED_SYN = 28;
    private static final int TTL = 77;
    private static final int SYN = 2;

    /** The two headers with all their options. */
    private static final int MOST = 60 + 60;

    @Override
    public void run(Stage stage) throws IOException {
        SynCookies.none("TCP_SAVE_SYN");
        try (Fd listener = stage.tell("listener", Link.listening());
                Fd client = Fd.socket(AF_INET, SOCK_STREAM, 0)) {
            client.connect(listener.getsockname());
            try (Fd server = stage.tell("server", listener.accept4(0))) {
                int length = saved(server).length;
                stage.check(length == 0, "without", length);
            }
            SAVE_SYN.set(listener, 1);
            with(stage, listener);
        }
    }

    private static void with(Stage stage, Fd listener) throws IOException {
        try (Fd client = stage.tell("client", Fd.socket(AF_INET, SOCK_STREAM, 0))) {
            client.setsockopt(IPPROTO_IP, IP_TTL, TTL);
            client.connect(listener.getsockname());
            try (Fd server = stage.tell("server", listener.accept4(0))) {
                byte[] syn = saved(server);
                stage.check(syn.length >= 40, "kept", syn.length);
                if (syn.length < 40) return;
                ByteBuffer ip = ByteBuffer.wrap(syn);
                int ttl = Byte.toUnsignedInt(ip.get(8));
                stage.check(ttl == TTL, "ttl", ttl);
                ByteBuffer tcp = ip.position((ip.get(0) & 0xf) * 4).slice();
                int port = Short.toUnsignedInt(tcp.getShort(0));
                int flags = Byte.toUnsignedInt(tcp.get(13));
                boolean same = port == server.getpeername().getPort() && flags == SYN;
                stage.check(same, "tcp", port, Short.toUnsignedInt(tcp.getShort(14)));
                int again = saved(server).length;
                stage.check(again == 0, "once", again);
            }
        }
    }

    private static byte[] saved(Fd server) throws IOException {
        return server.getsockopt(IPPROTO_TCP, TCP_SAVED_SYN, MOST);
    }
}
