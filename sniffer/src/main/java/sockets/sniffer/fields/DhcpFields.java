package sockets.sniffer.fields;

import sockets.packet.Cut;
import sockets.packet.DhcpMessage;
import sockets.packet.DhcpOption;

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
            int option = DhcpOption.kind(fields, at);
            fields.number("dhcp.option.type", option);
            if (option == DhcpOption.END) return;
            if (!DhcpOption.hasLength(option)) {
                at++;
                continue;
            }
            int length = DhcpOption.length(fields, at);
            at += DhcpOption.VALUE;
            fields.need(at, length);
            fields.number("dhcp.option.length", length);
            value(option, at, length);
            at += length;
        }
    }

    private void value(int option, int at, int length) throws Cut {
        switch (option) {
            case DhcpOption.SUBNET_MASK -> address("subnet_mask", at, length);
            case DhcpOption.ROUTER -> addresses("router", at, length);
            case DhcpOption.DOMAIN_NAME_SERVER -> addresses("domain_name_server", at, length);
            case DhcpOption.HOST_NAME -> string("hostname", at, length);
            case DhcpOption.DOMAIN_NAME -> string("domain_name", at, length);
            case DhcpOption.INTERFACE_MTU -> number("interface_mtu", at, length, 2);
            case DhcpOption.BROADCAST_ADDRESS -> address("broadcast_address", at, length);
            case DhcpOption.REQUESTED_ADDRESS -> address("requested_ip_address", at, length);
            case DhcpOption.LEASE_TIME -> number("ip_address_lease_time", at, length, 4);
            case DhcpOption.MESSAGE_TYPE -> number("dhcp", at, length, 1);
            case DhcpOption.SERVER_IDENTIFIER -> address("dhcp_server_id", at, length);
            case DhcpOption.PARAMETER_REQUEST_LIST -> {
                for (int i = 0; i < length; i++)
                    fields.number("dhcp.option.request_list_item", fields.u8(at + i));
            }
            case DhcpOption.MESSAGE -> string("message", at, length);
            case DhcpOption.MAXIMUM_MESSAGE_SIZE -> number("dhcp_max_message_size", at, length, 2);
            case DhcpOption.RENEWAL_TIME -> number("renewal_time_value", at, length, 4);
            case DhcpOption.REBINDING_TIME -> number("rebinding_time_value", at, length, 4);
            case DhcpOption.VENDOR_CLASS -> string("vendor_class_id", at, length);
            case DhcpOption.CLIENT_IDENTIFIER -> {
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

    /** One that has this size alone. */
    private void number(String name, int at, int length, int size) throws Cut {
        if (length != size) return;
        int value = size == 4 ? fields.u32(at) : size == 2 ? fields.u16(at) : fields.u8(at);
        fields.unsigned("dhcp.option." + name, value);
    }

    private void string(String name, int at, int length) {
        if (length > 0) fields.text("dhcp.option." + name, Texts.plain(fields.data, at, length));
    }
}
