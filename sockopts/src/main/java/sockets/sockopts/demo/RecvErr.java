package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import sockets.common.net.Addresses;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.Message;
import sockets.libc.Poll;
import sockets.libc.Sockaddr;

/**
 * ICMP messages about what a socket sent, with their type, code and sender: no raw socket, no
 * privilege. tracepath finds its routers so. ip(7).
 */
final class RecvErr implements Demo {
    private static final int SO_EE_ORIGIN_ICMP = 2;
    private static final int ICMP_DEST_UNREACH = 3;
    private static final int ICMP_PORT_UNREACH = 3;
    private static final int SILENCE_MILLIS = 500;
    private static final String TEXT = "hello";

    @Override
    public void run(Stage stage) throws IOException {
        try (Fd nobody = Link.closedUdp()) {
            show(stage, nobody.getsockname());
        }
    }

    private static void show(Stage stage, InetSocketAddress closed) throws IOException {
        stage.say("closed", Addresses.text(closed));
        try (Fd sender = stage.tell("sender", Fd.socket(AF_INET, SOCK_DGRAM, 0))) {
            int came = send(sender, closed, SILENCE_MILLIS);
            stage.check(came == 0, "silence", SILENCE_MILLIS);
        }
        try (Fd sender = stage.tell("sender", Fd.socket(AF_INET, SOCK_DGRAM, 0))) {
            sender.setsockopt(IPPROTO_IP, IP_RECVERR, 1);
            int came = send(sender, closed, Datagram.PATIENCE_MILLIS);
            stage.check((came & POLLERR) != 0, "error", Datagram.PATIENCE_MILLIS);
            if ((came & POLLERR) != 0) queue(stage, sender, closed);
        }
    }

    private static int send(Fd sender, InetSocketAddress to, int millis) throws IOException {
        sender.sendto(Datagram.bytes(TEXT), 0, to);
        return Poll.once(sender, POLLIN, millis);
    }

    /** The error queue: the datagram comes back, with the reason beside it. */
    private static void queue(Stage stage, Fd sender, InetSocketAddress to) throws IOException {
        Message message = new Message(1000, 256);
        sender.recvmsg(message, MSG_ERRQUEUE);
        Datagram back = new Datagram(message);
        boolean same = back.text().equals(TEXT) && to.equals(message.source());
        stage.check(same, "sent-to", Addresses.text(message.source()));
        // struct sock_extended_err: errno 0, origin 4, type 5, code 6; 16 bytes, then an address
        ByteBuffer error = back.beside(IPPROTO_IP, IP_RECVERR).order(ByteOrder.nativeOrder());
        Errno errno = Errno.of(error.getInt(0));
        int origin = error.get(4);
        int type = error.get(5);
        int code = error.get(6);
        InetSocketAddress offender = Sockaddr.inet(error.slice(16, error.limit() - 16));
        String router = Addresses.text(offender.getAddress());
        stage.call(
                "sender",
                String.format(
                        Locale.ROOT,
                        "cmsg IP_RECVERR: %s, origin %d, type %d, code %d, %s",
                        errno,
                        origin,
                        type,
                        code,
                        router));
        boolean icmp = origin == SO_EE_ORIGIN_ICMP && type == ICMP_DEST_UNREACH;
        stage.check(icmp && code == ICMP_PORT_UNREACH, "icmp", type, code);
        stage.check(offender.getAddress().isLoopbackAddress(), "router", router);
    }
}
