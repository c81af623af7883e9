package sockets.traceroute;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import sockets.packet.IcmpHeader;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.TruncatedPacketException;
import sockets.packet.UdpHeader;

/**
 * A path without sockets, in a time of its own: each probe arrives at the router where its TTL
 * ends, and what that one sends back are the bytes of an ICMP message, read as those of the raw
 * socket are.
 */
final class SimulatedNetwork implements Network {
    static final long MILLI = 1_000_000;
    static final InetAddress SELF = address("10.0.0.1");
    static final InetAddress SERVER = address("10.0.99.1");
    static final int LOCAL_PORT = 40000;
    static final int QUOTE_ALL = 1000;

    /** What happens to a probe that is sent. */
    interface Behaviour {
        void on(Probe probe, SimulatedNetwork network);
    }

    /** What comes: the bytes of an ICMP message, or an answer that no bytes are needed for. */
    private record Arrival(long at, long order, ByteBuffer icmp, InetAddress from, Answer answer) {}

    private final Target target = new Target(SERVER, 33434, false, null, null, false, true);
    private final UdpProbes probes = new UdpProbes(target, new Token());
    private final PriorityQueue<Arrival> arrivals =
            new PriorityQueue<>(Comparator.comparing(Arrival::at).thenComparing(Arrival::order));
    private final Map<Probe, Long> sentAt = new HashMap<>();
    private final Behaviour behaviour;
    private long now = 1_000 * MILLI;
    private long order;

    /** All probes in the order in which they were sent. */
    final List<Probe> sent = new ArrayList<>();

    final List<Probe> forgotten = new ArrayList<>();

    /** True for probes that a host takes for one connection if they are of one flow. */
    boolean answersOnce;

    SimulatedNetwork(Behaviour behaviour) {
        this.behaviour = behaviour;
        probes.leavesFrom(LOCAL_PORT, 0);
    }

    /** A chain of routers, each hop farther by a millisecond; the last of them is the server. */
    static SimulatedNetwork chain(int hops) {
        return new SimulatedNetwork((probe, network) -> network.answer(probe, hops));
    }

    static InetAddress router(int hop) {
        return address("10.0." + hop + ".1");
    }

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** The answer that a chain of so many hops gives. */
    void answer(Probe probe, int hops) {
        answer(probe, hops, Math.min(probe.ttl(), hops) * MILLI);
    }

    void answer(Probe probe, int hops, long delay) {
        if (probe.ttl() < hops) expired(probe, router(probe.ttl()), delay);
        else unreachable(probe, SERVER, IcmpHeader.PORT_UNREACHABLE, delay);
    }

    void expired(Probe probe, InetAddress from, long delay) {
        error(IcmpHeader.TIME_EXCEEDED, 0, 0, from, quote(probe, QUOTE_ALL), delay);
    }

    void unreachable(Probe probe, InetAddress from, int code, long delay) {
        error(IcmpHeader.UNREACHABLE, code, 0, from, quote(probe, QUOTE_ALL), delay);
    }

    void error(int type, int code, int mtu, InetAddress from, byte[] quote, long delay) {
        ByteBuffer icmp = ByteBuffer.allocate(IcmpHeader.SIZE + quote.length);
        new IcmpHeader(type, code, 0, mtu).write(icmp);
        icmp.put(quote).flip();
        arrive(icmp, from, delay);
    }

    /** Any bytes at all, as an ICMP message. */
    void arrive(ByteBuffer icmp, InetAddress from, long delay) {
        arrivals.add(new Arrival(now + delay, order++, icmp, from, null));
    }

    /** A datagram or segment of the server: its number is -1 if it does not tell. */
    void reply(int flow, int number, long delay) {
        Answer answer = Answer.reply(SERVER, flow, number, now + delay);
        arrivals.add(new Arrival(now + delay, order++, null, SERVER, answer));
    }

    /** The first bytes of a probe: IP header, and so many of what follows. */
    byte[] quote(Probe probe, int upper) {
        return quote(SELF, LOCAL_PORT, probes.destination(probe), probes.payload(probe), upper);
    }

    static byte[] quote(
            InetAddress source, int port, InetSocketAddress to, byte[] payload, int upper) {
        int length = Ipv4Header.SIZE + UdpHeader.SIZE + payload.length;
        ByteBuffer packet = ByteBuffer.allocate(length);
        new Ipv4Header(
                        0,
                        length,
                        0,
                        0,
                        0,
                        1,
                        IpProtocol.UDP,
                        0,
                        (java.net.Inet4Address) source,
                        (java.net.Inet4Address) to.getAddress(),
                        ByteBuffer.allocate(0))
                .write(packet);
        new UdpHeader(port, to.getPort(), UdpHeader.SIZE + payload.length, 0).write(packet);
        packet.put(payload);
        byte[] quoted = new byte[Math.min(length, Ipv4Header.SIZE + upper)];
        packet.flip().get(quoted);
        return quoted;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public void send(Probe probe) {
        sent.add(probe);
        sentAt.put(probe, now);
        behaviour.on(probe, this);
    }

    @Override
    public long sentAt(Probe probe) {
        return sentAt.getOrDefault(probe, -1L);
    }

    @Override
    public Answer receive(long nanos) {
        long end = now + Math.min(nanos, 1_000_000 * MILLI);
        while (!arrivals.isEmpty() && arrivals.peek().at <= end) {
            Arrival arrival = arrivals.poll();
            now = Math.max(now, arrival.at);
            Answer answer = arrival.answer != null ? arrival.answer : read(arrival);
            if (answer != null) return answer;
        }
        now = end;
        return null;
    }

    private Answer read(Arrival arrival) {
        try {
            QuotedError error = QuotedError.read(false, arrival.icmp.duplicate());
            return error == null ? null : probes.answer(error, arrival.from, now);
        } catch (TruncatedPacketException e) {
            return null;
        }
    }

    @Override
    public boolean answersOnce() {
        return answersOnce;
    }

    @Override
    public void forget(Probe probe) {
        forgotten.add(probe);
    }

    @Override
    public void close() {}
}
