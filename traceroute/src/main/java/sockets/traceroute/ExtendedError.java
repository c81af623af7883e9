package sockets.traceroute;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import sockets.libc.Cmsg;
import sockets.libc.Linux;
import sockets.libc.Sockaddr;
import sockets.packet.IcmpExtensions;

/**
 * What stands in a socket's error queue (IP_RECVERR in ip(7), recvmsg with MSG_ERRQUEUE): struct
 * sock_extended_err, and behind it the address of who complained.
 *
 * <pre>
 *  0         4        5      6      7     8      12     16
 * +---------+--------+------+------+-----+------+------+--------------------+
 * |  errno  | origin | type | code | pad | info | data | sockaddr of sender |
 * +---------+--------+------+------+-----+------+------+--------------------+
 * </pre>
 *
 * @param origin who made it: LOCAL, ICMP, ICMP6, TIMESTAMPING
 * @param info the MTU of "too big"
 * @param data of a stamp: which packet; of an ICMP error: where its extensions begin (RFC 4884)
 * @param offender who complained; null for this kernel
 */
record ExtendedError(
        int errno, int origin, int type, int code, int info, int data, InetSocketAddress offender) {
    static final int LOCAL = 1;
    static final int ICMP = 2;
    static final int ICMP6 = 3;
    static final int TIMESTAMPING = 4;

    private static final int SIZE = 16;

    /** Finds the error among the control messages of a recvmsg; null if there is none. */
    static ExtendedError find(Iterable<Cmsg> cmsgs) {
        for (Cmsg cmsg : cmsgs) {
            boolean four = cmsg.level() == Linux.IPPROTO_IP && cmsg.type() == Linux.IP_RECVERR;
            boolean six = cmsg.level() == Linux.IPPROTO_IPV6 && cmsg.type() == Linux.IPV6_RECVERR;
            if ((four || six) && cmsg.data().remaining() >= SIZE) return read(cmsg.data());
        }
        return null;
    }

    private static ExtendedError read(ByteBuffer in) {
        return new ExtendedError(
                in.getInt(0),
                in.get(4) & 0xff,
                in.get(5) & 0xff,
                in.get(6) & 0xff,
                in.getInt(8),
                in.getInt(12),
                Sockaddr.inet(in.slice(SIZE, in.limit() - SIZE)));
    }

    /** True if a router or host complained. */
    boolean isIcmp() {
        return (origin == ICMP || origin == ICMP6) && offender != null;
    }

    /**
     * The ICMP message.
     *
     * @param payload what the kernel returned of the quoted packet, extensions included
     * @param stripped how many bytes of the quote stood before that: its headers
     * @param small true if no probe is so long that it could be quoted beyond byte 128
     */
    Icmp icmp(ByteBuffer payload, int stripped, boolean small) {
        return new Icmp(origin == ICMP6, type, code, info, extensions(payload, stripped, small));
    }

    private IcmpExtensions extensions(ByteBuffer payload, int stripped, boolean small) {
        int length = data & 0xffff;
        IcmpExtensions told =
                length == 0 ? IcmpExtensions.NONE : IcmpExtensions.at(payload, length, true);
        // no length, or a wrong one: RFC 4884, 5.5
        int usual = IcmpExtensions.LEAST_QUOTE - stripped;
        return told == IcmpExtensions.NONE ? IcmpExtensions.at(payload, usual, small) : told;
    }
}
