package sockets.packet;

/**
 * LLC header, IEEE 802.2, which follows an Ethernet header that holds a length; with SNAP behind it
 * where both addresses are 0xaa.
 */
public final class LogicalLinkHeader {
    /** The least that it takes. */
    public static final int SIZE = 3;

    /** The address of SNAP. */
    public static final int SNAP = 0xaa;

    /** Control of a frame without numbers that holds information. */
    public static final int UNNUMBERED = 3;

    /** What SNAP takes behind the three bytes of its header. */
    public static final int SNAP_SIZE = 5;

    /** What an XID frame of IEEE 802.2 begins with, and how long it is: format, classes, window. */
    public static final int XID_FORMAT = 0x81;

    public static final int XID_SIZE = 3;

    private LogicalLinkHeader() {}

    public static int destination(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    public static int source(Octets in, int at) throws Cut {
        return in.u8(at + 1);
    }

    /** True for a frame without numbers, whose control is one byte. */
    public static boolean isUnnumbered(Octets in, int at) throws Cut {
        return (in.u8(at + 2) & UNNUMBERED) == UNNUMBERED;
    }

    /** One byte for frames without numbers, else two. */
    public static int control(Octets in, int at) throws Cut {
        return in.u8(at + 2) | (isUnnumbered(in, at) ? 0 : in.u8(at + 3) << 8);
    }

    /** Length of the header. */
    public static int size(Octets in, int at) throws Cut {
        return isUnnumbered(in, at) ? SIZE : SIZE + 1;
    }

    /** True if SNAP follows. */
    public static boolean isSubnetwork(Octets in, int at) throws Cut {
        return destination(in, at) == SNAP
                && source(in, at) == SNAP
                && control(in, at) == UNNUMBERED;
    }

    /** Of what an XID frame holds, which begins here. */
    public static int xidFormat(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    public static int xidClasses(Octets in, int at) throws Cut {
        return in.u8(at + 1);
    }

    public static int xidWindow(Octets in, int at) throws Cut {
        return in.u8(at + 2);
    }

    /** Of SNAP, which begins here. */
    public static int organisation(Octets in, int at) throws Cut {
        return in.u24(at);
    }

    /** Of SNAP, which begins here: an Ethernet type if the organisation is 0. */
    public static int subnetworkType(Octets in, int at) throws Cut {
        return in.u16(at + 3);
    }
}
