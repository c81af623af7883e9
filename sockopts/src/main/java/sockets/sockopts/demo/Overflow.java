package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import sockets.libc.Fd;
import sockets.trace.Tracer;

/** How many datagrams a socket lost because its buffer was full. socket(7). */
final class Overflow implements Demo {
    private static final int SO_RXQ_OVFL = 40;
    private static final int SENT = 200;
    private static final int LENGTH = 1000;
    private static final int BUFFER = 20_000;
    private static final int SILENCE_MILLIS = 500;

    @Override
    public void run(Stage stage) throws IOException {
        try (Fd receiver = stage.tell("receiver", Link.udp());
                Fd sender = Fd.socket(AF_INET, SOCK_DGRAM, 0)) {
            receiver.setsockopt(SOL_SOCKET, SO_RCVBUF, BUFFER);
            receiver.setsockopt(SOL_SOCKET, SO_RXQ_OVFL, 1);
            sender.connect(receiver.getsockname());
            int accepted = 0;
            for (int i = 0; i < SENT; i++) accepted += sender.send(new byte[LENGTH], 0) / LENGTH;
            stage.call("sender", accepted + " x send(" + LENGTH + ") = " + LENGTH);
            stage.check(accepted == SENT, "sender", accepted);
            int read = 0;
            // so many of the same in one line
            receiver.tell(Tracer.SILENT, "");
            while (Datagram.receive(receiver, SILENCE_MILLIS) != null) read++;
            stage.call("receiver", read + " x recvmsg(0) = " + LENGTH);
            stage.check(read > 0 && read < SENT, "some", read, SENT);
            // the count travels with a datagram: the losses before it was queued
            stage.tell("sender", sender).send(new byte[1], 0);
            stage.tell("receiver", receiver);
            ByteBuffer beside = Datagram.receive(receiver).beside(SOL_SOCKET, SO_RXQ_OVFL);
            int lost = beside == null ? 0 : beside.getInt();
            stage.call("receiver", "cmsg SO_RXQ_OVFL = " + lost);
            stage.check(read + lost == SENT, "sum", read, lost, read + lost);
        }
    }
}
