package sockets.traceroute.check;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import sockets.packet.IcmpHeader;
import sockets.packet.IpProtocol;
import sockets.packet.TruncatedPacketException;

/**
 * The routers and the host as a model, which knows no socket: which answers come to a packet. The
 * addresses are those of {@code docs/lab/lab routers 3}: hop K answers from 10.0.K.2.
 */
final class Routers {
    static final Inet4Address CLIENT = address(10, 0, 1, 1);

    /** The first networks have a router each. */
    static final int COUNT = 3;

    /** An address that is nobody's on the path. */
    static final Inet4Address STRANGER = address(10, 0, 77, 7);

    /** A host that other programs talk to. */
    private static final Inet4Address ELSEWHERE = address(10, 0, 88, 8);

    /** What other programs use: two ports and the identifier of a ping. */
    private static final int PORT = 45678;

    private static final int DNS = 53;
    private static final int IDENTIFIER = 0x4242;

    private final Situation situation;

    /** The answers of the router that was asked last, and which one it is. */
    private final List<Reply> last = new ArrayList<>();

    private int lastHop;

    Routers(Situation situation) {
        this.situation = situation;
    }

    /** The address that the K-th machine of the path answers from. */
    static Inet4Address hop(int k) {
        return address(10, 0, k, 2);
    }

    /** The host at the end. */
    static Inet4Address host() {
        return hop(COUNT + 1);
    }

    private static Inet4Address address(int... numbers) {
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) bytes[i] = (byte) numbers[i];
        try {
            return (Inet4Address) InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** Who has an address: {@code router 2}. */
    static String who(String address) {
        if (address.equals(CLIENT.getHostAddress())) return "this machine itself";
        if (address.equals(host().getHostAddress())) return "the host at the end";
        for (int k = 1; k <= COUNT; k++)
            if (address.equals(hop(k).getHostAddress())) return "router " + k;
        boolean other =
                address.equals(STRANGER.getHostAddress())
                        || address.equals(ELSEWHERE.getHostAddress());
        return other ? "which answered to another program" : "nobody here";
    }

    /** How many hops away is it? 0 for what is not on the path. */
    static int distance(Inet4Address address) {
        for (int k = 1; k <= COUNT + 1; k++) if (address.equals(hop(k))) return k;
        return 0;
    }

    /** What comes back of a packet, in this order. */
    List<Reply> answers(Packet packet) throws TruncatedPacketException {
        if (!packet.isAnswered()) return List.of();
        int distance = distance(packet.header().destination());
        // a name server, for example: whoever asks shall know at once that there is none
        if (distance == 0)
            return List.of(Reply.unreachable(hop(1), IcmpHeader.NET_UNREACHABLE, packet.expired()));
        int ttl = packet.timeToLive();
        if (situation == Situation.LOOP) return List.of(inLoop(packet));
        int hop = Math.min(ttl, distance);
        List<Reply> answers = new ArrayList<>();
        if (situation == Situation.OTHER_PROGRAMS) answers.addAll(ofOtherPrograms(packet));
        if (situation == Situation.SECOND_TRACE) answers.addAll(ofSecondTrace(packet, hop));
        if (situation == Situation.REPEATED && hop != lastHop)
            for (Reply answer : last) answers.add(answer.but("late"));
        if (!isSilent(hop, distance)) answers.add(own(packet, hop, distance));
        if (situation == Situation.REPEATED) repeat(answers, hop);
        return answers;
    }

    private boolean isSilent(int hop, int distance) {
        return situation == Situation.SILENT_ROUTER && hop == 2
                || situation == Situation.SILENT_HOST && hop == distance;
    }

    private static Reply own(Packet packet, int hop, int distance) throws TruncatedPacketException {
        if (hop == distance) return Reply.ofHost(packet);
        return Reply.timeExceeded(hop(hop), packet.expired());
    }

    private static Reply inLoop(Packet packet) {
        Inet4Address router = hop(packet.timeToLive() % 2 == 1 ? 1 : 2);
        return Reply.timeExceeded(router, packet.expired());
    }

    private void repeat(List<Reply> answers, int hop) {
        Reply own = answers.get(answers.size() - 1);
        answers.add(own.but("again"));
        if (hop != lastHop) last.clear();
        last.add(own);
        lastHop = hop;
    }

    private static List<Reply> ofOtherPrograms(Packet probe) throws TruncatedPacketException {
        String other = "to another program";
        int identifier = IDENTIFIER;
        if (probe.protocol() == IpProtocol.ICMP && probe.icmp().identifier() == identifier)
            identifier++;
        int ping = identifier << 16 | 1;
        byte[] lookUp = Reply.datagram(ELSEWHERE, PORT, DNS);
        return List.of(
                Reply.timeExceeded(STRANGER, lookUp).but(other),
                Reply.unreachable(ELSEWHERE, IcmpHeader.PORT_UNREACHABLE, lookUp).but(other),
                Reply.echoReply(host(), ping, ByteBuffer.allocate(56)).but(other),
                Reply.timeExceeded(STRANGER, Reply.echoRequest(host(), identifier)).but(other));
    }

    /** That one is a hop behind; or ahead, at the first. */
    private static List<Reply> ofSecondTrace(Packet probe, int hop) {
        byte[] its = probe.ofAnotherProgram();
        String other = "to another traceroute";
        List<Reply> answers = new ArrayList<>();
        answers.add(Reply.timeExceeded(hop(hop == 1 ? 2 : hop - 1), its).but(other));
        if (probe.protocol() == IpProtocol.UDP)
            answers.add(Reply.unreachable(host(), IcmpHeader.PORT_UNREACHABLE, its).but(other));
        return answers;
    }
}
