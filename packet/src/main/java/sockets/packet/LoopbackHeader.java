package sockets.packet;

import java.nio.ByteBuffer;

/**
 * The header of BSD's loopback interfaces: the number of an address family, which for IPv6 differs
 * from system to system. LINKTYPE_NULL has it in the byte order of its machine, LINKTYPE_LOOP in
 * network order.
 */
public record LoopbackHeader(long family) {
    public static final int SIZE = 4;

    private static final int AF_INET = 2;

    /** Reads either: a family is a small number, so the order shows. */
    public static LoopbackHeader read(ByteBuffer in) throws TruncatedPacketException {
        TruncatedPacketException.check("loopback", in, SIZE);
        return new LoopbackHeader(order(in.getInt()) & 0xffffffffL);
    }

    /** The family, from either order. */
    public static int family(Octets in, int at) throws Cut {
        return order(in.u32(at));
    }

    private static int order(int family) {
        return (family & 0xffff0000) != 0 ? Integer.reverseBytes(family) : family;
    }

    /** The Ethernet type of what a family stands for; 0 if it is none of ours. */
    public static int etherType(int family) {
        return switch (family) {
            case AF_INET -> EtherType.IPV4;
            // as BSD, FreeBSD and Darwin number it
            case 24, 28, 30 -> EtherType.IPV6;
            default -> 0;
        };
    }

    public boolean isIpv4() {
        return family == AF_INET;
    }

    /** As BSD, FreeBSD and Darwin number it. */
    public boolean isIpv6() {
        return family == 24 || family == 28 || family == 30;
    }
}
