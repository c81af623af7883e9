package sockets.traceroute;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import sockets.libc.Fd;
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
 * <p>The errors wait in the socket's {@link ErrorQueue}, for which nobody needs to be root; with
 * --raw a {@link RawListener} hears all ICMP, as the course's program does. See ip(7), udp(7).
 */
final class UdpMethod implements Network {
    private final Target target;
    private final Tracer tracer;
    private final Inbox inbox;
    private final UdpProbes probes;

    /** The socket of each flow that has one; 0 has the one that they share. */
    private final Map<Integer, Port> ports = new HashMap<>();

    UdpMethod(Target target, Tracer tracer) throws IOException {
        this.target = target;
        this.tracer = tracer;
        inbox = new Inbox(tracer);
        probes = new UdpProbes(target, new Token());
        try {
            if (target.raw()) {
                RawListener raw = new RawListener(target, tracer, inbox, probes::answer);
                Setsockopt.stamps(raw.fd(), Setsockopt.STAMP_RECEIVED);
            }
            ports.put(0, open(0));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Port open(int flow) throws IOException {
        while (true) {
            Port port = new Port();
            if (probes.leavesFrom(port.number, flow)) return port;
            // a late answer to a flow before would be taken for one to this
            inbox.close(port.fd);
        }
    }

    /** A socket that sends probes, and gets the answers to them. */
    private final class Port implements Inbox.Reader, ErrorQueue.Reading {
        private final Fd fd;
        private final ErrorQueue errors;
        private final int number;

        Port() throws IOException {
            fd = Fd.socket(target.family(), Linux.SOCK_DGRAM, Linux.IPPROTO_UDP, tracer, "udp");
            inbox.watch(fd, Linux.POLLIN, this);
            Setsockopt.stamps(fd, Setsockopt.STAMP_BOTH);
            Setsockopt.device(fd, target.device());
            Setsockopt.fragments(fd, target);
            errors = new ErrorQueue(fd, target, target.ipHeader() + UdpHeader.SIZE, inbox, this);
            errors.open(target.raw());
            fd.bind(target.local(0));
            number = fd.getsockname().getPort();
        }

        @Override
        public void read(int events) throws LibcException {
            if ((events & Linux.POLLERR) != 0) errors.read();
            if ((events & Linux.POLLIN) != 0) readReplies();
        }

        @Override
        public Answer answer(Icmp icmp, InetAddress from, ByteBuffer quoted, long at) {
            // the kernel has read the quoted headers, and tells whom the probe went to
            return probes.answer(icmp, from, number, inbox.source().getPort(), quoted, at);
        }

        /** A server that answers: it sits at the destination. */
        private void readReplies() throws LibcException {
            while (inbox.take(fd, 0)) {
                InetSocketAddress from = inbox.source();
                if (from == null) continue;
                inbox.offer(probes.reply(from, number, inbox.data(), inbox.stamp()));
            }
        }
    }

    @Override
    public void send(Probe probe) throws IOException {
        int flow = flowOfPort(probe);
        Port port = ports.get(flow);
        if (port == null) ports.put(flow, port = open(flow));
        port.errors.send(probe, probes.payload(probe), probes.destination(probe));
    }

    private int flowOfPort(Probe probe) {
        return target.constantPort() ? probe.flow() : 0;
    }

    @Override
    public Answer receive(long nanos) throws IOException {
        return inbox.next(nanos);
    }

    @Override
    public long now() {
        return inbox.now();
    }

    @Override
    public long sentAt(Probe probe) {
        Port port = ports.get(flowOfPort(probe));
        return port == null ? -1 : port.errors.sentAt(probe);
    }

    @Override
    public void forget(Probe probe) {
        if (flowOfPort(probe) == 0) return;
        Port port = ports.remove(probe.flow());
        if (port != null) inbox.close(port.fd);
    }

    @Override
    public void close() {
        inbox.close();
    }
}
