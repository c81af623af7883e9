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
        int family = in.getInt();
        if ((family & 0xffff0000) != 0) family = Integer.reverseBytes(family);
        return new LoopbackHeader(family & 0xffffffffL);
    }

    /** Writes it in the buffer's order. */
    public void write(ByteBuffer out) {
        out.putInt((int) family);
    }

    public boolean isIpv4() {
        return family == AF_INET;
    }

    /** As BSD, FreeBSD and Darwin number it. */
    public boolean isIpv6() {
        return family == 24 || family == 28 || family == 30;
    }
}
