package sockets.packet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One option of neighbour discovery, RFC 4861, 4.6: a type, a length in units of eight bytes, data.
 *
 * @param data a view of what stands behind type and length
 */
public record NeighborOption(int type, ByteBuffer data) {
    public static final int SOURCE_LINK_ADDRESS = 1;
    public static final int TARGET_LINK_ADDRESS = 2;
    public static final int PREFIX = 3;
    public static final int REDIRECTED = 4;
    public static final int MTU = 5;

    private static final int UNIT = 8;

    /** All options in their order; those of length 0 would have no end. */
    public static List<NeighborOption> readAll(ByteBuffer in) throws TruncatedPacketException {
        List<NeighborOption> options = new ArrayList<>();
        while (in.hasRemaining()) {
            TruncatedPacketException.check("neighbor option", in, 2);
            int type = Bytes.u8(in);
            int length = Bytes.u8(in) * UNIT;
            if (length == 0) throw new TruncatedPacketException("neighbor option", UNIT, 0);
            TruncatedPacketException.check("neighbor option", in, length - 2);
            options.add(new NeighborOption(type, Bytes.view(in, length - 2)));
        }
        return options;
    }

    /** With type and length, in bytes. */
    public int size() {
        return data.remaining() + 2;
    }

    @Override
    public ByteBuffer data() {
        return data.duplicate();
    }
}
