package sockets.packet;

/**
 * What IEEE 802.3 adds to LLDP: what a port of Ethernet can do (802.3, clause 79). Behind
 * organisation and subtype stand:
 *
 * <pre>
 * 1  medium            negotiation (1 byte), what is offered (2), what is in use (2)
 * 2  power             support, pairs of wires, class
 * 3  link aggregation  status, port (4)
 * 4  largest frame     size (2)
 * </pre>
 */
public final class LldpPortTlv {
    public static final int MEDIUM = 1;
    public static final int POWER = 2;
    public static final int LINK_AGGREGATION = 3;
    public static final int FRAME_SIZE = 4;

    private LldpPortTlv() {}

    /** How long a value of a subtype is at least; -1 if it is none of these. */
    public static int least(int subtype) {
        return switch (subtype) {
            case MEDIUM, LINK_AGGREGATION -> 9;
            case POWER -> 7;
            case FRAME_SIZE -> 6;
            default -> -1;
        };
    }

    /** Whether the medium is negotiated. */
    public static int negotiation(Octets in, int value) throws Cut {
        return in.u8(value + 4);
    }

    /** The media that are offered: ifMauAutoNegCapAdvertisedBits of RFC 3636. */
    public static int offered(Octets in, int value) throws Cut {
        return in.u16(value + 5);
    }

    /** The medium in use: dot3MauType of RFC 3636. */
    public static int medium(Octets in, int value) throws Cut {
        return in.u16(value + 7);
    }

    public static int powerSupport(Octets in, int value) throws Cut {
        return in.u8(value + 4);
    }

    public static int powerPairs(Octets in, int value) throws Cut {
        return in.u8(value + 5);
    }

    public static int powerClass(Octets in, int value) throws Cut {
        return in.u8(value + 6);
    }

    public static int aggregation(Octets in, int value) throws Cut {
        return in.u8(value + 4);
    }

    public static int aggregatedPort(Octets in, int value) throws Cut {
        return in.u32(value + 5);
    }

    public static int frameSize(Octets in, int value) throws Cut {
        return in.u16(value + 4);
    }
}
