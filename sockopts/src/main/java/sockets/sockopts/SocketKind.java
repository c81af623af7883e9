package sockets.sockopts;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.util.Locale;
import sockets.libc.Fd;

/** The kinds of fresh sockets that options are read and tried on: the arguments of socket(2). */
enum SocketKind {
    TCP(AF_INET, SOCK_STREAM, 0),
    UDP(AF_INET, SOCK_DGRAM, 0),
    TCP6(AF_INET6, SOCK_STREAM, 0),
    UDP6(AF_INET6, SOCK_DGRAM, 0),
    RAW(AF_INET, SOCK_RAW, IPPROTO_ICMP),
    RAW6(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6),
    PACKET(AF_PACKET, SOCK_RAW, 0),
    UNIX(AF_UNIX, SOCK_STREAM, 0);

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

    /** A new socket of this kind. */
    Fd open() throws IOException {
        return Fd.socket(domain, type, protocol);
    }

    /** The kind by its name in options and data; null if there is none. */
    static SocketKind of(String name) {
        for (SocketKind kind : values()) if (kind.toString().equalsIgnoreCase(name)) return kind;
        return null;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
