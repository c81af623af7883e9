package sockets.sniffer.fields;

import sockets.packet.Cut;
import sockets.packet.LldpBridgeTlv;

/** The fields that IEEE 802.1 adds to LLDP. */
final class LldpBridgeFields {
    private static final String NAME = "lldp.ieee.802_1.";

    private final Fields fields;

    LldpBridgeFields(Fields fields) {
        this.fields = fields;
    }

    void value(int subtype, int at, int length) throws Cut {
        int flags = LldpBridgeTlv.flags(fields, at);
        switch (subtype) {
            case LldpBridgeTlv.PORT_NETWORK ->
                    fields.number(NAME + "port_vlan.id", LldpBridgeTlv.network(fields, at));
            case LldpBridgeTlv.PROTOCOL_NETWORK -> {
                fields.hex(NAME + "port_and_vlan_id_flag", flags, 2);
                int network = LldpBridgeTlv.protocolNetwork(fields, at);
                fields.number(NAME + "port_proto_vlan.id", network);
            }
            case LldpBridgeTlv.NETWORK_NAME -> {
                fields.number(NAME + "vlan.id", LldpBridgeTlv.network(fields, at));
                int size = counted("vlan.name_len", at, LldpBridgeTlv.NAME, length);
                if (size >= 0) fields.padded(NAME + "vlan.name", at + LldpBridgeTlv.NAME + 1, size);
            }
            case LldpBridgeTlv.PROTOCOL_IDENTITY -> {
                int size = counted("proto.id_length", at, LldpBridgeTlv.IDENTITY, length);
                if (size > 0)
                    fields.octets(NAME + "proto.id", at + LldpBridgeTlv.IDENTITY + 1, size);
            }
            case LldpBridgeTlv.LINK_AGGREGATION -> {
                fields.hex(NAME + "aggregation_status", flags, 2);
                fields.unsigned(NAME + "aggregated_port_id", LldpBridgeTlv.port(fields, at));
            }
            case LldpBridgeTlv.CONGESTION -> {
                fields.bits("lldp.ieee.802_1qau.cnpv.prio", flags);
                int ready = LldpBridgeTlv.priorities(fields, at);
                fields.bits("lldp.ieee.802_1qau.ready.prio", ready);
            }
            case LldpBridgeTlv.ETS_CONFIGURATION -> {
                fields.bit("lldp.dcbx.ieee.willing", (flags & 0x80) != 0);
                fields.bit("lldp.dcbx.ieee.ets.cbs", (flags & 0x40) != 0);
                fields.number("lldp.dcbx.ieee.ets.maxtcs", flags & 7);
                tables(at);
            }
            case LldpBridgeTlv.ETS_RECOMMENDATION -> tables(at);
            case LldpBridgeTlv.FLOW_CONTROL -> {
                fields.bit("lldp.dcbx.ieee.willing", (flags & 0x80) != 0);
                fields.bit("lldp.dcbx.ieee.pfc.mbc", (flags & 0x40) != 0);
                fields.number("lldp.dcbx.ieee.pfc.numtcs", flags & 0xf);
                int priorities = LldpBridgeTlv.priorities(fields, at);
                fields.bits("lldp.dcbx.feature.pfc.prio", priorities);
            }
            case LldpBridgeTlv.APPLICATIONS -> {
                int size = LldpBridgeTlv.APPLICATION_SIZE;
                int one = at + LldpBridgeTlv.FIRST_APPLICATION;
                for (; one + size <= at + length; one += size) application(one);
            }
            default -> {}
        }
    }

    /** The length of what follows it; -1 if there is not so much. */
    private int counted(String name, int at, int place, int length) throws Cut {
        if (length <= place) return -1;
        int size = fields.u8(at + place);
        fields.number(NAME + name, size);
        return place + 1 + size <= length ? size : -1;
    }

    private void tables(int at) throws Cut {
        for (int i = 0; i < LldpBridgeTlv.PRIORITIES; i++) {
            int trafficClass = LldpBridgeTlv.trafficClass(fields, at, i);
            fields.number("lldp.dcbx.feature.pg.pgid_prio" + i, trafficClass);
            fields.number("lldp.dcbx.feature.pg.per" + i, LldpBridgeTlv.bandwidth(fields, at, i));
            fields.number("lldp.dcbx.ieee.ets.tsa" + i, LldpBridgeTlv.algorithm(fields, at, i));
        }
    }

    private void application(int at) throws Cut {
        int flags = LldpBridgeTlv.applicationFlags(fields, at);
        fields.number("lldp.dcbx.ieee.app.prio", flags >> 5);
        // as tshark spells it
        fields.number("lldp.dcbx.iee.app.sf", flags & 7);
        int protocol = LldpBridgeTlv.applicationProtocol(fields, at);
        fields.hex("lldp.dcbx.feature.app.proto", protocol, 4);
    }
}
