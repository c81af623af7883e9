package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import sockets.libc.Fd;
import sockets.libc.Instruction;
import sockets.trace.Tracer;

/**
 * A program in the kernel that decides which datagrams a socket gets, and how much of them: what
 * tcpdump makes of its expressions. socket(7), {@code Documentation/networking/filter.rst}.
 */
final class AttachFilter implements Demo {
    private static final int SO_DETACH_FILTER = 27;
    private static final int UDP_HEADER = 8;
    private static final int SENT = 10;

    // operations of <linux/filter.h>, as tcpdump -d writes them
    private static final int LDB = 0x30;
    private static final int JEQ = 0x15;
    private static final int WHOLE = 0x40000;

    @Override
    public void run(Stage stage) throws IOException {
        try (Fd receiver = Link.udp()) {
            stage.check(count(stage, receiver) == SENT, "all", SENT);

            // a UDP socket's filter sees the UDP header, then the data
            receiver.attach(
                    // accumulator = first byte of the data
                    new Instruction(LDB, 0, 0, UDP_HEADER),
                    // if it is 'A' go on, else skip one
                    new Instruction(JEQ, 0, 1, 'A'),
                    // accept the whole datagram
                    Instruction.ret(WHOLE),
                    // accept nothing
                    Instruction.ret(0));
            stage.call("filter", "(0) ldb [8]        the first byte of the data");
            stage.call("filter", "(1) jeq #'A' jf 3  is it 'A'? if not, to (3)");
            stage.call("filter", "(2) ret #262144    accept the whole datagram");
            stage.call("filter", "(3) ret #0         accept nothing");
            int taken = count(stage, receiver);
            stage.check(taken == SENT / 2, "some", taken, SENT);

            receiver.attach(Instruction.ret(UDP_HEADER + 3));
            stage.call("filter", "(0) ret #11        accept 11 bytes");
            send(receiver, "A cut datagram");
            String text = Datagram.receive(receiver).text();
            stage.check(text.equals("A c"), "cut", text);

            receiver.setsockopt(SOL_SOCKET, SO_DETACH_FILTER, 0);
            stage.check(count(stage, receiver) == SENT, "all", SENT);
        }
    }

    /** Sends ten datagrams, A and B in turn, and a last one; how many of the ten come. */
    private static int count(Stage stage, Fd receiver) throws IOException {
        // one line tells all of them
        receiver.tell(Tracer.SILENT, "");
        for (int i = 0; i < SENT; i++) send(receiver, (i % 2 == 0 ? "A " : "B ") + i);
        // "A end" passes the filter, too
        send(receiver, "A end");
        stage.call("sender", SENT + " x sendto(\"A 0\", \"B 1\", \"A 2\" ... \"B 9\") = 3");
        StringBuilder came = new StringBuilder();
        int count = 0;
        for (String text = ""; ; count++) {
            text = Datagram.receive(receiver).text();
            if (text.equals("A end")) break;
            came.append(came.length() == 0 ? "" : ", ").append(text);
        }
        stage.call("receiver", count + " x recvmsg(0) = 3: " + came);
        stage.tell("receiver", receiver);
        return count;
    }

    private static void send(Fd receiver, String text) throws IOException {
        try (Fd sender = Fd.socket(AF_INET, SOCK_DGRAM, 0)) {
            sender.sendto(Datagram.bytes(text), 0, receiver.getsockname());
        }
    }
}
