package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;

/**
 * Two marks on what a socket sends. IP_TOS is a byte of the IP header, which routers see;
 * SO_PRIORITY never leaves the machine: it chooses a queue of the interface. ip(7), socket(7).
 */
final class TypeOfService implements Demo {
    private static final int SO_PRIORITY = 12;
    private static final int IPTOS_LOWDELAY = 0x10;
    private static final int HIGHEST_FOR_ALL = 6;

    @Override
    public void run(Stage stage) throws IOException {
        try (Fd receiver = Link.udp();
                Fd sender = Fd.socket(AF_INET, SOCK_DGRAM, 0);
                Wire wire = Wire.toPort(receiver.getsockname().getPort())) {
            receiver.setsockopt(IPPROTO_IP, IP_RECVTOS, 1);
            stage.call("receiver", "setsockopt(IP_RECVTOS, 1) = 0");
            sender.connect(receiver.getsockname());
            if (wire == null) stage.say("no-wire");
            int before = priority(stage, sender);
            send(stage, sender, receiver, wire, 0);
            sender.setsockopt(IPPROTO_IP, IP_TOS, IPTOS_LOWDELAY);
            stage.call("sender", "setsockopt(IP_TOS, 0x10) = 0");
            int after = priority(stage, sender);
            stage.check(before == 0 && after == 6, "follows", before, after);
            send(stage, sender, receiver, wire, IPTOS_LOWDELAY);
            sender.setsockopt(SOL_SOCKET, SO_PRIORITY, 1);
            stage.call("sender", "setsockopt(SO_PRIORITY, 1) = 0");
            int tos = sender.getsockopt(IPPROTO_IP, IP_TOS);
            stage.call("sender", "getsockopt(IP_TOS) = " + hex(tos));
            stage.check(tos == IPTOS_LOWDELAY, "apart", hex(tos));
            send(stage, sender, receiver, wire, IPTOS_LOWDELAY);
            limit(stage, sender);
        }
    }

    private static int priority(Stage stage, Fd sender) throws IOException {
        int priority = sender.getsockopt(SOL_SOCKET, SO_PRIORITY);
        stage.call("sender", "getsockopt(SO_PRIORITY) = " + priority);
        return priority;
    }

    /** Sends a datagram and looks at its byte: at the receiver, and on the wire where it may. */
    private static void send(Stage stage, Fd sender, Fd receiver, Wire wire, int expected)
            throws IOException {
        stage.call("sender", "send() = " + sender.send(Datagram.bytes("hi"), 0));
        ByteBuffer beside = Datagram.receive(receiver).beside(IPPROTO_IP, IP_TOS);
        int told = beside == null ? -1 : Byte.toUnsignedInt(beside.get());
        stage.call("receiver", "recvmsg() = 2, cmsg IP_TOS = " + hex(told));
        stage.check(told == expected, "told", hex(told));
        if (wire == null) return;
        ByteBuffer packet = wire.next();
        int seen = packet == null ? -1 : Byte.toUnsignedInt(packet.get(1));
        stage.check(seen == expected, "wire", hex(seen));
    }

    /** Up to 6 for everybody. */
    private static void limit(Stage stage, Fd sender) throws IOException {
        sender.setsockopt(SOL_SOCKET, SO_PRIORITY, HIGHEST_FOR_ALL);
        stage.call("sender", "setsockopt(SO_PRIORITY, 6) = 0");
        try {
            sender.setsockopt(SOL_SOCKET, SO_PRIORITY, HIGHEST_FOR_ALL + 1);
            stage.call("sender", "setsockopt(SO_PRIORITY, 7) = 0");
            stage.say("privileged");
        } catch (LibcException e) {
            stage.call("sender", "setsockopt(SO_PRIORITY, 7) = -1 " + e.name());
            stage.check(e.is(Errno.EPERM), "limit", e.name());
        }
    }

    private static String hex(int value) {
        return value < 0 ? "-" : String.format("0x%02x", value);
    }
}
