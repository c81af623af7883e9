package sockets.sniffer.fields;

import sockets.packet.Cut;
import sockets.packet.LldpTlv;

/** The fields of LLDP: what a switch says of itself and of its port. */
final class LldpFields {
    private final Fields fields;

    LldpFields(Fields fields) {
        this.fields = fields;
    }

    void message(int at) throws Cut {
        while (fields.has(at, LldpTlv.SIZE)) {
            int type = LldpTlv.type(fields, at);
            int length = LldpTlv.length(fields, at);
            fields.number("lldp.tlv.type", type);
            fields.number("lldp.tlv.len", length);
            if (type == LldpTlv.END) return;
            at += LldpTlv.SIZE;
            fields.need(at, length);
            value(type, at, length);
            at += length;
        }
    }

    private void value(int type, int at, int length) throws Cut {
        switch (type) {
            case LldpTlv.CHASSIS_ID -> identifier("lldp.chassis", 4, at, length);
            case LldpTlv.PORT_ID -> identifier("lldp.port", 3, at, length);
            case LldpTlv.TIME_TO_LIVE -> {
                if (length >= 2) fields.number("lldp.time_to_live", LldpTlv.timeToLive(fields, at));
            }
            case LldpTlv.PORT_DESCRIPTION -> text("lldp.port.desc", at, length);
            case LldpTlv.SYSTEM_NAME -> text("lldp.tlv.system.name", at, length);
            case LldpTlv.SYSTEM_DESCRIPTION -> text("lldp.tlv.system.desc", at, length);
            case LldpTlv.CAPABILITIES -> {
                if (length < 4) return;
                fields.hex("lldp.tlv.system_cap", LldpTlv.capabilities(fields, at), 4);
                int enabled = LldpTlv.enabledCapabilities(fields, at);
                fields.hex("lldp.tlv.enable_system_cap", enabled, 4);
            }
            case LldpTlv.MANAGEMENT_ADDRESS -> management(at, length);
            case LldpTlv.ORGANISATION -> {
                if (length >= 3) fields.number("lldp.orgtlv.oui", LldpTlv.organisation(fields, at));
            }
            default -> {}
        }
    }

    private void text(String name, int at, int length) {
        fields.text(name, Texts.plain(fields.data, at, length));
    }

    /**
     * Of a chassis or a port.
     *
     * @param hardware the kind that is an address of Ethernet; 5 is none or another in each
     */
    private void identifier(String name, int hardware, int at, int length) throws Cut {
        if (length < 2) return;
        int subtype = LldpTlv.subtype(fields, at);
        fields.number(name + ".subtype", subtype);
        boolean network = subtype == hardware + 1;
        if (subtype == hardware && length == 7) fields.octets(name + ".id.mac", at + 1, 6);
        else if (network && fields.u8(at + 1) == LldpTlv.IPV4 && length == 6)
            fields.ipv4(name + ".id.ip4", at + 2);
        else if (network && fields.u8(at + 1) == LldpTlv.IPV6 && length == 18)
            fields.ipv6(name + ".id.ip6", at + 2);
        else if (subtype >= 1 && subtype <= 7 && subtype != hardware && !network)
            text(name + ".id", at + 1, length - 1);
    }

    private void management(int at, int length) throws Cut {
        if (length < 2) return;
        int size = fields.u8(at);
        fields.number("lldp.mgn.address.len", size);
        int family = fields.u8(at + 1);
        fields.number("lldp.mgn.address.subtype", family);
        if (size + 1 > length) return;
        if (family == LldpTlv.IPV4 && size == 5) fields.ipv4("lldp.mgn.addr.ip4", at + 2);
        if (family == LldpTlv.IPV6 && size == 17) fields.ipv6("lldp.mgn.addr.ip6", at + 2);
        int number = at + 1 + size;
        if (number + LldpTlv.INTERFACE_SIZE > at + length) return;
        fields.number("lldp.mgn.interface.subtype", fields.u8(number));
        fields.unsigned("lldp.mgn.interface.number", fields.u32(number + 1));
    }
}
