package sockets.packet;

/**
 * A link state advertisement of OSPF for IPv6, RFC 5340, A.4. Addresses are prefixes, and stand in
 * LSAs of their own.
 *
 * <pre>
 *  0                               16                          31
 * +-------------------------------+-----------------------------+
 * |              age              | U | scope |      type       |
 * |               link state id, advertising router             |
 * |                       sequence number                       |
 * |           checksum            |           length            |
 * +---------------+---------------+-----------------------------+
 * |     flags     |                   options                   |  router
 * |     type      |       0       |           metric            |  each link
 * |       interface id, neighbour's interface id, its router    |
 * +---------------+---------------------------------------------+
 * |       0       |     options, then all attached routers      |  network
 * |       0       |     metric, then a prefix                   |  inter-area prefix
 * |       0       |     options                                 |  inter-area router
 * |       0       |     metric, then its router id              |
 * |     flags     |     metric, then a prefix,                  |  external
 * |     forwarding address (16), route tag, referenced id       |
 * |   priority    |     options, then link-local address (16),  |  link
 * |     number of prefixes (4), prefixes                        |
 * |      number of prefixes       |     referenced type         |  intra-area prefix
 * |     referenced id, referenced router, prefixes              |
 * +---------------+---------------+-----------------------------+
 * | prefix length |    options    |  metric or referenced type  |  each prefix
 * |     as many words of the address as its length needs        |
 * +-------------------------------------------------------------+
 * </pre>
 */
public final class Ospf3Lsa {
    /** Of the header. */
    public static final int SIZE = 20;

    // types with their scopes
    public static final int ROUTER = 0x2001;
    public static final int NETWORK = 0x2002;
    public static final int INTER_AREA_PREFIX = 0x2003;
    public static final int INTER_AREA_ROUTER = 0x2004;
    public static final int EXTERNAL = 0x4005;
    public static final int NSSA = 0x2007;
    public static final int LINK = 0x0008;
    public static final int INTRA_AREA_PREFIX = 0x2009;
    public static final int TRAFFIC_ENGINEERING = 0x000a;
    public static final int GRACEFUL_RESTART = 0x000b;

    // what a type is made of
    public static final int TYPE = 0x1fff;

    /** Flooded by those who do not know it. */
    public static final int UNKNOWN_FLOODED = 0x8000;

    // where addresses, and what is written as one, are
    public static final int ID = 4;
    public static final int ADVERTISING_ROUTER = 8;
    public static final int NETWORK_ROUTERS = 24;
    public static final int DESTINATION_ROUTER = 28;
    public static final int LINK_ADDRESS = 24;
    public static final int REFERENCED_ID = 24;
    public static final int REFERENCED_ROUTER = 28;

    // where prefixes begin
    public static final int INTER_AREA_PREFIXES = 24;
    public static final int EXTERNAL_PREFIX = 24;
    public static final int LINK_PREFIXES = 44;
    public static final int INTRA_AREA_PREFIXES = 32;

    // the links of a router
    public static final int LINKS = 24;
    public static final int LINK_SIZE = 16;
    public static final int LINK_INTERFACE = 4;
    public static final int LINK_NEIGHBOR_INTERFACE = 8;
    public static final int LINK_NEIGHBOR = 12;

    // flags of an external one
    public static final int HAS_TAG = 1;
    public static final int HAS_FORWARD = 2;

    public static final int ADDRESS_SIZE = 16;

    /** Of a prefix, before its address. */
    public static final int PREFIX_SIZE = 4;

    private Ospf3Lsa() {}

    public static int age(Octets in, int at) throws Cut {
        return in.u16(at);
    }

    /** With its scope. */
    public static int type(Octets in, int at) throws Cut {
        return in.u16(at + 2);
    }

    /** 0 the link, 1 the area, 2 all of them. */
    public static int scope(int type) {
        return type >> 13 & 3;
    }

    public static int sequence(Octets in, int at) throws Cut {
        return in.u32(at + 12);
    }

    public static int checksum(Octets in, int at) throws Cut {
        return in.u16(at + 16);
    }

    /** With its header. */
    public static int length(Octets in, int at) throws Cut {
        return in.u16(at + 18);
    }

    /** Of a router or an external one; of a link the priority. */
    public static int flags(Octets in, int at) throws Cut {
        return in.u8(at + 20);
    }

    /** Of a router, a network, a link, or a router in another area. */
    public static int options(Octets in, int at) throws Cut {
        return in.u24(at + 21);
    }

    /** Of what is in another area or outside. */
    public static int metric(Octets in, int at) throws Cut {
        return in.u24(at + 21);
    }

    /** Of the way to a router in another area. */
    public static int routerMetric(Octets in, int at) throws Cut {
        return in.u24(at + 25);
    }

    public static int linkType(Octets in, int link) throws Cut {
        return in.u8(link);
    }

    public static int linkMetric(Octets in, int link) throws Cut {
        return in.u16(link + 2);
    }

    /** Of a link. */
    public static int linkPrefixes(Octets in, int at) throws Cut {
        return in.u32(at + 40);
    }

    /** Within an area. */
    public static int intraAreaPrefixes(Octets in, int at) throws Cut {
        return in.u16(at + 20);
    }

    /** Within an area: whose prefixes they are. */
    public static int referencedType(Octets in, int at) throws Cut {
        return in.u16(at + 22);
    }

    public static int prefixLength(Octets in, int prefix) throws Cut {
        return in.u8(prefix);
    }

    public static int prefixOptions(Octets in, int prefix) throws Cut {
        return in.u8(prefix + 1);
    }

    /** Or, of an external one, the type that it refers to. */
    public static int prefixMetric(Octets in, int prefix) throws Cut {
        return in.u16(prefix + 2);
    }

    /** The bytes of an address that a prefix of so many bits takes. */
    public static int addressSize(int prefixLength) {
        return (prefixLength + 31) / 32 * 4;
    }
}
