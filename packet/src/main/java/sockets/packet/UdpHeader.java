package sockets.packet;

import java.nio.ByteBuffer;

/**
 * UDP header, RFC 768: four 16-bit fields, network order.
 *
 * @param length of header and data, in bytes
 */
public record UdpHeader(int sourcePort, int destinationPort, int length, int checksum) {
    public static final int SIZE = 8;

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
