package sockets.traceroute;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import sockets.packet.IpProtocol;
import sockets.packet.TruncatedPacketException;
import sockets.packet.UdpHeader;

/** UDP probes as bytes, and what is quoted of them: no sockets. */
final class UdpProbes {
    private final Target target;
    private final Token token;

    /** The ports that probes leave from, and the first flow that does. */
    private final Map<Integer, Integer> flows = new HashMap<>();

    UdpProbes(Target target, Token token) {
        this.target = target;
        this.token = token;
    }

    /** A flow, or all from this one on, leaves from this port; false if another one did before. */
    boolean leavesFrom(int localPort, int flow) {
        return flows.putIfAbsent(localPort, flow) == null;
    }

    /** Where a probe goes. */
    InetSocketAddress destination(Probe probe) {
        // after 65535 comes 1
        int rising = (target.port() - 1 + probe.flow()) % 65535 + 1;
        int port = target.constantPort() ? target.port() : rising;
        return new InetSocketAddress(target.destination(), port);
    }

    byte[] payload(Probe probe) {
        int length = Math.max(0, probe.size() - target.ipHeader() - UdpHeader.SIZE);
        return token.payload(probe.number(), length);
    }

    /** The flow between two ports; -1 if it is none of ours. */
    private int flow(int here, int there) {
        Integer first = flows.get(here);
        if (first == null) return -1;
        if (!target.constantPort()) return Math.floorMod(there - target.port(), 65535);
        return there == target.port() ? first : -1;
    }

    /** The answer in an error that quotes a probe whole; null if it quotes anything else. */
    Answer answer(QuotedError error, InetAddress from, long at) {
        boolean about =
                error.protocol() == IpProtocol.UDP
                        && error.destination().equals(target.destination());
        if (!about) return null;
        ByteBuffer upper = error.upper();
        try {
            UdpHeader udp = UdpHeader.read(upper);
            return answer(error.icmp(), from, udp.sourcePort(), udp.destinationPort(), upper, at);
        } catch (TruncatedPacketException e) {
            // less than the eight bytes that every router must quote
            return null;
        }
    }

    /** The answer in an error of which the kernel read the headers. */
    Answer answer(Icmp icmp, InetAddress from, int here, int there, ByteBuffer payload, long at) {
        int flow = flow(here, there);
        int number = token.number(payload);
        if (flow < 0 || number == Token.NOT_OURS || !icmp.matters()) return null;
        return Answer.error(icmp, from, flow, number, at);
    }

    /** A datagram that came back, from the port that a probe went to. */
    Answer reply(InetSocketAddress from, int here, ByteBuffer payload, long at) {
        int flow = flow(here, from.getPort());
        if (flow < 0 || !from.getAddress().equals(target.destination())) return null;
        // a server may echo the probe, or send something of its own
        int number = Math.max(-1, token.number(payload));
        return Answer.reply(from.getAddress(), flow, number, at);
    }
}
