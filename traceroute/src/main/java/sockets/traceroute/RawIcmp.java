package sockets.traceroute;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import sockets.libc.Linux;
import sockets.packet.IcmpHeader;
import sockets.packet.Icmpv6Header;
import sockets.trace.Tracer;

/**
 * The raw socket of the course's program: it hears all ICMP that comes to this machine, but for the
 * types that its filter holds back. See raw(7), icmp(7).
 */
final class RawIcmp {
    private RawIcmp() {}

    static Sock open(Target target, Tracer tracer) throws IOException {
        boolean six = target.six();
        int protocol = six ? Linux.IPPROTO_ICMPV6 : Linux.IPPROTO_ICMP;
        Sock raw = Sock.open(six, Linux.SOCK_RAW, protocol, "raw", tracer);
        try {
            if (target.device() != null) raw.bindToDevice(target.device());
            if (six) raw.set(Option.ICMPV6_FILTER, filter6(), "errors, echo reply");
            else raw.set(Option.ICMP_FILTER, filter4(), "errors, echo reply");
            return raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
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
