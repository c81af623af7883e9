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

    IpFields(Fields fields) {
        this.fields = fields;
        transport = new TransportFields(fields, this);
    }

    /** A new frame. */
    void begin() {
        depth = 0;
    }

    /** A packet within another: in a tunnel, or quoted by an error. */
    void inner(int at, boolean six) throws Fields.Cut {
        if (++depth > DEEPEST) return;
        if (six) six(at);
        else four(at);
    }

    /** True in a packet within another. */
    boolean within() {
        return depth > 0;
    }

    void four(int at) throws Fields.Cut {
        int first = fields.u8(at);
        transport.destination6(-1);
        fields.number("ip.version", first >> 4);
        int header = (first & 0xf) * 4;
        fields.number("ip.hdr_len", header);
        if (first >> 4 != 4 || header < 20) return;
        int service = fields.u8(at + 1);
        fields.hex("ip.dsfield", service, 2);
        fields.number("ip.dsfield.dscp", service >> 2);
        fields.number("ip.dsfield.ecn", service & 3);
        int length = fields.u16(at + 2);
        fields.number("ip.len", length);
        if (length < header && length != 0) return;
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
        fields.ipv4("ip.dst", at + 16);
        options(at + 20, at + header);
        fields.need(at, header);
        int size = length == 0 || length > fields.sent - at ? fields.sent - at : length;
        fields.limit(at + size);
        boolean whole = offset == 0 && (fragment & 0x2000) == 0;
        if (offset == 0) transport.payload(protocol, at + header, size - header, at, 4, whole);
    }

    private void options(int at, int end) throws Fields.Cut {
        while (at < end) {
            int type = fields.u8(at);
            fields.number("ip.opt.type", type);
            if (type == 0) return;
            int size = 1;
            if (type != 1) {
                if (at + 1 >= end) return;
                size = fields.u8(at + 1);
                if (size < 2 || at + size > end) return;
                fields.number("ip.opt.len", size);
                if (type == 148 && size == 4) fields.number("ip.opt.ra", fields.u16(at + 2));
            }
            at += size;
        }
    }

    void six(int at) throws Fields.Cut {
        long first = fields.u32(at);
        // tshark has this name for both
        fields.number("ip.version", first >> 28);
        fields.number("ipv6.version", first >> 28);
        if (first >> 28 != 6) return;
        fields.hex("ipv6.tclass", first >> 20 & 0xff, 8);
        fields.hex("ipv6.flow", first & 0xfffff, 6);
        int length = fields.u16(at + 4);
        fields.number("ipv6.plen", length);
        int next = fields.u8(at + 6);
        fields.number("ipv6.nxt", next);
        fields.number("ipv6.hlim", fields.u8(at + 7));
        fields.ipv6("ipv6.src", at + 8);
        fields.ipv6("ipv6.dst", at + 24);
        int start = at;
        transport.destination6(-1);
        at += 40;
        int size = length == 0 || length > fields.sent - at ? fields.sent - at : length;
        fields.limit(at + size);
        boolean fragmented = false;
        while (true) {
            int step;
            switch (next) {
                case IpProtocol.HOP_BY_HOP -> {
                    fields.number("ipv6.hopopts.nxt", fields.u8(at));
                    step = (fields.u8(at + 1) + 1) * 8;
                    fields.number("ipv6.hopopts.len", step / 8 - 1L);
                }
                case IpProtocol.DESTINATION_OPTIONS -> {
                    fields.number("ipv6.dstopts.nxt", fields.u8(at));
                    step = (fields.u8(at + 1) + 1) * 8;
                    fields.number("ipv6.dstopts.len", step / 8 - 1L);
                }
                case IpProtocol.ROUTING -> {
                    fields.number("ipv6.routing.nxt", fields.u8(at));
                    step = (fields.u8(at + 1) + 1) * 8;
                    fields.number("ipv6.routing.len", step / 8 - 1L);
                    fields.number("ipv6.routing.type", fields.u8(at + 2));
                    int left = fields.u8(at + 3);
                    fields.number("ipv6.routing.segleft", left);
                    int type = fields.u8(at + 2);
                    if (left > 0 && fields.has(at, step) && step >= 24)
                        // segment routing lists the last one first
                        transport.destination6(type == 4 ? at + 8 : at + step - 16);
                }
                case IpProtocol.FRAGMENT -> {
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
                    int left = size - (at - start - 40);
                    transport.payload(next, at, left, start, 6, !fragmented);
                    return;
                }
            }
            next = fields.u8(at);
            fields.need(at, step);
            at += step;
        }
    }
}
