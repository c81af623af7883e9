package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import sockets.libc.Fd;
import sockets.libc.Poll;
import sockets.trace.Tracer;

/**
 * The kernel makes of SO_RCVBUF what it likes: twice as much, not too little, not too much. What
 * does not fit in the buffer of a UDP socket is lost, and nobody is told. socket(7), udp(7).
 */
final class ReceiveBuffer implements Demo {
    // <asm-generic/socket.h>: nine ints about memory, the last counts what was thrown away
    private static final int SO_MEMINFO = 55;
    private static final int DATAGRAMS = 100;
    private static final BufferSize SIZE = new BufferSize(SO_RCVBUF, "net.core.rmem_max");

    @Override
    public void run(Stage stage) throws IOException {
        try (Fd fd = stage.tell("receiver", Link.udp())) {
            SIZE.show(stage, fd);
        }
        int roomy = lose(stage, 0);
        int small = lose(stage, 1);
        stage.check(roomy == DATAGRAMS, "roomy", roomy, DATAGRAMS);
        stage.check(small < DATAGRAMS / 2, "small", small, DATAGRAMS);
    }

    /** Sends datagrams before the first is read: how many are there then. */
    private static int lose(Stage stage, int bytes) throws IOException {
        try (Fd receiver = Link.udp();
                Fd sender = Link.udp()) {
            if (bytes > 0) SIZE.ask(stage.tell("receiver", receiver), bytes);
            else stage.say("default", receiver.getsockopt(SOL_SOCKET, SO_RCVBUF));
            // one line tells all of them
            receiver.tell(Tracer.SILENT, "");
            sender.connect(receiver.getsockname());
            byte[] datagram = new byte[100];
            for (int i = 0; i < DATAGRAMS; i++) sender.send(datagram, 0);
            stage.call("sender", DATAGRAMS + " x send(100) = 100");
            int arrived = drain(receiver);
            stage.call("receiver", arrived + " x recv(100) = 100");
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
