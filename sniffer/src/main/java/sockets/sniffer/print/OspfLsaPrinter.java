package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.OspfLsa;

/** The link state advertisements of OSPF, RFC 2328, with those of RFC 1584, 3101 and 5250. */
final class OspfLsaPrinter {
    static final Object[] OPTIONS = {
        0x01, "MultiTopology",
        0x02, "External",
        0x04, "Multicast",
        0x08, "NSSA",
        0x10, "LLS",
        0x20, "Demand Circuit",
        0x40, "Opaque",
        0x80, "Up/Down"
    };
    private static final String[] TYPES = {
        "unknown",
        "Router",
        "Network",
        "Summary",
        "ASBR Summary",
        "External",
        "Multicast Group",
        "NSSA",
        "unknown",
        "Link Local Opaque",
        "Area Local Opaque",
        "Domain Wide Opaque"
    };
    private static final Object[] ROUTERS = {
        0x01, "ABR",
        0x02, "ASBR",
        0x04, "Virtual",
        0x08, "Wildcard",
        0x10, "Nt",
        0x80, "Host"
    };
    private static final String[] TOPOLOGIES = {"default", "multicast", "management"};

    private final Print p;
    private final OspfTlvPrinter values;

    OspfLsaPrinter(Print print) {
        p = print;
        values = new OspfTlvPrinter(print);
    }

    static String type(int type) {
        return type >= 0 && type < TYPES.length ? TYPES[type] : "unknown";
    }

    /** What an opaque link state id begins with. */
    static String opaqueType(int type) {
        return switch (type) {
            case OspfLsa.TRAFFIC_ENGINEERING -> "Traffic Engineering";
            case OspfLsa.GRACEFUL_RESTART -> "Graceful restart";
            case OspfLsa.ROUTER_INFORMATION -> "Router Information";
            default -> "unknown";
        };
    }

    /** Prints a header; the length of the LSA, or -1 if it cannot be. */
    int header(int at) throws Cut {
        int length = OspfLsa.length(p, at);
        if (length < OspfLsa.SIZE) {
            p.out.text("\n\t    Bogus length ").number(length).text(" < header (");
            p.out.number(OspfLsa.SIZE).character(')');
            return -1;
        }
        p.out.text("\n\t  Advertising Router ");
        p.ipv4(at + OspfLsa.ADVERTISING_ROUTER);
        p.out.text(", seq 0x").hex(OspfLsa.sequence(p, at), 8);
        p.out.text(", age ").number(OspfLsa.age(p, at));
        p.out.text("s, length ").number(length - OspfLsa.SIZE);
        int type = OspfLsa.type(p, at);
        p.out.text("\n\t    ").text(type(type)).text(" LSA (").number(type);
        int id = at + OspfLsa.ID;
        if (OspfLsa.isOpaque(type)) {
            int opaque = OspfLsa.opaqueType(p, id);
            p.out.text("), Opaque-Type ").text(opaqueType(opaque)).text(" LSA (").number(opaque);
            p.out.text("), Opaque-ID ").number(OspfLsa.opaqueId(p, id));
        } else {
            p.out.text("), LSA-ID: ");
            p.ipv4(id);
        }
        options("\n\t    Options: [", OspfLsa.options(p, at));
        return length;
    }

    void options(String title, int options) {
        p.out.text(title);
        Words.bits(p.out, options, ", ", OPTIONS);
        p.out.character(']');
    }

    /** Prints an LSA; its length, or -1 if it cannot be. */
    int print(int at) throws Cut {
        int length = header(at);
        if (length < 0) return -1;
        int end = at + length;
        boolean whole = true;
        switch (OspfLsa.type(p, at)) {
            case OspfLsa.ROUTER -> whole = router(at);
            case OspfLsa.NETWORK -> {
                mask(at);
                p.out.text("\n\t    Connected Routers:");
                for (int router = at + OspfLsa.NETWORK_ROUTERS; router < end; router += 4)
                    p.ipv4("\n\t      ", router);
            }
            case OspfLsa.SUMMARY -> {
                mask(at);
                summaries(at, end);
            }
            case OspfLsa.ASBR_SUMMARY -> summaries(at, end);
            case OspfLsa.EXTERNAL, OspfLsa.NSSA -> {
                mask(at);
                externals(at, end);
            }
            case OspfLsa.GROUP -> vertices(at, end);
            case OspfLsa.LINK_OPAQUE, OspfLsa.AREA_OPAQUE, OspfLsa.DOMAIN_OPAQUE ->
                    whole = opaque(at, length - OspfLsa.SIZE);
            default -> {}
        }
        if (whole && p.verbose() > 1)
            HexDump.unknown(p, "\n\t    ", at + OspfLsa.SIZE, length - OspfLsa.SIZE);
        return length;
    }

    private void mask(int at) throws Cut {
        p.ipv4("\n\t    Mask ", at + OspfLsa.MASK);
    }

    private Line topology(int topology) {
        String name = topology < TOPOLOGIES.length ? TOPOLOGIES[topology] : "Unknown";
        return p.out.text("\n\t\ttopology ").text(name).text(" (").number(topology).character(')');
    }

    /** False if there is a link of which nobody knows how it goes on. */
    private boolean router(int at) throws Cut {
        int flags = OspfLsa.routerFlags(p, at);
        p.out.text("\n\t    Router LSA Options: [");
        Words.bits(p.out, flags, ", ", ROUTERS);
        p.out.character(']');
        int link = at + OspfLsa.LINKS;
        int links = OspfLsa.links(p, at);
        // of none, too
        p.need(link, OspfLsa.LINK_SIZE);
        for (int i = 0; i < links; i++) {
            p.need(link, OspfLsa.LINK_SIZE);
            int type = OspfLsa.linkType(p, link);
            String data = ", Interface Address: ";
            switch (type) {
                case OspfLsa.VIRTUAL -> p.out.text("\n\t      Virtual Link: Neighbor Router-ID: ");
                case OspfLsa.POINT_TO_POINT -> p.out.text("\n\t      Neighbor Router-ID: ");
                case OspfLsa.TRANSIT -> p.out.text("\n\t      Neighbor Network-ID: ");
                case OspfLsa.STUB -> {
                    p.out.text("\n\t      Stub Network: ");
                    data = ", Mask: ";
                }
                default -> {
                    p.out.text("\n\t      Unknown Router Link Type (").number(type).character(')');
                    return false;
                }
            }
            p.ipv4(link);
            p.ipv4(data, link + OspfLsa.LINK_DATA);
            topology(0).text(", metric ").number(OspfLsa.linkMetric(p, link));
            int more = OspfLsa.moreMetrics(p, link);
            for (link += OspfLsa.LINK_SIZE; more > 0; link += OspfLsa.METRIC_SIZE, more--) {
                int metric = OspfLsa.topologyMetric(p, link);
                topology(OspfLsa.linkTopology(p, link)).text(", metric ").number(metric);
            }
        }
        return true;
    }

    private void summaries(int at, int end) throws Cut {
        p.need(at + OspfLsa.METRICS, OspfLsa.METRIC_SIZE);
        for (int place = at + OspfLsa.METRICS; place < end; place += OspfLsa.METRIC_SIZE) {
            int metric = OspfLsa.metric(p, place);
            topology(OspfLsa.topology(p, place) & 0x7f).text(" metric ").number(metric);
        }
    }

    private void externals(int at, int end) throws Cut {
        p.need(at + OspfLsa.METRICS, OspfLsa.METRIC_SIZE);
        for (int place = at + OspfLsa.METRICS; place < end; place += OspfLsa.EXTERNAL_SIZE) {
            int metric = OspfLsa.metric(p, place);
            int topology = OspfLsa.topology(p, place);
            topology(topology & 0x7f).text(", type ").number((topology >> 7) + 1);
            p.out.text(", metric ");
            if (metric == OspfLsa.INFINITE) p.out.text("infinite");
            else p.out.number(metric);
            if (p.u32(place + OspfLsa.FORWARD) != 0) p.ipv4(", forward ", place + OspfLsa.FORWARD);
            if (p.u32(place + OspfLsa.TAG) != 0) p.ipv4(", tag ", place + OspfLsa.TAG);
        }
    }

    private void vertices(int at, int end) throws Cut {
        for (int vertex = at + OspfLsa.VERTICES; vertex < end; vertex += OspfLsa.VERTEX_SIZE) {
            int type = OspfLsa.vertexType(p, vertex);
            if (type == 1) p.ipv4("\n\t    Router Router-ID ", vertex + OspfLsa.VERTEX_ID);
            else if (type == 2)
                p.ipv4("\n\t    Network Designated Router ", vertex + OspfLsa.VERTEX_ID);
            else p.out.text("\n\t    unknown VertexType (").number(type).character(')');
        }
    }

    private boolean opaque(int at, int length) throws Cut {
        int value = at + OspfLsa.SIZE;
        switch (OspfLsa.opaqueType(p, at + OspfLsa.ID)) {
            case OspfLsa.ROUTER_INFORMATION -> {
                return values.information(value, length);
            }
            case OspfLsa.GRACEFUL_RESTART -> {
                return values.restart(value, length);
            }
            case OspfLsa.TRAFFIC_ENGINEERING -> {
                return values.engineering(value, length);
            }
            default -> {
                if (p.verbose() <= 1) HexDump.unknown(p, "\n\t    ", value, length);
                return true;
            }
        }
    }
}
