package sockets.libc;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * struct sockaddr_ll, packet(7): where a frame came from, or the interface to bind to. 20 bytes.
 *
 * @param protocol EtherType, as 0x0800; ETH_P_ALL (3) for all
 * @param ifindex number of the interface, 0 for all
 * @param hatype ARPHRD_ type of the interface: 1 Ethernet, 772 loopback
 * @param pkttype 0 for us, 1 broadcast, 2 multicast, 3 for another host, 4 outgoing
 * @param addr hardware address, up to 8 bytes
 */
public record SockaddrLl(int protocol, int ifindex, int hatype, int pkttype, byte[] addr) {
    public static final int SIZE = 20;
    private static final int LONGEST = 8;

    /** What bind(2) takes: the frames of a protocol on an interface. */
    public static SockaddrLl of(int protocol, int ifindex) {
        return new SockaddrLl(protocol, ifindex, 0, 0, new byte[0]);
    }

    /** The structure in memory: the protocol in network order, the rest in this machine's. */
    public byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(SIZE).order(ByteOrder.nativeOrder());
        out.putShort((short) Linux.AF_PACKET);
        out.put((byte) (protocol >> 8)).put((byte) protocol);
        out.putInt(ifindex).putShort((short) hatype).put((byte) pkttype);
        int length = Math.min(addr.length, LONGEST);
        out.put((byte) length).put(addr, 0, length);
        return out.array();
    }

    /** Reads the structure; null if it is of another family or cut short. */
    public static SockaddrLl read(ByteBuffer from) {
        ByteBuffer in = from.duplicate().order(ByteOrder.nativeOrder());
        try {
            if (Short.toUnsignedInt(in.getShort()) != Linux.AF_PACKET) return null;
            int protocol = Byte.toUnsignedInt(in.get()) << 8 | Byte.toUnsignedInt(in.get());
            int ifindex = in.getInt();
            int hatype = Short.toUnsignedInt(in.getShort());
            int pkttype = Byte.toUnsignedInt(in.get());
            byte[] addr = new byte[Math.min(Byte.toUnsignedInt(in.get()), LONGEST)];
            in.get(addr);
            return new SockaddrLl(protocol, ifindex, hatype, pkttype, addr);
        } catch (BufferUnderflowException e) {
            return null;
        }
    }
}
