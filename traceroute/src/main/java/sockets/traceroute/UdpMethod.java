package sockets.traceroute;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import sockets.libc.LibcException;
import sockets.libc.Linux;
import sockets.packet.UdpHeader;
import sockets.trace.Tracer;

/**
 * UDP probes to a port where nobody listens: routers say "time exceeded", the destination "port
 * unreachable". One unconnected socket sends them all, from one port to one port, so that they take
 * one path; which probe an answer is about stands in the bytes of it that are quoted. A flow of its
 * own goes to the next port; or, where somebody may listen (-U), leaves from a socket of its own.
 *
 * <p>The errors wait in the socket's error queue (IP_RECVERR), for which nobody needs to be root;
 * with --raw a second socket hears all ICMP, as the course's program does. See ip(7), udp(7).
 */
final class UdpMethod extends SocketNetwork {
    private final UdpProbes probes;

    /** The socket of each flow that has one; 0 has the one that they share. */
    private final Map<Integer, Port> ports = new HashMap<>();

    /** A socket that sends probes, and gets the answers to them. */
    private final class Port implements Reader {
        private final Sock sock;
        private final Numbering numbering = new Numbering();
        private int number;

        Port() throws IOException {
            sock = Sock.open(target.six(), Linux.SOCK_DGRAM, Linux.IPPROTO_UDP, "udp", tracer);
            watch(sock, Linux.POLLIN, this);
        }

        void open() throws IOException {
            stampBoth(sock);
            prepare(sock);
            queueErrors(sock, target.raw());
            sock.fd().bind(target.local(0));
            number = sock.fd().getsockname().getPort();
        }

        @Override
        public void read(int events) throws IOException {
            current = this;
            if ((events & Linux.POLLERR) != 0) readErrors(sock, numbering);
            if ((events & Linux.POLLIN) != 0) readReplies();
        }

        /** A server that answers: it sits at the destination. */
        private void readReplies() throws LibcException {
            while (sock.recvmsg(message, 0)) {
                InetSocketAddress from = message.source();
                if (from != null) offer(probes.reply(from, number, data(), stamp()));
            }
        }
    }

    /** The one whose error queue is being read. */
    private Port current;

    UdpMethod(Target target, Tracer tracer) throws IOException {
        super(target, tracer);
        probes = new UdpProbes(target, new Token());
        try {
            if (target.raw()) stampReceived(listenRaw());
            ports.put(0, open(0));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Port open(int flow) throws IOException {
        while (true) {
            Port port = new Port();
            port.open();
            if (probes.leavesFrom(port.number, flow)) return port;
            // a late answer to a flow before would be taken for one to this
            closeWatched(port.sock);
        }
    }

    @Override
    public void send(Probe probe) throws IOException {
        current = port(probe.flow());
        current.sock.ttl(target.six(), probe.ttl());
        InetSocketAddress to = probes.destination(probe);
        sendDatagram(current.sock, current.numbering, probe, probes.payload(probe), to);
    }

    private Port port(int flow) throws IOException {
        if (!target.constantPort()) return ports.get(0);
        Port port = ports.get(flow);
        if (port == null) ports.put(flow, port = open(flow));
        return port;
    }

    @Override
    public void forget(Probe probe) {
        if (probe.flow() == 0) return;
        Port port = ports.remove(probe.flow());
        if (port != null) closeWatched(port.sock);
    }

    @Override
    Answer answer(ExtendedError error) {
        InetSocketAddress to = message.source();
        if (to == null || !to.getAddress().equals(target.destination())) return null;
        ByteBuffer quoted = data();
        Icmp icmp = icmp(error, quoted, target.ipHeader() + UdpHeader.SIZE);
        InetAddress from = error.offender().getAddress();
        return probes.answer(icmp, from, current.number, to.getPort(), quoted, stamp());
    }

    @Override
    Answer answer(QuotedError error, InetAddress from) {
        return probes.answer(error, from, stamp());
    }
}
