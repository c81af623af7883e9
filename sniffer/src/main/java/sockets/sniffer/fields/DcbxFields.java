package sockets.sniffer.fields;

import sockets.packet.Cut;
import sockets.packet.DcbxTlv;
import sockets.packet.LldpTlv;

/** The fields of Data Centre Bridging Exchange as it was before IEEE 802.1Qaz. */
final class DcbxFields {
    private final Fields fields;

    DcbxFields(Fields fields) {
        this.fields = fields;
    }

    void list(int subtype, int at, int length) throws Cut {
        if (subtype == DcbxTlv.FIRST_VERSION) return;
        int end = at + length;
        at += DcbxTlv.LIST;
        while (end - at >= LldpTlv.SIZE) {
            int type = LldpTlv.type(fields, at);
            int size = LldpTlv.length(fields, at);
            fields.number("lldp.dcbx.type", type);
            fields.number("lldp.dcbx.len", size);
            at += LldpTlv.SIZE;
            if (type == LldpTlv.END || end - at < size) return;
            int least = DcbxTlv.least(type);
            if (least >= 0 && size >= least) part(type, at, at + size);
            at += size;
        }
    }

    private void part(int type, int at, int end) throws Cut {
        fields.hex("lldp.dcbx.version", DcbxTlv.version(fields, at), 2);
        fields.hex("lldp.dcbx.max_version", DcbxTlv.newestVersion(fields, at), 2);
        if (type == DcbxTlv.CONTROL) {
            fields.unsigned("lldp.dcbx.control.seq", DcbxTlv.sequence(fields, at));
            fields.unsigned("lldp.dcbx.control.ack", DcbxTlv.acknowledgement(fields, at));
            return;
        }
        int flags = DcbxTlv.flags(fields, at);
        fields.bit("lldp.dcbx.feature.enabled", (flags & DcbxTlv.ENABLED) != 0);
        fields.bit("lldp.dcbx.feature.willing", (flags & DcbxTlv.WILLING) != 0);
        fields.bit("lldp.dcbx.feature.error", (flags & DcbxTlv.ERROR) != 0);
        fields.hex("lldp.dcbx.feature.subtype", DcbxTlv.subtype(fields, at), 2);
        switch (type) {
            case DcbxTlv.PRIORITY_GROUPS -> {
                for (int i = 0; i < DcbxTlv.PRIORITIES; i++) {
                    int group = DcbxTlv.group(fields, at, i);
                    fields.number("lldp.dcbx.feature.pg.pgid_prio" + i, group);
                    fields.number("lldp.dcbx.feature.pg.per" + i, DcbxTlv.share(fields, at, i));
                }
                fields.hex("lldp.dcbx.feature.pg.numtcs", DcbxTlv.groupClasses(fields, at), 2);
            }
            case DcbxTlv.FLOW_CONTROL -> {
                fields.bits("lldp.dcbx.feature.pfc.prio", DcbxTlv.priorities(fields, at));
                fields.hex("lldp.dcbx.feature.pfc.numtcs", DcbxTlv.flowClasses(fields, at), 2);
            }
            default -> {
                int size = DcbxTlv.APPLICATION_SIZE;
                int one = at + DcbxTlv.FIRST_APPLICATION;
                for (; one + size <= end; one += size) application(one);
            }
        }
    }

    private void application(int at) throws Cut {
        fields.hex("lldp.dcbx.feature.app.proto", DcbxTlv.protocol(fields, at), 4);
        int selector = DcbxTlv.selector(fields, at);
        fields.hex("lldp.dcbx.feature.app.oui", selector & ~DcbxTlv.SELECTOR, 6);
        fields.number("lldp.dcbx.feature.app.sf", (selector & DcbxTlv.SELECTOR) >> 16);
        // the lowest of the priorities
        int priorities = DcbxTlv.applicationPriorities(fields, at);
        int lowest = Integer.numberOfTrailingZeros(priorities);
        if (priorities != 0) fields.number("lldp.dcbx.feature.app.prio", lowest);
    }
}
