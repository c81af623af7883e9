package sockets.packet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What may follow the quoted packet in an ICMP or ICMPv6 error, RFC 4884: a header of four bytes
 * (version 2, checksum), then objects.
 */
public record IcmpExtensions(List<IcmpObject> objects) {
    /** Header of the structure. */
    public static final int SIZE = 4;

    /** A quote with extensions behind it is at least this long, padded with zeros. */
    public static final int LEAST_QUOTE = 128;

    public static final int VERSION = 2;

    /** An error without extensions, or with some that cannot be believed. */
    public static final IcmpExtensions NONE = new IcmpExtensions(List.of());

    public static int version(Octets in, int at) throws Cut {
        return in.u8(at) >> 4;
    }

    public static int checksum(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }

    /**
     * Finds the extensions in what an error carries behind its header.
     *
     * @param body quote and extensions, from position to limit; it stays as it is
     * @param quoteLength as the header tells it; 0 for none, or for a router older than the RFC,
     *     which puts extensions at byte 128 without telling
     */
    public static IcmpExtensions find(ByteBuffer body, int quoteLength) {
        IcmpExtensions told = quoteLength < LEAST_QUOTE ? NONE : at(body, quoteLength, true);
        // no length, or a wrong one: RFC 4884, 5.5
        return told == NONE ? at(body, LEAST_QUOTE, endsBefore(body, LEAST_QUOTE)) : told;
    }

    /**
     * Reads what begins at a byte of a body.
     *
     * @param sure true if no part of the quoted packet can stand there; else the checksum tells
     */
    public static IcmpExtensions at(ByteBuffer body, int start, boolean sure) {
        if (start < 0 || body.remaining() < start + SIZE) return NONE;
        ByteBuffer in = body.slice(body.position() + start, body.remaining() - start);
        if (!sure && in.getShort(2) == 0) return NONE;
        try {
            return read(in);
        } catch (TruncatedPacketException e) {
            return NONE;
        }
    }

    /** True if the quoted packet is so short, by its own header. */
    private static boolean endsBefore(ByteBuffer quote, int end) {
        if (quote.remaining() < Ipv4Header.SIZE) return false;
        int version = (quote.get(quote.position()) & 0xff) >>> 4;
        int length = quote.getShort(quote.position() + (version == 4 ? 2 : 4)) & 0xffff;
        return version == 4 && length <= end || version == 6 && Ipv6Header.SIZE + length <= end;
    }

    /**
     * Reads the structure up to the end of the buffer.
     *
     * @return none if version or checksum are wrong: then these bytes are something else
     * @throws TruncatedPacketException if the length of an object does not fit
     */
    public static IcmpExtensions read(ByteBuffer in) throws TruncatedPacketException {
        TruncatedPacketException.check("ICMP extensions", in, SIZE);
        boolean version = (in.get(in.position()) & 0xff) >>> 4 == VERSION;
        // a checksum of zero: none was sent
        boolean summed = in.getShort(in.position() + 2) != 0;
        if (!version || summed && Checksum.of(in) != 0) {
            in.position(in.limit());
            return NONE;
        }
        in.position(in.position() + SIZE);
        List<IcmpObject> objects = new ArrayList<>();
        while (in.hasRemaining()) objects.add(IcmpObject.read(in));
        return new IcmpExtensions(List.copyOf(objects));
    }

    /** Writes the structure with its checksum. */
    public void write(ByteBuffer out) {
        int start = out.position();
        out.putInt(VERSION << 28);
        for (IcmpObject object : objects) object.write(out);
        ByteBuffer written = out.duplicate().flip().position(start);
        out.putShort(start + 2, (short) Checksum.of(written));
    }

    /** The labels of all MPLS objects, from the outermost; empty if there are none. */
    public List<MplsLabel> labels() {
        List<MplsLabel> labels = new ArrayList<>();
        for (IcmpObject object : objects) labels.addAll(object.labels());
        return labels;
    }
}
