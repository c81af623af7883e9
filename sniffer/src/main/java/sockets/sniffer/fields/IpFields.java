package sockets.sniffer.fields;

import sockets.packet.IpProtocol;
import sockets.sniffer.print.Checksums;

/** The fields of IPv4 and IPv6 with its extension headers. */
final class IpFields {
    /** Packets inside of packets: deeper ones are no longer taken apart. */
    private static final int DEEPEST = 16;

    private final Fields fields;
    private final TransportFields transport;
    private int depth;
    private boolean quoted;

    IpFields(Fields fields) {
        this.fields = fields;
        transport = new TransportFields(fields, this);
    }

    /** A new frame. */
    void begin() {
        depth = 0;
        quoted = false;
    }

    /** A packet within another: in a tunnel, or quoted by an error. */
    void inner(int at, boolean six) throws Fields.Cut {
        if (++depth > DEEPEST) return;
        if (six) six(at);
        else four(at);
    }

    /** The packet that an error message quotes. */
    void quoted(int at, boolean six) throws Fields.Cut {
        quoted = true;
        inner(at, six);
    }

    /** True in a packet that an error message quotes. */
    boolean isQuoted() {
        return quoted;
    }

    /** True in a packet within another. */
    boolean within() {
        return depth > 0;
    }

    void four(int at) throws Fields.Cut {
        int first = fields.u8(at);
        transport.destination(-1);
        fields.number("ip.version", first >> 4);
        if (first >> 4 == 6) six(at);
        if (first >> 4 != 4) return;
        int header = (first & 0xf) * 4;
        fields.number("ip.hdr_len", header);
        if (header < 20) return;
        int service = fields.u8(at + 1);
        fields.hex("ip.dsfield", service, 2);
        fields.number("ip.dsfield.dscp", service >> 2);
        fields.number("ip.dsfield.ecn", service & 3);
        int length = fields.u16(at + 2);
        // 0: the card was to make segments of it, and write their lengths
        if (length == 0) length = fields.sent - at;
        fields.number("ip.len", length);
        if (length < header) return;
        fields.hex("ip.id", fields.u16(at + 4), 4);
        int fragment = fields.u16(at + 6);
        fields.hex("ip.flags", fragment >> 13, 2);
        fields.bit("ip.flags.rb", (fragment & 0x8000) != 0);
        fields.bit("ip.flags.df", (fragment & 0x4000) != 0);
        fields.bit("ip.flags.mf", (fragment & 0x2000) != 0);
        int offset = fragment & 0x1fff;
        fields.number("ip.frag_offset", offset);
        fields.number("ip.ttl", fields.u8(at + 8));
        int protocol = fields.u8(at + 9);
        fields.number("ip.proto", protocol);
        fields.hex("ip.checksum", fields.u16(at + 10), 4);
        int status = 2;
        if (fields.has(at, header))
            status = Checksums.right(Checksums.sum(fields.data, at, header, 0)) ? 1 : 0;
        fields.number("ip.checksum.status", status);
        fields.ipv4("ip.src", at + 12);
        int route = sourceRoute(at + 20, at + header);
        fields.ipv4(route < 0 ? "ip.dst" : "ip.cur_rt", at + 16);
        if (route >= 0) {
            fields.ipv4("ip.dst_rt", route);
            transport.destination(route);
        }
        options(at + 20, at + header);
        fields.need(at, header);
        int size = Math.min(length, fields.sent - at);
        fields.limit(at + size);
        boolean whole = offset == 0 && (fragment & 0x2000) == 0;
        if (offset == 0) transport.payload(protocol, at + header, size - header, at, 4, whole);
    }

    /** Where the last address of a source route is, if a way of it is left; else -1. */
    private int sourceRoute(int at, int end) throws Fields.Cut {
        while (at < end) {
            int type = fields.u8(at);
            if (type == 0) return -1;
            int size = 1;
            if (type != 1) {
                if (at + 1 >= end) return -1;
                size = fields.u8(at + 1);
                if (size < 2 || at + size > end) return -1;
                if (type == 131 || type == 137) {
                    int pointer = fields.u8(at + 2);
                    boolean left = pointer >= 4 && pointer % 4 == 0 && pointer <= size;
                    return left ? at + size - 4 : -1;
                }
            }
            at += size;
        }
        return -1;
    }

    private static boolean isKnown(int option) {
        return switch (option) {
            case 0, 1, 7, 11, 12, 25, 68, 82, 130, 131, 133, 134, 136, 137, 148, 149 -> true;
            default -> false;
        };
    }

    private void options(int at, int end) throws Fields.Cut {
        while (at < end) {
            int type = fields.u8(at);
            if (type == 0) {
                fields.number("ip.opt.type", type);
                return;
            }
            int size = 1;
            if (type != 1) {
                if (at + 1 >= end) return;
                size = fields.u8(at + 1);
                if (size < 2 || at + size > end) return;
            }
            if (isKnown(type)) {
                fields.need(at, size);
                fields.number("ip.opt.type", type);
                if (type != 1) fields.number("ip.opt.len", size);
                if (type == 148 && size == 4) fields.number("ip.opt.ra", fields.u16(at + 2));
            }
            at += size;
        }
    }

    void six(int at) throws Fields.Cut {
        int version = fields.u8(at) >> 4;
        // tshark has this name for both
        fields.number("ip.version", version);
        fields.number("ipv6.version", version);
        if (version != 6) return;
        long first = fields.u32(at);
        fields.hex("ipv6.tclass", first >> 20 & 0xff, 8);
        fields.hex("ipv6.flow", first & 0xfffff, 6);
        int length = fields.u16(at + 4);
        int next = fields.u8(at + 6);
        fields.number("ipv6.plen", length);
        fields.number("ipv6.nxt", next);
        fields.number("ipv6.hlim", fields.u8(at + 7));
        fields.ipv6("ipv6.src", at + 8);
        fields.ipv6("ipv6.dst", at + 24);
        transport.destination(-1);
        int data = at + 40;
        int size = length == 0 || length > fields.sent - data ? fields.sent - data : length;
        fields.limit(data + size);
        extensions(next, data, data + size, at, 6);
    }

    /**
     * The extension headers, and what follows them.
     *
     * @param ip where the header of IP begins; tshark takes them behind IPv4's, too
     */
    void extensions(int next, int at, int end, int ip, int version) throws Fields.Cut {
        boolean fragmented = false;
        while (true) {
            int step;
            switch (next) {
                case IpProtocol.HOP_BY_HOP -> {
                    fields.need(at, 2);
                    fields.number("ipv6.hopopts.nxt", fields.u8(at));
                    step = (fields.u8(at + 1) + 1) * 8;
                    fields.number("ipv6.hopopts.len", step / 8 - 1L);
                }
                case IpProtocol.DESTINATION_OPTIONS -> {
                    fields.need(at, 2);
                    fields.number("ipv6.dstopts.nxt", fields.u8(at));
                    step = (fields.u8(at + 1) + 1) * 8;
                    fields.number("ipv6.dstopts.len", step / 8 - 1L);
                }
                case IpProtocol.ROUTING -> {
                    fields.need(at, 4);
                    fields.number("ipv6.routing.nxt", fields.u8(at));
                    step = (fields.u8(at + 1) + 1) * 8;
                    fields.number("ipv6.routing.len", step / 8 - 1L);
                    fields.number("ipv6.routing.type", fields.u8(at + 2));
                    int left = fields.u8(at + 3);
                    fields.number("ipv6.routing.segleft", left);
                    int type = fields.u8(at + 2);
                    if (left > 0 && fields.has(at, step) && step >= 24)
                        // segment routing lists the last one first
                        transport.destination(type == 4 ? at + 8 : at + step - 16);
                }
                case IpProtocol.FRAGMENT -> {
                    fields.need(at, 8);
                    fields.number("ipv6.fraghdr.nxt", fields.u8(at));
                    int offset = fields.u16(at + 2);
                    fields.number("ipv6.fraghdr.offset", offset >> 3);
                    fields.bit("ipv6.fraghdr.more", (offset & 1) != 0);
                    fields.hex("ipv6.fraghdr.ident", fields.u32(at + 4), 8);
                    step = 8;
                    if (offset >> 3 != 0) return;
                    fragmented = (offset & 1) != 0;
                }
                default -> {
                    transport.payload(next, at, end - at, ip, version, !fragmented);
                    return;
                }
            }
            next = fields.u8(at);
            fields.need(at, step);
            at += step;
        }
    }
}
