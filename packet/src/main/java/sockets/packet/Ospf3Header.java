package sockets.packet;

/**
 * Header of OSPF for IPv6, RFC 5340, A.3.1, and what follows it, A.3.2 to A.3.6. Its types are
 * those of {@link OspfHeader}, and so is where version, type and length stand.
 *
 * <pre>
 *  0               8               16              24          31
 * +---------------+---------------+-----------------------------+
 * |    version    |     type      |            length           |
 * |                     router id, area id                      |
 * |           checksum            |   instance    |      0      |
 * +-------------------------------+---------------+-------------+
 * |                        interface id                         |  hello
 * |   priority    |                   options                   |
 * |        hello interval         |     router dead interval    |
 * |    designated router, its backup, and all neighbours        |
 * +---------------+---------------------------------------------+
 * |       0       |                   options                   |  description
 * |              MTU              |       0       |    flags    |
 * |                sequence number, LSA headers                 |
 * +-------------------------------+-----------------------------+
 * |               0               |           LS type           |  each request
 * |                 LS id, advertising router                   |
 * +-------------------------------+-----------------------------+
 * |                  number of LSAs, the LSAs                   |  update
 * +-------------------------------------------------------------+
 * </pre>
 *
 * <p>Behind the packet there may be link-local signalling ({@link OspfSignalling}), and then an
 * authentication trailer (RFC 7166).
 */
public final class Ospf3Header {
    // where addresses, and what is written as one, are
    public static final int ROUTER = 4;
    public static final int AREA = 8;
    public static final int INTERFACE = 16;
    public static final int DESIGNATED = 28;
    public static final int BACKUP = 32;
    public static final int NEIGHBORS = 36;

    // where what follows the header begins: requests, LSAs or their headers
    public static final int REQUESTS = 16;
    public static final int DESCRIBED = 28;
    public static final int UPDATED = 20;
    public static final int ACKNOWLEDGED = 16;

    // a request
    public static final int REQUEST_SIZE = 12;
    public static final int REQUESTED_ID = 4;
    public static final int REQUESTED_ROUTER = 8;

    /** In the options of a hello or a description: link-local signalling follows. */
    public static final int OPTION_L = 0x200;

    /** The least of an authentication trailer. */
    public static final int TRAILER_SIZE = 16;

    private Ospf3Header() {}

    public static int instance(Octets in, int at) throws Cut {
        return in.u8(at + 14);
    }

    public static int priority(Octets in, int at) throws Cut {
        return in.u8(at + 20);
    }

    /** Of a hello. */
    public static int options(Octets in, int at) throws Cut {
        return in.u24(at + 21);
    }

    public static int helloInterval(Octets in, int at) throws Cut {
        return in.u16(at + 24);
    }

    public static int deadInterval(Octets in, int at) throws Cut {
        return in.u16(at + 26);
    }

    public static int descriptionOptions(Octets in, int at) throws Cut {
        return in.u24(at + 17);
    }

    public static int mtu(Octets in, int at) throws Cut {
        return in.u16(at + 20);
    }

    public static int descriptionFlags(Octets in, int at) throws Cut {
        return in.u8(at + 23);
    }

    public static int descriptionSequence(Octets in, int at) throws Cut {
        return in.u32(at + 24);
    }

    /** Of a request, which begins here. */
    public static int requestedType(Octets in, int request) throws Cut {
        return in.u16(request + 2);
    }

    /** Of an update: how many LSAs are in it. */
    public static int updates(Octets in, int at) throws Cut {
        return in.u32(at + 16);
    }

    public static int trailerType(Octets in, int trailer) throws Cut {
        return in.u16(trailer);
    }

    public static int trailerLength(Octets in, int trailer) throws Cut {
        return in.u16(trailer + 2);
    }

    public static int securityAssociation(Octets in, int trailer) throws Cut {
        return in.u16(trailer + 6);
    }

    /** The higher half; the lower one follows. */
    public static int trailerSequence(Octets in, int trailer) throws Cut {
        return in.u32(trailer + 8);
    }

    public static int trailerSequenceLow(Octets in, int trailer) throws Cut {
        return in.u32(trailer + 12);
    }
}
