package sockets.traceroute;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import sockets.common.net.Addresses;
import sockets.common.text.Log;
import sockets.libc.LibcException;
import sockets.libc.Linux;
import sockets.libc.Sockaddr;
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
final class RawTcpMethod extends SocketNetwork implements SocketNetwork.Reader {
    private final Numbering numbering = new Numbering();
    private final InetSocketAddress to;
    private final Sock sock;
    private final TcpProbes probes;

    /** They only hold the ports, so that no other program uses them meanwhile. */
    private final List<Sock> ports = new ArrayList<>();

    RawTcpMethod(Target target, Tracer tracer) throws IOException {
        super(target, tracer);
        to = new InetSocketAddress(target.destination(), 0);
        if (target.raw()) stampReceived(listenRaw());
        try {
            sock = Sock.open(target.six(), Linux.SOCK_RAW, Linux.IPPROTO_TCP, "rawtcp", tracer);
            watch(sock, Linux.POLLIN, this);
            stampBoth(sock);
            prepare(sock);
            queueErrors(sock, target.raw());
            if (target.source() != null) sock.fd().bind(target.local(0));
            String shown = Addresses.text(target.destination());
            LibcException failure = sock.connect(Sockaddr.of(to), shown);
            if (failure != null) throw failure;
            InetAddress source = sock.fd().getsockname().getAddress();
            probes = new TcpProbes(target, source, new Token().sequence());
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void send(Probe probe) throws IOException {
        while (probes.flows() <= probe.flow()) probes.addFlow(takePort());
        sock.ttl(target.six(), probe.ttl());
        sendDatagram(sock, numbering, probe, probes.syn(probe), to);
    }

    @Override
    public boolean answersOnce() {
        return true;
    }

    private int takePort() throws IOException {
        int stream = Linux.SOCK_STREAM;
        Sock port = Sock.open(target.six(), stream, Linux.IPPROTO_TCP, "port", tracer);
        ports.add(port);
        port.fd().bind(target.local(0));
        return port.fd().getsockname().getPort();
    }

    @Override
    public void read(int events) throws IOException {
        if ((events & Linux.POLLERR) != 0) readErrors(sock, numbering);
        if ((events & Linux.POLLIN) != 0) readReplies();
    }

    private void readReplies() throws IOException {
        while (sock.recvmsg(message, 0)) {
            ByteBuffer in = data();
            try {
                // a raw IPv4 socket gives the IP header, an IPv6 one does not
                if (!target.six()) Ipv4Header.read(in);
                offer(probes.reply(in, stamp()));
            } catch (TruncatedPacketException e) {
                Log.debug("from {}: {}", to, e.getMessage());
            }
        }
    }

    @Override
    Answer answer(ExtendedError error) {
        ByteBuffer quoted = data();
        Icmp icmp = icmp(error, quoted, target.ipHeader());
        return probes.answer(icmp, error.offender().getAddress(), quoted, stamp());
    }

    @Override
    Answer answer(QuotedError error, InetAddress from) {
        boolean about = error.protocol() == IpProtocol.TCP;
        return about ? probes.answer(error.icmp(), from, error.upper(), stamp()) : null;
    }

    @Override
    public void close() {
        super.close();
        for (Sock port : ports) port.close();
    }
}
