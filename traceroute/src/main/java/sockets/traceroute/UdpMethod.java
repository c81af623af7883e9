package sockets.traceroute;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import sockets.libc.Linux;
import sockets.packet.UdpHeader;
import sockets.trace.Tracer;

/**
 * UDP probes to a port where nobody listens: routers say "time exceeded", the destination "port
 * unreachable". One unconnected socket sends them all, from one port to one port, so that they take
 * one path; which probe an answer is about stands in the bytes of it that are quoted. A flow of its
 * own has the next port.
 *
 * <p>The errors wait in the socket's error queue (IP_RECVERR), for which nobody needs to be root;
 * with --raw a second socket hears all ICMP, as the course's program does. See ip(7), udp(7).
 */
final class UdpMethod extends SocketNetwork implements SocketNetwork.Reader {
    private final Numbering numbering = new Numbering();
    private final Sock sock;
    private final UdpProbes probes;

    UdpMethod(Target target, Tracer tracer) throws IOException {
        super(target, tracer);
        if (target.raw()) stampReceived(listenRaw());
        try {
            sock = Sock.open(target.six(), Linux.SOCK_DGRAM, Linux.IPPROTO_UDP, "udp", tracer);
            watch(sock, Linux.POLLIN, this);
            stampBoth(sock);
            prepare(sock);
            queueErrors(sock, target.raw());
            sock.fd().bind(target.local(0));
            int port = sock.fd().getsockname().getPort();
            probes = new UdpProbes(target, new Token(), port);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void send(Probe probe) throws IOException {
        sock.ttl(target.six(), probe.ttl());
        sendDatagram(sock, numbering, probe, probes.payload(probe), probes.destination(probe));
    }

    @Override
    public void read(int events) throws IOException {
        if ((events & Linux.POLLERR) != 0) readErrors(sock, numbering);
        if ((events & Linux.POLLIN) != 0) readReplies();
    }

    /** A server that answers: it sits at the destination. */
    private void readReplies() throws IOException {
        while (sock.recvmsg(message, 0)) {
            InetSocketAddress from = message.source();
            if (from != null) offer(probes.reply(from, data(), stamp()));
        }
    }

    @Override
    Answer answer(ExtendedError error) {
        InetSocketAddress to = message.source();
        if (to == null || !to.getAddress().equals(target.destination())) return null;
        ByteBuffer quoted = data();
        Icmp icmp = error.icmp(quoted, target.ipHeader() + UdpHeader.SIZE);
        InetAddress from = error.offender().getAddress();
        return probes.answer(icmp, from, to.getPort(), quoted, stamp());
    }

    @Override
    Answer answer(QuotedError error, InetAddress from) {
        return probes.answer(error, from, stamp());
    }
}
