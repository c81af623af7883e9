package sockets.packet;

/**
 * OSPF header, RFC 2328, A.3.1, and the hello that follows it, A.3.2.
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
 * +-------------------------------------------------------------+
 * </pre>
 */
public final class OspfHeader {
    public static final int SIZE = 24;

    public static final int HELLO = 1;

    // kinds of authentication
    public static final int NONE = 0;
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

    /** In a hello's options: a block of link-local signalling follows, RFC 5613. */
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
}
