package sockets.sniffer.fields;

import sockets.packet.Cut;
import sockets.packet.OspfHeader;
import sockets.packet.RipMessage;

/** The fields of what routers tell each other: RIP, and the hellos of OSPF. */
final class RoutingFields {
    private final Fields fields;

    RoutingFields(Fields fields) {
        this.fields = fields;
    }

    void rip(int at, int until) throws Cut {
        fields.end = Math.min(fields.end, until);
        fields.number("rip.command", RipMessage.command(fields, at));
        int version = RipMessage.version(fields, at);
        fields.number("rip.version", version);
        int entry = at + RipMessage.SIZE;
        for (; fields.end - entry >= RipMessage.ENTRY_SIZE; entry += RipMessage.ENTRY_SIZE) {
            int family = RipMessage.family(fields, entry);
            if (family != RipMessage.AF_INET && family != 0) continue;
            fields.number("rip.family", family);
            if (version == 2) fields.number("rip.route_tag", RipMessage.tag(fields, entry));
            // a request of all routes is about no address
            if (family != 0) fields.ipv4("rip.ip", entry + RipMessage.ADDRESS);
            if (version == 2) {
                fields.ipv4("rip.netmask", entry + RipMessage.MASK);
                fields.ipv4("rip.next_hop", entry + RipMessage.NEXT_HOP);
            }
            fields.unsigned("rip.metric", RipMessage.metric(fields, entry));
        }
    }

    void ospf(int at) throws Cut {
        int version = OspfHeader.version(fields, at);
        fields.number("ospf.version", version);
        int type = OspfHeader.type(fields, at);
        fields.number("ospf.msg", type);
        int length = OspfHeader.length(fields, at);
        fields.number("ospf.packet_length", length);
        fields.ipv4("ospf.srcrouter", at + OspfHeader.ROUTER);
        fields.ipv4("ospf.area_id", at + OspfHeader.AREA);
        fields.hex("ospf.checksum", OspfHeader.checksum(fields, at), 4);
        if (version != 2) return;
        fields.number("ospf.auth.type", OspfHeader.authenticationType(fields, at));
        if (type != OspfHeader.HELLO) return;
        fields.ipv4("ospf.hello.network_mask", at + OspfHeader.MASK);
        fields.number("ospf.hello.hello_interval", OspfHeader.helloInterval(fields, at));
        fields.hex("ospf.v2.options", OspfHeader.options(fields, at), 2);
        fields.number("ospf.hello.router_priority", OspfHeader.priority(fields, at));
        fields.unsigned("ospf.hello.router_dead_interval", OspfHeader.deadInterval(fields, at));
        fields.ipv4("ospf.hello.designated_router", at + OspfHeader.DESIGNATED);
        fields.ipv4("ospf.hello.backup_designated_router", at + OspfHeader.BACKUP);
        int neighbor = at + OspfHeader.NEIGHBORS;
        for (; neighbor + 4 <= at + length; neighbor += 4)
            fields.ipv4("ospf.hello.active_neighbor", neighbor);
    }
}
