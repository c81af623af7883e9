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

    /** Groups for use inside an organization, RFC 2365; the interface is lo. */
    private static final String GROUP_A = "239.255.35.1";

    private static final String GROUP_B = "239.255.35.2";
    private static final String LO = "127.0.0.1";
    private static final int SILENCE_MILLIS = 300;

    @Override
    public void run(Stage stage) throws IOException {
        InetSocketAddress any = new InetSocketAddress("0.0.0.0", 0);
        try (Fd one = reader(stage, "reader 1", any);
                Fd two = reader(stage, "reader 2", one.getsockname());
                Fd sender = stage.tell("sender", Fd.socket(AF_INET, SOCK_DGRAM, 0))) {
            int port = one.getsockname().getPort();
            sender.setsockopt(IPPROTO_IP, IP_MULTICAST_IF, address(LO), LO);
            send(sender, port);
            List<String> first = read(one, 0);
            List<String> second = read(two, 0);
            boolean none = first.isEmpty() && second.isEmpty();
            stage.check(none, "none", first, second);

            join(one, GROUP_A);
            join(two, GROUP_B);
            send(sender, port);
            first = read(one, 2);
            second = read(two, 2);
            List<String> both = List.of("for A", "for B");
            stage.check(first.equals(both) && second.equals(both), "all", first, second);

            one.setsockopt(IPPROTO_IP, IP_MULTICAST_ALL, 0);
            two.setsockopt(IPPROTO_IP, IP_MULTICAST_ALL, 0);
            send(sender, port);
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
    private static void join(Fd fd, String group) throws IOException {
        ByteBuffer request = ByteBuffer.allocate(8).put(address(group)).put(address(LO));
        String shown = "{" + group + ", " + LO + "}";
        fd.setsockopt(IPPROTO_IP, IP_ADD_MEMBERSHIP, request.array(), shown);
    }

    private static byte[] address(String text) throws IOException {
        return InetAddress.getByName(text).getAddress();
    }

    private static void send(Fd sender, int port) throws IOException {
        sender.sendto(Datagram.bytes("for A"), 0, new InetSocketAddress(GROUP_A, port));
        sender.sendto(Datagram.bytes("for B"), 0, new InetSocketAddress(GROUP_B, port));
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
