package sockets.traceroute;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sockets.common.text.Log;
import sockets.libc.Cmsg;
import sockets.libc.Errno;
import sockets.libc.LibcException;
import sockets.libc.Linux;
import sockets.libc.Message;
import sockets.libc.Poll;
import sockets.packet.IcmpExtensions;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.TruncatedPacketException;
import sockets.trace.Tracer;

/**
 * What the methods share: sockets that are waited for together, the error queue, the kernel's
 * stamps, and the raw socket that hears all ICMP.
 */
abstract class SocketNetwork implements Network {
    // <linux/net_tstamp.h>: stamps of the kernel on what leaves and what comes, reported with the
    // number of the packet and without a copy of it
    private static final int TX_SOFTWARE = 2;
    private static final int RX_SOFTWARE = 8;
    private static final int SOFTWARE = 16;
    private static final int OPT_ID = 128;
    private static final int OPT_TSONLY = 2048;

    /** Received only: for TCP, whose segments are numbered in another way. */
    static final int STAMP_RECEIVED = RX_SOFTWARE | SOFTWARE;

    private static final int STAMP_BOTH = TX_SOFTWARE | STAMP_RECEIVED | OPT_ID | OPT_TSONLY;

    // routers may fragment: IP_PMTUDISC_OMIT, as with IP_PMTUDISC_DONT the kernel would keep
    // "fragmentation needed" to itself, which a router may say all the same; over IPv6 it keeps
    // "packet too big" with OMIT, and hands it on with DONT
    private static final int FRAGMENT = 5;
    private static final int FRAGMENT_6 = 0;

    // they may not, and no MTU is remembered: IP_PMTUDISC_PROBE; TCP heeds only IP_PMTUDISC_DO
    private static final int DO_NOT_FRAGMENT = 3;
    private static final int DO_NOT_FRAGMENT_TCP = 2;

    /** An error of an earlier probe makes a send fail; after so many it is the send itself. */
    private static final int TRIES = 5;

    /** The same where each time some answer was in the queue. */
    private static final int MOST_TRIES = 1000;

    final Target target;
    final Tracer tracer;
    final Message message = new Message(65536, 512);

    private final StampClock clock = new StampClock();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Map<Sock, Watched> watched = new LinkedHashMap<>();
    private final Poll poll;
    private final Map<Integer, Long> stamps = new HashMap<>();

    private long readyAt;

    /** The size of the largest probe. */
    private int largest;

    /**
     * What fits through this machine's own interface, as an error in the queue told; 0 for none.
     */
    private int localMtu;

    private record Watched(Sock sock, int events, Reader reader) {}

    /** What to do with a socket that is ready. */
    interface Reader {
        void read(int events) throws IOException;
    }

    /** Probes in the order in which a socket sent them: the kernel stamps them by that number. */
    static final class Numbering {
        private final List<Probe> probes = new ArrayList<>();
    }

    SocketNetwork(Target target, Tracer tracer) {
        this.target = target;
        poll = new Poll(tracer);
        this.tracer = tracer;
    }

    @Override
    public long now() {
        return clock.now();
    }

    @Override
    public long sentAt(Probe probe) {
        return stamps.getOrDefault(probe.number(), -1L);
    }

    private void sent(Probe probe, long at) {
        // of a fragmented one the first piece counts
        stamps.putIfAbsent(probe.number(), at);
    }

    /** What every socket that sends probes gets. */
    void prepare(Sock sock) throws LibcException {
        prepare(sock, DO_NOT_FRAGMENT);
    }

    /** The same for a socket that makes a connection. */
    void prepareConnection(Sock sock) throws LibcException {
        prepare(sock, DO_NOT_FRAGMENT_TCP);
    }

    private void prepare(Sock sock, int dontFragment) throws LibcException {
        if (target.device() != null) sock.bindToDevice(target.device());
        int fragment = target.six() ? FRAGMENT_6 : FRAGMENT;
        int discover = target.dontFragment() ? dontFragment : fragment;
        sock.set(Option.mtuDiscover(target.six()), discover);
    }

    /**
     * Errors shall wait in the error queue, with the bytes that routers added.
     *
     * @param heard true if a raw socket hears them anyway; then only for what is told nowhere else:
     *     what fits through this machine's own interface
     */
    void queueErrors(Sock sock, boolean heard) throws LibcException {
        if (heard && !target.dontFragment()) return;
        sock.set(Option.errors(target.six()), 1);
        try {
            sock.set(Option.extensions(target.six()), 1);
        } catch (LibcException e) {
            // Linux before 5.9: extensions are then looked for where they usually are
            if (!e.is(Errno.ENOPROTOOPT)) throw e;
        }
    }

    void stampBoth(Sock sock) throws LibcException {
        sock.set(Option.SO_TIMESTAMPING, STAMP_BOTH);
    }

    void stampReceived(Sock sock) throws LibcException {
        sock.set(Option.SO_TIMESTAMPING, STAMP_RECEIVED);
    }

    void watch(Sock sock, int events, Reader reader) {
        watched.put(sock, new Watched(sock, events, reader));
    }

    void closeWatched(Sock sock) {
        watched.remove(sock);
        sock.close();
    }

    @Override
    public Answer receive(long nanos) throws IOException {
        long end = nanos > Long.MAX_VALUE / 2 ? Long.MAX_VALUE / 2 : now() + nanos;
        while (answers.isEmpty()) {
            long left = end - now();
            // rounded up: poll counts milliseconds, and too early would be for nothing
            long millis = Math.max(0, Math.min(60_000, (left + 999_999) / 1_000_000));
            readReady(nanos == 0 ? 0 : (int) millis);
            if (nanos == 0 || now() - end >= 0) break;
        }
        return answers.poll();
    }

    private void readReady(int millis) throws IOException {
        if (watched.isEmpty()) return;
        poll.clear();
        for (Watched each : watched.values()) poll.add(each.sock.fd(), each.events);
        int ready = poll.await(millis);
        readyAt = now();
        if (ready <= 0) return;
        List<Watched> now = new ArrayList<>(watched.values());
        for (int i = 0; i < now.size(); i++) {
            int events = poll.events(i);
            if (events != 0) now.get(i).reader.read(events);
        }
    }

    /** When the last wait ended: for what comes without a stamp. */
    long readyAt() {
        return readyAt;
    }

    /** An answer, if there is one, for those who wait. */
    void offer(Answer answer) {
        if (answer != null) answers.add(answer);
    }

    /**
     * Sends a datagram. What waits in the error queue is taken first, else the kernel would report
     * it now, and not send.
     */
    void sendDatagram(
            Sock sock, Numbering numbering, Probe probe, byte[] payload, InetSocketAddress to)
            throws IOException {
        noteSize(probe);
        int own = 0;
        for (int attempt = 1; ; attempt++) {
            try {
                numbering.probes.add(probe);
                sock.fd().sendto(payload, 0, to);
                return;
            } catch (LibcException e) {
                localMtu = 0;
                // nothing in the queue: nobody else's error
                if (readErrors(sock, numbering) == 0) own++;
                // the kernel may have counted what it did not send: both begin at 0 again
                stampReceived(sock);
                numbering.probes.clear();
                stampBoth(sock);
                // a router may have said the same of an earlier probe: what this machine's own
                // interface refuses has an entry of origin LOCAL, see ip(7)
                if (e.is(Errno.EMSGSIZE) && localMtu > 0) {
                    offer(tooBig(probe));
                    return;
                }
                if (own == TRIES || attempt == MOST_TRIES) throw e;
            }
        }
    }

    void noteSize(Probe probe) {
        largest = Math.max(largest, probe.size());
    }

    /** This machine's own interface is too narrow. */
    private Answer tooBig(Probe probe) {
        return new Answer(
                Answer.Kind.ERROR,
                null,
                0,
                0,
                localMtu,
                probe.flow(),
                probe.number(),
                List.of(),
                now());
    }

    /**
     * Takes everything out of a socket's error queue: answers, and stamps of what it sent.
     *
     * @return how many entries there were
     */
    int readErrors(Sock sock, Numbering numbering) throws LibcException {
        int count = 0;
        for (; sock.recvmsg(message, Linux.MSG_ERRQUEUE); count++) {
            List<Cmsg> cmsgs = message.cmsgs();
            ExtendedError error = ExtendedError.find(cmsgs);
            if (error == null) continue;
            // with --raw the other socket hears it, too
            if (error.isIcmp() && !target.raw()) offer(answer(error));
            if (error.origin() == ExtendedError.LOCAL) localMtu = error.info();
            boolean stamp = error.origin() == ExtendedError.TIMESTAMPING;
            if (stamp && error.data() >= 0 && error.data() < numbering.probes.size())
                sent(numbering.probes.get(error.data()), clock.stamp(cmsgs));
        }
        return count;
    }

    /** What is in the message, as a copy: the next one comes to the same place. */
    ByteBuffer data() {
        ByteBuffer data = message.data();
        return ByteBuffer.allocate(data.limit()).put(data.slice()).flip();
    }

    /**
     * The ICMP message in an entry of the error queue.
     *
     * @param headers how many bytes of the quoted packet the kernel has left out
     */
    Icmp icmp(ExtendedError error, ByteBuffer quoted, int headers) {
        return error.icmp(quoted, headers, largest <= IcmpExtensions.LEAST_QUOTE);
    }

    /** When what is in the message came. */
    long stamp() {
        return clock.stamp(message.cmsgs());
    }

    /** The answer in an entry of the error queue; the message holds what was quoted. */
    abstract Answer answer(ExtendedError error);

    /** The answer in an ICMP error that a raw socket received; null if it is not about a probe. */
    abstract Answer answer(QuotedError error, InetAddress from);

    /** The answer in an ICMP message that is no error; null if it is none. */
    Answer answer(ByteBuffer echo, InetAddress from) {
        return null;
    }

    /** Opens the raw socket of --raw, as the course's program has it: it hears all ICMP. */
    Sock listenRaw() throws IOException {
        Sock raw = RawIcmp.open(target, tracer);
        watch(raw, Linux.POLLIN, new RawReader(raw));
        return raw;
    }

    private final class RawReader implements Reader {
        private final Sock raw;

        RawReader(Sock raw) {
            this.raw = raw;
        }

        @Override
        public void read(int events) throws IOException {
            readRaw(raw);
        }
    }

    void readRaw(Sock raw) throws LibcException {
        while (raw.recvmsg(message, 0)) {
            InetSocketAddress from = message.source();
            if (from == null) continue;
            try {
                offer(raw(data(), from.getAddress()));
            } catch (TruncatedPacketException e) {
                Log.debug("from {}: {}", from, e.getMessage());
            }
        }
    }

    private Answer raw(ByteBuffer in, InetAddress from) throws TruncatedPacketException {
        // a raw IPv4 socket gives the IP header, an IPv6 one does not
        if (!target.six() && Ipv4Header.read(in).protocol() != IpProtocol.ICMP) return null;
        ByteBuffer icmp = in.slice();
        QuotedError error = QuotedError.read(target.six(), icmp.duplicate());
        if (error == null) return answer(icmp, from);
        return error.destination().equals(target.destination()) ? answer(error, from) : null;
    }

    @Override
    public void close() {
        for (Watched each : watched.values()) each.sock.close();
        watched.clear();
    }
}
