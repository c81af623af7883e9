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
import sockets.libc.Fd;
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
final class TcpMethod implements Network {
    /** The kernel sends a SYN again after a second: what comes then may answer either. */
    private static final long RESENT_NANOS = 990_000_000;

    /** In struct tcp_info: the round-trip time in microseconds, measured by the kernel. */
    private static final int TCP_INFO_RTT = 68;

    // the states of it that matter here: <linux/tcp_states.h>
    private static final int ESTABLISHED = 1;
    private static final int SYN_SENT = 2;
    private static final int CLOSE_WAIT = 8;

    private final Target target;
    private final Tracer tracer;
    private final Inbox inbox;

    // made once: nothing shall be done between taking the time and the call
    private final byte[] to;
    private final String shown;

    /** By the numbers of their probes. */
    private final Map<Integer, Connection> connections = new HashMap<>();

    TcpMethod(Target target, Tracer tracer) {
        this.target = target;
        this.tracer = tracer;
        inbox = new Inbox(tracer);
        InetSocketAddress address = new InetSocketAddress(target.destination(), target.port());
        to = Sockaddr.of(address);
        shown = Addresses.text(address);
    }

    @Override
    public void send(Probe probe) throws IOException {
        connections.put(probe.number(), new Connection(probe));
    }

    /** A connection that is being made. */
    private final class Connection implements Inbox.Reader, ErrorQueue.Reading {
        private final Probe probe;
        private final Fd fd;
        private final ErrorQueue errors;
        private final long at;

        Connection(Probe probe) throws IOException {
            this.probe = probe;
            int type = Linux.SOCK_STREAM | Linux.SOCK_NONBLOCK;
            fd = Fd.socket(target.family(), type, Linux.IPPROTO_TCP, tracer, "tcp");
            inbox.watch(fd, Linux.POLLOUT, this);
            Setsockopt.stamps(fd, Setsockopt.STAMP_RECEIVED);
            Setsockopt.device(fd, target.device());
            Setsockopt.fragmentsOfConnection(fd, target);
            Setsockopt.linger(fd);
            errors = new ErrorQueue(fd, target, target.ipHeader(), inbox, this);
            errors.open(false);
            errors.ttl(probe.ttl());
            fd.bind(target.local(0));
            at = now();
            try {
                fd.connect(to, shown);
            } catch (LibcException e) {
                if (e.is(Errno.ECONNREFUSED)) reply(now());
                else if (!e.is(Errno.EINPROGRESS)) throw e;
            }
        }

        @Override
        public void read(int events) throws LibcException {
            errors.read();
            int errno = fd.getsockopt(Linux.SOL_SOCKET, Linux.SO_ERROR);
            byte[] bytes = fd.getsockopt(Linux.IPPROTO_TCP, Linux.TCP_INFO, 104);
            ByteBuffer info = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
            int state = info.get(0);
            // a router complained while connect was at work: the kernel goes on trying
            if (state == SYN_SENT) return;
            if (state == ESTABLISHED || state == CLOSE_WAIT)
                reply(at + info.getInt(TCP_INFO_RTT) * 1000L);
            else if (errno == Errno.ECONNREFUSED.number()) reply(inbox.readyAt());
            // nothing more can come: to go on watching it would never wait again
            inbox.close(fd);
        }

        private void reply(long came) {
            if (came - at < RESENT_NANOS)
                inbox.offer(Answer.reply(target.destination(), -1, probe.number(), came));
        }

        @Override
        public Answer answer(Icmp icmp, InetAddress from, ByteBuffer quoted, long came) {
            // of a SYN sent again: only that an absent host is absent needs so long
            boolean late = came - at >= RESENT_NANOS && icmp.isExpiry();
            if (late || !icmp.matters()) return null;
            return Answer.error(icmp, from, -1, probe.number(), came);
        }
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
        Connection connection = connections.get(probe.number());
        return connection == null ? -1 : connection.at;
    }

    @Override
    public void forget(Probe probe) {
        Connection connection = connections.remove(probe.number());
        if (connection != null) inbox.close(connection.fd);
    }

    @Override
    public void close() {
        inbox.close();
    }
}
