package sockets.traceroute;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;
import sockets.libc.Linux;
import sockets.packet.Checksum;
import sockets.packet.IcmpHeader;
import sockets.packet.Icmpv6Header;
import sockets.packet.IpProtocol;
import sockets.packet.TruncatedPacketException;
import sockets.trace.Tracer;

/**
 * ICMP echo requests, as ping sends them: the destination answers with an echo reply. The sequence
 * number tells the probes apart, and any router quotes that much.
 *
 * <p>A ping socket (SOCK_DGRAM with IPPROTO_ICMP, icmp(7)) needs no root where the sysctl
 * net.ipv4.ping_group_range allows it: the kernel fills in identifier and checksum, and gives this
 * socket its own answers only. Else a raw socket, which hears all ICMP and needs CAP_NET_RAW: it
 * sends, too.
 */
final class IcmpMethod implements Network, Inbox.Reader, ErrorQueue.Reading, RawListener.Reading {
    private final Target target;
    private final Inbox inbox;
    private final Token token = new Token();
    private final InetSocketAddress to;

    /** Null with a ping socket. */
    private final RawListener raw;

    private final Fd fd;
    private final ErrorQueue errors;
    private final int identifier;

    IcmpMethod(Target target, Tracer tracer) throws IOException {
        this.target = target;
        inbox = new Inbox(tracer);
        to = new InetSocketAddress(target.destination(), 0);
        try {
            Fd ping = target.raw() ? null : openPing(tracer);
            raw = ping == null ? new RawListener(target, tracer, inbox, this) : null;
            fd = ping == null ? raw.fd() : ping;
            inbox.watch(fd, Linux.POLLIN, this);
            Setsockopt.stamps(fd, Setsockopt.STAMP_BOTH);
            Setsockopt.device(fd, target.device());
            Setsockopt.fragments(fd, target);
            errors = new ErrorQueue(fd, target, target.ipHeader(), inbox, this);
            errors.open(raw != null);
            // a ping socket's port is its identifier
            if (raw == null || target.source() != null) fd.bind(target.local(0));
            identifier = raw == null ? fd.getsockname().getPort() : token.identifier();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** A ping socket, or null where they are not for this user but raw ones may be. */
    private Fd openPing(Tracer tracer) throws IOException {
        int protocol = target.six() ? Linux.IPPROTO_ICMPV6 : Linux.IPPROTO_ICMP;
        try {
            return Fd.socket(target.family(), Linux.SOCK_DGRAM, protocol, tracer, "ping");
        } catch (LibcException e) {
            if (e.is(Errno.EACCES) || e.is(Errno.EPERM) || e.is(Errno.EPROTONOSUPPORT)) return null;
            throw e;
        }
    }

    @Override
    public void send(Probe probe) throws IOException {
        errors.send(probe, echo(probe), to);
    }

    /**
     * The request; all of a flow have the same checksum, by which some routers choose a path: it
     * stands where UDP and TCP have a port.
     */
    private byte[] echo(Probe probe) {
        int length = Math.max(0, probe.size() - target.ipHeader() - IcmpHeader.SIZE);
        int sequence = sequence(probe.number());
        ByteBuffer out = ByteBuffer.allocate(IcmpHeader.SIZE + length);
        // type, code and checksum 0: filled in below or by the kernel
        out.put((byte) (target.six() ? Icmpv6Header.ECHO_REQUEST : IcmpHeader.ECHO_REQUEST));
        out.put((byte) 0).putShort((short) 0);
        out.putShort((short) identifier).putShort((short) sequence);
        out.put(token.payload(probe.number(), length));
        int balance = IcmpHeader.SIZE + Token.SIZE;
        // what the two numbers add to the sum is taken off again; the flow's number is added
        if (length >= Token.SIZE + 2) {
            int numbers = new Checksum().add(out.slice(6, 2)).add(out.slice(12, 4)).value();
            int sum = numbers + probe.flow();
            out.putShort(balance, (short) ((sum & 0xffff) + (sum >>> 16)));
        }
        // of a raw IPv6 socket the kernel writes it, as it knows the addresses
        if (raw != null && !target.six()) out.putShort(2, (short) Checksum.of(out.flip()));
        return out.array();
    }

    private int sequence(int number) {
        return target.port() + number & 0xffff;
    }

    @Override
    public Answer receive(long nanos) throws IOException {
        return inbox.next(nanos);
    }

    @Override
    public void read(int events) throws LibcException {
        if ((events & Linux.POLLERR) != 0) errors.read();
        if ((events & Linux.POLLIN) == 0) return;
        if (raw != null) raw.read(events);
        else readReplies();
    }

    private void readReplies() throws LibcException {
        while (inbox.take(fd, 0)) {
            InetSocketAddress from = inbox.source();
            if (from != null) inbox.offer(reply(inbox.data(), from.getAddress(), inbox.stamp()));
        }
    }

    @Override
    public Answer reply(ByteBuffer message, InetAddress from, long at) {
        int wanted = target.six() ? Icmpv6Header.ECHO_REPLY : IcmpHeader.ECHO_REPLY;
        int number = number(message, wanted);
        return number < 0 ? null : Answer.reply(from, -1, number, at);
    }

    @Override
    public Answer answer(QuotedError error, InetAddress from, long at) {
        int own = target.six() ? IpProtocol.ICMPV6 : IpProtocol.ICMP;
        return error.protocol() == own ? answer(error.icmp(), from, error.upper(), at) : null;
    }

    @Override
    public Answer answer(Icmp icmp, InetAddress from, ByteBuffer quoted, long at) {
        int wanted = target.six() ? Icmpv6Header.ECHO_REQUEST : IcmpHeader.ECHO_REQUEST;
        int number = icmp.matters() ? number(quoted, wanted) : -1;
        return number < 0 ? null : Answer.error(icmp, from, -1, number, at);
    }

    /** The number of the probe that an echo, or a quoted one, is about; -1 if it is not ours. */
    private int number(ByteBuffer echo, int type) {
        try {
            ByteBuffer in = echo.slice();
            IcmpHeader header = IcmpHeader.read(in);
            if (header.type() != type || header.identifier() != identifier) return -1;
            int number = token.number(in);
            // only the header is quoted: as near as the sequence number tells
            if (number == -1) return header.sequence() - target.port() & 0xffff;
            return number >= 0 && sequence(number) == header.sequence() ? number : -1;
        } catch (TruncatedPacketException e) {
            return -1;
        }
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
    }
}
