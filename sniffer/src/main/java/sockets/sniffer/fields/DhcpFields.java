package sockets.sniffer.fields;

import sockets.packet.Cut;
import sockets.packet.DhcpMessage;

/** The fields of a DHCP message and of those of its options that most messages have. */
final class DhcpFields {
    private final Fields fields;

    DhcpFields(Fields fields) {
        this.fields = fields;
    }

    void message(int at, int until) throws Cut {
        fields.end = Math.min(fields.end, until);
        fields.number("dhcp.type", DhcpMessage.operation(fields, at));
        fields.hex("dhcp.hw.type", DhcpMessage.hardwareType(fields, at), 2);
        fields.number("dhcp.hw.len", DhcpMessage.hardwareLength(fields, at));
        fields.number("dhcp.hops", DhcpMessage.hops(fields, at));
        fields.hex("dhcp.id", DhcpMessage.transaction(fields, at) & 0xffffffffL, 8);
        fields.number("dhcp.secs", DhcpMessage.seconds(fields, at));
        int flags = DhcpMessage.flags(fields, at);
        fields.hex("dhcp.flags", flags, 4);
        fields.bit("dhcp.flags.bc", (flags & DhcpMessage.BROADCAST) != 0);
        fields.ipv4("dhcp.ip.client", at + DhcpMessage.CLIENT);
        fields.ipv4("dhcp.ip.your", at + DhcpMessage.YOUR);
        fields.ipv4("dhcp.ip.server", at + DhcpMessage.SERVER);
        fields.ipv4("dhcp.ip.relay", at + DhcpMessage.RELAY);
        int hardware = at + DhcpMessage.CLIENT_HARDWARE;
        fields.need(hardware, DhcpMessage.HARDWARE_SIZE);
        int type = DhcpMessage.hardwareType(fields, at);
        // Ethernet, or another network of IEEE 802
        if ((type == 1 || type == 6) && DhcpMessage.hardwareLength(fields, at) == 6)
            fields.octets("dhcp.hw.mac_addr", hardware, 6);
        text("dhcp.server", at + DhcpMessage.SERVER_NAME, DhcpMessage.SERVER_NAME_SIZE);
        text("dhcp.file", at + DhcpMessage.FILE, DhcpMessage.FILE_SIZE);
        if (DhcpMessage.cookie(fields, at) != DhcpMessage.COOKIE_VALUE) return;
        fields.ipv4("dhcp.cookie", at + DhcpMessage.COOKIE);
        options(at + DhcpMessage.OPTIONS);
    }

    /** A name in its field, up to a byte 0; empty without. */
    private void text(String name, int at, int size) throws Cut {
        fields.need(at, size);
        int length = 0;
        while (length < size && fields.data[at + length] != 0) length++;
        fields.text(name, Texts.plain(fields.data, at, length));
    }

    private void options(int at) throws Cut {
        while (at < fields.end) {
            int option = fields.u8(at);
            fields.number("dhcp.option.type", option);
            if (option == DhcpMessage.END) return;
            if (option == DhcpMessage.PAD) {
                at++;
                continue;
            }
            int length = fields.u8(at + 1);
            fields.need(at + 2, length);
            fields.number("dhcp.option.length", length);
            value(option, at + 2, length);
            at += 2 + length;
        }
    }

    private void value(int option, int at, int length) throws Cut {
        switch (option) {
            case 1 -> address("subnet_mask", at, length);
            case 3 -> addresses("router", at, length);
            case 6 -> addresses("domain_name_server", at, length);
            case 12 -> string("hostname", at, length);
            case 15 -> string("domain_name", at, length);
            case 26 -> {
                if (length == 2) fields.number("dhcp.option.interface_mtu", fields.u16(at));
            }
            case 28 -> address("broadcast_address", at, length);
            case 50 -> address("requested_ip_address", at, length);
            case 51 -> seconds("ip_address_lease_time", at, length);
            case 53 -> {
                if (length == 1) fields.number("dhcp.option.dhcp", fields.u8(at));
            }
            case 54 -> address("dhcp_server_id", at, length);
            case 55 -> {
                for (int i = 0; i < length; i++)
                    fields.number("dhcp.option.request_list_item", fields.u8(at + i));
            }
            case 56 -> string("message", at, length);
            case 57 -> {
                if (length == 2) fields.number("dhcp.option.dhcp_max_message_size", fields.u16(at));
            }
            case 58 -> seconds("renewal_time_value", at, length);
            case 59 -> seconds("rebinding_time_value", at, length);
            case 60 -> string("vendor_class_id", at, length);
            case 61 -> {
                // the client's address once more
                if (length != 7 || fields.u8(at) != 1) return;
                fields.hex("dhcp.hw.type", 1, 2);
                fields.octets("dhcp.hw.mac_addr", at + 1, 6);
            }
            default -> {}
        }
    }

    private void address(String name, int at, int length) throws Cut {
        if (length == 4) fields.ipv4("dhcp.option." + name, at);
    }

    private void addresses(String name, int at, int length) throws Cut {
        if (length % 4 != 0) return;
        for (int i = 0; i < length; i += 4) fields.ipv4("dhcp.option." + name, at + i);
    }

    private void seconds(String name, int at, int length) throws Cut {
        if (length == 4) fields.unsigned("dhcp.option." + name, fields.u32(at));
    }

    private void string(String name, int at, int length) {
        if (length > 0) fields.text("dhcp.option." + name, Texts.plain(fields.data, at, length));
    }
}
