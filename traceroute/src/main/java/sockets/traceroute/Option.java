package sockets.traceroute;

import sockets.libc.Linux;

/** The socket options that traceroute sets, with level and number of Linux's headers. */
enum Option {
    SO_LINGER(Linux.SOL_SOCKET, Linux.SO_LINGER),
    SO_BINDTODEVICE(Linux.SOL_SOCKET, Linux.SO_BINDTODEVICE),
    SO_TIMESTAMPING(Linux.SOL_SOCKET, Linux.SO_TIMESTAMPING),
    IP_TTL(Linux.IPPROTO_IP, Linux.IP_TTL),
    IPV6_UNICAST_HOPS(Linux.IPPROTO_IPV6, Linux.IPV6_UNICAST_HOPS),
    IP_MTU_DISCOVER(Linux.IPPROTO_IP, Linux.IP_MTU_DISCOVER),
    IPV6_MTU_DISCOVER(Linux.IPPROTO_IPV6, 23),
    IP_RECVERR(Linux.IPPROTO_IP, Linux.IP_RECVERR),
    IPV6_RECVERR(Linux.IPPROTO_IPV6, Linux.IPV6_RECVERR),
    IP_RECVERR_RFC4884(Linux.IPPROTO_IP, 26),
    IPV6_RECVERR_RFC4884(Linux.IPPROTO_IPV6, 31),
    // of raw ICMP sockets: <linux/icmp.h>, <linux/icmpv6.h>; level SOL_RAW
    ICMP_FILTER(255, 1),
    ICMPV6_FILTER(Linux.IPPROTO_ICMPV6, 1);

    final int level;
    final int number;

    Option(int level, int number) {
        this.level = level;
        this.number = number;
    }

    static Option ttl(boolean six) {
        return six ? IPV6_UNICAST_HOPS : IP_TTL;
    }

    static Option mtuDiscover(boolean six) {
        return six ? IPV6_MTU_DISCOVER : IP_MTU_DISCOVER;
    }

    static Option errors(boolean six) {
        return six ? IPV6_RECVERR : IP_RECVERR;
    }

    static Option extensions(boolean six) {
        return six ? IPV6_RECVERR_RFC4884 : IP_RECVERR_RFC4884;
    }
}
