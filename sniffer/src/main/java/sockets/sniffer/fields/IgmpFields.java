package sockets.sniffer.fields;

import sockets.packet.Cut;
import sockets.packet.GroupRecord;
import sockets.packet.IgmpMessage;
import sockets.sniffer.print.Checksums;

/** The fields of an IGMP message of any version. */
final class IgmpFields {
    private final Fields fields;

    IgmpFields(Fields fields) {
        this.fields = fields;
    }

    void message(int at, int length) throws Cut {
        int type = IgmpMessage.type(fields, at);
        int version = version(type, at, length);
        if (version > 0) fields.number("igmp.version", version);
        fields.hex("igmp.type", type, 2);
        boolean trace = type == IgmpMessage.TRACE || type == IgmpMessage.TRACE_RESPONSE;
        if (version == 0 && !trace) return;
        int code = IgmpMessage.responseCode(fields, at);
        boolean query = type == IgmpMessage.QUERY;
        if (version == 3 && query) fields.number("igmp.max_resp", IgmpMessage.tenths(code));
        if (version == 2) fields.number("igmp.max_resp", code);
        fields.hex("igmp.checksum", IgmpMessage.checksum(fields, at), 4);
        int status = 2;
        int size = version == 1 || version == 2 ? Math.min(length, IgmpMessage.SIZE) : length;
        if (size > 0 && fields.has(at, size))
            status = Checksums.right(Checksums.sum(fields.data, at, size, 0)) ? 1 : 0;
        fields.number("igmp.checksum.status", status);
        if (type == IgmpMessage.REPORT_3) {
            report(at);
            return;
        }
        fields.ipv4("igmp.maddr", at + IgmpMessage.GROUP);
        if (version < 3) return;
        int robustness = IgmpMessage.robustness(fields, at);
        fields.bit("igmp.s", (robustness & 8) != 0);
        fields.number("igmp.qrv", robustness & 7);
        fields.number("igmp.qqic", IgmpMessage.tenths(IgmpMessage.interval(fields, at)));
        int sources = IgmpMessage.sources(fields, at);
        fields.number("igmp.num_src", sources);
        sources(at + IgmpMessage.SOURCES, sources);
    }

    /** A query tells its version by its length, and whether it says how long one may wait. */
    private int version(int type, int at, int length) throws Cut {
        return switch (type) {
            case IgmpMessage.QUERY -> {
                if (length >= IgmpMessage.QUERY_SIZE) yield 3;
                yield IgmpMessage.responseCode(fields, at) == 0 ? 1 : 2;
            }
            case IgmpMessage.REPORT_1 -> 1;
            case IgmpMessage.REPORT_2, IgmpMessage.LEAVE -> 2;
            case IgmpMessage.REPORT_3 -> 3;
            default -> 0;
        };
    }

    private void sources(int at, int count) throws Cut {
        for (int i = 0; i < count; i++) fields.ipv4("igmp.saddr", at + 4 * i);
    }

    private void report(int at) throws Cut {
        int records = GroupRecord.count(fields, at);
        fields.number("igmp.num_grp_recs", records);
        int record = at + GroupRecord.FIRST;
        for (int i = 0; i < records; i++) {
            fields.number("igmp.record_type", GroupRecord.type(fields, record));
            int auxiliary = GroupRecord.auxiliary(fields, record);
            fields.number("igmp.aux_data_len", auxiliary);
            int sources = GroupRecord.sources(fields, record);
            fields.number("igmp.num_src", sources);
            fields.ipv4("igmp.maddr", record + GroupRecord.GROUP);
            sources(record + GroupRecord.GROUP + 4, sources);
            record += GroupRecord.GROUP + 4 + 4 * (sources + auxiliary);
        }
    }
}
