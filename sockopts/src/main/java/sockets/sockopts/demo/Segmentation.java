package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import sockets.libc.Fd;
import sockets.trace.Tracer;

/**
 * Many datagrams by one call: UDP_SEGMENT cuts what send is given into datagrams of a size, as late
 * as the kernel or the card can; UDP_GRO gives the reader those of one sender joined again. Each
 * call costs more than the datagrams that it carries: servers of QUIC live by it. udp(7).
 */
final class Segmentation implements Demo {
    private static final Since SEGMENT = new Since("4.18", "UDP_SEGMENT", IPPROTO_UDP, 103);
    private static final Since GRO = new Since("5.0", "UDP_GRO", IPPROTO_UDP, 104);
    private static final int SIZE = 1000;
    private static final int DATAGRAMS = 10;
    private static final int ALL = SIZE * DATAGRAMS;

    @Override
    public void run(Stage stage) throws IOException {
        try (Fd receiver = Link.udp();
                Fd sender = stage.tell("sender", Fd.socket(AF_INET, SOCK_DGRAM, 0))) {
            sender.connect(receiver.getsockname());
            List<Integer> reads = send(stage, sender, receiver);
            stage.check(reads.equals(List.of(ALL)), "one", ALL, reads.size());
            SEGMENT.set(sender, SIZE);
            reads = send(stage, sender, receiver);
            List<Integer> ten = Collections.nCopies(DATAGRAMS, SIZE);
            stage.check(reads.equals(ten), "cut", ALL, reads.size(), reads.get(0));
            GRO.set(stage.tell("receiver", receiver), 1);
            receiver.tell(Tracer.SILENT, "");
            reads = send(stage, sender, receiver);
            stage.check(reads.equals(List.of(ALL)), "joined", reads.size(), reads.get(0));
        }
    }

    /** Sends all by one call: how long is what each read gives. One line tells all reads. */
    private static List<Integer> send(Stage stage, Fd sender, Fd receiver) throws IOException {
        sender.send(new byte[ALL], 0);
        List<Integer> reads = new ArrayList<>();
        ByteBuffer size = null;
        for (int left = ALL; left > 0; left -= reads.get(reads.size() - 1)) {
            Datagram datagram = Datagram.receive(receiver);
            reads.add(datagram.length());
            size = datagram.beside(IPPROTO_UDP, GRO.option());
        }
        stage.call("receiver", reads.size() + " x recvmsg(0) = " + reads.get(0));
        if (size != null) stage.call("receiver", "cmsg UDP_GRO = " + size.getInt());
        return reads;
    }
}
