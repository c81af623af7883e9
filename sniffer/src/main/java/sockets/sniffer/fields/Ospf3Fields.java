package sockets.sniffer.fields;

import sockets.packet.Cut;
import sockets.packet.Ospf3Header;
import sockets.packet.Ospf3Lsa;
import sockets.packet.OspfHeader;

/** The fields of OSPF for IPv6, behind those that it shares with the other. */
final class Ospf3Fields {
    private final Fields fields;

    Ospf3Fields(Fields fields) {
        this.fields = fields;
    }

    void message(int at, int type, int end) throws Cut {
        fields.number("ospf.instance_id", Ospf3Header.instance(fields, at));
        switch (type) {
            case OspfHeader.HELLO -> hello(at, end);
            case OspfHeader.DESCRIPTION -> {
                fields.hex("ospf.v3.options", Ospf3Header.descriptionOptions(fields, at), 6);
                fields.number("ospf.db.interface_mtu", Ospf3Header.mtu(fields, at));
                fields.hex("ospf.dbd", Ospf3Header.descriptionFlags(fields, at), 2);
                int sequence = Ospf3Header.descriptionSequence(fields, at);
                fields.unsigned("ospf.db.dd_sequence", sequence);
                headers(at + Ospf3Header.DESCRIBED, end);
            }
            case OspfHeader.REQUEST -> {
                int request = at + Ospf3Header.REQUESTS;
                int size = Ospf3Header.REQUEST_SIZE;
                for (; request + size <= end; request += size) {
                    fields.hex("ospf.v3.lsa", Ospf3Header.requestedType(fields, request), 4);
                    fields.ipv4("ospf.link_state_id", request + Ospf3Header.REQUESTED_ID);
                    fields.ipv4("ospf.advrouter", request + Ospf3Header.REQUESTED_ROUTER);
                }
            }
            case OspfHeader.UPDATE -> {
                int count = Ospf3Header.updates(fields, at);
                fields.unsigned("ospf.ls.number_of_lsas", count);
                int lsa = at + Ospf3Header.UPDATED;
                for (int i = 0; i != count && lsa < end; i++) {
                    int size = header(lsa);
                    body(lsa, lsa + size);
                    lsa += size;
                }
            }
            case OspfHeader.ACKNOWLEDGEMENT -> headers(at + Ospf3Header.ACKNOWLEDGED, end);
            default -> {}
        }
    }

    private void hello(int at, int end) throws Cut {
        fields.unsigned("ospf.hello.interface_id", fields.u32(at + Ospf3Header.INTERFACE));
        fields.number("ospf.hello.router_priority", Ospf3Header.priority(fields, at));
        fields.hex("ospf.v3.options", Ospf3Header.options(fields, at), 6);
        fields.number("ospf.hello.hello_interval", Ospf3Header.helloInterval(fields, at));
        fields.number("ospf.hello.router_dead_interval", Ospf3Header.deadInterval(fields, at));
        fields.ipv4("ospf.hello.designated_router", at + Ospf3Header.DESIGNATED);
        fields.ipv4("ospf.hello.backup_designated_router", at + Ospf3Header.BACKUP);
        fields.addresses("ospf.hello.active_neighbor", at + Ospf3Header.NEIGHBORS, end);
    }

    private void headers(int at, int end) throws Cut {
        for (; at + Ospf3Lsa.SIZE <= end; at += Ospf3Lsa.SIZE) header(at);
    }

    /** The length of the LSA. */
    private int header(int at) throws Cut {
        fields.number("ospf.lsa.age", Ospf3Lsa.age(fields, at) & 0x7fff);
        fields.hex("ospf.v3.lsa", Ospf3Lsa.type(fields, at), 4);
        fields.ipv4("ospf.link_state_id", at + Ospf3Lsa.ID);
        fields.ipv4("ospf.advrouter", at + Ospf3Lsa.ADVERTISING_ROUTER);
        fields.hex("ospf.lsa.seqnum", Ospf3Lsa.sequence(fields, at) & 0xffffffffL, 8);
        fields.hex("ospf.lsa.chksum", Ospf3Lsa.checksum(fields, at), 4);
        int length = Ospf3Lsa.length(fields, at);
        fields.number("ospf.lsa.length", length);
        if (length < Ospf3Lsa.SIZE) fields.fault();
        return length;
    }

    private void options(int at) throws Cut {
        fields.hex("ospf.v3.options", Ospf3Lsa.options(fields, at), 6);
    }

    private void body(int at, int end) throws Cut {
        switch (Ospf3Lsa.type(fields, at)) {
            case Ospf3Lsa.ROUTER -> router(at, end);
            case Ospf3Lsa.NETWORK -> {
                options(at);
                fields.addresses("ospf.v3.lsa.attached_router", at + Ospf3Lsa.NETWORK_ROUTERS, end);
            }
            case Ospf3Lsa.INTER_AREA_PREFIX -> {
                fields.number("ospf.metric", Ospf3Lsa.metric(fields, at));
                prefix(at + Ospf3Lsa.INTER_AREA_PREFIXES);
            }
            case Ospf3Lsa.INTER_AREA_ROUTER -> {
                options(at);
                fields.number("ospf.metric", Ospf3Lsa.routerMetric(fields, at));
                fields.ipv4("ospf.v3.lsa.destination_router_id", at + Ospf3Lsa.DESTINATION_ROUTER);
            }
            case Ospf3Lsa.EXTERNAL, Ospf3Lsa.NSSA -> external(at);
            case Ospf3Lsa.LINK -> {
                fields.number("ospf.v3.lsa.router_priority", Ospf3Lsa.flags(fields, at));
                options(at);
                fields.ipv6(
                        "ospf.v3.lsa.link_local_interface_address.ipv6",
                        at + Ospf3Lsa.LINK_ADDRESS);
                int prefixes = Ospf3Lsa.linkPrefixes(fields, at);
                fields.unsigned("ospf.v3.lsa.num_prefixes", prefixes);
                int place = at + Ospf3Lsa.LINK_PREFIXES;
                for (int i = 0; i != prefixes && place < end; i++) place = prefix(place);
            }
            case Ospf3Lsa.INTRA_AREA_PREFIX -> intraArea(at, end);
            default -> {}
        }
    }

    private void router(int at, int end) throws Cut {
        fields.hex("ospf.v3.router.lsa.flags", Ospf3Lsa.flags(fields, at), 2);
        options(at);
        int link = at + Ospf3Lsa.LINKS;
        for (; link + Ospf3Lsa.LINK_SIZE <= end; link += Ospf3Lsa.LINK_SIZE) {
            fields.number("ospf.v3.lsa.type", Ospf3Lsa.linkType(fields, link));
            fields.number("ospf.metric", Ospf3Lsa.linkMetric(fields, link));
            fields.unsigned("ospf.v3.lsa.interface_id", fields.u32(link + Ospf3Lsa.LINK_INTERFACE));
            fields.unsigned(
                    "ospf.v3.lsa.neighbor_interface_id",
                    fields.u32(link + Ospf3Lsa.LINK_NEIGHBOR_INTERFACE));
            fields.ipv4("ospf.v3.lsa.neighbor_router_id", link + Ospf3Lsa.LINK_NEIGHBOR);
        }
    }

    private void external(int at) throws Cut {
        int flags = Ospf3Lsa.flags(fields, at);
        fields.hex("ospf.v3.as.external.flags", flags, 2);
        fields.number("ospf.metric", Ospf3Lsa.metric(fields, at));
        int prefix = at + Ospf3Lsa.EXTERNAL_PREFIX;
        int referenced = Ospf3Lsa.prefixMetric(fields, prefix);
        fields.hex("ospf.v3.lsa.referenced_ls_type", referenced, 4);
        int place = prefix(prefix);
        if ((flags & Ospf3Lsa.HAS_FORWARD) != 0) {
            fields.ipv6("ospf.v3.lsa.forwarding_address.ipv6", place);
            place += Ospf3Lsa.ADDRESS_SIZE;
        }
        if ((flags & Ospf3Lsa.HAS_TAG) != 0) {
            fields.unsigned("ospf.v3.lsa.external_route_tag", fields.u32(place));
            place += 4;
        }
        if (referenced != 0) fields.ipv4("ospf.v3.lsa.referenced_link_state_id", place);
    }

    private void intraArea(int at, int end) throws Cut {
        int prefixes = Ospf3Lsa.intraAreaPrefixes(fields, at);
        fields.number("ospf.v3.lsa.num_prefixes", prefixes);
        int referenced = Ospf3Lsa.referencedType(fields, at);
        fields.hex("ospf.v3.lsa.referenced_ls_type", referenced, 4);
        fields.ipv4("ospf.v3.lsa.referenced_link_state_id", at + Ospf3Lsa.REFERENCED_ID);
        fields.ipv4("ospf.v3.lsa.referenced_advertising_router", at + Ospf3Lsa.REFERENCED_ROUTER);
        int place = at + Ospf3Lsa.INTRA_AREA_PREFIXES;
        for (int i = 0; i < prefixes && place < end; i++) {
            int metric = Ospf3Lsa.prefixMetric(fields, place);
            place = prefix(place);
            fields.number("ospf.metric", metric);
        }
    }

    /** Where it ends. */
    private int prefix(int at) throws Cut {
        int length = Ospf3Lsa.prefixLength(fields, at);
        fields.number("ospf.prefix_length", length);
        fields.hex("ospf.v3.prefix.options", Ospf3Lsa.prefixOptions(fields, at), 2);
        int size = Ospf3Lsa.addressSize(length);
        if (size > Ospf3Lsa.ADDRESS_SIZE) fields.fault();
        int address = at + Ospf3Lsa.PREFIX_SIZE;
        fields.ipv6("ospf.v3.address_prefix.ipv6", address, size);
        return address + size;
    }
}
