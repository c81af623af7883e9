package sockets.sniffer.fields;

import sockets.packet.Cut;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.Ipv4Option;
import sockets.packet.Ipv6Extension;
import sockets.packet.Ipv6Header;
import sockets.packet.Layers;
import sockets.sniffer.print.Checksums;

/** The fields of IPv4 and IPv6 with its extension headers. */
final class IpFields {
    private final Fields fields;
    private final Layers layers;
    private final TransportFields transport;

    IpFields(Fields fields, Layers layers) {
        this.fields = fields;
        this.layers = layers;
        transport = new TransportFields(fields, layers);
    }

    /** The header at which the walker stands. */
    void layer() throws Cut {
        int at = layers.at();
        switch (layers.layer()) {
            case IPV4 -> four(at);
            case IPV6 -> six(at);
            case HOP_BY_HOP -> extension("ipv6.hopopts", at);
            case DESTINATION_OPTIONS -> extension("ipv6.dstopts", at);
            case ROUTING -> routing(at);
            case FRAGMENT -> fragment(at);
            case AUTHENTICATION -> authentication(at);
            default -> transport.layer();
        }
    }

    private void four(int at) throws Cut {
        int version = Ipv4Header.version(fields, at);
        transport.destination(-1);
        fields.number("ip.version", version);
        if (version != 4) return;
        int header = Ipv4Header.headerLength(fields, at);
        fields.number("ip.hdr_len", header);
        if (header < Ipv4Header.SIZE) return;
        int service = Ipv4Header.typeOfService(fields, at);
        fields.hex("ip.dsfield", service, 2);
        fields.number("ip.dsfield.dscp", service >> 2);
        fields.number("ip.dsfield.ecn", service & 3);
        int length = Ipv4Header.totalLength(fields, at);
        // 0: the card was to make segments of it, and write their lengths
        if (length == 0) length = layers.length();
        fields.number("ip.len", length);
        if (length < header) return;
        fields.hex("ip.id", Ipv4Header.identification(fields, at), 4);
        int flags = Ipv4Header.flags(fields, at);
        fields.hex("ip.flags", flags, 2);
        fields.bit("ip.flags.rb", (flags & 4) != 0);
        fields.bit("ip.flags.df", (flags & Ipv4Header.DONT_FRAGMENT) != 0);
        fields.bit("ip.flags.mf", (flags & Ipv4Header.MORE_FRAGMENTS) != 0);
        fields.number("ip.frag_offset", Ipv4Header.fragmentOffset(fields, at) / 8);
        fields.number("ip.ttl", Ipv4Header.timeToLive(fields, at));
        fields.number("ip.proto", Ipv4Header.protocol(fields, at));
        fields.hex("ip.checksum", Ipv4Header.checksum(fields, at), 4);
        int status = 2;
        if (fields.has(at, header))
            status = Checksums.right(Checksums.sum(fields.data, at, header, 0)) ? 1 : 0;
        fields.number("ip.checksum.status", status);
        fields.ipv4("ip.src", at + Ipv4Header.SOURCE);
        int route = sourceRoute(at + Ipv4Header.SIZE, at + header);
        fields.ipv4(route < 0 ? "ip.dst" : "ip.cur_rt", at + Ipv4Header.DESTINATION);
        if (route >= 0) {
            fields.ipv4("ip.dst_rt", route);
            transport.destination(route);
        }
        options(at + Ipv4Header.SIZE, at + header);
    }

    /** Where the last address of a source route is, if a way of it is left; else -1. */
    private int sourceRoute(int at, int end) throws Cut {
        for (int size; at < end; at += size) {
            size = Ipv4Option.size(fields, at, end);
            int type = Ipv4Option.type(fields, at);
            if (type == Ipv4Option.END || size < 0) return -1;
            if (!Ipv4Option.isSourceRoute(type)) continue;
            int pointer = Ipv4Option.pointer(fields, at);
            boolean left = pointer >= 4 && pointer % 4 == 0 && pointer <= size;
            return left ? at + size - 4 : -1;
        }
        return -1;
    }

    private static boolean isKnown(int option) {
        return switch (option) {
            case 0, 1, 7, 11, 12, 25, 68, 82, 130, 131, 133, 134, 136, 137, 148, 149 -> true;
            default -> false;
        };
    }

    private void options(int at, int end) throws Cut {
        for (int size; at < end; at += size) {
            int type = Ipv4Option.type(fields, at);
            size = Ipv4Option.size(fields, at, end);
            if (size < 0) return;
            if (isKnown(type)) {
                fields.need(at, size);
                fields.number("ip.opt.type", type);
                if (type == Ipv4Option.END) return;
                if (type != Ipv4Option.NO_OPERATION) fields.number("ip.opt.len", size);
                if (type == Ipv4Option.ROUTER_ALERT && size == 4)
                    fields.number("ip.opt.ra", Ipv4Option.value(fields, at));
            }
        }
    }

    private void six(int at) throws Cut {
        int version = Ipv6Header.version(fields, at);
        // tshark has this name for both
        fields.number("ip.version", version);
        fields.number("ipv6.version", version);
        if (version != 6) return;
        fields.hex("ipv6.tclass", Ipv6Header.trafficClass(fields, at), 8);
        fields.hex("ipv6.flow", Ipv6Header.flowLabel(fields, at), 6);
        int next = Ipv6Header.nextHeader(fields, at);
        fields.number("ipv6.plen", Ipv6Header.payloadLength(fields, at));
        fields.number("ipv6.nxt", next);
        fields.number("ipv6.hlim", Ipv6Header.hopLimit(fields, at));
        fields.ipv6("ipv6.src", at + Ipv6Header.SOURCE);
        fields.ipv6("ipv6.dst", at + Ipv6Header.DESTINATION);
        transport.destination(-1);
    }

    private void extension(String name, int at) throws Cut {
        fields.need(at, 2);
        fields.number(name + ".nxt", Ipv6Extension.nextHeader(fields, at));
        fields.number(name + ".len", Ipv6Extension.length(fields, at));
    }

    private void routing(int at) throws Cut {
        fields.need(at, 4);
        extension("ipv6.routing", at);
        int type = Ipv6Extension.routingType(fields, at);
        fields.number("ipv6.routing.type", type);
        int left = Ipv6Extension.segmentsLeft(fields, at);
        fields.number("ipv6.routing.segleft", left);
        int size = Ipv6Extension.size(IpProtocol.ROUTING, fields, at);
        if (left == 0 || !fields.has(at, size) || size < 24) return;
        // segment routing lists the last one first
        boolean first = type == Ipv6Extension.SEGMENT_ROUTING;
        transport.destination(
                first ? at + Ipv6Extension.ADDRESSES : at + size - Ipv6Extension.ADDRESS_SIZE);
    }

    private void fragment(int at) throws Cut {
        fields.need(at, Ipv6Extension.SIZE);
        fields.number("ipv6.fraghdr.nxt", Ipv6Extension.nextHeader(fields, at));
        fields.number("ipv6.fraghdr.offset", Ipv6Extension.fragmentOffset(fields, at) / 8);
        fields.bit("ipv6.fraghdr.more", Ipv6Extension.moreFragments(fields, at));
        long identification = Ipv6Extension.identification(fields, at) & 0xffffffffL;
        fields.hex("ipv6.fraghdr.ident", identification, 8);
    }

    private void authentication(int at) throws Cut {
        fields.number("ah.next_header", Ipv6Extension.nextHeader(fields, at));
        fields.number("ah.length", Ipv6Extension.length(fields, at));
        fields.hex("ah.spi", Ipv6Extension.securityIndex(fields, at) & 0xffffffffL, 8);
        fields.unsigned("ah.sequence", Ipv6Extension.sequence(fields, at));
    }
}
