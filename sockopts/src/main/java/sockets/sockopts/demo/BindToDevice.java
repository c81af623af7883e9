package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.util.List;
import sockets.common.Started;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;
import sockets.libc.NetInterface;
import sockets.libc.Poll;

/**
 * A socket tied to one interface: it takes nothing that comes by another one, whatever address it
 * is bound to. socket(7).
 */
final class BindToDevice implements Demo {
    @Override
    public void run(Stage stage) throws IOException {
        try (Fd receiver = stage.tell("receiver", Link.udp());
                Fd sender = connected(stage, receiver)) {
            stage.check(arrives(sender, receiver), "free");
            tie(receiver, "lo");
            stage.check(arrives(sender, receiver), "lo");
        }
        try (Fd receiver = stage.tell("receiver", Link.udp())) {
            LibcException refused = null;
            try {
                tie(receiver, "no-such-if");
            } catch (LibcException e) {
                refused = e;
            }
            stage.check(refused != null && refused.is(Errno.ENODEV), "unknown");
        }
        other(stage);
    }

    /** Tied to another interface than lo: what is sent to 127.0.0.1 does not reach it. */
    private void other(Stage stage) throws IOException {
        List<NetInterface> others = NetInterface.all().stream().filter(i -> !is(i, "lo")).toList();
        // all that was seen until now is seen without the option, too
        if (others.isEmpty())
            throw new Skipped("SO_BINDTODEVICE.only-lo", Started.command("sockopts"));
        String name = others.get(others.size() - 1).name();
        try (Fd receiver = stage.tell("receiver", Link.udp());
                Fd sender = connected(stage, receiver)) {
            tie(receiver, name);
            stage.check(!arrives(sender, receiver), "other", name);
            again(stage, receiver);
        }
    }

    /** Untying is a matter of privilege, CAP_NET_RAW. */
    private void again(Stage stage, Fd receiver) throws IOException {
        try {
            tie(receiver, "");
            stage.say("privileged");
        } catch (LibcException e) {
            if (!e.is(Errno.EPERM)) throw e;
            stage.say("once");
        }
    }

    /** A connected sender is told when nobody takes what it sent. */
    private static Fd connected(Stage stage, Fd receiver) throws IOException {
        Fd sender = stage.tell("sender", Fd.socket(AF_INET, SOCK_DGRAM, 0));
        sender.connect(receiver.getsockname());
        return sender;
    }

    private static boolean is(NetInterface card, String name) {
        return card.name().equals(name);
    }

    private static void tie(Fd fd, String device) throws IOException {
        byte[] name = Datagram.bytes(device + "\0");
        try {
            fd.setsockopt(SOL_SOCKET, SO_BINDTODEVICE, name, '"' + device + '"');
        } catch (LibcException e) {
            // before Linux 5.7 the first time, too
            if (e.is(Errno.EPERM) && !device.isEmpty())
                throw new Skipped("SO_BINDTODEVICE.skipped", System.getProperty("os.version"));
            throw e;
        }
    }

    /** Sends one datagram; false if the sender is told that nobody takes it. */
    private static boolean arrives(Fd sender, Fd receiver) throws IOException {
        sender.send(Datagram.bytes("hello"), 0);
        Poll poll = new Poll();
        int came = poll.add(receiver, POLLIN);
        int refused = poll.add(sender, POLLIN);
        poll.await(Datagram.PATIENCE_MILLIS);
        if (poll.events(came) != 0) {
            receiver.recv(100, 0);
            return true;
        }
        if (poll.events(refused) == 0) throw new IOException("neither datagram nor error came");
        Link.error(sender);
        return false;
    }
}
