package sockets.sockopts;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;

/** The kinds of fresh sockets that options are read and tried on: the arguments of socket(2). */
enum SocketKind {
    TCP(AF_INET, SOCK_STREAM, 0),
    UDP(AF_INET, SOCK_DGRAM, 0),
    TCP6(AF_INET6, SOCK_STREAM, 0),
    UDP6(AF_INET6, SOCK_DGRAM, 0),
    RAW(AF_INET, SOCK_RAW, IPPROTO_ICMP),
    RAW6(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6),
    PACKET(AF_PACKET, SOCK_RAW, 0),
    UNIX(AF_UNIX, SOCK_STREAM, 0),
    UDPLITE(AF_INET, SOCK_DGRAM, 136),
    MPTCP(AF_INET, SOCK_STREAM, 262),
    /** A connection whose records the kernel encrypts: {@link #secured}. */
    TLS(AF_INET, SOCK_STREAM, 0),
    /** The first of its protocols, NETLINK_ROUTE: interfaces, addresses and routes. */
    NETLINK(AF_NETLINK, SOCK_RAW, 0),
    XDP(AF_XDP, SOCK_RAW, 0),
    /** CAN_RAW. */
    CAN(AF_CAN, SOCK_RAW, 1),
    /** CAN_J1939. */
    J1939(AF_CAN, SOCK_DGRAM, 7),
    VSOCK(AF_VSOCK, SOCK_STREAM, 0);

    // <linux/tcp.h>
    private static final int TCP_ULP = 31;

    private final int domain;
    private final int type;
    private final int protocol;

    SocketKind(int domain, int type, int protocol) {
        this.domain = domain;
        this.type = type;
        this.protocol = protocol;
    }

    boolean isTcp() {
        return this == TCP || this == TCP6;
    }

    boolean isIpv6() {
        return domain == AF_INET6;
    }

    /** A new socket of this kind. */
    Fd open() throws IOException {
        try {
            Fd fd = Fd.socket(domain, type, protocol);
            return this == TLS ? secured(fd) : fd;
        } catch (LibcException e) {
            boolean absent =
                    e.is(Errno.EAFNOSUPPORT)
                            || e.is(Errno.EPROTONOSUPPORT)
                            || e.is(Errno.ESOCKTNOSUPPORT)
                            || e.is(Errno.ENOENT);
            // that of IPv6 has its own hint: it can be switched off
            throw absent && !isIpv6() ? e.hint("hint.kind", name()) : e;
        }
    }

    /**
     * TLS begins on a connection. This one is with itself, since then there is no other end to be
     * kept open: two SYN that cross.
     */
    private static Fd secured(Fd fd) throws IOException {
        try {
            fd.bind(new InetSocketAddress("127.0.0.1", 0));
            fd.connect(fd.getsockname());
            fd.setsockopt(IPPROTO_TCP, TCP_ULP, "tls".getBytes(StandardCharsets.US_ASCII), "tls");
            return fd;
        } catch (IOException e) {
            fd.close();
            throw e;
        }
    }

    /** The kind by its name in options and data; null if there is none. */
    static SocketKind of(String name) {
        for (SocketKind kind : values()) if (kind.toString().equalsIgnoreCase(name)) return kind;
        return null;
    }

    /** All of them: {@code tcp, udp ...}. */
    static String names() {
        return Arrays.stream(values()).map(SocketKind::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
