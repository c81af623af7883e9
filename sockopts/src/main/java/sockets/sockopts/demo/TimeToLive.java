package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;
import sockets.libc.Sysctl;

/** How many routers a packet may pass: a byte of the IP header, seen as it arrives. ip(7). */
final class TimeToLive implements Demo {
    @Override
    public void run(Stage stage) throws IOException {
        int normal = (int) Sysctl.number("net.ipv4.ip_default_ttl");
        stage.say("sysctl", normal);
        try (Fd receiver = stage.tell("receiver", Link.udp());
                Fd sender = Fd.socket(AF_INET, SOCK_DGRAM, 0);
                Wire wire = Wire.toPort(receiver.getsockname().getPort())) {
            receiver.setsockopt(IPPROTO_IP, IP_RECVTTL, 1);
            sender.connect(receiver.getsockname());
            if (wire == null) stage.say("no-wire");
            stage.tell("sender", sender).getsockopt(IPPROTO_IP, IP_TTL);
            send(stage, sender, receiver, wire, normal);
            for (int ttl : new int[] {1, 7, 255}) {
                sender.setsockopt(IPPROTO_IP, IP_TTL, ttl);
                send(stage, sender, receiver, wire, ttl);
            }
            refused(stage, sender, 0);
            refused(stage, sender, 256);
            sender.setsockopt(IPPROTO_IP, IP_TTL, -1);
            int back = sender.getsockopt(IPPROTO_IP, IP_TTL);
            stage.check(back == normal, "back", back);
        }
    }

    /** Sends a datagram and looks at its byte: at the receiver, and on the wire where it may. */
    private static void send(Stage stage, Fd sender, Fd receiver, Wire wire, int expected)
            throws IOException {
        sender.send(Datagram.bytes("hi"), 0);
        ByteBuffer beside = Datagram.receive(receiver).beside(IPPROTO_IP, IP_TTL);
        int told = beside == null ? -1 : beside.getInt();
        stage.call("receiver", "cmsg IP_TTL = " + told);
        stage.check(told == expected, "told", told);
        if (wire == null) return;
        ByteBuffer packet = wire.next();
        int seen = packet == null ? -1 : Byte.toUnsignedInt(packet.get(8));
        stage.check(seen == expected, "wire", seen);
    }

    private static void refused(Stage stage, Fd sender, int ttl) throws IOException {
        try {
            sender.setsockopt(IPPROTO_IP, IP_TTL, ttl);
            stage.check(false, "refused", ttl, "0");
        } catch (LibcException e) {
            stage.check(e.is(Errno.EINVAL), "refused", ttl, e.name());
        }
    }
}
