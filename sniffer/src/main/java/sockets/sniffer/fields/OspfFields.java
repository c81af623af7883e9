package sockets.sniffer.fields;

import sockets.packet.Cut;
import sockets.packet.OspfHeader;
import sockets.packet.OspfLsa;
import sockets.packet.OspfTlv;

/** The fields of OSPF; of its version for IPv6 in another class. */
final class OspfFields {
    private final Fields fields;
    private final Ospf3Fields six;

    OspfFields(Fields fields) {
        this.fields = fields;
        six = new Ospf3Fields(fields);
    }

    void message(int at) throws Cut {
        int version = OspfHeader.version(fields, at);
        fields.number("ospf.version", version);
        int type = OspfHeader.type(fields, at);
        fields.number("ospf.msg", type);
        int length = OspfHeader.length(fields, at);
        fields.number("ospf.packet_length", length);
        fields.ipv4("ospf.srcrouter", at + OspfHeader.ROUTER);
        fields.ipv4("ospf.area_id", at + OspfHeader.AREA);
        fields.hex("ospf.checksum", OspfHeader.checksum(fields, at), 4);
        int end = at + length;
        if (version == 3) six.message(at, type, end);
        if (version != 2) return;
        fields.number("ospf.auth.type", OspfHeader.authenticationType(fields, at));
        switch (type) {
            case OspfHeader.HELLO -> hello(at, end);
            case OspfHeader.DESCRIPTION -> {
                fields.number("ospf.db.interface_mtu", OspfHeader.mtu(fields, at));
                int options = OspfHeader.descriptionOptions(fields, at);
                fields.hex("ospf.v2.options", options, 2);
                fields.hex("ospf.dbd", OspfHeader.descriptionFlags(fields, at), 2);
                int sequence = OspfHeader.descriptionSequence(fields, at);
                fields.unsigned("ospf.db.dd_sequence", sequence);
                headers(at + OspfHeader.DESCRIBED, end);
            }
            case OspfHeader.REQUEST -> {
                int request = at + OspfHeader.REQUESTS;
                int size = OspfHeader.REQUEST_SIZE;
                for (; request + size <= end; request += size) {
                    fields.unsigned("ospf.lsa", OspfHeader.requestedType(fields, request));
                    fields.ipv4("ospf.link_state_id", request + OspfHeader.REQUESTED_ID);
                    fields.ipv4("ospf.advrouter", request + OspfHeader.REQUESTED_ROUTER);
                }
            }
            case OspfHeader.UPDATE -> {
                int count = OspfHeader.updates(fields, at);
                fields.unsigned("ospf.ls.number_of_lsas", count);
                int lsa = at + OspfHeader.UPDATED;
                for (int i = 0; i != count; i++) {
                    int size = header(lsa);
                    body(lsa, lsa + size);
                    lsa += size;
                }
            }
            case OspfHeader.ACKNOWLEDGEMENT -> headers(at + OspfHeader.ACKNOWLEDGED, end);
            default -> {}
        }
    }

    private void hello(int at, int end) throws Cut {
        fields.ipv4("ospf.hello.network_mask", at + OspfHeader.MASK);
        fields.number("ospf.hello.hello_interval", OspfHeader.helloInterval(fields, at));
        fields.hex("ospf.v2.options", OspfHeader.options(fields, at), 2);
        fields.number("ospf.hello.router_priority", OspfHeader.priority(fields, at));
        fields.unsigned("ospf.hello.router_dead_interval", OspfHeader.deadInterval(fields, at));
        fields.ipv4("ospf.hello.designated_router", at + OspfHeader.DESIGNATED);
        fields.ipv4("ospf.hello.backup_designated_router", at + OspfHeader.BACKUP);
        fields.addresses("ospf.hello.active_neighbor", at + OspfHeader.NEIGHBORS, end);
    }

    private void headers(int at, int end) throws Cut {
        for (; at + OspfLsa.SIZE <= end; at += OspfLsa.SIZE) header(at);
    }

    /** The length of the LSA. */
    private int header(int at) throws Cut {
        fields.number("ospf.lsa.age", OspfLsa.age(fields, at) & 0x7fff);
        fields.hex("ospf.v2.options", OspfLsa.options(fields, at), 2);
        int type = OspfLsa.type(fields, at);
        fields.number("ospf.lsa", type);
        int id = at + OspfLsa.ID;
        if (OspfLsa.isOpaque(type)) {
            int opaque = OspfLsa.opaqueType(fields, id);
            fields.number("ospf.lsid_opaque_type", opaque);
            if (opaque != OspfLsa.TRAFFIC_ENGINEERING)
                fields.number("ospf.lsid.opaque_id", OspfLsa.opaqueId(fields, id));
        } else {
            fields.ipv4("ospf.lsa.id", id);
        }
        fields.ipv4("ospf.advrouter", at + OspfLsa.ADVERTISING_ROUTER);
        fields.hex("ospf.lsa.seqnum", OspfLsa.sequence(fields, at) & 0xffffffffL, 8);
        fields.hex("ospf.lsa.chksum", OspfLsa.checksum(fields, at), 4);
        int length = OspfLsa.length(fields, at);
        fields.number("ospf.lsa.length", length);
        if (length < OspfLsa.SIZE) fields.fault();
        return length;
    }

    private void body(int at, int end) throws Cut {
        int type = OspfLsa.type(fields, at);
        switch (type) {
            case OspfLsa.ROUTER -> router(at);
            case OspfLsa.NETWORK -> {
                fields.ipv4("ospf.lsa.network.netmask", at + OspfLsa.MASK);
                fields.addresses("ospf.lsa.network.attchrtr", at + OspfLsa.NETWORK_ROUTERS, end);
            }
            case OspfLsa.SUMMARY, OspfLsa.ASBR_SUMMARY -> {
                fields.ipv4("ospf.lsa.asbr.netmask", at + OspfLsa.MASK);
                int metric = at + OspfLsa.METRICS;
                for (; metric + OspfLsa.METRIC_SIZE <= end; metric += OspfLsa.METRIC_SIZE)
                    metric(metric, 0xff);
            }
            case OspfLsa.EXTERNAL, OspfLsa.NSSA -> {
                fields.ipv4("ospf.lsa.asext.netmask", at + OspfLsa.MASK);
                int metric = at + OspfLsa.METRICS;
                for (; metric + OspfLsa.EXTERNAL_SIZE <= end; metric += OspfLsa.EXTERNAL_SIZE) {
                    fields.bit("ospf.lsa.asext.type", OspfLsa.topology(fields, metric) > 0x7f);
                    metric(metric, 0x7f);
                    fields.ipv4("ospf.lsa.asext.fwdaddr", metric + OspfLsa.FORWARD);
                    fields.unsigned("ospf.lsa.asext.extrttag", fields.u32(metric + OspfLsa.TAG));
                }
            }
            default -> {
                if (OspfLsa.isOpaque(type)) opaque(at, end);
            }
        }
    }

    private void metric(int at, int mask) throws Cut {
        fields.number("ospf.lsa.tos", OspfLsa.topology(fields, at) & mask);
        fields.number("ospf.metric", OspfLsa.metric(fields, at));
    }

    private void router(int at) throws Cut {
        fields.hex("ospf.v2.router.lsa.flags", OspfLsa.routerFlags(fields, at), 2);
        int links = OspfLsa.links(fields, at);
        fields.number("ospf.lsa.number_of_links", links);
        int link = at + OspfLsa.LINKS;
        for (int i = 0; i < links; i++) {
            fields.ipv4("ospf.lsa.router.linkid", link);
            fields.ipv4("ospf.lsa.router.linkdata", link + OspfLsa.LINK_DATA);
            fields.number("ospf.lsa.router.linktype", OspfLsa.linkType(fields, link));
            int more = OspfLsa.moreMetrics(fields, link);
            fields.number("ospf.lsa.router.nummetrics", more);
            fields.number("ospf.lsa.router.metric0", OspfLsa.linkMetric(fields, link));
            link += OspfLsa.LINK_SIZE;
            for (; more > 0; more--, link += OspfLsa.METRIC_SIZE)
                fields.number("ospf.ls.metric", OspfLsa.topologyMetric(fields, link));
        }
    }

    private void opaque(int at, int end) throws Cut {
        int kind = OspfLsa.opaqueType(fields, at + OspfLsa.ID);
        boolean restart = kind == OspfLsa.GRACEFUL_RESTART;
        if (!restart && kind != OspfLsa.TRAFFIC_ENGINEERING) return;
        int place = at + OspfLsa.SIZE;
        while (place + OspfTlv.SIZE <= end) {
            int type = OspfTlv.type(fields, place);
            int length = OspfTlv.length(fields, place);
            place += OspfTlv.SIZE;
            if (restart) restart(type, place);
            else if (type == OspfTlv.LINK) link(place, Math.min(end, place + length));
            else if (type == OspfTlv.ROUTER_ADDRESS) fields.ipv4("ospf.mpls.routerid", place);
            place += OspfTlv.padded(length);
        }
    }

    private void restart(int type, int at) throws Cut {
        switch (type) {
            case OspfTlv.PERIOD -> fields.unsigned("ospf.v2.grace.period", fields.u32(at));
            case OspfTlv.REASON -> fields.number("ospf.v2.grace.reason", fields.u8(at));
            case OspfTlv.INTERFACE_ADDRESS -> fields.ipv4("ospf.v2.grace.ip", at);
            default -> {}
        }
    }

    private void link(int at, int end) throws Cut {
        while (at + OspfTlv.SIZE <= end) {
            int type = OspfTlv.type(fields, at);
            int length = OspfTlv.length(fields, at);
            at += OspfTlv.SIZE;
            switch (type) {
                case OspfTlv.LINK_TYPE -> fields.number("ospf.mpls.linktype", fields.u8(at));
                case OspfTlv.LINK_ID -> fields.ipv4("ospf.mpls.linkid", at);
                case OspfTlv.LOCAL_ADDRESS -> fields.ipv4("ospf.mpls.local_addr", at);
                case OspfTlv.REMOTE_ADDRESS -> fields.ipv4("ospf.mpls.remote_addr", at);
                case OspfTlv.METRIC -> fields.unsigned("ospf.mpls.te_metric", fields.u32(at));
                case OspfTlv.GROUP ->
                        fields.hex("ospf.mpls.linkcolor", fields.u32(at) & 0xffffffffL, 8);
                default -> {}
            }
            at += OspfTlv.padded(length);
        }
    }
}
