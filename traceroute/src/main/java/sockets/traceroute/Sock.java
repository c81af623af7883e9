package sockets.traceroute;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import sockets.common.console.Explain;
import sockets.common.net.Addresses;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;
import sockets.libc.Linux;
import sockets.libc.Message;

/** A socket whose calls --explain tells, in the order in which the kernel gets them. */
final class Sock implements AutoCloseable {
    /** So many one after the other are no errors of probes. */
    private static final int MOST_FAILURES = 1000;

    private final Fd fd;
    private final Explain explain;
    private boolean closed;
    private int failures;
    private int ttl;

    private Sock(Fd fd, Explain explain) {
        this.fd = fd;
        this.explain = explain;
    }

    /**
     * socket(2).
     *
     * @param key of the text that says what this socket is for
     */
    static Sock open(boolean six, int type, int protocol, String key, Explain explain)
            throws IOException {
        int family = six ? Linux.AF_INET6 : Linux.AF_INET;
        String call = "socket(" + (six ? "AF_INET6" : "AF_INET") + ", " + name(type, protocol);
        try {
            Fd fd = Fd.socket(family, type, protocol);
            explain.call(call + ") = " + fd.number(), "LibC.socket", key);
            return new Sock(fd, explain);
        } catch (LibcException e) {
            explain.call(call + ") = -1 " + e.name(), "LibC.socket", key);
            throw e;
        }
    }

    private static String name(int type, int protocol) {
        String nonblock = (type & Linux.SOCK_NONBLOCK) != 0 ? "|SOCK_NONBLOCK" : "";
        String style =
                switch (type & 0xf) {
                    case Linux.SOCK_DGRAM -> "SOCK_DGRAM";
                    case Linux.SOCK_STREAM -> "SOCK_STREAM";
                    default -> "SOCK_RAW";
                };
        String upper =
                switch (protocol) {
                    case Linux.IPPROTO_ICMP -> "IPPROTO_ICMP";
                    case Linux.IPPROTO_ICMPV6 -> "IPPROTO_ICMPV6";
                    case Linux.IPPROTO_TCP -> "IPPROTO_TCP";
                    default -> "IPPROTO_UDP";
                };
        return style + nonblock + ", " + upper;
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
        ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
        set(option, bytes.putInt(value).array(), String.valueOf(value));
    }

    /** A value of any kind, and how the trace shows it. */
    void set(Option option, byte[] value, String shown) throws LibcException {
        try {
            fd.setsockopt(option.level, option.number, value);
        } catch (LibcException e) {
            tellOption(option, shown, "-1 " + e.name());
            // the name rather than the numbers
            throw new LibcException("setsockopt", option.name() + " " + shown, e.errno());
        }
        tellOption(option, shown, "0");
    }

    private void tellOption(Option option, String shown, String result) {
        if (explain.on())
            explain.call(
                    "setsockopt(" + option + ", " + shown + ") = " + result,
                    "LibC.setsockopt",
                    "option." + option);
    }

    /** Leaves by this interface only. */
    void bindToDevice(String name) throws LibcException {
        set(Option.SO_BINDTODEVICE, name.getBytes(StandardCharsets.UTF_8), name);
    }

    void bind(InetSocketAddress address, String key) throws LibcException {
        String call = "bind(" + Addresses.text(address) + ") = ";
        try {
            fd.bind(address);
        } catch (LibcException e) {
            explain.call(call + "-1 " + e.name(), "LibC.bind", key);
            throw e;
        }
        explain.call(call + "0", "LibC.bind", key);
    }

    /**
     * connect(2) without waiting: null, or why it failed at once (EINPROGRESS is no failure).
     *
     * @param sockaddr the address as the kernel takes it
     * @param shown the same in words
     * @param key of the text that says what it does
     */
    LibcException connect(byte[] sockaddr, String shown, String key) {
        LibcException failure = null;
        String result = "0";
        try {
            fd.connect(sockaddr, shown);
        } catch (LibcException e) {
            result = "-1 " + e.name();
            if (!e.is(Errno.EINPROGRESS)) failure = e;
        }
        if (explain.on()) explain.call("connect(" + shown + ") = " + result, "LibC.connect", key);
        return failure;
    }

    void sendto(byte[] bytes, InetSocketAddress to) throws LibcException {
        String result = "";
        try {
            result = String.valueOf(fd.sendto(bytes, 0, to));
        } catch (LibcException e) {
            result = "-1 " + e.name();
            throw e;
        } finally {
            if (explain.on())
                explain.call(
                        "sendto(" + Addresses.text(to) + ", " + bytes.length + ") = " + result,
                        "LibC.sendto",
                        "sendto.probe");
        }
    }

    /**
     * recvmsg(2), which never waits; false if nothing is there. An ICMP error that came just now
     * fails the call in place of the data, and only once: both are there at the next glance.
     */
    boolean recvmsg(Message message, int flags) throws LibcException {
        String call = "recvmsg(" + (flags == 0 ? "0" : "MSG_ERRQUEUE") + ") = ";
        String key = flags == 0 ? "recvmsg.data" : "recvmsg.errors";
        try {
            int length = fd.recvmsg(message, flags | Linux.MSG_DONTWAIT);
            if (explain.on()) explain.call(call + length, "LibC.recvmsg", key);
            failures = 0;
            return true;
        } catch (LibcException e) {
            if (explain.on()) explain.call(call + "-1 " + e.name(), "LibC.recvmsg", "recvmsg.none");
            if (e.is(Errno.EAGAIN) || ++failures < MOST_FAILURES) return false;
            throw e;
        }
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        fd.close();
        explain.call("close() = 0", "LibC.close", "close.probe");
    }
}
