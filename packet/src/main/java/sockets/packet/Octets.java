package sockets.packet;

/**
 * The bytes of a packet, up to where they were cut, read at any place and checked there. The
 * accessors of all headers take their fields from here, so that of a packet that was cut each field
 * that is there can be had.
 */
public class Octets {
    public byte[] data = new byte[0];

    /** Behind the last byte that was captured and belongs to what is being read. */
    public int end;

    /** True if all these bytes are there. */
    public final boolean has(int at, long count) {
        return count >= 0 && at + count <= end;
    }

    public final void need(int at, long count) throws Cut {
        if (!has(at, count)) throw Cut.INSTANCE;
    }

    public final int u8(int at) throws Cut {
        need(at, 1);
        return data[at] & 0xff;
    }

    public final int u16(int at) throws Cut {
        need(at, 2);
        return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
    }

    public final int u24(int at) throws Cut {
        need(at, 3);
        return (data[at] & 0xff) << 16 | (data[at + 1] & 0xff) << 8 | data[at + 2] & 0xff;
    }

    /** 32 bits, to be taken without sign. */
    public final int u32(int at) throws Cut {
        need(at, 4);
        return (data[at] & 0xff) << 24
                | (data[at + 1] & 0xff) << 16
                | (data[at + 2] & 0xff) << 8
                | data[at + 3] & 0xff;
    }

    /** 64 bits, to be taken without sign. */
    public final long u64(int at) throws Cut {
        need(at, 8);
        return (long) u32(at) << 32 | u32(at + 4) & 0xffffffffL;
    }

    /** Takes what follows for shorter than it was captured; returns the end of before. */
    public final int limit(int at, long length) {
        int before = end;
        // unsigned, as it stands in a packet
        if ((length & 0xffffffffL) <= end - at) end = at + (int) length;
        return before;
    }
}
