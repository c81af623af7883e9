package sockets.packet;

import java.nio.ByteBuffer;

/**
 * TCP header, RFC 9293.
 *
 * <pre>
 *  0       4       8              16                     31
 * +-------+-------+---------------+-----------------------+
 * |          source port          |   destination port    |
 * +-------------------------------+-----------------------+
 * |                    sequence number                    |
 * |                 acknowledgement number                |
 * +-------+-------+---------------+-----------------------+
 * |offset | resrv |     flags     |        window         |
 * +-------+-------+---------------+-----------------------+
 * |           checksum            |    urgent pointer     |
 * +-------------------------------+-----------------------+
 * |                 options (if offset > 5)               |
 * +-------------------------------------------------------+
 * </pre>
 *
 * @param flags the low 12 bits of the word that begins with the offset: FIN, SYN... and the
 *     reserved ones
 * @param options a view of the packet, padding included
 */
public record TcpHeader(
        int sourcePort,
        int destinationPort,
        long sequence,
        long acknowledgement,
        int flags,
        int window,
        int checksum,
        int urgentPointer,
        ByteBuffer options) {
    /** Without options. */
    public static final int SIZE = 20;

    public static final int FIN = 0x001;
    public static final int SYN = 0x002;
    public static final int RST = 0x004;
    public static final int PSH = 0x008;
    public static final int ACK = 0x010;
    public static final int URG = 0x020;
    public static final int ECE = 0x040;
    public static final int CWR = 0x080;

    private static final String NAME = "TCP";

    public static int sourcePort(Octets in, int at) throws Cut {
        return in.u16(at);
    }

    public static int destinationPort(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }

    /** To be taken without sign. */
    public static int sequence(Octets in, int at) throws Cut {
        return in.u32(at + 4);
    }

    /** To be taken without sign. */
    public static int acknowledgement(Octets in, int at) throws Cut {
        return in.u32(at + 8);
    }

    /** Length of the header with its options, in bytes. */
    public static int headerLength(Octets in, int at) throws Cut {
        return (in.u8(at + 12) >> 4) * 4;
    }

    /** FIN, SYN... and the reserved ones. */
    public static int flags(Octets in, int at) throws Cut {
        return in.u16(at + 12) & 0xfff;
    }

    public static int window(Octets in, int at) throws Cut {
        return in.u16(at + 14);
    }

    public static int checksum(Octets in, int at) throws Cut {
        return in.u16(at + 16);
    }

    public static int urgentPointer(Octets in, int at) throws Cut {
        return in.u16(at + 18);
    }

    /** Reads a header and leaves the buffer behind its options. */
    public static TcpHeader read(ByteBuffer in) throws TruncatedPacketException {
        TruncatedPacketException.check(NAME, in, SIZE);
        int length = (in.get(in.position() + 12) >> 4 & 0x0f) * 4;
        if (length < SIZE) throw new TruncatedPacketException(NAME, SIZE, length);
        TruncatedPacketException.check(NAME, in, length);
        return new TcpHeader(
                Bytes.u16(in),
                Bytes.u16(in),
                Bytes.u32(in),
                Bytes.u32(in),
                Bytes.u16(in) & 0xfff,
                Bytes.u16(in),
                Bytes.u16(in),
                Bytes.u16(in),
                Bytes.view(in, length - SIZE));
    }

    /** Writes the header as it is; options take a multiple of four bytes. */
    public void write(ByteBuffer out) {
        out.putShort((short) sourcePort);
        out.putShort((short) destinationPort);
        out.putInt((int) sequence);
        out.putInt((int) acknowledgement);
        out.putShort((short) (size() / 4 << 12 | flags));
        out.putShort((short) window);
        out.putShort((short) checksum);
        out.putShort((short) urgentPointer);
        out.put(options());
    }

    /** Length of the header with its options, in bytes. */
    public int size() {
        return SIZE + options.remaining();
    }

    /** The options, from their first byte. */
    @Override
    public ByteBuffer options() {
        return options.duplicate();
    }

    /** True if all these flags are set. */
    public boolean has(int wanted) {
        return (flags & wanted) == wanted;
    }
}
