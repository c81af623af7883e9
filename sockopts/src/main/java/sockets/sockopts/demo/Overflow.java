package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import sockets.libc.Fd;

/** How many datagrams a socket lost because its buffer was full. socket(7). */
final class Overflow implements Demo {
    private static final int SO_RXQ_OVFL = 40;
    private static final int SENT = 200;
    private static final int LENGTH = 1000;
    private static final int BUFFER = 20_000;
    private static final int SILENCE_MILLIS = 500;

    @Override
    public void run(Stage stage) throws IOException {
        try (Fd receiver = Link.udp();
                Fd sender = Fd.socket(AF_INET, SOCK_DGRAM, 0)) {
            receiver.setsockopt(SOL_SOCKET, SO_RCVBUF, BUFFER);
            stage.call("receiver", "setsockopt(SO_RCVBUF, " + BUFFER + ") = 0");
            receiver.setsockopt(SOL_SOCKET, SO_RXQ_OVFL, 1);
            stage.call("receiver", "setsockopt(SO_RXQ_OVFL, 1) = 0");
            sender.connect(receiver.getsockname());
            int accepted = 0;
            for (int i = 0; i < SENT; i++) accepted += sender.send(new byte[LENGTH], 0) / LENGTH;
            stage.call("sender", "send(" + LENGTH + " bytes) ... = " + accepted + " times");
            stage.check(accepted == SENT, "sender", accepted);
            int read = 0;
            while (Datagram.receive(receiver, SILENCE_MILLIS) != null) read++;
            stage.call("receiver", "recvmsg() ... = " + read + " times");
            stage.check(read > 0 && read < SENT, "some", read, SENT);
            // the count travels with a datagram: the losses before it was queued
            stage.call("sender", "send() = " + sender.send(new byte[1], 0));
            ByteBuffer beside = Datagram.receive(receiver).beside(SOL_SOCKET, SO_RXQ_OVFL);
            int lost = beside == null ? 0 : beside.getInt();
            stage.call("receiver", "recvmsg() = 1, cmsg SO_RXQ_OVFL = " + lost);
            stage.check(read + lost == SENT, "sum", read, lost, read + lost);
        }
    }
}
