package sockets.packet;

import java.nio.ByteBuffer;

/**
 * One entry of an MPLS label stack, RFC 3032.
 *
 * <pre>
 *  0                            20    23 24            31
 * +-----------------------------+-----+-+---------------+
 * |            label            | exp |S|  time to live |
 * +-----------------------------+-----+-+---------------+
 * </pre>
 *
 * @param experimental traffic class, RFC 5462
 * @param bottom true for the last of the stack
 */
public record MplsLabel(int label, int experimental, boolean bottom, int timeToLive) {
    public static final int SIZE = 4;

    public static int label(Octets in, int at) throws Cut {
        return in.u32(at) >>> 12;
    }

    public static int experimental(Octets in, int at) throws Cut {
        return in.u32(at) >>> 9 & 7;
    }

    public static boolean bottom(Octets in, int at) throws Cut {
        return (in.u32(at) & 0x100) != 0;
    }

    public static int timeToLive(Octets in, int at) throws Cut {
        return in.u8(at + 3);
    }

    static MplsLabel of(int entry) {
        return new MplsLabel(entry >>> 12, entry >>> 9 & 7, (entry & 0x100) != 0, entry & 0xff);
    }

    public void write(ByteBuffer out) {
        out.putInt(label << 12 | experimental << 9 | (bottom ? 0x100 : 0) | timeToLive);
    }
}
