package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.net.InetSocketAddress;
import sockets.common.net.Addresses;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;
import sockets.libc.Sysctl;

/** Whether a listener on [::] takes IPv4 as well. ipv6(7). */
final class V6Only implements Demo {
    @Override
    public void run(Stage stage) throws IOException {
        needIpv6();
        stage.say("sysctl", Sysctl.number("net.ipv6.bindv6only"));
        int port = both(stage);
        one(stage, port);
    }

    private static void needIpv6() throws IOException {
        try (Fd fd = Fd.socket(AF_INET6, SOCK_STREAM, 0)) {
            fd.bind(new InetSocketAddress("::1", 0));
        } catch (LibcException e) {
            throw new Skipped("IPV6_V6ONLY.skipped", e.name());
        }
    }

    /** 0: one socket for both families; its port, which was free in both. */
    private int both(Stage stage) throws IOException {
        try (Fd listener = listening(stage, "server6", "::", 0, 0)) {
            int port = listener.getsockname().getPort();
            String peer = connect(stage, listener, "127.0.0.1", port);
            stage.check(peer.startsWith("[::ffff:7f00:1]:"), "mapped", peer);
            peer = connect(stage, listener, "::1", port);
            stage.check(peer.startsWith("[::1]:"), "ipv6", peer);
            try (Fd second = Fd.socket(AF_INET, SOCK_STREAM, 0)) {
                second.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
                stage.tell("server4", second).bind(new InetSocketAddress("0.0.0.0", port));
                stage.check(false, "taken", "0");
            } catch (LibcException e) {
                stage.check(e.is(Errno.EADDRINUSE), "taken", e.name());
            }
            return port;
        }
    }

    /** 1: IPv6 alone, and room for a socket of IPv4 on the same port. */
    private void one(Stage stage, int port) throws IOException {
        try (Fd six = listening(stage, "server6", "::", port, 1)) {
            try (Fd client = stage.tell("client", Fd.socket(AF_INET, SOCK_STREAM, 0))) {
                client.connect(new InetSocketAddress("127.0.0.1", port));
                stage.check(false, "refused", "0");
            } catch (LibcException e) {
                stage.check(e.is(Errno.ECONNREFUSED), "refused", e.name());
            }
            try (Fd four = listening(stage, "server4", "0.0.0.0", port, 0)) {
                String peer = connect(stage, four, "127.0.0.1", port);
                stage.check(peer.startsWith("127.0.0.1:"), "own", peer);
                peer = connect(stage, six, "::1", port);
                stage.check(peer.startsWith("[::1]:"), "ipv6", peer);
            }
        }
    }

    private static Fd listening(Stage stage, String side, String host, int port, int only)
            throws IOException {
        boolean six = host.equals("::");
        Fd fd = Fd.socket(six ? AF_INET6 : AF_INET, SOCK_STREAM, 0);
        // the connections of the first part may be in TIME_WAIT
        fd.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
        stage.tell(side, fd);
        if (six) fd.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, only);
        fd.bind(new InetSocketAddress(host, port));
        fd.listen(5);
        return fd;
    }

    /** Whom the listener accepts when a client connects, as its address is there. */
    private static String connect(Stage stage, Fd listener, String host, int port)
            throws IOException {
        boolean six = host.equals("::1");
        try (Fd client = Fd.socket(six ? AF_INET6 : AF_INET, SOCK_STREAM, 0)) {
            stage.tell("client", client).connect(new InetSocketAddress(host, port));
            if (!Link.ready(listener, POLLIN, Datagram.PATIENCE_MILLIS)) return "";
            try (Fd server = listener.accept4(0)) {
                return Addresses.text(server.getpeername());
            }
        }
    }
}
