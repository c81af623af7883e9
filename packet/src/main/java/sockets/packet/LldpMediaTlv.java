package sockets.packet;

/**
 * What TIA adds to LLDP for telephones and the like, LLDP-MED (ANSI/TIA-1057). Behind organisation
 * and subtype stand:
 *
 * <pre>
 * 1     capabilities  a bit each (2 bytes), kind of device
 * 2     policy        application, |unknown|tagged| - |network (12 bits)|priority (3)|DSCP (6)|
 * 3     location      format; then coordinates, an address or a number to call
 * 4     power         |type (2 bits)|source (2)|priority (4)|, tenths of a watt (2)
 * 5-11  inventory     text
 *
 * coordinates (RFC 6225): latitude and longitude, |resolution (6 bits)|value (34)| each;
 *     altitude |type (4)|resolution (6)|value (30)|; datum
 * address (RFC 4776): length, whose it is, country (2); then each: type, length, text
 * </pre>
 */
public final class LldpMediaTlv {
    public static final int CAPABILITIES = 1;
    public static final int POLICY = 2;
    public static final int LOCATION = 3;
    public static final int POWER = 4;
    public static final int FIRST_INVENTORY = 5;
    public static final int LAST_INVENTORY = 11;

    // flags of a policy
    public static final int UNKNOWN = 0x80;
    public static final int TAGGED = 0x40;

    // formats of a location
    public static final int COORDINATES = 1;
    public static final int CIVIC_ADDRESS = 2;
    public static final int EMERGENCY_NUMBER = 3;

    /** How long a location of coordinates is. */
    public static final int COORDINATES_SIZE = 21;

    /** Where a location begins behind its format. */
    public static final int PLACE = 5;

    // of a civic address: what its length does not count, and what it counts before the elements
    public static final int UNCOUNTED = 6;
    public static final int COUNTRY = 7;
    public static final int COUNTRY_SIZE = 2;
    public static final int ELEMENTS = 9;
    public static final int LEAST_ADDRESS = 3;

    /** Of an element of a civic address: type and length. */
    public static final int ELEMENT_SIZE = 2;

    /** Where the text of an inventory begins. */
    public static final int TEXT = 4;

    private static final int LONGITUDE = 10;
    private static final int ALTITUDE = 15;

    private LldpMediaTlv() {}

    /** How long a value of a subtype is at least; -1 if it is none of these. */
    public static int least(int subtype) {
        return switch (subtype) {
            case CAPABILITIES, POWER -> 7;
            case POLICY -> 8;
            case LOCATION -> PLACE;
            default -> subtype >= FIRST_INVENTORY && subtype <= LAST_INVENTORY ? TEXT : -1;
        };
    }

    public static int capabilities(Octets in, int value) throws Cut {
        return in.u16(value + 4);
    }

    public static int device(Octets in, int value) throws Cut {
        return in.u8(value + 6);
    }

    public static int application(Octets in, int value) throws Cut {
        return in.u8(value + 4);
    }

    public static int policyFlags(Octets in, int value) throws Cut {
        return in.u8(value + 5) & 0xe0;
    }

    public static int policyNetwork(Octets in, int value) throws Cut {
        return in.u24(value + 5) >> 9 & 0xfff;
    }

    public static int policyPriority(Octets in, int value) throws Cut {
        return in.u24(value + 5) >> 6 & 7;
    }

    public static int policyCodePoint(Octets in, int value) throws Cut {
        return in.u24(value + 5) & 0x3f;
    }

    public static int format(Octets in, int value) throws Cut {
        return in.u8(value + 4);
    }

    public static int latitudeResolution(Octets in, int value) throws Cut {
        return in.u8(value + PLACE) >> 2;
    }

    /** 34 bits: degrees, with 25 bits behind the point. */
    public static long latitude(Octets in, int value) throws Cut {
        return degrees(in, value + PLACE);
    }

    public static int longitudeResolution(Octets in, int value) throws Cut {
        return in.u8(value + LONGITUDE) >> 2;
    }

    public static long longitude(Octets in, int value) throws Cut {
        return degrees(in, value + LONGITUDE);
    }

    private static long degrees(Octets in, int at) throws Cut {
        return (in.u8(at) & 3L) << 32 | in.u32(at + 1) & 0xffffffffL;
    }

    /** In metres or floors. */
    public static int altitudeType(Octets in, int value) throws Cut {
        return in.u8(value + ALTITUDE) >> 4;
    }

    public static int altitudeResolution(Octets in, int value) throws Cut {
        return in.u16(value + ALTITUDE) >> 6 & 0x3f;
    }

    /** With 8 bits behind the point. */
    public static int altitude(Octets in, int value) throws Cut {
        return in.u32(value + ALTITUDE + 1) & 0x3fffffff;
    }

    /** What the coordinates are measured from. */
    public static int datum(Octets in, int value) throws Cut {
        return in.u8(value + 20);
    }

    /** Of a civic address, from whose it is on. */
    public static int addressLength(Octets in, int value) throws Cut {
        return in.u8(value + PLACE);
    }

    /** Whose civic address it is. */
    public static int addressOwner(Octets in, int value) throws Cut {
        return in.u8(value + 6);
    }

    public static int elementType(Octets in, int element) throws Cut {
        return in.u8(element);
    }

    public static int elementLength(Octets in, int element) throws Cut {
        return in.u8(element + 1);
    }

    /** Type, source and priority. */
    public static int powerFlags(Octets in, int value) throws Cut {
        return in.u8(value + 4);
    }

    /** In tenths of a watt. */
    public static int power(Octets in, int value) throws Cut {
        return in.u16(value + 5);
    }
}
