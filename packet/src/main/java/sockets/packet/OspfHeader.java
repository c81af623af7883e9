package sockets.packet;

/**
 * OSPF header, RFC 2328, A.3.1, and what follows it: the hello, A.3.2; the description of a
 * database, A.3.3; requests of {@link OspfLsa}s, A.3.4; an update or acknowledgement of them, A.3.5
 * and A.3.6.
 *
 * <pre>
 *  0               8               16                          31
 * +---------------+---------------+-----------------------------+
 * |    version    |     type      |            length           |
 * +---------------+---------------+-----------------------------+
 * |                          router id                          |
 * |                           area id                           |
 * |           checksum            |     authentication type     |
 * |                   authentication (8 bytes)                  |
 * +-------------------------------+---------------+-------------+
 * |                         network mask                        |  hello
 * |        hello interval         |    options    |  priority   |
 * |                    router dead interval                     |
 * |    designated router, its backup, and all neighbours        |
 * +-------------------------------+---------------+-------------+
 * |             MTU               |    options    |    flags    |  description
 * |                       sequence number                       |
 * |                         LSA headers                         |
 * +-------------------------------------------------------------+
 * |               LS type, LS id, advertising router            |  each request
 * +-------------------------------------------------------------+
 * |                  number of LSAs, the LSAs                   |  update
 * +-------------------------------------------------------------+
 * </pre>
 */
public final class OspfHeader {
    // types, of OSPF for IPv6 too
    public static final int HELLO = 1;
    public static final int DESCRIPTION = 2;
    public static final int REQUEST = 3;
    public static final int UPDATE = 4;
    public static final int ACKNOWLEDGEMENT = 5;

    // kinds of authentication
    public static final int PASSWORD = 1;
    public static final int MD5 = 2;

    /** What stands behind a packet that MD5 authenticates. */
    public static final int DIGEST_SIZE = 16;

    // where addresses are
    public static final int ROUTER = 4;
    public static final int AREA = 8;
    public static final int AUTHENTICATION = 16;
    public static final int AUTHENTICATION_SIZE = 8;
    public static final int MASK = 24;
    public static final int DESIGNATED = 36;
    public static final int BACKUP = 40;
    public static final int NEIGHBORS = 44;

    // where what follows the header begins: requests, LSAs or their headers
    public static final int REQUESTS = 24;
    public static final int DESCRIBED = 32;
    public static final int UPDATED = 28;
    public static final int ACKNOWLEDGED = 24;

    // a request
    public static final int REQUEST_SIZE = 12;
    public static final int REQUESTED_ID = 4;
    public static final int REQUESTED_ROUTER = 8;

    /**
     * In the options of a hello or a description: a block of link-local signalling follows, RFC
     * 5613.
     */
    public static final int OPTION_L = 0x10;

    private OspfHeader() {}

    public static int version(Octets in, int at) throws Cut {
        return in.u8(at);
    }

    public static int type(Octets in, int at) throws Cut {
        return in.u8(at + 1);
    }

    public static int length(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }

    public static int checksum(Octets in, int at) throws Cut {
        return in.u16(at + 12);
    }

    public static int authenticationType(Octets in, int at) throws Cut {
        return in.u16(at + 14);
    }

    /** Of MD5. */
    public static int keyId(Octets in, int at) throws Cut {
        return in.u8(at + AUTHENTICATION + 2);
    }

    /** Of MD5. */
    public static int digestLength(Octets in, int at) throws Cut {
        return in.u8(at + AUTHENTICATION + 3);
    }

    /** Of MD5. */
    public static int sequence(Octets in, int at) throws Cut {
        return in.u32(at + AUTHENTICATION + 4);
    }

    public static int helloInterval(Octets in, int at) throws Cut {
        return in.u16(at + 28);
    }

    public static int options(Octets in, int at) throws Cut {
        return in.u8(at + 30);
    }

    public static int priority(Octets in, int at) throws Cut {
        return in.u8(at + 31);
    }

    public static int deadInterval(Octets in, int at) throws Cut {
        return in.u32(at + 32);
    }

    public static int mtu(Octets in, int at) throws Cut {
        return in.u16(at + 24);
    }

    /** Of a description. */
    public static int descriptionOptions(Octets in, int at) throws Cut {
        return in.u8(at + 26);
    }

    public static int descriptionFlags(Octets in, int at) throws Cut {
        return in.u8(at + 27);
    }

    public static int descriptionSequence(Octets in, int at) throws Cut {
        return in.u32(at + 28);
    }

    /** Of a request, which begins here. */
    public static int requestedType(Octets in, int request) throws Cut {
        return in.u32(request);
    }

    /** Of an update: how many LSAs are in it. */
    public static int updates(Octets in, int at) throws Cut {
        return in.u32(at + 24);
    }
}
