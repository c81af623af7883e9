package sockets.traceroute;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import sockets.common.net.Addresses;
import sockets.libc.Errno;
import sockets.libc.LibcException;
import sockets.libc.Linux;
import sockets.libc.Sockaddr;
import sockets.trace.Tracer;

/**
 * TCP probes without root: a connect(2) on a socket of its own for each, whose SYN lives so many
 * hops. The destination accepts or refuses; routers' errors wait in the error queue. A connection
 * that comes about is reset at once (SO_LINGER with no time). See tcp(7).
 *
 * <p>Each connection needs a port of its own, and so may take a path of its own where routers share
 * the load by ports. Who may open raw sockets gets {@link RawTcpMethod}, where all probes take one.
 */
final class TcpMethod extends SocketNetwork {
    /** The kernel sends a SYN again after a second: what comes then may answer either. */
    private static final long RESENT_NANOS = 990_000_000;

    /** In struct tcp_info: the round-trip time in microseconds, measured by the kernel. */
    private static final int TCP_INFO_RTT = 68;

    // the states of it that matter here: <linux/tcp_states.h>
    private static final int ESTABLISHED = 1;
    private static final int SYN_SENT = 2;
    private static final int CLOSE_WAIT = 8;

    private static final byte[] LINGER = new byte[8];

    static {
        // struct linger {1, 0}: on, no time
        ByteBuffer.wrap(LINGER).order(ByteOrder.nativeOrder()).putInt(1);
    }

    // made once: nothing shall be done between taking the time and the call
    private final byte[] to;
    private final String shown;
    private final Map<Integer, Open> open = new HashMap<>();

    /** A connection that is being made. */
    private final class Open implements Reader {
        private final Sock sock;
        private final Probe probe;
        private final long at;

        Open(Sock sock, Probe probe, long at) {
            this.sock = sock;
            this.probe = probe;
            this.at = at;
        }

        @Override
        public void read(int events) throws IOException {
            TcpMethod.this.read(this);
        }
    }

    /** The one whose error queue is being read. */
    private Open current;

    TcpMethod(Target target, Tracer tracer) throws IOException {
        super(target, tracer);
        InetSocketAddress address = new InetSocketAddress(target.destination(), target.port());
        to = Sockaddr.of(address);
        shown = Addresses.text(address);
    }

    @Override
    public void send(Probe probe) throws IOException {
        noteSize(probe);
        int type = Linux.SOCK_STREAM | Linux.SOCK_NONBLOCK;
        Sock sock = Sock.open(target.six(), type, Linux.IPPROTO_TCP, "tcp", tracer);
        try {
            stampReceived(sock);
            prepareConnection(sock);
            sock.set(Option.SO_LINGER, LINGER, "{1, 0}");
            queueErrors(sock, false);
            sock.ttl(target.six(), probe.ttl());
            sock.fd().bind(target.local(0));
            long at = now();
            LibcException failure = sock.connect(to, shown);
            Open own = new Open(sock, probe, at);
            open.put(probe.number(), own);
            watch(sock, Linux.POLLOUT, own);
            if (failure == null) return;
            if (!failure.is(Errno.ECONNREFUSED)) throw failure;
            reply(own, now());
        } catch (IOException e) {
            closeWatched(sock);
            throw e;
        }
    }

    @Override
    public long sentAt(Probe probe) {
        Open own = open.get(probe.number());
        return own == null ? -1 : own.at;
    }

    private void read(Open own) throws IOException {
        current = own;
        readErrors(own.sock, new Numbering());
        int errno = own.sock.fd().getsockopt(Linux.SOL_SOCKET, Linux.SO_ERROR);
        ByteBuffer info =
                ByteBuffer.wrap(own.sock.fd().getsockopt(Linux.IPPROTO_TCP, Linux.TCP_INFO, 104))
                        .order(ByteOrder.nativeOrder());
        int state = info.get(0);
        // a router complained while connect was at work: the kernel goes on trying
        if (state == SYN_SENT) return;
        if (state == ESTABLISHED || state == CLOSE_WAIT)
            reply(own, own.at + info.getInt(TCP_INFO_RTT) * 1000L);
        else if (errno == Errno.ECONNREFUSED.number()) reply(own, readyAt());
        // nothing more can come: to go on watching it would never wait again
        closeWatched(own.sock);
    }

    private void reply(Open own, long at) {
        if (at - own.at < RESENT_NANOS)
            offer(Answer.reply(target.destination(), -1, own.probe.number(), at));
    }

    @Override
    Answer answer(ExtendedError error) {
        Icmp icmp = icmp(error, data(), target.ipHeader());
        return answer(icmp, error.offender().getAddress(), current);
    }

    /** Not with a raw socket: who may open one has the other method. */
    @Override
    Answer answer(QuotedError error, InetAddress from) {
        return null;
    }

    private Answer answer(Icmp icmp, InetAddress from, Open own) {
        long at = stamp();
        // of a SYN sent again: only that an absent host is absent needs so long
        boolean late = at - own.at >= RESENT_NANOS && icmp.isExpiry();
        if (late || !icmp.matters()) return null;
        return Answer.error(icmp, from, -1, own.probe.number(), at);
    }

    @Override
    public void forget(Probe probe) {
        Open own = open.remove(probe.number());
        if (own != null) closeWatched(own.sock);
    }
}
