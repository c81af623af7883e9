package sockets.packet;

/**
 * NTP message, RFC 5905, 7.3, and the control message of its mode 6, RFC 9327, 2.
 *
 * <pre>
 *  0   2     5     8               16              24          31
 * +---+-----+-----+---------------+---------------+-------------+
 * |LI | VN  |mode |    stratum    |     poll      |  precision  |
 * +---+-----+-----+---------------+---------------+-------------+
 * |               root delay, root dispersion                   |
 * |                        reference id                         |
 * | time stamps of eight bytes: reference, origin, receive,     |
 * |                        transmit                             |
 * |     key id and digest, if it is authenticated               |
 * +-------------------------------------------------------------+
 * </pre>
 */
public final class NtpMessage {
    public static final int PORT = 123;

    /** Without key and digest. */
    public static final int SIZE = 48;

    // modes
    public static final int BROADCAST = 5;
    public static final int CONTROL = 6;

    public static final int REFERENCE_ID = 12;

    // where times are
    public static final int REFERENCE_TIME = 16;
    public static final int ORIGIN_TIME = 24;
    public static final int RECEIVE_TIME = 32;
    public static final int TRANSMIT_TIME = 40;

    public static final int KEY_SIZE = 4;
    public static final int DIGEST = 52;

    /** From 1900 to 1970, in seconds. */
    public static final long UNIX_EPOCH = 2_208_988_800L;

    /** A control message without data. */
    public static final int CONTROL_SIZE = 12;

    private NtpMessage() {}

    /** Leap indicator, version and mode. */
    public static int flags(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    /** The two bits of the leap indicator, in their place. */
    public static int leap(Octets in, int at) throws Cut {
        return in.u8(at) & 0xc0;
    }

    public static int version(Octets in, int at) throws Cut {
        return in.u8(at) >> 3 & 7;
    }

    public static int mode(Octets in, int at) throws Cut {
        return in.u8(at) & 7;
    }

    public static int stratum(Octets in, int at) throws Cut {
        return in.u8(at + 1);
    }

    /** The exponent of 2 of seconds. */
    public static int poll(Octets in, int at) throws Cut {
        return (byte) in.u8(at + 2);
    }

    /** The exponent of 2 of seconds. */
    public static int precision(Octets in, int at) throws Cut {
        return (byte) in.u8(at + 3);
    }

    /** 16 bits of seconds, 16 of their fraction. */
    public static int rootDelay(Octets in, int at) throws Cut {
        return in.u32(at + 4);
    }

    /** As the delay. */
    public static int rootDispersion(Octets in, int at) throws Cut {
        return in.u32(at + 8);
    }

    /** One of the times: 32 bits of seconds since 1900, 32 of their fraction. */
    public static long time(Octets in, int place) throws Cut {
        return in.u64(place);
    }

    public static int referenceId(Octets in, int at) throws Cut {
        return in.u32(at + REFERENCE_ID);
    }

    public static int keyId(Octets in, int at) throws Cut {
        return in.u32(at + SIZE);
    }

    /** Of a control message: the flags of an answer, and what is asked for. */
    public static int control(Octets in, int at) throws Cut {
        return in.u8(at + 1);
    }

    public static int sequence(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }

    public static int status(Octets in, int at) throws Cut {
        return in.u16(at + 4);
    }

    public static int association(Octets in, int at) throws Cut {
        return in.u16(at + 6);
    }

    public static int offset(Octets in, int at) throws Cut {
        return in.u16(at + 8);
    }

    public static int count(Octets in, int at) throws Cut {
        return in.u16(at + 10);
    }
}
