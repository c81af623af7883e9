package sockets.traceroute;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import sockets.libc.Errno;
import sockets.libc.Fd;
import sockets.libc.LibcException;
import sockets.libc.Linux;
import sockets.packet.IcmpHeader;
import sockets.packet.Icmpv6Header;

/** setsockopt(2) of what traceroute sets: IPv4 and IPv6 have options of their own. */
final class Setsockopt {
    // <linux/in.h>, <linux/in6.h>
    private static final int IP_RECVERR_RFC4884 = 26;
    private static final int IPV6_RECVERR_RFC4884 = 31;
    private static final int IPV6_MTU_DISCOVER = 23;

    // of raw sockets: <linux/icmp.h>, <linux/icmpv6.h>
    private static final int SOL_RAW = 255;
    private static final int ICMP_FILTER = 1;
    private static final int ICMPV6_FILTER = 1;

    // <linux/net_tstamp.h>: stamps of the kernel on what leaves and what comes, reported with the
    // number of the packet and without a copy of it
    private static final int TX_SOFTWARE = 2;
    private static final int RX_SOFTWARE = 8;
    private static final int SOFTWARE = 16;
    private static final int OPT_ID = 128;
    private static final int OPT_TSONLY = 2048;

    /** Received only: for TCP, whose segments are numbered in another way. */
    static final int STAMP_RECEIVED = RX_SOFTWARE | SOFTWARE;

    static final int STAMP_BOTH = TX_SOFTWARE | STAMP_RECEIVED | OPT_ID | OPT_TSONLY;

    // routers may fragment: IP_PMTUDISC_OMIT, as with IP_PMTUDISC_DONT the kernel would keep
    // "fragmentation needed" to itself, which a router may say all the same; over IPv6 it keeps
    // "packet too big" with OMIT, and hands it on with DONT
    private static final int FRAGMENT = 5;
    private static final int FRAGMENT_6 = 0;

    // they may not, and no MTU is remembered: IP_PMTUDISC_PROBE; TCP heeds only IP_PMTUDISC_DO
    private static final int DO_NOT_FRAGMENT = 3;
    private static final int DO_NOT_FRAGMENT_TCP = 2;

    private static final byte[] LINGER = new byte[8];

    static {
        // struct linger {1, 0}: on, no time
        ByteBuffer.wrap(LINGER).order(ByteOrder.nativeOrder()).putInt(1);
    }

    private Setsockopt() {}

    /** How many hops that what is sent from now on lives. */
    static void ttl(Fd fd, boolean six, int hops) throws LibcException {
        if (six) fd.setsockopt(Linux.IPPROTO_IPV6, Linux.IPV6_UNICAST_HOPS, hops);
        else fd.setsockopt(Linux.IPPROTO_IP, Linux.IP_TTL, hops);
    }

    /** What the kernel is to stamp. */
    static void stamps(Fd fd, int which) throws LibcException {
        fd.setsockopt(Linux.SOL_SOCKET, Linux.SO_TIMESTAMPING, which);
    }

    /** Packets leave and come by this interface only; null for any. */
    static void device(Fd fd, String name) throws LibcException {
        if (name == null) return;
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        fd.setsockopt(Linux.SOL_SOCKET, Linux.SO_BINDTODEVICE, bytes, name);
    }

    /** May routers cut a probe in pieces? */
    static void fragments(Fd fd, Target target) throws LibcException {
        fragments(fd, target, DO_NOT_FRAGMENT);
    }

    /** The same for the SYN of a connection. */
    static void fragmentsOfConnection(Fd fd, Target target) throws LibcException {
        fragments(fd, target, DO_NOT_FRAGMENT_TCP);
    }

    private static void fragments(Fd fd, Target target, int not) throws LibcException {
        int may = target.six() ? FRAGMENT_6 : FRAGMENT;
        int discover = target.dontFragment() ? not : may;
        if (target.six()) fd.setsockopt(Linux.IPPROTO_IPV6, IPV6_MTU_DISCOVER, discover);
        else fd.setsockopt(Linux.IPPROTO_IP, Linux.IP_MTU_DISCOVER, discover);
    }

    /** Errors shall wait in the error queue, with the bytes that routers added. */
    static void errors(Fd fd, boolean six) throws LibcException {
        int level = six ? Linux.IPPROTO_IPV6 : Linux.IPPROTO_IP;
        fd.setsockopt(level, six ? Linux.IPV6_RECVERR : Linux.IP_RECVERR, 1);
        try {
            fd.setsockopt(level, six ? IPV6_RECVERR_RFC4884 : IP_RECVERR_RFC4884, 1);
        } catch (LibcException e) {
            // Linux before 5.9: extensions are then looked for where they usually are
            if (!e.is(Errno.ENOPROTOOPT)) throw e;
        }
    }

    /** close shall reset a connection. */
    static void linger(Fd fd) throws LibcException {
        fd.setsockopt(Linux.SOL_SOCKET, Linux.SO_LINGER, LINGER, "{1, 0}");
    }

    /** Of all ICMP a raw socket shall hear only errors and echo replies. */
    static void filter(Fd fd, boolean six) throws LibcException {
        String shown = "errors, echo reply";
        if (six) fd.setsockopt(Linux.IPPROTO_ICMPV6, ICMPV6_FILTER, filter6(), shown);
        else fd.setsockopt(SOL_RAW, ICMP_FILTER, filter4(), shown);
    }

    /** struct icmp_filter: a bit for each type that does not pass. */
    private static byte[] filter4() {
        int passes =
                1 << IcmpHeader.ECHO_REPLY
                        | 1 << IcmpHeader.UNREACHABLE
                        | 1 << IcmpHeader.TIME_EXCEEDED
                        | 1 << IcmpHeader.PARAMETER_PROBLEM;
        return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(~passes).array();
    }

    /** struct icmp6_filter: the same for 256 types. */
    private static byte[] filter6() {
        ByteBuffer bits = ByteBuffer.allocate(32).order(ByteOrder.nativeOrder());
        while (bits.hasRemaining()) bits.putInt(-1);
        int[] passes = {
            Icmpv6Header.UNREACHABLE,
            Icmpv6Header.PACKET_TOO_BIG,
            Icmpv6Header.TIME_EXCEEDED,
            Icmpv6Header.PARAMETER_PROBLEM,
            Icmpv6Header.ECHO_REPLY
        };
        for (int type : passes) {
            int word = type / 32 * 4;
            bits.putInt(word, bits.getInt(word) & ~(1 << type % 32));
        }
        return bits.array();
    }
}
