package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.util.List;
import sockets.common.net.Addresses;
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
        try (Fd receiver = Link.udp();
                Fd sender = Fd.socket(AF_INET, SOCK_DGRAM, 0)) {
            connect(stage, sender, receiver);
            stage.check(arrives(stage, sender, receiver), "free");
            tie(stage, receiver, "lo");
            stage.check(arrives(stage, sender, receiver), "lo");
        }
        try (Fd receiver = Link.udp()) {
            LibcException refused = null;
            try {
                tie(stage, receiver, "no-such-if");
            } catch (LibcException e) {
                refused = e;
                stage.call(
                        "receiver", "setsockopt(SO_BINDTODEVICE, \"no-such-if\") = -1 " + e.name());
            }
            stage.check(refused != null && refused.is(Errno.ENODEV), "unknown");
        }
        other(stage);
    }

    /** Tied to another interface than lo: what is sent to 127.0.0.1 does not reach it. */
    private void other(Stage stage) throws IOException {
        List<NetInterface> others = NetInterface.all().stream().filter(i -> !is(i, "lo")).toList();
        if (others.isEmpty()) {
            stage.say("only-lo");
            return;
        }
        String name = others.get(others.size() - 1).name();
        try (Fd receiver = Link.udp();
                Fd sender = Fd.socket(AF_INET, SOCK_DGRAM, 0)) {
            connect(stage, sender, receiver);
            tie(stage, receiver, name);
            stage.check(!arrives(stage, sender, receiver), "other", name);
            again(stage, receiver);
        }
    }

    /** Untying is a matter of privilege, CAP_NET_RAW. */
    private void again(Stage stage, Fd receiver) throws IOException {
        try {
            tie(stage, receiver, "");
            stage.say("privileged");
        } catch (LibcException e) {
            if (!e.is(Errno.EPERM)) throw e;
            stage.call("receiver", "setsockopt(SO_BINDTODEVICE, \"\") = -1 EPERM");
            stage.say("once");
        }
    }

    /** A connected sender is told when nobody takes what it sent. */
    private static void connect(Stage stage, Fd sender, Fd receiver) throws IOException {
        sender.connect(receiver.getsockname());
        stage.call("sender", "connect(" + Addresses.text(receiver.getsockname()) + ") = 0");
    }

    private static boolean is(NetInterface card, String name) {
        return card.name().equals(name);
    }

    private static void tie(Stage stage, Fd fd, String device) throws IOException {
        try {
            fd.setsockopt(SOL_SOCKET, SO_BINDTODEVICE, Datagram.bytes(device + "\0"));
            stage.call("receiver", "setsockopt(SO_BINDTODEVICE, \"" + device + "\") = 0");
        } catch (LibcException e) {
            // before Linux 5.7 the first time, too
            if (e.is(Errno.EPERM) && !device.isEmpty())
                throw new Skipped("SO_BINDTODEVICE.skipped", System.getProperty("os.version"));
            throw e;
        }
    }

    /** Sends one datagram; false if the sender is told that nobody takes it. */
    private static boolean arrives(Stage stage, Fd sender, Fd receiver) throws IOException {
        stage.call("sender", "send(5 bytes) = " + sender.send(new byte[5], 0));
        Poll poll = new Poll();
        int came = poll.add(receiver, POLLIN);
        int refused = poll.add(sender, POLLIN);
        poll.await(Datagram.PATIENCE_MILLIS);
        if (poll.events(came) != 0) {
            stage.call("receiver", "recvfrom() = " + receiver.recv(100, 0).length);
            return true;
        }
        if (poll.events(refused) == 0) throw new IOException("neither datagram nor error came");
        int error = sender.getsockopt(SOL_SOCKET, SO_ERROR);
        stage.call("sender", "getsockopt(SO_ERROR) = " + Errno.of(error));
        return false;
    }
}
