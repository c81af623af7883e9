package sockets.traceroute;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import sockets.common.text.Log;
import sockets.libc.Fd;
import sockets.libc.LibcException;
import sockets.libc.Linux;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.TruncatedPacketException;
import sockets.trace.Tracer;

/**
 * TCP probes with CAP_NET_RAW: SYNs written by hand on a raw socket, all from one port to one port,
 * so that they take one path, which {@link TcpMethod} cannot do. The kernel knows of no connection:
 * it answers a SYN and ACK of the destination with RST by itself, and sends no SYN again. See
 * raw(7).
 */
final class RawTcpMethod implements Network, Inbox.Reader, ErrorQueue.Reading, RawListener.Reading {
    private final Target target;
    private final Tracer tracer;
    private final Inbox inbox;
    private final InetSocketAddress to;
    private final Fd fd;
    private final ErrorQueue errors;
    private final TcpProbes probes;

    /** They only hold the ports, so that no other program uses them meanwhile. */
    private final List<Fd> ports = new ArrayList<>();

    RawTcpMethod(Target target, Tracer tracer) throws IOException {
        this.target = target;
        this.tracer = tracer;
        inbox = new Inbox(tracer);
        to = new InetSocketAddress(target.destination(), 0);
        try {
            if (target.raw()) {
                RawListener raw = new RawListener(target, tracer, inbox, this);
                Setsockopt.stamps(raw.fd(), Setsockopt.STAMP_RECEIVED);
            }
            fd = Fd.socket(target.family(), Linux.SOCK_RAW, Linux.IPPROTO_TCP, tracer, "rawtcp");
            inbox.watch(fd, Linux.POLLIN, this);
            Setsockopt.stamps(fd, Setsockopt.STAMP_BOTH);
            Setsockopt.device(fd, target.device());
            Setsockopt.fragments(fd, target);
            errors = new ErrorQueue(fd, target, target.ipHeader(), inbox, this);
            errors.open(target.raw());
            if (target.source() != null) fd.bind(target.local(0));
            fd.connect(to);
            InetAddress source = fd.getsockname().getAddress();
            probes = new TcpProbes(target, source, new Token().sequence());
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void send(Probe probe) throws IOException {
        while (probes.flows() <= probe.flow()) probes.addFlow(takePort());
        errors.send(probe, probes.syn(probe), to);
    }

    private int takePort() throws IOException {
        Fd port = Fd.socket(target.family(), Linux.SOCK_STREAM, Linux.IPPROTO_TCP, tracer, "port");
        ports.add(port);
        port.bind(target.local(0));
        return port.getsockname().getPort();
    }

    @Override
    public Answer receive(long nanos) throws IOException {
        return inbox.next(nanos);
    }

    @Override
    public void read(int events) throws LibcException {
        if ((events & Linux.POLLERR) != 0) errors.read();
        if ((events & Linux.POLLIN) != 0) readReplies();
    }

    private void readReplies() throws LibcException {
        while (inbox.take(fd, 0)) {
            ByteBuffer in = inbox.data();
            try {
                // a raw IPv4 socket gives the IP header, an IPv6 one does not
                if (!target.six()) Ipv4Header.read(in);
                inbox.offer(probes.reply(in, inbox.stamp()));
            } catch (TruncatedPacketException e) {
                Log.debug("from {}: {}", to, e.getMessage());
            }
        }
    }

    @Override
    public Answer answer(Icmp icmp, InetAddress from, ByteBuffer quoted, long at) {
        return probes.answer(icmp, from, quoted, at);
    }

    @Override
    public Answer answer(QuotedError error, InetAddress from, long at) {
        boolean about = error.protocol() == IpProtocol.TCP;
        return about ? answer(error.icmp(), from, error.upper(), at) : null;
    }

    @Override
    public boolean answersOnce() {
        return true;
    }

    @Override
    public long now() {
        return inbox.now();
    }

    @Override
    public long sentAt(Probe probe) {
        return errors.sentAt(probe);
    }

    @Override
    public void close() {
        inbox.close();
        for (Fd port : ports) port.close();
    }
}
