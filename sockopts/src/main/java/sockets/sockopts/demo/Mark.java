package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import sockets.common.Started;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;

/**
 * A number on each packet of a socket, inside this machine: firewall and routing rules decide by it
 * (iptables -m mark, ip rule fwmark). It does not travel; over lo the receiver's kernel is the
 * sender's, and with SO_RCVMARK it tells. socket(7).
 */
final class Mark implements Demo {
    private static final Since RCVMARK = new Since("5.19", "SO_RCVMARK", SOL_SOCKET, 75);
    private static final int SO_MARK = 36;
    private static final int MARK = 7;

    @Override
    public void run(Stage stage) throws IOException {
        try (Fd receiver = stage.tell("receiver", Link.udp());
                Fd sender = stage.tell("sender", Fd.socket(AF_INET, SOCK_DGRAM, 0))) {
            sender.connect(receiver.getsockname());
            String told = send(stage, sender, receiver);
            stage.check(told.equals("-"), "not-told");
            RCVMARK.set(receiver, 1);
            told = send(stage, sender, receiver);
            stage.check(told.equals("0"), "none", told);
            sender.setsockopt(SOL_SOCKET, SO_MARK, MARK);
            told = send(stage, sender, receiver);
            stage.check(told.equals(String.valueOf(MARK)), "mark", told);
        } catch (LibcException e) {
            if (e.is(Errno.EPERM))
                throw new Skipped("SO_MARK.skipped", Started.command("sockopts"));
            throw e;
        }
    }

    /** Sends a datagram: the mark that the receiver is told; "-" for none. */
    private static String send(Stage stage, Fd sender, Fd receiver) throws IOException {
        sender.send(Datagram.bytes("hi"), 0);
        ByteBuffer beside = Datagram.receive(receiver).beside(SOL_SOCKET, SO_MARK);
        if (beside == null) return "-";
        int mark = beside.getInt();
        stage.call("receiver", "cmsg SO_MARK = " + mark);
        return String.valueOf(mark);
    }
}
