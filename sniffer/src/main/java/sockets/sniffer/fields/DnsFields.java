package sockets.sniffer.fields;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import sockets.common.Quote;
import sockets.packet.DnsMessage;
import sockets.packet.DnsQuestion;
import sockets.packet.DnsRecord;
import sockets.packet.TruncatedPacketException;

/** The fields of a DNS message. */
final class DnsFields {
    private final Fields fields;

    DnsFields(Fields fields) {
        this.fields = fields;
    }

    /** A message that should end at a place, and may have been cut before. */
    void message(int at, int until) throws Fields.Cut {
        int end = Math.min(until, fields.end);
        if (at > end || fields.knows("dns.id")) return;
        DnsMessage message;
        try {
            message = DnsMessage.read(ByteBuffer.wrap(fields.data, at, end - at).slice());
        } catch (TruncatedPacketException e) {
            // tshark shows nothing of a header that is not whole, either
            return;
        }
        fields.hex("dns.id", message.identifier(), 4);
        fields.hex("dns.flags", message.flags(), 4);
        boolean response = message.has(DnsMessage.RESPONSE);
        fields.bit("dns.flags.response", response);
        fields.number("dns.flags.opcode", message.opcode());
        if (response) {
            fields.bit("dns.flags.authoritative", message.has(DnsMessage.AUTHORITATIVE));
        }
        fields.bit("dns.flags.truncated", message.has(DnsMessage.TRUNCATED));
        fields.bit("dns.flags.recdesired", message.has(DnsMessage.RECURSION_DESIRED));
        if (response) {
            fields.bit("dns.flags.recavail", message.has(DnsMessage.RECURSION_AVAILABLE));
            fields.number("dns.flags.rcode", message.responseCode());
        }
        String[] sections = {"queries", "answers", "auth_rr", "add_rr"};
        for (int i = 0; i < sections.length; i++)
            fields.number("dns.count." + sections[i], message.counts().get(i));
        for (DnsQuestion question : message.questions()) {
            fields.text("dns.qry.name", name(question.name()));
            fields.number("dns.qry.type", question.type());
            fields.hex("dns.qry.class", question.family(), 4);
        }
        for (DnsRecord record : message.records()) record(record);
    }

    private static String name(String name) {
        return name.isEmpty() ? "<Root>" : name;
    }

    private void record(DnsRecord record) throws Fields.Cut {
        fields.text("dns.resp.name", name(record.name()));
        fields.number("dns.resp.type", record.type());
        ByteBuffer data = record.data();
        int length = data.remaining();
        if (record.type() == DnsRecord.OPT) {
            fields.number("dns.resp.len", length);
            return;
        }
        fields.hex("dns.resp.class", record.family(), 4);
        fields.number("dns.resp.ttl", record.timeToLive());
        fields.number("dns.resp.len", length);
        byte[] bytes = new byte[length];
        data.get(bytes);
        Fields inner = new Fields();
        inner.begin(bytes, length, length);
        switch (record.type()) {
            case DnsRecord.A -> {
                if (length == 4) inner.ipv4("dns.a", 0);
            }
            case DnsRecord.AAAA -> {
                if (length == 16) inner.ipv6("dns.aaaa", 0);
            }
            case DnsRecord.CNAME -> target("dns.cname", record);
            case DnsRecord.NS -> target("dns.ns", record);
            case DnsRecord.PTR -> target("dns.ptr.domain_name", record);
            case DnsRecord.SOA -> target("dns.soa.mname", record);
            case DnsRecord.MX -> {
                inner.number("dns.mx.preference", inner.u16(0));
                target("dns.mx.mail_exchange", record);
            }
            case DnsRecord.SRV -> {
                inner.number("dns.srv.priority", inner.u16(0));
                inner.number("dns.srv.weight", inner.u16(2));
                inner.number("dns.srv.port", inner.u16(4));
                target("dns.srv.target", record);
            }
            case DnsRecord.TXT -> {
                for (int i = 0; i < length; i += 1 + (bytes[i] & 0xff)) {
                    int size = Math.min(bytes[i] & 0xff, length - i - 1);
                    String text = new String(bytes, i + 1, size, StandardCharsets.UTF_8);
                    fields.text("dns.txt", Quote.line(text));
                }
            }
            default -> {}
        }
        inner.values()
                .forEach(
                        (name, value) -> {
                            if (value instanceof Number number)
                                fields.number(name, number.longValue());
                            else fields.text(name, (String) value);
                        });
    }

    private void target(String field, DnsRecord record) {
        if (record.target() != null) fields.text(field, name(record.target()));
    }
}
