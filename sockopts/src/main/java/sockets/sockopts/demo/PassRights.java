package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import sockets.libc.Cmsg;
import sockets.libc.Fd;
import sockets.libc.LibC;
import sockets.libc.Message;

/**
 * A process can hand an open descriptor to another over a UNIX socket, and who reads gets it,
 * wanted or not. With SO_PASSRIGHTS 0 at the reader the sender is refused. unix(7).
 */
final class PassRights implements Demo {
    private static final Since PASSRIGHTS = new Since("6.16", "SO_PASSRIGHTS", SOL_SOCKET, 83);
    private static final int SCM_RIGHTS = 1;

    @Override
    public void run(Stage stage) throws IOException {
        Fd[] pair = Fd.socketpair(AF_UNIX, SOCK_STREAM, 0);
        try (Fd writer = stage.tell("writer", pair[0]);
                Fd reader = stage.tell("reader", pair[1]);
                Fd gift = Link.udp()) {
            writer.sendmsg(with(gift), 0);
            stage.call("", "... with SCM_RIGHTS " + gift.number());
            int number = received(stage, reader);
            stage.check(number >= 0 && number != gift.number(), "came", gift.number(), number);

            PASSRIGHTS.set(reader, 0);
            String result = Link.result(() -> writer.sendmsg(with(gift), 0));
            stage.check(result.equals("-1 EPERM"), "refused", result);
            writer.send(Datagram.bytes("hello"), 0);
            String text = Datagram.receive(reader).text();
            stage.check(text.equals("hello"), "data", text);
        }
    }

    /** A byte, which must go with it, and the descriptor. */
    private static Message with(Fd gift) {
        ByteBuffer number = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
        number.putInt(gift.number()).flip();
        Message message = new Message(1, Cmsg.space(4));
        message.data().put(0, (byte) '!');
        message.control(new Cmsg(SOL_SOCKET, SCM_RIGHTS, number));
        return message;
    }

    /** The number that the descriptor has here; -1 if none came. It is not needed any more. */
    private static int received(Stage stage, Fd reader) throws IOException {
        ByteBuffer rights = Datagram.receive(reader).beside(SOL_SOCKET, SCM_RIGHTS);
        if (rights == null) return -1;
        int number = rights.getInt();
        stage.call("reader", "cmsg SCM_RIGHTS = " + number);
        LibC.close(number);
        return number;
    }
}
