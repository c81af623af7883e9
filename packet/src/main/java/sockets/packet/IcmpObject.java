package sockets.packet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One object of the ICMP extensions, RFC 4884, 8: length of all of it (16 bits), class and type (8
 * bits each), data.
 *
 * @param data a view of the packet
 */
public record IcmpObject(int classNumber, int type, ByteBuffer data) {
    public static final int SIZE = 4;

    /** MPLS label stack, RFC 4950: class 1, type 1. */
    public static final int MPLS_STACK = 1;

    /** Of all of it. */
    public static int length(Octets in, int at) throws Cut {
        return in.u16(at);
    }

    public static int classNumber(Octets in, int at) throws Cut {
        return in.u8(at + 2);
    }

    public static int type(Octets in, int at) throws Cut {
        return in.u8(at + 3);
    }

    public static IcmpObject read(ByteBuffer in) throws TruncatedPacketException {
        TruncatedPacketException.check("ICMP object", in, SIZE);
        int length = Bytes.u16(in);
        int classNumber = Bytes.u8(in);
        int type = Bytes.u8(in);
        if (length < SIZE) throw new TruncatedPacketException("ICMP object", SIZE, length);
        TruncatedPacketException.check("ICMP object", in, length - SIZE);
        return new IcmpObject(classNumber, type, Bytes.view(in, length - SIZE));
    }

    public void write(ByteBuffer out) {
        out.putShort((short) (SIZE + data.remaining()));
        out.put((byte) classNumber);
        out.put((byte) type);
        out.put(data());
    }

    @Override
    public ByteBuffer data() {
        return data.duplicate();
    }

    /** The labels, if this is an MPLS stack; else none. Bytes that make no whole label are left. */
    public List<MplsLabel> labels() {
        List<MplsLabel> labels = new ArrayList<>();
        if (classNumber != MPLS_STACK || type != 1) return labels;
        ByteBuffer in = data();
        while (in.remaining() >= MplsLabel.SIZE) labels.add(MplsLabel.of(in.getInt()));
        return labels;
    }
}
