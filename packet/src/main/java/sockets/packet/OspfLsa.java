package sockets.packet;

/**
 * A link state advertisement of OSPF, RFC 2328, A.4: what a router tells all others of its area, or
 * of all areas. The body of an opaque one (RFC 5250) is a list of {@link OspfTlv}.
 *
 * <pre>
 *  0                               16              24          31
 * +-------------------------------+---------------+-------------+
 * |              age              |    options    |    type     |
 * |              link state id (opaque: type, 24 bits of id)    |
 * |                      advertising router                     |
 * |                       sequence number                       |
 * |           checksum            |           length            |
 * +-------------------------------+-----------------------------+
 * |     flags     |       0       |       number of links       |  router
 * |             link id           |          link data          |  each link
 * |     type      |  more metrics |           metric            |
 * |   topology    |       0       |           metric            |  each of more
 * +---------------+-----------------------------+---------------+
 * |      network mask, then all attached routers                |  network
 * |      network mask, then topology (8 bits), metric (24)      |  summary
 * |      network mask, then E and topology (8), metric (24),    |  external, NSSA
 * |      forwarding address, route tag                          |
 * +-------------------------------------------------------------+
 * </pre>
 */
public final class OspfLsa {
    /** Of the header. */
    public static final int SIZE = 20;

    // types
    public static final int ROUTER = 1;
    public static final int NETWORK = 2;
    public static final int SUMMARY = 3;
    public static final int ASBR_SUMMARY = 4;
    public static final int EXTERNAL = 5;
    public static final int GROUP = 6;
    public static final int NSSA = 7;
    public static final int LINK_OPAQUE = 9;
    public static final int AREA_OPAQUE = 10;
    public static final int DOMAIN_OPAQUE = 11;

    // types of opaque ones
    public static final int TRAFFIC_ENGINEERING = 1;
    public static final int GRACEFUL_RESTART = 3;
    public static final int ROUTER_INFORMATION = 4;

    // where addresses are
    public static final int ID = 4;
    public static final int ADVERTISING_ROUTER = 8;
    public static final int MASK = 20;
    public static final int NETWORK_ROUTERS = 24;

    // the links of a router
    public static final int LINKS = 24;
    public static final int LINK_SIZE = 12;
    public static final int LINK_DATA = 4;
    public static final int METRIC_SIZE = 4;

    // kinds of links, of OSPF for IPv6 too
    public static final int POINT_TO_POINT = 1;
    public static final int TRANSIT = 2;
    public static final int STUB = 3;
    public static final int VIRTUAL = 4;

    // the metrics of a summary, and of what is outside
    public static final int METRICS = 24;
    public static final int EXTERNAL_SIZE = 12;
    public static final int FORWARD = 4;
    public static final int TAG = 8;

    /** The metric that means unreachable. */
    public static final int INFINITE = 0xffffff;

    // the vertices of a multicast group, RFC 1584
    public static final int VERTICES = 20;
    public static final int VERTEX_SIZE = 8;
    public static final int VERTEX_ID = 4;

    private OspfLsa() {}

    public static int age(Octets in, int at) throws Cut {
        return in.u16(at);
    }

    public static int options(Octets in, int at) throws Cut {
        return in.u8(at + 2);
    }

    public static int type(Octets in, int at) throws Cut {
        return in.u8(at + 3);
    }

    public static boolean isOpaque(int type) {
        return type >= LINK_OPAQUE && type <= DOMAIN_OPAQUE;
    }

    /** Of a link state id, which begins here. */
    public static int opaqueType(Octets in, int id) throws Cut {
        return in.u8(id);
    }

    /** Of a link state id, which begins here. */
    public static int opaqueId(Octets in, int id) throws Cut {
        return in.u24(id + 1);
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

    public static int routerFlags(Octets in, int at) throws Cut {
        return in.u8(at + 20);
    }

    public static int links(Octets in, int at) throws Cut {
        return in.u16(at + 22);
    }

    public static int linkType(Octets in, int link) throws Cut {
        return in.u8(link + 8);
    }

    /** How many follow the first one. */
    public static int moreMetrics(Octets in, int link) throws Cut {
        return in.u8(link + 9);
    }

    public static int linkMetric(Octets in, int link) throws Cut {
        return in.u16(link + 10);
    }

    /** Of one more metric of a link. */
    public static int linkTopology(Octets in, int metric) throws Cut {
        return in.u8(metric);
    }

    /** Of one more metric of a link. */
    public static int topologyMetric(Octets in, int metric) throws Cut {
        return in.u16(metric + 2);
    }

    /** Of a summary or an external LSA, whose first bit is none of its. */
    public static int topology(Octets in, int metric) throws Cut {
        return in.u8(metric);
    }

    /** Of a summary or an external LSA. */
    public static int metric(Octets in, int metric) throws Cut {
        return in.u24(metric + 1);
    }

    public static int vertexType(Octets in, int vertex) throws Cut {
        return in.u32(vertex);
    }
}
