package sockets.packet;

/**
 * The header that Linux makes up for packets of all interfaces, "cooked" (tcpdump.org:
 * LINKTYPE_LINUX_SLL and LINKTYPE_LINUX_SLL2).
 */
public final class CookedHeader {
    public static final int SIZE = 16;
    public static final int SIZE_2 = 20;

    /** In place of an Ethernet type: a header of 802.2 follows, ETH_P_802_2. */
    public static final int LOGICAL_LINK = 4;

    // where the address is
    public static final int ADDRESS = 6;
    public static final int ADDRESS_2 = 12;

    private CookedHeader() {}

    /** 0 for us, 1 broadcast, 2 multicast, 3 for another host, 4 sent by us. */
    public static int packetType(Octets in, int at) throws Cut {
        return in.u16(at);
    }

    /** ARPHRD_ number of the interface's kind. */
    public static int hardwareType(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }

    public static int addressLength(Octets in, int at) throws Cut {
        return in.u16(at + 4);
    }

    /** The Ethernet type of what follows. */
    public static int protocol(Octets in, int at) throws Cut {
        return in.u16(at + 14);
    }

    /** Of the second version. */
    public static int protocol2(Octets in, int at) throws Cut {
        return in.u16(at);
    }

    /** Of the second version. */
    public static int interfaceIndex2(Octets in, int at) throws Cut {
        return in.u32(at + 4);
    }

    /** Of the second version. */
    public static int hardwareType2(Octets in, int at) throws Cut {
        return in.u16(at + 8);
    }

    /** Of the second version. */
    public static int packetType2(Octets in, int at) throws Cut {
        return in.u8(at + 10);
    }

    /** Of the second version. */
    public static int addressLength2(Octets in, int at) throws Cut {
        return in.u8(at + 11);
    }
}
