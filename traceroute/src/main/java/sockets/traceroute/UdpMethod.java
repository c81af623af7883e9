package sockets.traceroute;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import sockets.common.Explain;
import sockets.libc.Linux;
import sockets.packet.IpProtocol;
import sockets.packet.TruncatedPacketException;
import sockets.packet.UdpHeader;

/**
 * UDP probes to a port where nobody listens: routers say "time exceeded", the destination "port
 * unreachable". One unconnected socket sends them all, from one port to one port, so that they take
 * one path; which probe an answer is about stands in the bytes of it that are quoted. A flow of its
 * own has the next port.
 *
 * <p>The errors wait in the socket's error queue (IP_RECVERR), for which nobody needs to be root;
 * with --raw a second socket hears all ICMP, as the course's program does. See ip(7), udp(7).
 */
final class UdpMethod extends SocketNetwork {
    private final Token token = new Token();
    private final Numbering numbering = new Numbering();
    private final Sock sock;
    private final int localPort;
    private int ttl;

    UdpMethod(Target target, Explain explain) throws IOException {
        super(target, explain);
        if (target.raw()) stampReceived(listenRaw());
        try {
            sock =
                    Sock.open(
                            target.six(),
                            Linux.SOCK_DGRAM,
                            Linux.IPPROTO_UDP,
                            "socket.udp",
                            explain);
            watch(sock, Linux.POLLIN, this::read);
            stampBoth(sock);
            prepare(sock);
            if (!target.raw()) queueErrors(sock);
            sock.bind(target.local(0));
            localPort = sock.fd().getsockname().getPort();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void send(Probe probe) throws IOException {
        if (probe.ttl() != ttl) sock.set(Option.ttl(target.six()), probe.ttl());
        ttl = probe.ttl();
        int length = Math.max(0, probe.size() - target.ipHeader() - UdpHeader.SIZE);
        byte[] payload = token.payload(probe.number(), length);
        InetSocketAddress to = new InetSocketAddress(target.destination(), port(probe.flow()));
        sendDatagram(sock, numbering, probe, payload, to);
    }

    /** The destination port of a flow; after 65535 comes 1. */
    private int port(int flow) {
        return (target.port() - 1 + flow) % 65535 + 1;
    }

    private int flow(int port) {
        return Math.floorMod(port - target.port(), 65535);
    }

    private void read(int events) throws IOException {
        if ((events & Linux.POLLERR) != 0) readErrors(sock, numbering);
        if ((events & Linux.POLLIN) != 0) readReplies();
    }

    /** A server that answers: it sits at the destination. */
    private void readReplies() throws IOException {
        while (sock.recvmsg(message, 0)) {
            InetSocketAddress from = message.source();
            if (from == null || !from.getAddress().equals(target.destination())) continue;
            int number = Math.max(-1, token.number(data()));
            offer(Answer.reply(from.getAddress(), flow(from.getPort()), number, stamp()));
        }
    }

    @Override
    Answer answer(QueuedError error) {
        InetSocketAddress to = message.source();
        if (to == null || !to.getAddress().equals(target.destination())) return null;
        Icmp icmp = error.icmp(data(), target.ipHeader() + UdpHeader.SIZE);
        return answer(icmp, error.offender().getAddress(), to.getPort(), data());
    }

    @Override
    Answer answer(QuotedError error, InetAddress from) {
        if (error.protocol() != IpProtocol.UDP) return null;
        ByteBuffer upper = error.upper();
        try {
            UdpHeader udp = UdpHeader.read(upper);
            if (udp.sourcePort() != localPort) return null;
            return answer(error.icmp(), from, udp.destinationPort(), upper);
        } catch (TruncatedPacketException e) {
            return null;
        }
    }

    private Answer answer(Icmp icmp, InetAddress from, int port, ByteBuffer payload) {
        int number = token.number(payload);
        if (number == Token.NOT_OURS || !icmp.matters()) return null;
        return Answer.error(icmp, from, flow(port), number, stamp());
    }
}
