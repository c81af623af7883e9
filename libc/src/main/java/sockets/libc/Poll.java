package sockets.libc;

import com.sun.jna.Memory;
import sockets.trace.Result;
import sockets.trace.Tracer;
import sockets.trace.Unfinished;

/**
 * poll(2): waits until a descriptor is ready. Struct pollfd: descriptor at 0, events at 4, what
 * came at 6; 8 bytes.
 */
public final class Poll {
    private final Tracer tracer;
    private Memory fds = new Memory(8);
    private int count;

    public Poll() {
        this(Tracer.SILENT);
    }

    /** One that tells its waits. */
    public Poll(Tracer tracer) {
        this.tracer = tracer;
    }

    /** No descriptor from now on; those that are to be watched are added again. */
    public void clear() {
        count = 0;
    }

    /** Watches a descriptor for POLLIN, POLLOUT ...; its place, for {@link #events}. */
    public int add(Fd fd, int events) {
        if (count * 8L == fds.size()) {
            Memory larger = new Memory(fds.size() * 2);
            larger.write(0, fds.getByteArray(0, count * 8), 0, count * 8);
            fds = larger;
        }
        fds.setInt(count * 8L, fd.number());
        fds.setShort(count * 8L + 4, (short) events);
        fds.setShort(count * 8L + 6, (short) 0);
        return count++;
    }

    /**
     * Waits; how many are ready, 0 when time is over. A signal to this very thread does not end it.
     *
     * @param millis -1 for ever
     */
    public int await(int millis) throws LibcException {
        if (!tracer.on()) return poll(millis);
        String arguments = (count == 1 ? "1 socket, " : count + " sockets, ") + time(millis);
        int ready = poll(millis, tracer, arguments);
        String why = ready > 0 ? "poll" : "poll.nothing";
        tracer.tell("poll", arguments, Result.of(ready), "LibC.poll", why);
        return ready;
    }

    /** Waits, and makes known if that takes long. */
    private int poll(int millis, Tracer told, String arguments) throws LibcException {
        Unfinished.Call waiting = told.begin("poll", arguments, "LibC.poll", "wait.poll");
        try {
            return poll(millis);
        } finally {
            waiting.end();
        }
    }

    private int poll(int millis) throws LibcException {
        long end = System.nanoTime() + millis * 1_000_000L;
        int left = millis;
        while (true) {
            int ready = LibC.poll(fds, count, left);
            if (ready >= 0) return ready;
            LibcException failure = LibcException.last("poll", count + " sockets");
            if (!failure.is(Errno.EINTR)) throw failure;
            if (millis >= 0) left = (int) Math.max(0, (end - System.nanoTime()) / 1_000_000);
        }
    }

    private static String time(int millis) {
        return millis < 0 ? "for ever" : millis + " ms";
    }

    /** What came at a place: POLLIN, POLLERR ..., 0 for nothing. */
    public int events(int place) {
        return Short.toUnsignedInt(fds.getShort(place * 8L + 6));
    }

    /** Waits for one descriptor, which tells it; what came, 0 when time is over. */
    public static int once(Fd fd, int events, int millis) throws LibcException {
        Poll poll = new Poll();
        int place = poll.add(fd, events);
        if (!fd.tracer().on()) return poll.poll(millis) == 0 ? 0 : poll.events(place);
        String arguments = Names.events(events) + ", " + time(millis);
        int came = poll.poll(millis, fd.tracer(), arguments) == 0 ? 0 : poll.events(place);
        fd.polled(arguments, events, came);
        return came;
    }
}
