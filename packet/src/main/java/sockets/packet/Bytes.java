package sockets.packet;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** Unsigned fields out of a buffer in network order, which is what a new ByteBuffer has. */
final class Bytes {
    static final ByteBuffer NONE = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private Bytes() {}

    static int u8(ByteBuffer in) {
        return in.get() & 0xff;
    }

    static int u16(ByteBuffer in) {
        return in.getShort() & 0xffff;
    }

    static long u32(ByteBuffer in) {
        return in.getInt() & 0xffffffffL;
    }

    /** The next bytes as a view of the packet, not a copy; the caller has checked their number. */
    static ByteBuffer view(ByteBuffer in, int length) {
        if (length == 0) return NONE;
        ByteBuffer view = in.slice(in.position(), length).asReadOnlyBuffer();
        in.position(in.position() + length);
        return view;
    }

    static Inet4Address ipv4(ByteBuffer in) {
        byte[] address = new byte[4];
        in.get(address);
        try {
            return (Inet4Address) InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    static Inet6Address ipv6(ByteBuffer in) {
        byte[] address = new byte[16];
        in.get(address);
        try {
            // not InetAddress: it would make an IPv4 address out of ::ffff:192.0.2.1
            return Inet6Address.getByAddress(null, address, -1);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen bytes are an address", e);
        }
    }
}
