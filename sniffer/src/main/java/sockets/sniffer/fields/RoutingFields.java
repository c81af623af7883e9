package sockets.sniffer.fields;

import sockets.packet.Cut;
import sockets.packet.RipMessage;

/** The fields of RIP; those of OSPF are in {@link OspfFields}. */
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
}
