package sockets.traceroute;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import sockets.packet.IpProtocol;
import sockets.packet.TruncatedPacketException;
import sockets.packet.UdpHeader;

/**
 * UDP probes as bytes, and what is quoted of them: no sockets.
 *
 * @param localPort the one port that they all leave from
 */
record UdpProbes(Target target, Token token, int localPort) {
    /** Where a probe goes. */
    InetSocketAddress destination(Probe probe) {
        return new InetSocketAddress(target.destination(), port(probe.flow()));
    }

    byte[] payload(Probe probe) {
        int length = Math.max(0, probe.size() - target.ipHeader() - UdpHeader.SIZE);
        return token.payload(probe.number(), length);
    }

    /** The destination port of a flow; after 65535 comes 1. */
    private int port(int flow) {
        return (target.port() - 1 + flow) % 65535 + 1;
    }

    private int flow(int port) {
        return Math.floorMod(port - target.port(), 65535);
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
            if (udp.sourcePort() != localPort) return null;
            return answer(error.icmp(), from, udp.destinationPort(), upper, at);
        } catch (TruncatedPacketException e) {
            // less than the eight bytes that every router must quote
            return null;
        }
    }

    /** The answer in an error of which the kernel read the headers. */
    Answer answer(Icmp icmp, InetAddress from, int port, ByteBuffer payload, long at) {
        int number = token.number(payload);
        if (number == Token.NOT_OURS || !icmp.matters()) return null;
        return Answer.error(icmp, from, flow(port), number, at);
    }

    /** A datagram that came back, from the port that a probe went to. */
    Answer reply(InetSocketAddress from, ByteBuffer payload, long at) {
        if (!from.getAddress().equals(target.destination())) return null;
        // a server may echo the probe, or send something of its own
        int number = Math.max(-1, token.number(payload));
        return Answer.reply(from.getAddress(), flow(from.getPort()), number, at);
    }
}
