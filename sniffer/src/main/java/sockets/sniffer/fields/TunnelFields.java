package sockets.sniffer.fields;

import sockets.packet.Cut;
import sockets.packet.GreHeader;
import sockets.packet.PppHeader;
import sockets.packet.VxlanHeader;

/** The fields of GRE, of PPP in it, and of VXLAN; what is inside the walker finds. */
final class TunnelFields {
    private final Fields fields;

    TunnelFields(Fields fields) {
        this.fields = fields;
    }

    void gre(int at) throws Cut {
        int flags = GreHeader.flags(fields, at);
        fields.hex("gre.flags_and_version", flags, 4);
        fields.hex("gre.proto", GreHeader.protocol(fields, at), 4);
        int version = GreHeader.version(fields, at);
        if (version > 1) return;
        boolean route = (flags & (GreHeader.CHECKSUM | GreHeader.ROUTING)) != 0;
        if (version == 0 && route) fields.hex("gre.checksum", GreHeader.checksum(fields, at), 4);
        boolean key = (flags & GreHeader.KEY) != 0;
        if (version == 0 && key) fields.hex("gre.key", GreHeader.key(fields, at) & 0xffffffffL, 8);
        if (version == 1 && key) {
            fields.number("gre.key.payload_length", GreHeader.payloadLength(fields, at));
            fields.number("gre.key.call_id", GreHeader.call(fields, at));
        }
        if ((flags & GreHeader.SEQUENCE) != 0)
            fields.unsigned("gre.sequence_number", GreHeader.sequence(fields, at));
        if (version == 1 && (flags & GreHeader.ACKNOWLEDGEMENT) != 0)
            fields.unsigned("gre.ack_number", GreHeader.acknowledgement(fields, at));
    }

    /** PPP, and of a control protocol or an authentication which it is. */
    void ppp(int at) throws Cut {
        int size = PppHeader.addressSize(fields, at);
        if (size > 0) {
            fields.hex("ppp.address", PppHeader.address(fields, at), 2);
            fields.hex("ppp.control", PppHeader.control(fields, at), 2);
        }
        int place = at + size;
        int protocol = PppHeader.protocol(fields, place);
        fields.hex("ppp.protocol", protocol, 4);
        place += PppHeader.protocolSize(fields, place);
        if (PppHeader.isControl(protocol)) control("ppp", place);
        else if (protocol == PppHeader.PAP) control("pap", place);
        else if (protocol == PppHeader.CHAP) control("chap", place);
    }

    private void control(String name, int at) throws Cut {
        fields.number(name + ".code", PppHeader.code(fields, at));
        fields.number(name + ".identifier", PppHeader.identifier(fields, at));
        fields.number(name + ".length", PppHeader.length(fields, at));
    }

    void vxlan(int at) throws Cut {
        int flags = VxlanHeader.flags(fields, at);
        // tshark takes the next byte for flags, too
        fields.hex("vxlan.flags", fields.u16(at), 4);
        fields.bit("vxlan.flag_i", (flags & VxlanHeader.HAS_NETWORK) != 0);
        fields.number("vxlan.vni", VxlanHeader.network(fields, at));
    }
}
