package sockets.packet;

import java.nio.ByteBuffer;

/**
 * The header that Linux makes up for packets of all interfaces, "cooked" (tcpdump.org:
 * LINKTYPE_LINUX_SLL and LINKTYPE_LINUX_SLL2).
 *
 * @param protocol the Ethernet type of what follows
 * @param interfaceIndex number of the interface; 0 in the first version, which does not tell it
 * @param hardwareType ARPHRD_ number of its kind
 * @param packetType 0 for us, 1 broadcast, 2 multicast, 3 for another host, 4 sent by us
 * @param address whose packet it is: a view of eight bytes, of which so many count
 */
public record CookedHeader(
        int protocol,
        long interfaceIndex,
        int hardwareType,
        int packetType,
        int addressLength,
        ByteBuffer address) {
    public static final int SIZE = 16;
    public static final int SIZE_2 = 20;

    /** In place of an Ethernet type: a header of 802.2 follows, ETH_P_802_2. */
    public static final int LOGICAL_LINK = 4;

    private static final int LONGEST = 8;

    // where the address is
    public static final int ADDRESS = 6;
    public static final int ADDRESS_2 = 12;

    public static int packetType(Octets in, int at) throws Cut {
        return in.u16(at);
    }

    public static int hardwareType(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }

    public static int addressLength(Octets in, int at) throws Cut {
        return in.u16(at + 4);
    }

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

    /** Reads the first version. */
    public static CookedHeader read(ByteBuffer in) throws TruncatedPacketException {
        TruncatedPacketException.check("cooked", in, SIZE);
        int packetType = Bytes.u16(in);
        int hardwareType = Bytes.u16(in);
        int length = Bytes.u16(in);
        ByteBuffer address = Bytes.view(in, LONGEST);
        return new CookedHeader(Bytes.u16(in), 0, hardwareType, packetType, length, address);
    }

    /** Reads the second version. */
    public static CookedHeader read2(ByteBuffer in) throws TruncatedPacketException {
        TruncatedPacketException.check("cooked", in, SIZE_2);
        int protocol = Bytes.u16(in);
        // reserved
        in.getShort();
        return new CookedHeader(
                protocol,
                Bytes.u32(in),
                Bytes.u16(in),
                Bytes.u8(in),
                Bytes.u8(in),
                Bytes.view(in, LONGEST));
    }

    @Override
    public ByteBuffer address() {
        return address.duplicate();
    }
}
