package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import sockets.common.Started;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;

/**
 * What becomes of a datagram above the MTU: cut into fragments, or refused, as IP_MTU_DISCOVER
 * says. IP_MTU tells the limit. ip(7).
 *
 * <p>The MTU of lo is usually above any datagram. With privilege this happens on a lo of its own;
 * without, on another interface, for which datagrams are made but never sent.
 */
final class MtuDiscover implements Demo {
    private static final int IP_MTU = 14;
    private static final int IP_RECVFRAGSIZE = 25;
    private static final int IP_MULTICAST_IF = 32;
    private static final int IP_PMTUDISC_DONT = 0;
    private static final int IP_PMTUDISC_DO = 2;
    private static final int OWN_MTU = 1500;
    private static final int HEADERS = 20 + 8;
    private static final int LARGEST = 65535 - HEADERS;

    @Override
    public void run(Stage stage) throws IOException, InterruptedException {
        int mtu = NetworkInterface.getByName("lo").getMTU();
        stage.say("lo", mtu, LARGEST);
        if (mtu < LARGEST) overLo(stage, mtu);
        else if (!OwnNetwork.run(OWN_MTU, () -> overOwnLo(stage))) overAnother(stage);
    }

    private void overOwnLo(Stage stage) throws IOException {
        stage.say("own", OWN_MTU);
        overLo(stage, OWN_MTU);
    }

    /** The receiver is told how large the fragments were. */
    private void overLo(Stage stage, int mtu) throws IOException {
        try (Fd receiver = Link.udp();
                Fd sender = Fd.socket(AF_INET, SOCK_DGRAM, 0)) {
            stage.tell("receiver", receiver).setsockopt(IPPROTO_IP, IP_RECVFRAGSIZE, 1);
            sender.connect(receiver.getsockname());
            limit(stage, stage.tell("sender", sender), mtu);
            policy(sender, IP_PMTUDISC_DONT);
            sender.send(new byte[mtu - HEADERS], 0);
            stage.check(fragment(stage, receiver) == 0, "whole", mtu - HEADERS);
            int large = sender.send(new byte[large(mtu)], 0);
            int fragment = fragment(stage, receiver);
            stage.check(fragment > 0 && fragment <= mtu, "cut", large, fragment);
            refused(stage, sender, mtu, 0);
        }
    }

    private static int fragment(Stage stage, Fd receiver) throws IOException {
        Datagram datagram = Datagram.receive(receiver);
        ByteBuffer largest = datagram.beside(IPPROTO_IP, IP_RECVFRAGSIZE);
        int size = largest == null ? 0 : largest.getInt();
        if (size > 0) stage.call("receiver", "cmsg IP_RECVFRAGSIZE = " + size);
        return size;
    }

    /** What counts is whether send takes the datagram; MSG_MORE holds it back, close drops it. */
    private void overAnother(Stage stage) throws IOException {
        for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
            if (card.isLoopback() || !card.isUp() || card.getMTU() >= LARGEST) continue;
            var address = card.inetAddresses().filter(Inet4Address.class::isInstance).findFirst();
            if (address.isEmpty()) continue;
            int mtu = card.getMTU();
            stage.say("another", card.getName(), mtu);
            try (Fd sender = stage.tell("sender", by(address.get()))) {
                limit(stage, sender, mtu);
                policy(sender, IP_PMTUDISC_DONT);
                int sent = sender.send(new byte[large(mtu)], MSG_MORE);
                stage.check(sent == large(mtu), "taken", sent);
            }
            try (Fd sender = stage.tell("sender", by(address.get()))) {
                refused(stage, sender, mtu, MSG_MORE);
            }
            return;
        }
        throw new Skipped("IP_MTU_DISCOVER.skipped", Started.command("sockopts"));
    }

    /** A socket whose datagrams would go out by the interface that has this address. */
    private static Fd by(InetAddress address) throws IOException {
        Fd fd = Fd.socket(AF_INET, SOCK_DGRAM, 0);
        fd.setsockopt(IPPROTO_IP, IP_MULTICAST_IF, address.getAddress());
        fd.connect(new InetSocketAddress("224.0.0.1", 3500));
        return fd;
    }

    private static int large(int mtu) {
        return Math.min(3 * mtu, LARGEST);
    }

    private static void limit(Stage stage, Fd sender, int mtu) throws IOException {
        int known = sender.getsockopt(IPPROTO_IP, IP_MTU);
        stage.check(known == mtu, "mtu", known);
    }

    private static void refused(Stage stage, Fd sender, int mtu, int flags) throws IOException {
        policy(sender, IP_PMTUDISC_DO);
        int most = mtu - HEADERS;
        try {
            sender.send(new byte[most + 1], flags);
            stage.check(false, "refused", most + 1, "0");
        } catch (LibcException e) {
            stage.check(e.is(Errno.EMSGSIZE), "refused", most + 1, e.name());
        }
        int fits = sender.send(new byte[most], flags);
        stage.check(fits == most, "fits", fits);
    }

    private static void policy(Fd sender, int policy) throws IOException {
        ByteBuffer value = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(policy);
        String name = policy == IP_PMTUDISC_DO ? "IP_PMTUDISC_DO" : "IP_PMTUDISC_DONT";
        sender.setsockopt(IPPROTO_IP, IP_MTU_DISCOVER, value.array(), name);
    }
}
