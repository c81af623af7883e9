package sockets.packet;

/**
 * RIP message, RFC 1058, and 2453 for version 2: entries follow its header.
 *
 * <pre>
 *  0               8               16                          31
 * +---------------+---------------+-----------------------------+
 * |    command    |    version    |            zero             |
 * +---------------+---------------+-----------------------------+
 * |        address family         |     route tag (version 2)   |  each entry
 * |                         IP address                          |
 * |                    subnet mask (version 2)                  |
 * |                      next hop (version 2)                   |
 * |                           metric                            |
 * +-------------------------------------------------------------+
 * </pre>
 */
public final class RipMessage {
    public static final int PORT = 520;

    public static final int REQUEST = 1;
    public static final int RESPONSE = 2;

    public static final int SIZE = 4;
    public static final int ENTRY_SIZE = 20;

    /** The family of an entry that authenticates, RFC 2453, 4.1. */
    public static final int AUTHENTICATION = 0xffff;

    // how it authenticates; the last two are of RFC 4822
    public static final int PASSWORD = 2;
    public static final int DIGEST = 3;
    public static final int TRAILER = 1;

    /** What an entry that authenticates holds behind family and kind. */
    public static final int PROOF = 4;

    public static final int PROOF_SIZE = 16;

    public static final int AF_INET = 2;

    // where the addresses of an entry are
    public static final int ADDRESS = 4;
    public static final int MASK = 8;
    public static final int NEXT_HOP = 12;

    private RipMessage() {}

    public static int command(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    public static int version(Octets in, int at) throws Cut {
        return in.u8(at + 1);
    }

    public static int family(Octets in, int entry) throws Cut {
        return in.u16(entry);
    }

    /** Of version 2; of an entry that authenticates it is how. */
    public static int tag(Octets in, int entry) throws Cut {
        return in.u16(entry + 2);
    }

    public static int mask(Octets in, int entry) throws Cut {
        return in.u32(entry + MASK);
    }

    public static int nextHop(Octets in, int entry) throws Cut {
        return in.u32(entry + NEXT_HOP);
    }

    public static int metric(Octets in, int entry) throws Cut {
        return in.u32(entry + 16);
    }

    /** Of a proof that is a DIGEST: of the message without the digest itself. */
    public static int packetLength(Octets in, int proof) throws Cut {
        return in.u16(proof);
    }

    public static int keyId(Octets in, int proof) throws Cut {
        return in.u8(proof + 2);
    }

    public static int digestLength(Octets in, int proof) throws Cut {
        return in.u8(proof + 3);
    }

    public static int sequence(Octets in, int proof) throws Cut {
        return in.u32(proof + 4);
    }

    /** The first or second number that must be zero. */
    public static int reserved(Octets in, int proof, int which) throws Cut {
        return in.u32(proof + 8 + 4 * which);
    }
}
