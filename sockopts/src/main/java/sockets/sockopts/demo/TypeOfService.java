package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;

/**
 * Two marks on what a socket sends. IP_TOS is a byte of the IP header, which routers see;
 * SO_PRIORITY never leaves the machine: it chooses a queue of the interface. ip(7), socket(7).
 */
final class TypeOfService implements Demo {
    // <asm-generic/socket.h>
    private static final int SO_PRIORITY = 12;
    private static final int SO_RCVPRIORITY = 82;

    private static final int IPTOS_LOWDELAY = 0x10;
    private static final int HIGHEST_FOR_ALL = 6;

    @Override
    public void run(Stage stage) throws IOException, InterruptedException {
        try (Fd receiver = stage.tell("receiver", Link.udp());
                Fd sender = Fd.socket(AF_INET, SOCK_DGRAM, 0);
                Wire wire = Wire.toPort(receiver.getsockname().getPort())) {
            receiver.setsockopt(IPPROTO_IP, IP_RECVTOS, 1);
            sender.connect(receiver.getsockname());
            if (wire == null) stage.say("no-wire");
            stage.tell("sender", sender);
            int before = sender.getsockopt(SOL_SOCKET, SO_PRIORITY);
            send(stage, sender, receiver, wire, 0);
            sender.setsockopt(IPPROTO_IP, IP_TOS, bytes(IPTOS_LOWDELAY), hex(IPTOS_LOWDELAY));
            int after = sender.getsockopt(SOL_SOCKET, SO_PRIORITY);
            stage.check(before == 0 && after == 6, "follows", before, after);
            send(stage, sender, receiver, wire, IPTOS_LOWDELAY);
            priority(stage, sender, receiver);
            byte[] is = sender.getsockopt(IPPROTO_IP, IP_TOS, 4, v -> "[" + hex(number(v)) + "]");
            int tos = number(is);
            stage.check(tos == IPTOS_LOWDELAY, "apart", hex(tos));
            send(stage, sender, receiver, wire, IPTOS_LOWDELAY);
            limit(stage, sender);
        }
    }

    /** Sends a datagram and looks at its byte: at the receiver, and on the wire where it may. */
    private static void send(Stage stage, Fd sender, Fd receiver, Wire wire, int expected)
            throws IOException {
        sender.send(Datagram.bytes("hi"), 0);
        ByteBuffer beside = Datagram.receive(receiver).beside(IPPROTO_IP, IP_TOS);
        int told = beside == null ? -1 : Byte.toUnsignedInt(beside.get());
        stage.call("receiver", "cmsg IP_TOS = " + hex(told));
        stage.check(told == expected, "told", hex(told));
        if (wire == null) return;
        ByteBuffer packet = wire.next();
        int seen = packet == null ? -1 : Byte.toUnsignedInt(packet.get(1));
        stage.check(seen == expected, "wire", hex(seen));
    }

    /** It alone: what the receiver is told of it, since Linux 6.14, never was on the wire. */
    private static void priority(Stage stage, Fd sender, Fd receiver)
            throws IOException, InterruptedException {
        boolean told = tells(receiver);
        sender.setsockopt(SOL_SOCKET, SO_PRIORITY, 1);
        int kept = sender.getsockopt(SOL_SOCKET, SO_PRIORITY);
        stage.check(kept == 1, "kept", kept);
        if (!told) {
            stage.say("not-told");
            Bands.show(stage);
            return;
        }
        sender.send(Datagram.bytes("hi"), 0);
        ByteBuffer beside = Datagram.receive(receiver).beside(SOL_SOCKET, SO_PRIORITY);
        int priority = beside == null ? -1 : beside.order(ByteOrder.nativeOrder()).getInt();
        stage.call("receiver", "cmsg SO_PRIORITY = " + priority);
        stage.check(priority == 1, "priority", priority);
    }

    private static boolean tells(Fd receiver) throws IOException {
        try {
            receiver.setsockopt(SOL_SOCKET, SO_RCVPRIORITY, 1);
            return true;
        } catch (LibcException e) {
            if (e.is(Errno.ENOPROTOOPT)) return false;
            throw e;
        }
    }

    /** Up to 6 for everybody. */
    private static void limit(Stage stage, Fd sender) throws IOException {
        sender.setsockopt(SOL_SOCKET, SO_PRIORITY, HIGHEST_FOR_ALL);
        try {
            sender.setsockopt(SOL_SOCKET, SO_PRIORITY, HIGHEST_FOR_ALL + 1);
            stage.say("privileged");
        } catch (LibcException e) {
            stage.check(e.is(Errno.EPERM), "limit", e.name());
        }
    }

    /** An int as it lies in memory. */
    private static byte[] bytes(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array();
    }

    private static int number(byte[] value) {
        return ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt();
    }

    private static String hex(int value) {
        return value < 0 ? "-" : String.format("0x%02x", value);
    }
}
