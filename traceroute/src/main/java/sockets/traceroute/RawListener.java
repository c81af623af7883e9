package sockets.traceroute;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import sockets.common.text.Log;
import sockets.libc.Fd;
import sockets.libc.LibcException;
import sockets.libc.Linux;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.TruncatedPacketException;
import sockets.trace.Tracer;

/**
 * The raw socket of the course's program: it hears all ICMP that comes to this machine, but for the
 * types that its filter holds back. See raw(7), icmp(7).
 */
final class RawListener implements Inbox.Reader {
    private final Target target;
    private final Inbox inbox;
    private final Reading reading;
    private final Fd fd;

    /** How a method reads what is heard. */
    interface Reading {
        /** The answer in an error; null if it is not about a probe. */
        Answer answer(QuotedError error, InetAddress from, long at);

        /** The answer in an ICMP message that is no error; null if it is none. */
        default Answer reply(ByteBuffer message, InetAddress from, long at) {
            return null;
        }
    }

    RawListener(Target target, Tracer tracer, Inbox inbox, Reading reading) throws IOException {
        this.target = target;
        this.inbox = inbox;
        this.reading = reading;
        int protocol = target.six() ? Linux.IPPROTO_ICMPV6 : Linux.IPPROTO_ICMP;
        fd = Fd.socket(target.family(), Linux.SOCK_RAW, protocol, tracer, "raw");
        inbox.watch(fd, Linux.POLLIN, this);
        Setsockopt.device(fd, target.device());
        Setsockopt.filter(fd, target.six());
    }

    Fd fd() {
        return fd;
    }

    @Override
    public void read(int events) throws LibcException {
        while (inbox.take(fd, 0)) {
            InetSocketAddress from = inbox.source();
            if (from == null) continue;
            try {
                inbox.offer(answer(inbox.data(), from.getAddress(), inbox.stamp()));
            } catch (TruncatedPacketException e) {
                Log.debug("from {}: {}", from, e.getMessage());
            }
        }
    }

    private Answer answer(ByteBuffer in, InetAddress from, long at)
            throws TruncatedPacketException {
        // a raw IPv4 socket gives the IP header, an IPv6 one does not
        if (!target.six() && Ipv4Header.read(in).protocol() != IpProtocol.ICMP) return null;
        ByteBuffer icmp = in.slice();
        QuotedError error = QuotedError.read(target.six(), icmp.duplicate());
        if (error == null) return reading.reply(icmp, from, at);
        return error.destination().equals(target.destination())
                ? reading.answer(error, from, at)
                : null;
    }
}
