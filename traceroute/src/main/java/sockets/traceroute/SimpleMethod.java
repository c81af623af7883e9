package sockets.traceroute;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import sockets.common.Started;
import sockets.common.text.Log;
import sockets.common.text.Times;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;
import sockets.libc.Linux;
import sockets.packet.Ipv4Header;
import sockets.packet.TruncatedPacketException;
import sockets.packet.UdpHeader;
import sockets.trace.Tracer;

/**
 * The course's program call by call: two new sockets for each probe, IP_TTL on the one that sends,
 * SO_RCVTIMEO on the raw one that listens, and no other option. So the times are those of this
 * process, and all ICMP of the machine comes; but what is not about the probe is no answer.
 */
final class SimpleMethod implements Network {
    private static final int RECEIVE = 1024;

    private final Target target;
    private final Tracer tracer;
    private final long waitMicros;
    private Fd listener;
    private Fd sender;
    private Probe current;

    /** Waits so long for an answer; the sockets come with the probes. */
    SimpleMethod(Target target, double waitSeconds, Tracer tracer) {
        this.target = target;
        this.tracer = tracer;
        waitMicros = Math.max(1, Times.nanos(waitSeconds) / 1000);
    }

    @Override
    public void send(Probe probe) throws IOException {
        close();
        current = probe;
        InetSocketAddress to = new InetSocketAddress(target.destination(), port());
        listener = raw();
        listener.setsockopt(Linux.SOL_SOCKET, Linux.SO_RCVTIMEO, timeval(), seconds());
        // as the course's program: it means nothing, for ICMP has no ports
        listener.bind(target.local(port()));
        sender = Fd.socket(Linux.AF_INET, Linux.SOCK_DGRAM, Linux.IPPROTO_UDP, tracer, "udp");
        sender.setsockopt(Linux.IPPROTO_IP, Linux.IP_TTL, probe.ttl());
        sender.sendto(new byte[0], 0, to);
    }

    private Fd raw() throws IOException {
        try {
            return Fd.socket(Linux.AF_INET, Linux.SOCK_RAW, Linux.IPPROTO_ICMP, tracer, "simple");
        } catch (LibcException e) {
            throw e.is(Errno.EPERM) ? e.hint("hint.raw", Started.underSudo("traceroute")) : e;
        }
    }

    /** Rising ports: what is quoted of a probe tells which one it was. */
    private int port() {
        return Math.min(65535, target.port() + current.number());
    }

    /** struct timeval: seconds, microseconds. */
    private byte[] timeval() {
        ByteBuffer time = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        return time.putLong(waitMicros / 1_000_000).putLong(waitMicros % 1_000_000).array();
    }

    private String seconds() {
        return "{" + waitMicros / 1_000_000 + ", " + waitMicros % 1_000_000 + "}";
    }

    /** One recvfrom, which waits as long as SO_RCVTIMEO says, whatever the algorithm wants. */
    @Override
    public Answer receive(long nanos) throws IOException {
        if (nanos == 0 || listener == null) return null;
        try {
            return answer(ByteBuffer.wrap(listener.recv(RECEIVE, 0)));
        } catch (TruncatedPacketException e) {
            Log.debug("{}", e.getMessage());
            return null;
        } catch (LibcException e) {
            // EAGAIN: the time is over
            if (e.is(Errno.EAGAIN)) return null;
            throw e;
        }
    }

    private Answer answer(ByteBuffer in) throws TruncatedPacketException, LibcException {
        Ipv4Header outer = Ipv4Header.read(in);
        QuotedError error = QuotedError.read(false, in.slice());
        if (error == null || !error.destination().equals(target.destination())) return null;
        UdpHeader probe = UdpHeader.read(error.upper());
        boolean ours =
                probe.sourcePort() == sender.getsockname().getPort()
                        && probe.destinationPort() == port();
        if (!ours) return null;
        return Answer.error(error.icmp(), outer.source(), current.flow(), current.number(), now());
    }

    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public long sentAt(Probe probe) {
        return -1;
    }

    @Override
    public void forget(Probe probe) {
        close();
    }

    @Override
    public void close() {
        if (sender != null) sender.close();
        if (listener != null) listener.close();
        sender = null;
        listener = null;
    }
}
