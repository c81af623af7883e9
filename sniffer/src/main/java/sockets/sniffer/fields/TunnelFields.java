package sockets.sniffer.fields;

import sockets.packet.Cut;
import sockets.packet.GreHeader;
import sockets.packet.VxlanHeader;

/** The fields of GRE and VXLAN; what is inside the walker finds. */
final class TunnelFields {
    private final Fields fields;

    TunnelFields(Fields fields) {
        this.fields = fields;
    }

    void gre(int at) throws Cut {
        int flags = GreHeader.flags(fields, at);
        fields.hex("gre.flags_and_version", flags, 4);
        fields.hex("gre.proto", GreHeader.protocol(fields, at), 4);
        int place = at + GreHeader.SIZE;
        if (GreHeader.version(fields, at) != 0) return;
        if ((flags & (GreHeader.CHECKSUM | GreHeader.ROUTING)) != 0) {
            fields.hex("gre.checksum", fields.u16(place), 4);
            place += 4;
        }
        if ((flags & GreHeader.KEY) != 0) {
            fields.hex("gre.key", fields.u32(place) & 0xffffffffL, 8);
            place += 4;
        }
        if ((flags & GreHeader.SEQUENCE) != 0)
            fields.unsigned("gre.sequence_number", fields.u32(place));
    }

    void vxlan(int at) throws Cut {
        int flags = VxlanHeader.flags(fields, at);
        // tshark takes the next byte for flags, too
        fields.hex("vxlan.flags", fields.u16(at), 4);
        fields.bit("vxlan.flag_i", (flags & VxlanHeader.HAS_NETWORK) != 0);
        fields.number("vxlan.vni", VxlanHeader.network(fields, at));
    }
}
