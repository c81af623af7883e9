package sockets.packet;

/**
 * Data Centre Bridging Exchange as it was before IEEE 802.1Qaz: one value of LLDP with a list in
 * it, of types and lengths as {@link LldpTlv} has them. The value of each begins:
 *
 * <pre>
 *    version, newest version (a byte each)
 * 1  control:         sequence number (4 bytes), acknowledgement (4)
 *    the others:      |enabled|willing|error| - |, subtype
 * 2  priority groups: group of each priority (4 bits), share of each group (1 byte), classes
 * 3  flow control:    a bit for each priority, classes
 * 4  applications:    each: protocol (2), |OUI (6 bits)|selector (2)|OUI (16)|, priorities
 * </pre>
 */
public final class DcbxTlv {
    /** The subtype that was before the list. */
    public static final int FIRST_VERSION = 1;

    /** Where the list begins behind organisation and subtype. */
    public static final int LIST = 4;

    public static final int CONTROL = 1;
    public static final int PRIORITY_GROUPS = 2;
    public static final int FLOW_CONTROL = 3;
    public static final int APPLICATIONS = 4;

    public static final int ENABLED = 0x80;
    public static final int WILLING = 0x40;
    public static final int ERROR = 0x20;

    /** Of an application, amid the organisation: of what its protocol is a number. */
    public static final int SELECTOR = 0x030000;

    /** How many priorities a frame may have, and how many groups there are. */
    public static final int PRIORITIES = 8;

    /** Where the first application is, and what each takes. */
    public static final int FIRST_APPLICATION = 4;

    public static final int APPLICATION_SIZE = 6;

    private DcbxTlv() {}

    /** How long a value of a type is at least; -1 if it is none of these. */
    public static int least(int type) {
        return switch (type) {
            case CONTROL -> 10;
            case PRIORITY_GROUPS -> 17;
            case FLOW_CONTROL -> 6;
            case APPLICATIONS -> FIRST_APPLICATION;
            default -> -1;
        };
    }

    public static int version(Octets in, int value) throws Cut {
        return in.u8(value);
    }

    public static int newestVersion(Octets in, int value) throws Cut {
        return in.u8(value + 1);
    }

    public static int sequence(Octets in, int value) throws Cut {
        return in.u32(value + 2);
    }

    public static int acknowledgement(Octets in, int value) throws Cut {
        return in.u32(value + 6);
    }

    public static int flags(Octets in, int value) throws Cut {
        return in.u8(value + 2);
    }

    public static int subtype(Octets in, int value) throws Cut {
        return in.u8(value + 3);
    }

    public static int group(Octets in, int value, int priority) throws Cut {
        return in.u32(value + 4) >>> 28 - 4 * priority & 0xf;
    }

    /** How much of the link a group has, in percent. */
    public static int share(Octets in, int value, int group) throws Cut {
        return in.u8(value + 8 + group);
    }

    public static int groupClasses(Octets in, int value) throws Cut {
        return in.u8(value + 16);
    }

    /** Of FLOW_CONTROL: a bit each. */
    public static int priorities(Octets in, int value) throws Cut {
        return in.u8(value + 4);
    }

    public static int flowClasses(Octets in, int value) throws Cut {
        return in.u8(value + 5);
    }

    public static int protocol(Octets in, int application) throws Cut {
        return in.u16(application);
    }

    /** With the organisation around it. */
    public static int selector(Octets in, int application) throws Cut {
        return in.u24(application + 2);
    }

    public static int applicationPriorities(Octets in, int application) throws Cut {
        return in.u8(application + 5);
    }
}
