package sockets.packet;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The Internet checksum, RFC 1071: the complement of the sum, in ones' complement, of all 16-bit
 * words. What already holds its right checksum sums up to 0.
 */
public final class Checksum {
    private long sum;
    private boolean odd;

    /** The checksum of the bytes between position and limit, which stay as they are. */
    public static int of(ByteBuffer bytes) {
        return new Checksum().add(bytes).value();
    }

    /**
     * Begins with the pseudo-header that TCP, UDP (RFC 768, 9293) and ICMPv6 (RFC 8200, 8.1) put
     * before their own: addresses, length and protocol.
     *
     * @param length of the upper header and its data, in bytes
     */
    public static Checksum pseudo(
            InetAddress source, InetAddress destination, int protocol, int length) {
        Checksum checksum = new Checksum();
        checksum.add(ByteBuffer.wrap(source.getAddress()));
        checksum.add(ByteBuffer.wrap(destination.getAddress()));
        // as 16-bit words the pseudo-headers of IPv4 and IPv6 differ in zeros only
        checksum.sum += protocol + (length >>> 16) + (length & 0xffff);
        return checksum;
    }

    /** Goes on with more bytes; an odd number of them may be split anywhere. */
    public Checksum add(ByteBuffer bytes) {
        int end = bytes.limit();
        int at = bytes.position();
        if (odd && at < end) {
            sum += bytes.get(at++) & 0xff;
            odd = false;
        }
        for (; at + 1 < end; at += 2) sum += (bytes.get(at) & 0xff) << 8 | bytes.get(at + 1) & 0xff;
        if (at < end) {
            sum += (bytes.get(at) & 0xff) << 8;
            odd = true;
        }
        return this;
    }

    /** The checksum so far. */
    public int value() {
        long folded = sum;
        while (folded >>> 16 != 0) folded = (folded & 0xffff) + (folded >>> 16);
        return (int) (~folded & 0xffff);
    }
}
