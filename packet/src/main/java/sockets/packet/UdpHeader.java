package sockets.packet;

import java.nio.ByteBuffer;

/**
 * UDP header, RFC 768: four 16-bit fields, network order.
 *
 * @param length of header and data, in bytes
 */
public record UdpHeader(int sourcePort, int destinationPort, int length, int checksum) {
    public static final int SIZE = 8;

    public static int sourcePort(Octets in, int at) throws Cut {
        return in.u16(at);
    }

    public static int destinationPort(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }

    /** Of header and data. */
    public static int length(Octets in, int at) throws Cut {
        return in.u16(at + 4);
    }

    public static int checksum(Octets in, int at) throws Cut {
        return in.u16(at + 6);
    }

    public static UdpHeader read(ByteBuffer in) throws TruncatedPacketException {
        TruncatedPacketException.check("UDP", in, SIZE);
        return new UdpHeader(Bytes.u16(in), Bytes.u16(in), Bytes.u16(in), Bytes.u16(in));
    }

    public void write(ByteBuffer out) {
        out.putShort((short) sourcePort);
        out.putShort((short) destinationPort);
        out.putShort((short) length);
        out.putShort((short) checksum);
    }
}
