package sockets.traceroute;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import sockets.libc.Errno;
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
 * socket its own answers only. Else a raw socket, which hears all ICMP and needs CAP_NET_RAW.
 */
final class IcmpMethod extends SocketNetwork implements SocketNetwork.Reader {
    private final Token token = new Token();
    private final Numbering numbering = new Numbering();
    private final Sock sock;
    private final boolean ping;
    private final int identifier;
    private final InetSocketAddress to;

    IcmpMethod(Target target, Tracer tracer) throws IOException {
        super(target, tracer);
        Sock opened = target.raw() ? null : openPing();
        ping = opened != null;
        sock = ping ? opened : RawIcmp.open(target, tracer);
        watch(sock, Linux.POLLIN, this);
        to = new InetSocketAddress(target.destination(), 0);
        try {
            stampBoth(sock);
            prepare(sock);
            queueErrors(sock, !ping);
            // a ping socket's port is its identifier
            if (ping || target.source() != null) sock.fd().bind(target.local(0));
            identifier = ping ? sock.fd().getsockname().getPort() : token.identifier();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** A ping socket, or null where they are not for this user but raw ones may be. */
    private Sock openPing() throws IOException {
        int protocol = target.six() ? Linux.IPPROTO_ICMPV6 : Linux.IPPROTO_ICMP;
        try {
            return Sock.open(target.six(), Linux.SOCK_DGRAM, protocol, "ping", tracer);
        } catch (LibcException e) {
            if (e.is(Errno.EACCES) || e.is(Errno.EPERM) || e.is(Errno.EPROTONOSUPPORT)) return null;
            throw e;
        }
    }

    @Override
    public void send(Probe probe) throws IOException {
        sock.ttl(target.six(), probe.ttl());
        sendDatagram(sock, numbering, probe, echo(probe), to);
    }

    private int sequence(int number) {
        return target.port() + number & 0xffff;
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
        if (!ping && !target.six()) out.putShort(2, (short) Checksum.of(out.flip()));
        return out.array();
    }

    @Override
    public void read(int events) throws IOException {
        if ((events & Linux.POLLERR) != 0) readErrors(sock, numbering);
        if ((events & Linux.POLLIN) == 0) return;
        if (ping) readReplies();
        else readRaw(sock);
    }

    private void readReplies() throws IOException {
        while (sock.recvmsg(message, 0)) {
            InetSocketAddress from = message.source();
            if (from != null) offer(answer(data(), from.getAddress()));
        }
    }

    @Override
    Answer answer(ByteBuffer reply, InetAddress from) {
        int wanted = target.six() ? Icmpv6Header.ECHO_REPLY : IcmpHeader.ECHO_REPLY;
        int number = number(reply, wanted);
        return number < 0 ? null : Answer.reply(from, -1, number, stamp());
    }

    @Override
    Answer answer(ExtendedError error) {
        InetSocketAddress about = message.source();
        if (about == null || !about.getAddress().equals(target.destination())) return null;
        ByteBuffer quoted = data();
        Icmp icmp = icmp(error, quoted, target.ipHeader());
        return answer(icmp, error.offender().getAddress(), quoted);
    }

    @Override
    Answer answer(QuotedError error, InetAddress from) {
        int own = target.six() ? IpProtocol.ICMPV6 : IpProtocol.ICMP;
        return error.protocol() == own ? answer(error.icmp(), from, error.upper()) : null;
    }

    private Answer answer(Icmp icmp, InetAddress from, ByteBuffer quoted) {
        int wanted = target.six() ? Icmpv6Header.ECHO_REQUEST : IcmpHeader.ECHO_REQUEST;
        int number = icmp.matters() ? number(quoted, wanted) : -1;
        return number < 0 ? null : Answer.error(icmp, from, -1, number, stamp());
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
}
