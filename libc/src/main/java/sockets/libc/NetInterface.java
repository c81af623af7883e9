package sockets.libc;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/**
 * A network interface by number and name, as the kernel has them: Java's own list leaves out those
 * without addresses.
 */
public record NetInterface(int index, String name) {
    // requests of netdevice(7): linux/sockios.h
    private static final long SIOCGIFNAME = 0x8910;
    private static final long SIOCGIFFLAGS = 0x8913;
    private static final long SIOCGIFMTU = 0x8921;
    private static final long SIOCGIFHWADDR = 0x8927;

    private static final int IFF_UP = 1;
    private static final int IFF_RUNNING = 0x40;
    private static final int IFNAMSIZ = 16;
    private static final int IFREQ = 40;

    /** All interfaces: if_nameindex(3). */
    public static List<NetInterface> all() throws IOException {
        Linux.require();
        Pointer first = LibC.if_nameindex();
        if (first == null) throw LibcException.last("if_nameindex", "");
        List<NetInterface> interfaces = new ArrayList<>();
        // struct if_nameindex, 16 bytes: number at 0, name at 8; the last one is all zero
        for (Pointer at = first; at.getInt(0) != 0; at = at.share(16))
            interfaces.add(new NetInterface(at.getInt(0), at.getPointer(8).getString(0)));
        LibC.if_freenameindex(first);
        return interfaces;
    }

    /**
     * SIOCGIFNAME of netdevice(7): the interface of a number, by the name that it has now; null if
     * it is gone.
     */
    public static NetInterface of(int index) throws IOException {
        byte[] ifreq = ifreq("");
        number(ifreq, index);
        try {
            ask(SIOCGIFNAME, ifreq);
        } catch (LibcException e) {
            if (e.is(Errno.ENODEV)) return null;
            throw e;
        }
        int length = 0;
        while (length < IFNAMSIZ && ifreq[length] != 0) length++;
        return new NetInterface(index, new String(ifreq, 0, length, StandardCharsets.UTF_8));
    }

    /** SIOCGIFFLAGS: true if it was switched on, as {@code ip link set NAME up} does. */
    public boolean isUp() throws IOException {
        return (flags() & IFF_UP) != 0;
    }

    /** True if it could carry packets now: a cable is in, somebody has the other end. */
    public boolean isRunning() throws IOException {
        return (flags() & IFF_RUNNING) != 0;
    }

    private int flags() throws IOException {
        byte[] ifreq = ifreq(name);
        ask(SIOCGIFFLAGS, ifreq);
        return ByteBuffer.wrap(ifreq).order(ByteOrder.nativeOrder()).getShort(IFNAMSIZ);
    }

    /** SIOCGIFMTU: the most bytes of a packet, its link header not counted. */
    public int mtu() throws IOException {
        byte[] ifreq = ifreq(name);
        ask(SIOCGIFMTU, ifreq);
        return ByteBuffer.wrap(ifreq).order(ByteOrder.nativeOrder()).getInt(IFNAMSIZ);
    }

    /**
     * SIOCGIFHWADDR: of what kind it is, and its address. The kernel knows it of the network that
     * the caller is in; /sys may be another's, as behind {@code unshare -n}.
     */
    public Hardware hardware() throws IOException {
        byte[] ifreq = ifreq(name);
        ask(SIOCGIFHWADDR, ifreq);
        ByteBuffer in = ByteBuffer.wrap(ifreq).order(ByteOrder.nativeOrder());
        int at = IFNAMSIZ + 2;
        return new Hardware(
                Short.toUnsignedInt(in.getShort(IFNAMSIZ)), Arrays.copyOfRange(ifreq, at, at + 14));
    }

    /**
     * What an interface is.
     *
     * @param type ARPHRD_ of linux/if_arp.h: 1 Ethernet, 772 loopback, 65534 a tunnel without
     *     header
     * @param address whose length depends on the type, filled up with zeros
     */
    public record Hardware(int type, byte[] address) {
        public static final int ETHERNET = 1;
        public static final int LOOPBACK = 772;
        public static final int NONE = 65534;

        /** The address as ip link shows it; empty if there is none, or if it is not known whole. */
        public String text() {
            int length =
                    switch (type) {
                        // with the wireless ones and bridges, which are Ethernet here
                        case ETHERNET, LOOPBACK, 801, 802, 803 -> 6;
                        // tunnels of IPv4: an address of it
                        case 768, 776, 778 -> 4;
                        default -> 0;
                    };
            StringJoiner text = new StringJoiner(":");
            for (int i = 0; i < length; i++)
                text.add(Integer.toHexString(0x100 | address[i] & 0xff).substring(1));
            return text.toString();
        }
    }

    /** struct ifreq: the name at 0, what it is about at 16; 40 bytes. */
    private static byte[] ifreq(String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(Arrays.copyOf(text, Math.min(text.length, IFNAMSIZ - 1)), IFREQ);
    }

    private static void number(byte[] ifreq, int value) {
        ByteBuffer.wrap(ifreq).order(ByteOrder.nativeOrder()).putInt(IFNAMSIZ, value);
    }

    /** Asks by a socket of any kind: one of AF_UNIX is always to be had. */
    private static void ask(long request, byte[] ifreq) throws IOException {
        try (Fd fd = Fd.socket(Linux.AF_UNIX, Linux.SOCK_DGRAM, 0)) {
            fd.ioctl(request, ifreq);
        }
    }

    /**
     * unshare(CLONE_NEWNET): the calling thread, and it alone, moves to a new network, where there
     * is only lo, and down. It is gone with its last thread and socket.
     */
    public static void unshare() throws IOException {
        Linux.require();
        if (LibC.unshare(Linux.CLONE_NEWNET) < 0)
            throw LibcException.last("unshare", "CLONE_NEWNET");
    }

    /** if_nametoindex(3): the number of a name. */
    public static int index(String name) throws IOException {
        Linux.require();
        int index = LibC.if_nametoindex(name);
        if (index == 0) throw LibcException.last("if_nametoindex", name);
        return index;
    }
}
