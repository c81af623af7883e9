package sockets.traceroute;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sockets.libc.Cmsg;
import sockets.libc.Fd;
import sockets.libc.LibcException;
import sockets.libc.Linux;
import sockets.libc.Message;
import sockets.libc.Poll;
import sockets.trace.Tracer;

/**
 * What comes to the sockets of a method: it waits for all of them at once, takes one message after
 * the other, and keeps the answers found in them until the trace asks.
 */
final class Inbox {
    /** So many failures one after the other are no errors of probes. */
    private static final int MOST_FAILURES = 1000;

    private final StampClock clock = new StampClock();
    private final Message message = new Message(65536, 512);
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Map<Fd, Watched> watched = new LinkedHashMap<>();
    private final Poll poll;

    private InetSocketAddress source;
    private List<Cmsg> cmsgs = List.of();
    private long readyAt;
    private boolean looked;
    private int failures;

    private record Watched(Fd fd, int events, Reader reader) {}

    /** What to do with a socket that is ready. */
    interface Reader {
        void read(int events) throws IOException;
    }

    Inbox(Tracer tracer) {
        poll = new Poll(tracer);
    }

    long now() {
        return clock.now();
    }

    void watch(Fd fd, int events, Reader reader) {
        watched.put(fd, new Watched(fd, events, reader));
    }

    void close(Fd fd) {
        watched.remove(fd);
        fd.close();
    }

    void close() {
        for (Fd fd : watched.keySet()) fd.close();
        watched.clear();
    }

    /** The next answer, waited for at most so long: {@link Network#receive}. */
    Answer next(long nanos) throws IOException {
        return nanos == 0 ? next() : await(nanos);
    }

    /** One look is taken, and all that it brought is handed out, before there is no next one. */
    private Answer next() throws IOException {
        if (answers.isEmpty() && !looked) {
            readReady(0);
            looked = true;
        }
        Answer next = answers.poll();
        if (next == null) looked = false;
        return next;
    }

    private Answer await(long nanos) throws IOException {
        long end = nanos > Long.MAX_VALUE / 2 ? Long.MAX_VALUE / 2 : now() + nanos;
        while (answers.isEmpty()) {
            long left = end - now();
            // rounded up: poll counts milliseconds, and too early would be for nothing
            long millis = Math.max(0, Math.min(60_000, (left + 999_999) / 1_000_000));
            readReady((int) millis);
            if (now() - end >= 0) break;
        }
        return answers.poll();
    }

    private void readReady(int millis) throws IOException {
        if (watched.isEmpty()) return;
        poll.clear();
        for (Watched each : watched.values()) poll.add(each.fd, each.events);
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

    /**
     * recvmsg(2), which never waits; false if nothing is there. An ICMP error that came just now
     * fails the call in place of the data, and only once: both are there at the next glance.
     */
    boolean take(Fd fd, int flags) throws LibcException {
        try {
            if (fd.recvmsgIfAny(message, flags | Linux.MSG_DONTWAIT) < 0) return false;
        } catch (LibcException e) {
            if (++failures < MOST_FAILURES) return false;
            throw e;
        }
        failures = 0;
        source = message.source();
        cmsgs = message.cmsgs();
        return true;
    }

    /** What was taken, as a copy: the next message comes to the same place. */
    ByteBuffer data() {
        ByteBuffer data = message.data();
        return ByteBuffer.allocate(data.limit()).put(data.slice()).flip();
    }

    /** Whom it came from, in the error queue whom the probe went to; null if that is not told. */
    InetSocketAddress source() {
        return source;
    }

    List<Cmsg> cmsgs() {
        return cmsgs;
    }

    /** When it came, or left. */
    long stamp() {
        return clock.stamp(cmsgs);
    }

    /** An answer, or null, for who asks next. */
    void offer(Answer answer) {
        if (answer != null) answers.add(answer);
    }
}
