package sockets.libc;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The structures that carry an address: the family in the order of this machine, ports and IPv4
 * addresses in network order.
 */
public final class Sockaddr {
    /** sizeof(struct sockaddr_storage): room for any of them. */
    public static final int SIZE = 128;

    private Sockaddr() {}

    /** struct sockaddr_in (16 bytes, ip(7)) or sockaddr_in6 (28 bytes, ipv6(7)). */
    public static byte[] of(InetSocketAddress address) {
        if (address.isUnresolved()) throw new IllegalArgumentException("no address: " + address);
        return of(address.getAddress(), address.getPort());
    }

    private static byte[] of(InetAddress address, int port) {
        boolean six = address instanceof Inet6Address;
        ByteBuffer out = ByteBuffer.allocate(six ? 28 : 16).order(ByteOrder.nativeOrder());
        out.putShort((short) (six ? Linux.AF_INET6 : Linux.AF_INET));
        // sin_port: network order
        out.put((byte) (port >> 8)).put((byte) port);
        // sin6_flowinfo
        if (six) out.putInt(0);
        out.put(address.getAddress());
        // sin6_scope_id: the interface of a link-local address
        if (address instanceof Inet6Address scoped) out.putInt(scoped.getScopeId());
        return out.array();
    }

    /** struct sockaddr_un, unix(7), in the abstract namespace: no file, gone with its socket. */
    public static byte[] abstractUnix(String name) {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(3 + path.length).order(ByteOrder.nativeOrder());
        return out.putShort((short) Linux.AF_UNIX).put((byte) 0).put(path).array();
    }

    /** The address in a sockaddr_in or sockaddr_in6; null if it is another family or cut short. */
    public static InetSocketAddress inet(ByteBuffer from) {
        // where the kernel tells none: an exception for each would take long
        if (!from.hasRemaining()) return null;
        ByteBuffer in = from.duplicate().order(ByteOrder.nativeOrder());
        try {
            int family = Short.toUnsignedInt(in.getShort());
            if (family != Linux.AF_INET && family != Linux.AF_INET6) return null;
            int port = Byte.toUnsignedInt(in.get()) << 8 | Byte.toUnsignedInt(in.get());
            byte[] bytes = new byte[family == Linux.AF_INET ? 4 : 16];
            // sin6_flowinfo
            if (family == Linux.AF_INET6) in.getInt();
            in.get(bytes);
            if (family == Linux.AF_INET)
                return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
            int scope = in.getInt();
            // an address that Java would take for IPv4 (::ffff:1.2.3.4) stays IPv6
            Inet6Address address = Inet6Address.getByAddress(null, bytes, scope == 0 ? -1 : scope);
            return new InetSocketAddress(address, port);
        } catch (BufferUnderflowException | UnknownHostException e) {
            return null;
        }
    }

    static InetSocketAddress inet(byte[] bytes, int length) {
        return inet(ByteBuffer.wrap(bytes, 0, Math.min(length, bytes.length)));
    }
}
