package sockets.sniffer.fields;

import sockets.packet.IpProtocol;
import sockets.sniffer.print.Checksums;

/** The fields of what IP carries: TCP, UDP, ICMP, ICMPv6. */
final class TransportFields {
    /** checksum.status of tshark. */
    private static final int BAD = 0;

    private static final int GOOD = 1;
    private static final int UNVERIFIED = 2;
    private static final int NOT_PRESENT = 3;
    private static final int ILLEGAL = 4;

    private static final int IPV4 = 4;

    private final Fields fields;
    private final IpFields ip;
    private final DnsFields dns;

    /** Where the last address of a source route is; -1 without one. */
    private int destination = -1;

    TransportFields(Fields fields, IpFields ip) {
        this.fields = fields;
        this.ip = ip;
        dns = new DnsFields(fields);
    }

    /**
     * What an IP header carries.
     *
     * @param ip where that header begins
     * @param whole false for a fragment, whose checksum is about more than there is
     */
    void payload(int protocol, int at, int length, int ip, int version, boolean whole)
            throws Fields.Cut {
        switch (protocol) {
            case IpProtocol.TCP -> tcp(at, length, ip, whole);
            case IpProtocol.UDP -> udp(at, length, ip, whole);
            case IpProtocol.ICMP -> icmp(at, length, whole);
            case IpProtocol.ICMPV6 -> icmp6(at, length, ip, whole);
            case IpProtocol.HOP_BY_HOP,
                    IpProtocol.ROUTING,
                    IpProtocol.FRAGMENT,
                    IpProtocol.DESTINATION_OPTIONS ->
                    this.ip.extensions(protocol, at, at + length, ip, version);
            case IPV4 -> this.ip.inner(at, false);
            case IpProtocol.IPV6 -> this.ip.inner(at, true);
            default -> {}
        }
    }

    /** The destination that checksums are about, the end of a source route; -1 for the usual. */
    void destination(int at) {
        destination = at;
    }

    private int status(int at, int length, int ip, int protocol, boolean whole) {
        if (!whole || length <= 0 || !fields.has(at, length)) return UNVERIFIED;
        long pseudo = 0;
        if (protocol != IpProtocol.ICMP) {
            boolean six = (fields.data[ip] & 0xf0) == 0x60;
            pseudo = protocol + (length >>> 16) + (length & 0xffff);
            int size = six ? 16 : 4;
            int source = ip + (six ? 8 : 12);
            pseudo += Checksums.sum(fields.data, source, size, 0);
            int to = destination < 0 ? source + size : destination;
            pseudo += Checksums.sum(fields.data, to, size, 0);
        }
        return Checksums.right(Checksums.sum(fields.data, at, length, pseudo)) ? GOOD : BAD;
    }

    private void tcp(int at, int length, int ip, boolean whole) throws Fields.Cut {
        fields.need(at, 4);
        fields.number("tcp.srcport", fields.u16(at));
        fields.number("tcp.dstport", fields.u16(at + 2));
        fields.need(at, 16);
        int flags = fields.u16(at + 12);
        int header = (flags >> 12) * 4;
        boolean six = (fields.data[ip] & 0xf0) == 0x60;
        if (whole && length >= header && !this.ip.isQuoted())
            fields.number("tcp.len", length - header);
        // of a quoted one whose length is wrong tshark does not show it
        if (header >= 20 || six || !this.ip.isQuoted())
            fields.number("tcp.seq_raw", fields.u32(at + 4));
        if (header < 20) {
            fields.number("tcp.hdr_len", header);
            return;
        }
        fields.number("tcp.ack_raw", fields.u32(at + 8));
        fields.number("tcp.hdr_len", header);
        flags &= 0xfff;
        fields.hex("tcp.flags", flags, 4);
        String[] names = {"fin", "syn", "reset", "push", "ack", "urg", "ece", "cwr"};
        for (int i = 0; i < names.length; i++)
            fields.bit("tcp.flags." + names[i], (flags & 1 << i) != 0);
        fields.number("tcp.window_size_value", fields.u16(at + 14));
        fields.hex("tcp.checksum", fields.u16(at + 16), 4);
        fields.number("tcp.checksum.status", status(at, length, ip, IpProtocol.TCP, whole));
        fields.number("tcp.urgent_pointer", fields.u16(at + 18));
        options(at + 20, at + header);
        boolean domain = fields.u16(at) == 53 || fields.u16(at + 2) == 53;
        if (domain && length - header > 14) dns.message(at + header + 2, at + length, false);
    }

    private void options(int at, int end) throws Fields.Cut {
        while (at < end) {
            int kind = fields.u8(at);
            if (kind == 0) return;
            if (kind == 1) {
                at++;
                continue;
            }
            if (at + 1 >= end) return;
            int size = fields.u8(at + 1);
            if (size < 2 || at + size > end) return;
            switch (kind) {
                case 2 -> {
                    if (size == 4) fields.number("tcp.options.mss_val", fields.u16(at + 2));
                }
                case 3 -> {
                    if (size == 3) fields.number("tcp.options.wscale.shift", fields.u8(at + 2));
                }
                case 5 -> {
                    for (int i = 2; i + 8 <= size; i += 8) {
                        fields.number("tcp.options.sack_le", fields.u32(at + i));
                        fields.number("tcp.options.sack_re", fields.u32(at + i + 4));
                    }
                }
                case 8 -> {
                    if (size == 10) {
                        fields.number("tcp.options.timestamp.tsval", fields.u32(at + 2));
                        fields.number("tcp.options.timestamp.tsecr", fields.u32(at + 6));
                    }
                }
                default -> {}
            }
            at += size;
        }
    }

    private void udp(int at, int length, int ip, boolean whole) throws Fields.Cut {
        int source = fields.u16(at);
        int destination = fields.u16(at + 2);
        fields.number("udp.srcport", source);
        fields.number("udp.dstport", destination);
        int claimed = fields.u16(at + 4);
        fields.number("udp.length", claimed);
        boolean four = (fields.data[ip] & 0xf0) == 0x40;
        // a jumbo datagram tells its length elsewhere
        if (claimed == 0 && !four) claimed = length;
        if (claimed < 8) return;
        int checksum = fields.u16(at + 6);
        fields.hex("udp.checksum", checksum, 4);
        int status = four || this.ip.within() ? NOT_PRESENT : ILLEGAL;
        if (checksum != 0) {
            boolean fits = claimed <= length && fields.has(at, length);
            status = status(at, claimed, ip, IpProtocol.UDP, whole && fits);
        }
        fields.number("udp.checksum.status", status);
        boolean domain = source == 53 || destination == 53 || source == 5353 || destination == 5353;
        boolean multicast = source == 5353 || destination == 5353;
        if (domain) dns.message(at + 8, at + Math.min(length, claimed), multicast);
    }

    private void icmp(int at, int length, boolean whole) throws Fields.Cut {
        fields.need(at, 6);
        int type = fields.u8(at);
        fields.number("icmp.type", type);
        int code = fields.u8(at + 1);
        fields.number("icmp.code", code);
        fields.hex("icmp.checksum", fields.u16(at + 2), 4);
        fields.number("icmp.checksum.status", status(at, length, 0, IpProtocol.ICMP, whole));
        switch (type) {
            case 0, 8, 13, 14, 15, 16, 17, 18 -> {
                fields.number("icmp.ident", fields.u16(at + 4));
                fields.number("icmp.seq", fields.u16(at + 6));
            }
            case 3 -> {
                if (code == 4) fields.number("icmp.mtu", fields.u16(at + 6));
            }
            case 5 -> fields.ipv4("icmp.redir_gw", at + 4);
            case 12 -> fields.number("icmp.pointer", fields.u8(at + 4));
            default -> {}
        }
        if (type == 3 || type == 4 || type == 5 || type == 11 || type == 12)
            ip.quoted(at + 8, false);
    }

    private void icmp6(int at, int length, int ip, boolean whole) throws Fields.Cut {
        int type = fields.u8(at);
        fields.number("icmpv6.type", type);
        fields.number("icmpv6.code", fields.u8(at + 1));
        fields.hex("icmpv6.checksum", fields.u16(at + 2), 4);
        int status = status(at, length, ip, IpProtocol.ICMPV6, whole);
        fields.number("icmpv6.checksum.status", status);
        switch (type) {
            case 2 -> fields.number("icmpv6.mtu", fields.u32(at + 4));
            case 4 -> fields.number("icmpv6.pointer", fields.u32(at + 4));
            case 128, 129 -> {
                fields.hex("icmpv6.echo.identifier", fields.u16(at + 4), 4);
                fields.number("icmpv6.echo.sequence_number", fields.u16(at + 6));
            }
            case 133 -> neighborOptions(at + 8);
            case 134 -> {
                fields.number("icmpv6.nd.ra.cur_hop_limit", fields.u8(at + 4));
                int flags = fields.u8(at + 5);
                fields.hex("icmpv6.nd.ra.flag", flags, 2);
                fields.bit("icmpv6.nd.ra.flag.m", (flags & 0x80) != 0);
                fields.bit("icmpv6.nd.ra.flag.o", (flags & 0x40) != 0);
                fields.number("icmpv6.nd.ra.router_lifetime", fields.u16(at + 6));
                fields.number("icmpv6.nd.ra.reachable_time", fields.u32(at + 8));
                fields.number("icmpv6.nd.ra.retrans_timer", fields.u32(at + 12));
                neighborOptions(at + 16);
            }
            case 135 -> {
                fields.ipv6("icmpv6.nd.ns.target_address", at + 8);
                neighborOptions(at + 24);
            }
            case 136 -> {
                long flags = fields.u32(at + 4);
                fields.hex("icmpv6.nd.na.flag", flags, 8);
                fields.bit("icmpv6.nd.na.flag.r", (flags & 0x80000000L) != 0);
                fields.bit("icmpv6.nd.na.flag.s", (flags & 0x40000000L) != 0);
                fields.bit("icmpv6.nd.na.flag.o", (flags & 0x20000000L) != 0);
                fields.ipv6("icmpv6.nd.na.target_address", at + 8);
                neighborOptions(at + 24);
            }
            case 137 -> {
                fields.ipv6("icmpv6.nd.rd.target_address", at + 8);
                neighborOptions(at + 40);
            }
            default -> {}
        }
        if (type >= 1 && type <= 4) this.ip.quoted(at + 8, true);
    }

    private void neighborOptions(int at) throws Fields.Cut {
        while (at < fields.end) {
            int type = fields.u8(at);
            int units = fields.u8(at + 1);
            fields.number("icmpv6.opt.type", type);
            fields.number("icmpv6.opt.length", units);
            if (units == 0) return;
            switch (type) {
                case 1, 2 ->
                        fields.octets("icmpv6.opt.linkaddr", at + 2, Math.min(6, units * 8 - 2));
                case 3 -> {
                    fields.number("icmpv6.opt.prefix.length", fields.u8(at + 2));
                    fields.number("icmpv6.opt.prefix.valid_lifetime", fields.u32(at + 4));
                    fields.number("icmpv6.opt.prefix.preferred_lifetime", fields.u32(at + 8));
                    fields.ipv6("icmpv6.opt.prefix", at + 16);
                }
                case 5 -> fields.number("icmpv6.opt.mtu", fields.u32(at + 4));
                default -> {}
            }
            at += units * 8;
        }
    }
}
