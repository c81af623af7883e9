package sockets.sniffer.fields;

import sockets.packet.Cut;
import sockets.packet.LldpTlv;

/** The fields of LLDP: what a switch says of itself and of its port. */
final class LldpFields {
    private final Fields fields;
    private final LldpOrganisationFields organisations;

    LldpFields(Fields fields) {
        this.fields = fields;
        organisations = new LldpOrganisationFields(fields);
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
                if (length >= 3) organisations.value(at, length);
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
     * @param hardware the kind that is an address of Ethernet; the next one is one of a network
     */
    private void identifier(String prefix, int hardware, int at, int length) throws Cut {
        if (length < 2) return;
        int subtype = LldpTlv.subtype(fields, at);
        fields.number(prefix + ".subtype", subtype);
        int name = at + LldpTlv.NAME;
        int size = length - LldpTlv.NAME;
        if (subtype == hardware) {
            if (size == 6) fields.octets(prefix + ".id.mac", name, size);
        } else if (subtype == hardware + 1) {
            address(prefix + ".id", name, size);
        } else if (subtype >= 1 && subtype <= 7) {
            text(prefix + ".id", name, size);
        }
    }

    /** An address behind its family. */
    private void address(String prefix, int at, int size) throws Cut {
        int family = LldpTlv.family(fields, at);
        int address = at + LldpTlv.FAMILY_SIZE;
        if (family == LldpTlv.IPV4 && address + 4 == at + size)
            fields.ipv4(prefix + ".ip4", address);
        if (family == LldpTlv.IPV6 && address + 16 == at + size)
            fields.ipv6(prefix + ".ip6", address);
    }

    private void management(int at, int length) throws Cut {
        if (length < 2) return;
        int size = LldpTlv.addressLength(fields, at);
        fields.number("lldp.mgn.address.len", size);
        int address = at + LldpTlv.NAME;
        fields.number("lldp.mgn.address.subtype", LldpTlv.family(fields, address));
        int behind = address + size;
        if (behind > at + length) return;
        address("lldp.mgn.addr", address, size);
        if (behind + LldpTlv.INTERFACE_SIZE > at + length) return;
        int kind = LldpTlv.interfaceKind(fields, behind);
        fields.number("lldp.mgn.interface.subtype", kind);
        fields.unsigned("lldp.mgn.interface.number", LldpTlv.interfaceNumber(fields, behind));
    }
}
