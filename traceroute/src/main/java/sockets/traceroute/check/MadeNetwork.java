package sockets.traceroute.check;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sockets.common.text.Failure;
import sockets.common.text.Log;
import sockets.common.text.Reason;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;
import sockets.libc.Linux;
import sockets.libc.NetInterface;
import sockets.libc.SockaddrLl;
import sockets.packet.EtherType;
import sockets.packet.EthernetHeader;
import sockets.packet.TruncatedPacketException;

/**
 * A network of its own, network_namespaces(7), for one run: the card eth0, and at the other end of
 * its cable a packet socket at which a {@link Routers} answers in the place of routers. It belongs
 * to the thread that makes it and to what that thread starts; with them it is gone, however they
 * end.
 */
final class MadeNetwork implements Closeable {
    private static final byte[] CARD = {2, 0, 0, 0, 0, 1};
    private static final byte[] OTHER_END = {2, 0, 0, 0, 0, 2};

    /** The kernel need not ask who has which address: what leaves is for us. */
    private static final String MADE =
            """
            link set lo up
            link add eth0 address 02:00:00:00:00:01 type veth peer name cable address 02:00:00:00:00:02
            link set cable up
            link set eth0 arp off up
            addr add 10.0.1.1/24 dev eth0
            route add 10.0.0.0/16 via 10.0.1.2
            """;

    /** The user's PATH may lack where ip is. */
    private static final String IP = "PATH=$PATH:/usr/sbin:/sbin; exec ip -batch -";

    private static final int LONGEST = 65535 + EthernetHeader.SIZE;

    /** Packets that are kept for being told. */
    private static final int MOST_TOLD = 400;

    private static final int TTLS = 256;

    private final Routers routers;
    private final Fd cable;
    private final String name;
    private final List<String> told = new ArrayList<>();
    private final long[] first = new long[TTLS];
    private int probes;
    private int highest;
    private long latest = System.nanoTime();
    private long climbed = latest;
    private volatile boolean closed;
    private final Thread thread = new Thread(this::answer, "routers");

    /** Moves the calling thread into a new network; EPERM if that is not permitted. */
    MadeNetwork(Routers routers) throws IOException {
        this.routers = routers;
        NetInterface.unshare();
        name = name(Path.of("/proc/thread-self"));
        make();
        openPing();
        cable = Fd.socket(Linux.AF_PACKET, Linux.SOCK_RAW, 0);
        // struct timeval: whether it was closed is looked at ten times a second
        ByteBuffer tenth = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        cable.setsockopt(Linux.SOL_SOCKET, Linux.SO_RCVTIMEO, tenth.putLong(8, 100_000).array());
        SockaddrLl end = SockaddrLl.of(EtherType.IPV4, NetInterface.index("cable"));
        cable.bind(end, "cable");
        thread.setDaemon(true);
        thread.start();
    }

    private static void make() throws IOException {
        Process ip;
        try {
            ip = new ProcessBuilder("sh", "-c", IP).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new Failure("exec", "sh", e);
        }
        ip.getOutputStream().write(MADE.getBytes(StandardCharsets.US_ASCII));
        ip.getOutputStream().close();
        String said = new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (ip.waitFor() == 0) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Log.debug("ip: {}", said);
        Reason reason = ip.exitValue() == 127 ? Reason.ENOENT : Reason.EIO;
        String detail = said.isEmpty() ? "" : ": " + said.lines().findFirst().orElse("");
        throw new Failure("exec", "ip", reason, detail).hint("hint.check.ip");
    }

    /** Each group may have ICMP sockets there, icmp(7): in a new network none may. */
    private static void openPing() {
        Path range = Path.of("/proc/sys/net/ipv4/ping_group_range");
        // where other groups than the own are not known, that one
        for (String groups : new String[] {"0 2147483647", "0 0"})
            try {
                Files.writeString(range, groups);
                return;
            } catch (IOException e) {
                Log.debug("{}", range, e);
            }
    }

    /** The network that a process or thread is in; empty if it is gone, or another user's. */
    static String name(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("ns/net")).toString();
        } catch (IOException e) {
            return "";
        }
    }

    String name() {
        return name;
    }

    private void answer() {
        while (!closed) {
            try {
                take(cable.recv(LONGEST, 0));
            } catch (TruncatedPacketException e) {
                // no whole headers: no router would know what to say
                Log.debug("cut: {}", e.getMessage());
            } catch (LibcException e) {
                if (!e.is(Errno.EAGAIN)) Log.debug("routers", e);
                if (!e.is(Errno.EAGAIN) && !e.is(Errno.ENOBUFS)) break;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        cable.close();
    }

    private void take(byte[] frame) throws IOException, TruncatedPacketException {
        if (frame.length <= EthernetHeader.SIZE) return;
        Packet packet = Packet.read(Arrays.copyOfRange(frame, EthernetHeader.SIZE, frame.length));
        List<Reply> answers = routers.answers(packet);
        note(packet, answers);
        for (Reply answer : answers) {
            ByteBuffer out = ByteBuffer.allocate(EthernetHeader.SIZE + answer.bytes().length);
            out.put(CARD).put(OTHER_END).putShort((short) EtherType.IPV4);
            cable.send(out.put(answer.bytes()).array(), 0);
        }
    }

    private synchronized void note(Packet packet, List<Reply> answers)
            throws TruncatedPacketException {
        if (told.size() < MOST_TOLD) {
            String to = packet.header().destination().getHostAddress();
            told.add("-> ttl " + packet.timeToLive() + " to " + to + " " + packet.told());
            for (Reply answer : answers) told.add("<- " + answer.told());
        }
        if (!packet.isAnswered() || Routers.distance(packet.header().destination()) == 0) return;
        int ttl = packet.timeToLive();
        latest = System.nanoTime();
        if (first[ttl] == 0) first[ttl] = latest;
        probes++;
        if (ttl <= highest) return;
        highest = ttl;
        climbed = latest;
    }

    /** The packets, in words. */
    synchronized List<String> told() {
        return List.copyOf(told);
    }

    synchronized int probes() {
        return probes;
    }

    /** The highest time to live of a probe. */
    synchronized int highest() {
        return highest;
    }

    /** When the last probe left, or the network was made. */
    synchronized long latest() {
        return latest;
    }

    /** When a probe left that lived for longer than all before. */
    synchronized long climbed() {
        return climbed;
    }

    /** True if a probe of this time to live has come. */
    synchronized boolean hasSeen(int ttl) {
        return first[ttl] != 0;
    }

    /** How long after the first probe of one time to live came that of a later one; -1: never. */
    synchronized long between(int ttl, int later) {
        return first[ttl] == 0 || first[later] == 0 ? -1 : first[later] - first[ttl];
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
