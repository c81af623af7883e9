package sockets.traceroute;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import sockets.libc.Cmsg;
import sockets.libc.Linux;
import sockets.libc.Sockaddr;
import sockets.packet.IcmpExtensions;
import sockets.packet.TruncatedPacketException;

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

    private static ExtendedError read(ByteBuffer bytes) {
        ByteBuffer in = bytes.duplicate().order(ByteOrder.nativeOrder());
        int errno = in.getInt();
        int origin = in.get() & 0xff;
        int type = in.get() & 0xff;
        int code = in.get() & 0xff;
        in.get();
        int info = in.getInt();
        int data = in.getInt();
        return new ExtendedError(errno, origin, type, code, info, data, Sockaddr.inet(in.slice()));
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
     */
    Icmp icmp(ByteBuffer payload, int stripped) {
        return new Icmp(origin == ICMP6, type, code, info, extensions(payload, stripped));
    }

    private IcmpExtensions extensions(ByteBuffer payload, int stripped) {
        int length = data & 0xffff;
        // routers older than the RFC do not tell where, but put them at byte 128
        int at = length > 0 ? length : IcmpExtensions.LEAST_QUOTE - stripped;
        if (at < 0 || payload.remaining() < at + IcmpExtensions.SIZE) return IcmpExtensions.NONE;
        ByteBuffer in = payload.slice(payload.position() + at, payload.remaining() - at);
        // beyond byte 128 there may as well be more of the packet: the checksum tells
        if (length == 0 && in.getShort(2) == 0) return IcmpExtensions.NONE;
        try {
            return IcmpExtensions.read(in);
        } catch (TruncatedPacketException e) {
            return IcmpExtensions.NONE;
        }
    }
}
