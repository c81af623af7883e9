package sockets.packet;

/**
 * The header of BSD's loopback interfaces: the number of an address family, which for IPv6 differs
 * from system to system. LINKTYPE_NULL has it in the byte order of its machine, LINKTYPE_LOOP in
 * network order.
 */
public final class LoopbackHeader {
    public static final int SIZE = 4;

    private static final int AF_INET = 2;

    private LoopbackHeader() {}

    /** The family, from either order: it is a small number, so the order shows. */
    public static int family(Octets in, int at) throws Cut {
        int family = in.u32(at);
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
}
