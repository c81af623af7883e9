package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import sockets.libc.Fd;
import sockets.libc.Poll;
import sockets.libc.Sysctl;

/**
 * The kernel makes of SO_RCVBUF what it likes: twice as much, not too little, not too much. What
 * does not fit in the buffer of a UDP socket is lost, and nobody is told. socket(7), udp(7).
 */
final class ReceiveBuffer implements Demo {
    // <asm-generic/socket.h>: nine ints about memory, the last counts what was thrown away
    private static final int SO_MEMINFO = 55;
    private static final int DATAGRAMS = 100;

    @Override
    public void run(Stage stage) throws IOException {
        sizes(stage);
        int roomy = lose(stage, 0);
        int small = lose(stage, 1);
        stage.check(roomy == DATAGRAMS, "roomy", roomy, DATAGRAMS);
        stage.check(small < DATAGRAMS / 2, "small", small, DATAGRAMS);
    }

    /** Doubled, raised to the floor, cut at the ceiling. */
    private static void sizes(Stage stage) throws IOException {
        long max = Sysctl.number("net.core.rmem_max");
        int middle = (int) (max < 0 ? 65536 : Math.min(max, 65536));
        try (Fd fd = Link.udp()) {
            int doubled = ask(stage, fd, middle);
            stage.check(doubled == 2 * middle, "doubled", middle, doubled);
            int floor = ask(stage, fd, 1);
            stage.check(floor > 2, "floor", floor);
            if (max < 0) {
                stage.say("no-ceiling");
                return;
            }
            int ceiling = ask(stage, fd, (int) Math.min(Integer.MAX_VALUE, 2 * max));
            boolean cut = ceiling == 2 * Math.min(max, Integer.MAX_VALUE / 2);
            stage.check(cut, "ceiling", max, ceiling);
        }
    }

    /** Sets the size: what the kernel made of it. */
    private static int ask(Stage stage, Fd fd, int bytes) throws IOException {
        fd.setsockopt(SOL_SOCKET, SO_RCVBUF, bytes);
        stage.call("receiver", "setsockopt(SO_RCVBUF, " + bytes + ") = 0");
        int got = fd.getsockopt(SOL_SOCKET, SO_RCVBUF);
        stage.call("receiver", "getsockopt(SO_RCVBUF) = " + got);
        return got;
    }

    /** Sends datagrams before the first is read: how many are there then. */
    private static int lose(Stage stage, int bytes) throws IOException {
        try (Fd receiver = Link.udp();
                Fd sender = Link.udp()) {
            if (bytes > 0) ask(stage, receiver, bytes);
            else stage.say("default", receiver.getsockopt(SOL_SOCKET, SO_RCVBUF));
            sender.connect(receiver.getsockname());
            byte[] datagram = new byte[100];
            for (int i = 0; i < DATAGRAMS; i++) sender.send(datagram, 0);
            stage.call("sender", DATAGRAMS + " x send(100 bytes) = 100");
            int arrived = drain(receiver);
            stage.call("receiver", arrived + " x recv() = 100");
            byte[] info = receiver.getsockopt(SOL_SOCKET, SO_MEMINFO, 36);
            int dropped = ByteBuffer.wrap(info).order(ByteOrder.nativeOrder()).getInt(32);
            stage.say("dropped", dropped);
            return arrived;
        }
    }

    /** Reads what is there, and what a busy machine delivers late. */
    private static int drain(Fd receiver) throws IOException {
        int count = 0;
        while (Poll.once(receiver, POLLIN, 200) != 0) {
            receiver.recv(100, 0);
            count++;
        }
        return count;
    }
}
