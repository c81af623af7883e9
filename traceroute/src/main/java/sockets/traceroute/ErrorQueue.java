package sockets.traceroute;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;
import sockets.libc.Linux;
import sockets.packet.IcmpExtensions;

/**
 * The error queue of a socket that sends probes (IP_RECVERR in ip(7)): there wait what routers say
 * of them, and the kernel's stamps of when they left. Nobody needs to be root to read it.
 */
final class ErrorQueue {
    /** An error of an earlier probe makes a send fail; after so many it is the send itself. */
    private static final int TRIES = 5;

    /** The same where each time some answer was in the queue. */
    private static final int MOST_TRIES = 1000;

    private final Fd fd;
    private final Target target;
    private final int headers;
    private final Inbox inbox;
    private final Reading reading;

    /** In the order in which they were sent: the kernel stamps them by that number. */
    private final List<Probe> numbered = new ArrayList<>();

    /** By the numbers of the probes. */
    private final Map<Integer, Long> stamps = new HashMap<>();

    /** A raw socket hears what routers say. */
    private boolean heard;

    private int ttl;

    /** The size of the largest probe. */
    private int largest;

    /** What fits through this machine's own interface, as an entry told; 0 for none. */
    private int localMtu;

    /** How a method reads an error. */
    interface Reading {
        /**
         * The answer in it; null if it is not about a probe.
         *
         * @param quoted what the kernel left of the packet that is quoted
         */
        Answer answer(Icmp icmp, InetAddress from, ByteBuffer quoted, long at);
    }

    /**
     * The queue of a socket.
     *
     * @param headers how many bytes of a quoted packet the kernel takes off
     */
    ErrorQueue(Fd fd, Target target, int headers, Inbox inbox, Reading reading) {
        this.fd = fd;
        this.target = target;
        this.headers = headers;
        this.inbox = inbox;
        this.reading = reading;
    }

    /**
     * Errors shall wait in it.
     *
     * @param heard true if a raw socket hears them anyway; then only for what is told nowhere else:
     *     what fits through this machine's own interface
     */
    void open(boolean heard) throws LibcException {
        this.heard = heard;
        if (!heard || target.dontFragment()) Setsockopt.errors(fd, target.six());
    }

    /** The time to live of what is sent from now on; the kernel is told of changes only. */
    void ttl(int hops) throws LibcException {
        if (hops != ttl) Setsockopt.ttl(fd, target.six(), hops);
        ttl = hops;
    }

    /**
     * Sends a datagram. What waits in the queue is taken first, else the kernel would report it
     * now, and not send.
     */
    void send(Probe probe, byte[] payload, InetSocketAddress to) throws IOException {
        largest = Math.max(largest, probe.size());
        ttl(probe.ttl());
        int own = 0;
        for (int attempt = 1; ; attempt++) {
            try {
                numbered.add(probe);
                fd.sendto(payload, 0, to);
                return;
            } catch (LibcException e) {
                localMtu = 0;
                // nothing in the queue: nobody else's error
                if (read() == 0) own++;
                // the kernel may have counted what it did not send: both begin at 0 again
                Setsockopt.stamps(fd, Setsockopt.STAMP_RECEIVED);
                numbered.clear();
                Setsockopt.stamps(fd, Setsockopt.STAMP_BOTH);
                // a router may have said the same of an earlier probe: what this machine's own
                // interface refuses has an entry of origin LOCAL, see ip(7)
                if (e.is(Errno.EMSGSIZE) && localMtu > 0) {
                    inbox.offer(Answer.refused(probe, localMtu, inbox.now()));
                    return;
                }
                if (own == TRIES || attempt == MOST_TRIES) throw e;
            }
        }
    }

    /** Takes everything out; how many entries there were. */
    int read() throws LibcException {
        int count = 0;
        for (; inbox.take(fd, Linux.MSG_ERRQUEUE); count++) {
            ExtendedError error = ExtendedError.find(inbox.cmsgs());
            if (error == null) continue;
            if (error.isIcmp() && !heard) inbox.offer(answer(error));
            if (error.origin() == ExtendedError.LOCAL) localMtu = error.info();
            if (error.origin() == ExtendedError.TIMESTAMPING) stamp(error.data());
        }
        return count;
    }

    private Answer answer(ExtendedError error) {
        InetSocketAddress about = inbox.source();
        if (about == null || !about.getAddress().equals(target.destination())) return null;
        ByteBuffer quoted = inbox.data();
        Icmp icmp = error.icmp(quoted, headers, largest <= IcmpExtensions.LEAST_QUOTE);
        return reading.answer(icmp, error.offender().getAddress(), quoted, inbox.stamp());
    }

    private void stamp(int number) {
        // of a fragmented one the first piece counts
        if (number >= 0 && number < numbered.size())
            stamps.putIfAbsent(numbered.get(number).number(), inbox.stamp());
    }

    /** When a probe left: {@link Network#sentAt}. */
    long sentAt(Probe probe) {
        return stamps.getOrDefault(probe.number(), -1L);
    }
}
