package sockets.traceroute;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;
import sockets.libc.Linux;
import sockets.libc.Message;
import sockets.trace.Tracer;

/** A socket for probes or their answers: what traceroute adds to a descriptor. */
final class Sock implements AutoCloseable {
    /** So many one after the other are no errors of probes. */
    private static final int MOST_FAILURES = 1000;

    private final Fd fd;
    private int failures;
    private int ttl;

    private Sock(Fd fd) {
        this.fd = fd;
    }

    /**
     * socket(2).
     *
     * @param purpose what this socket is for, in the keys of the texts that explain its calls
     */
    static Sock open(boolean six, int type, int protocol, String purpose, Tracer tracer)
            throws IOException {
        int family = six ? Linux.AF_INET6 : Linux.AF_INET;
        return new Sock(Fd.socket(family, type, protocol, tracer, purpose));
    }

    Fd fd() {
        return fd;
    }

    /** The time to live of what is sent from now on; the kernel is told of changes only. */
    void ttl(boolean six, int value) throws LibcException {
        if (value != ttl) set(Option.ttl(six), value);
        ttl = value;
    }

    void set(Option option, int value) throws LibcException {
        fd.setsockopt(option.level, option.number, value);
    }

    /** A value of any kind, and how the trace shows it. */
    void set(Option option, byte[] value, String shown) throws LibcException {
        fd.setsockopt(option.level, option.number, value, shown);
    }

    /** Leaves by this interface only. */
    void bindToDevice(String name) throws LibcException {
        set(Option.SO_BINDTODEVICE, name.getBytes(StandardCharsets.UTF_8), name);
    }

    /**
     * connect(2) without waiting: null, or why it failed at once (EINPROGRESS is no failure).
     *
     * @param sockaddr the address as the kernel takes it
     * @param shown the same in words
     */
    LibcException connect(byte[] sockaddr, String shown) {
        try {
            fd.connect(sockaddr, shown);
        } catch (LibcException e) {
            if (!e.is(Errno.EINPROGRESS)) return e;
        }
        return null;
    }

    /**
     * recvmsg(2), which never waits; false if nothing is there. An ICMP error that came just now
     * fails the call in place of the data, and only once: both are there at the next glance.
     */
    boolean recvmsg(Message message, int flags) throws LibcException {
        try {
            fd.recvmsg(message, flags | Linux.MSG_DONTWAIT);
            failures = 0;
            return true;
        } catch (LibcException e) {
            if (e.is(Errno.EAGAIN) || ++failures < MOST_FAILURES) return false;
            throw e;
        }
    }

    @Override
    public void close() {
        fd.close();
    }
}
