package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import sockets.libc.Fd;

/**
 * The three arguments of socket(), asked back: SO_DOMAIN, SO_TYPE, SO_PROTOCOL; and SO_ACCEPTCONN,
 * which tells whether it listens. All are read-only. socket(7).
 */
final class SocketArguments implements Demo {
    private static final int SO_TYPE = 3;
    private static final int SO_ACCEPTCONN = 30;
    private static final int SO_PROTOCOL = 38;
    private static final int SO_DOMAIN = 39;

    @Override
    public void run(Stage stage) throws IOException {
        ask(stage, "AF_INET, SOCK_STREAM", AF_INET, SOCK_STREAM, IPPROTO_TCP);
        ask(stage, "AF_INET, SOCK_DGRAM", AF_INET, SOCK_DGRAM, IPPROTO_UDP);
        ask(stage, "AF_UNIX, SOCK_STREAM", AF_UNIX, SOCK_STREAM, 0);
        try (Fd listener = stage.tell("listener", Fd.socket(AF_INET, SOCK_STREAM, 0))) {
            listener.bind(Link.ANY_PORT);
            int before = listener.getsockopt(SOL_SOCKET, SO_ACCEPTCONN);
            listener.listen(5);
            int after = listener.getsockopt(SOL_SOCKET, SO_ACCEPTCONN);
            stage.check(before == 0 && after == 1, "listens", before, after);
            try (Fd client = Fd.socket(AF_INET, SOCK_STREAM, 0)) {
                client.connect(listener.getsockname());
                try (Fd server = stage.tell("server", listener.accept4(0))) {
                    int accepted = server.getsockopt(SOL_SOCKET, SO_ACCEPTCONN);
                    stage.check(accepted == 0, "accepted", accepted);
                }
            }
        }
    }

    /** Each is created with protocol 0: the one that belongs to the other two arguments. */
    private static void ask(Stage stage, String words, int domain, int type, int protocol)
            throws IOException {
        try (Fd fd = Fd.socket(domain, type, 0, stage.side("socket"), "")) {
            int isDomain = fd.getsockopt(SOL_SOCKET, SO_DOMAIN);
            int isType = fd.getsockopt(SOL_SOCKET, SO_TYPE);
            int isProtocol = fd.getsockopt(SOL_SOCKET, SO_PROTOCOL);
            boolean same = isDomain == domain && isType == type && isProtocol == protocol;
            stage.check(same, "arguments", words, isProtocol);
        }
    }
}
