package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import sockets.common.Started;
import sockets.libc.Fd;
import sockets.libc.Sysctl;

/**
 * The request in the SYN: a server gives its client a cookie, and from the second connection on
 * data need not wait for the handshake. tcp(7), RFC 7413.
 */
final class FastOpen implements Demo {
    private static final String SYSCTL = "net.ipv4.tcp_fastopen";
    private static final int CLIENT_AND_SERVER = 3;
    private static final int TCP_FASTOPEN = 23;
    private static final int TCP_FASTOPEN_CONNECT = 30;
    private static final int TCPI_OPT_SYN_DATA = 32;
    private static final int LO_MTU = 65536;

    @Override
    public void run(Stage stage) throws IOException, InterruptedException {
        long bits = Sysctl.number(SYSCTL);
        stage.say("sysctl", bits);
        if ((bits & CLIENT_AND_SERVER) == CLIENT_AND_SERVER) experiment(stage);
        else if (!OwnNetwork.run(LO_MTU, () -> inOwnNetwork(stage)))
            throw new Skipped("TCP_FASTOPEN.skipped", bits, Started.command("sockopts"));
    }

    private void inOwnNetwork(Stage stage) throws IOException {
        stage.say("own");
        Sysctl.write(SYSCTL, CLIENT_AND_SERVER);
        experiment(stage);
    }

    private void experiment(Stage stage) throws IOException {
        try (Fd listener = Link.listening()) {
            listener.setsockopt(SOL_SOCKET, SO_RCVTIMEO, Link.timeval(5_000_000));
            stage.tell("server", listener).setsockopt(IPPROTO_TCP, TCP_FASTOPEN, 5);
            boolean inSyn = connection(stage, listener, false);
            stage.check(!inSyn, "without");
            inSyn = connection(stage, listener, true);
            stage.say(inSyn ? "known" : "cookie");
            inSyn = connection(stage, listener, true);
            stage.check(inSyn, "with");
        }
    }

    /** One request and its answer; true if the SYN carried the request. */
    private static boolean connection(Stage stage, Fd listener, boolean fast) throws IOException {
        try (Fd client = stage.tell("client", Fd.socket(AF_INET, SOCK_STREAM, 0))) {
            if (fast) client.setsockopt(IPPROTO_TCP, TCP_FASTOPEN_CONNECT, 1);
            client.connect(listener.getsockname());
            // SYN_SENT where connect has sent nothing
            TcpInfo.of(client);
            client.send(Datagram.bytes("GET"), 0);
            try (Fd server = stage.tell("server", listener.accept4(0))) {
                server.recv(100, 0);
                server.send(Datagram.bytes("OK"), 0);
                client.recv(100, 0);
            }
            return inSyn(TcpInfo.of(client, FastOpen::options));
        }
    }

    private static boolean inSyn(TcpInfo info) {
        return (info.options() & TCPI_OPT_SYN_DATA) != 0;
    }

    private static String options(TcpInfo info) {
        return "options " + info.options() + (inSyn(info) ? ": " : ": no ") + "TCPI_OPT_SYN_DATA";
    }
}
