package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import sockets.libc.Fd;

/**
 * Who gets what is sent to a multicast group: the machine joins (IP_ADD_MEMBERSHIP), and as a rule
 * each of its sockets on that port gets what comes for any group that one of them has joined. With
 * IP_MULTICAST_ALL 0 a socket gets its own groups only. ip(7).
 */
final class Membership implements Demo {
    private static final int IP_MULTICAST_IF = 32;
    private static final int IP_ADD_MEMBERSHIP = 35;
    private static final int IP_MULTICAST_ALL = 49;

    /** Networks of groups that stay inside an organization, RFC 2365. */
    private static final String NET_A = "239.255.";

    private static final String NET_B = "239.192.";
    private static final String LO = "127.0.0.1";
    private static final int SILENCE_MILLIS = 300;

    @Override
    public void run(Stage stage) throws IOException {
        InetSocketAddress any = new InetSocketAddress("0.0.0.0", 0);
        try (Fd one = reader(stage, "reader 1", any);
                Fd two = reader(stage, "reader 2", one.getsockname());
                Fd sender = stage.tell("sender", Fd.socket(AF_INET, SOCK_DGRAM, 0))) {
            int port = one.getsockname().getPort();
            // of this port alone: what another run joins, this machine has joined
            String ofPort = port / 256 + "." + port % 256;
            InetSocketAddress a = new InetSocketAddress(NET_A + ofPort, port);
            InetSocketAddress b = new InetSocketAddress(NET_B + ofPort, port);
            sender.setsockopt(IPPROTO_IP, IP_MULTICAST_IF, lo(), LO);
            send(sender, a, b);
            List<String> first = read(one, 0);
            List<String> second = read(two, 0);
            boolean none = first.isEmpty() && second.isEmpty();
            stage.check(none, "none", first, second);

            join(one, a.getAddress());
            join(two, b.getAddress());
            send(sender, a, b);
            first = read(one, 2);
            second = read(two, 2);
            List<String> both = List.of("for A", "for B");
            stage.check(first.equals(both) && second.equals(both), "all", first, second);

            one.setsockopt(IPPROTO_IP, IP_MULTICAST_ALL, 0);
            two.setsockopt(IPPROTO_IP, IP_MULTICAST_ALL, 0);
            send(sender, a, b);
            first = read(one, 1);
            second = read(two, 1);
            boolean own = first.equals(both.subList(0, 1)) && second.equals(both.subList(1, 2));
            stage.check(own, "own", first, second);
        }
    }

    private static Fd reader(Stage stage, String side, InetSocketAddress address)
            throws IOException {
        Fd fd = Fd.socket(AF_INET, SOCK_DGRAM, 0);
        // for UDP: several sockets may have one port, and each gets a copy of a multicast
        fd.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
        stage.tell(side, fd).bind(address);
        return fd;
    }

    /** struct ip_mreq: the group, and the address of the interface. */
    private static void join(Fd fd, InetAddress group) throws IOException {
        ByteBuffer request = ByteBuffer.allocate(8).put(group.getAddress()).put(lo());
        String shown = "{" + group.getHostAddress() + ", " + LO + "}";
        fd.setsockopt(IPPROTO_IP, IP_ADD_MEMBERSHIP, request.array(), shown);
    }

    private static byte[] lo() throws IOException {
        return InetAddress.getByName(LO).getAddress();
    }

    private static void send(Fd sender, InetSocketAddress a, InetSocketAddress b)
            throws IOException {
        sender.sendto(Datagram.bytes("for A"), 0, a);
        sender.sendto(Datagram.bytes("for B"), 0, b);
    }

    /** Waits with patience for what must come, and a moment for what must not. */
    private static List<String> read(Fd reader, int expected) throws IOException {
        List<String> read = new ArrayList<>();
        while (true) {
            boolean more = read.size() < expected;
            int millis = more ? Datagram.PATIENCE_MILLIS : SILENCE_MILLIS;
            Datagram datagram = Datagram.receive(reader, millis);
            if (datagram == null) break;
            read.add(datagram.text());
        }
        Collections.sort(read);
        return read;
    }
}
