package sockets.sniffer.fields;

import sockets.packet.Cut;
import sockets.packet.DnsMessage;
import sockets.packet.DnsName;
import sockets.packet.DnsRecord;
import sockets.sniffer.print.Line;

/**
 * The fields of a DNS message. It is read field by field and not as a record, since tshark shows of
 * a broken one what came before the fault.
 */
final class DnsFields {
    private static final int MOST_POINTERS = 1025;
    private static final int LONGEST_NAME = 1024;
    private static final int UPDATE = 5;
    private static final String[] SECTIONS = {
        "dns.count.queries", "dns.count.answers", "dns.count.auth_rr", "dns.count.add_rr"
    };

    /** The same of an update, RFC 2136. */
    private static final String[] UPDATED = {
        "dns.count.zones", "dns.count.prerequisites", "dns.count.updates", "dns.count.add_rr"
    };

    private final Fields fields;
    private final DnsName parts;

    // of the message being read
    private int message;
    private boolean multicast;

    /** The name that was read last, in UTF-8. */
    private final Line name = new Line();

    DnsFields(Fields fields) {
        this.fields = fields;
        parts = new DnsName(fields);
    }

    /**
     * A message.
     *
     * @param until where it should end
     */
    void message(int at, int until, boolean isMulticast) throws Cut {
        if (fields.knows("dns.id")) return;
        message = at;
        multicast = isMulticast;
        fields.end = Math.min(fields.end, until);
        int identifier = DnsMessage.identifier(fields, at);
        int flags = DnsMessage.flags(fields, at);
        fields.hex("dns.id", identifier, 4);
        fields.hex("dns.flags", flags, 4);
        flags(flags);
        int[] counts = new int[SECTIONS.length];
        String[] sections = DnsMessage.opcode(flags) == UPDATE ? UPDATED : SECTIONS;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = DnsMessage.count(fields, at, i);
            fields.number(sections[i], counts[i]);
        }
        at += DnsMessage.SIZE;
        for (int i = 0; i < counts[0]; i++) at = question(at);
        int records = counts[1] + counts[2] + counts[3];
        for (int i = 0; i < records; i++) at = record(at);
    }

    private void flags(int flags) {
        boolean response = (flags & DnsMessage.RESPONSE) != 0;
        fields.bit("dns.flags.response", response);
        fields.number("dns.flags.opcode", DnsMessage.opcode(flags));
        if (response)
            fields.bit("dns.flags.authoritative", (flags & DnsMessage.AUTHORITATIVE) != 0);
        fields.bit("dns.flags.truncated", (flags & DnsMessage.TRUNCATED) != 0);
        fields.bit("dns.flags.recdesired", (flags & DnsMessage.RECURSION_DESIRED) != 0);
        if (!response) return;
        fields.bit("dns.flags.recavail", (flags & DnsMessage.RECURSION_AVAILABLE) != 0);
        fields.number("dns.flags.rcode", DnsMessage.responseCode(flags));
    }

    /** By multicast the highest bit of a class means something else. */
    private int family(int at) throws Cut {
        int family = DnsRecord.family(fields, at);
        return multicast ? family & ~DnsMessage.HIGHEST_BIT : family;
    }

    private int question(int at) throws Cut {
        at = name(at);
        fields.need(at, DnsMessage.QUESTION_SIZE);
        fields.text("dns.qry.name", name);
        fields.number("dns.qry.type", DnsRecord.type(fields, at));
        fields.hex("dns.qry.class", family(at), 4);
        return at + DnsMessage.QUESTION_SIZE;
    }

    private int record(int at) throws Cut {
        at = name(at);
        int type = DnsRecord.type(fields, at);
        fields.need(at, DnsRecord.SIZE);
        int length = DnsRecord.length(fields, at);
        fields.need(at + DnsRecord.SIZE, length);
        // the name of a service has fields of its own in tshark
        if (type != DnsRecord.SRV) fields.text("dns.resp.name", name);
        fields.number("dns.resp.type", type);
        if (type != DnsRecord.OPT) {
            fields.hex("dns.resp.class", family(at), 4);
            fields.unsigned("dns.resp.ttl", DnsRecord.timeToLive(fields, at));
        }
        fields.number("dns.resp.len", length);
        at += DnsRecord.SIZE;
        if (length > 0) data(type, at, length);
        return at + length;
    }

    private void data(int type, int at, int length) throws Cut {
        switch (type) {
            case DnsRecord.A -> fields.ipv4("dns.a", at);
            case DnsRecord.AAAA -> fields.ipv6("dns.aaaa", at);
            case DnsRecord.CNAME -> name("dns.cname", at);
            case DnsRecord.NS -> name("dns.ns", at);
            case DnsRecord.PTR -> name("dns.ptr.domain_name", at);
            case DnsRecord.SOA -> name("dns.soa.mname", at);
            case DnsRecord.MX -> {
                int preference = DnsRecord.priority(fields, at);
                name(at + DnsRecord.MX_NAME);
                fields.number("dns.mx.preference", preference);
                fields.text("dns.mx.mail_exchange", name);
            }
            case DnsRecord.SRV -> {
                fields.number("dns.srv.priority", DnsRecord.priority(fields, at));
                fields.number("dns.srv.weight", DnsRecord.weight(fields, at));
                fields.number("dns.srv.port", DnsRecord.port(fields, at));
                name("dns.srv.target", at + DnsRecord.SRV_NAME);
            }
            case DnsRecord.TXT -> {
                for (int size, end = at + length; at < end; at += size) {
                    size = DnsRecord.textLength(fields, at++);
                    fields.need(at, size);
                    fields.text("dns.txt", Texts.plain(fields.data, at, size));
                }
            }
            default -> {}
        }
    }

    private void name(String field, int at) throws Cut {
        name(at);
        fields.text(field, name);
    }

    /**
     * Reads a name, RFC 1035, 4.1.4: labels with points between, and pointers to other names. What
     * is wrong with it stands for it, as in tshark, and ends the message where that knows no end.
     *
     * @return where it ends
     */
    private int name(int start) throws Cut {
        parts.begin(start, message);
        name.clear();
        int pointers = 0;
        while (!parts.isLast()) {
            switch (parts.kind()) {
                case DnsName.LABEL -> {
                    int length = parts.length();
                    fields.need(parts.at() + 1, length);
                    if (name.length() > 0) name.character('.');
                    if (name.length() <= LONGEST_NAME)
                        name.bytes(fields.data, parts.at() + 1, length);
                    parts.step();
                }
                case DnsName.POINTER -> {
                    parts.step();
                    if (++pointers > MOST_POINTERS) {
                        say("<Name contains a pointer that loops>");
                        return parts.end();
                    }
                }
                case DnsName.EXTENDED -> {
                    say("<Unknown extended label>");
                    return parts.end();
                }
                default -> fields.fault();
            }
        }
        int end = parts.end();
        if (name.length() > LONGEST_NAME) say("<Name too long>");
        else if (name.length() > 0) Texts.escape(name);
        else if (end - start <= 2) say("<Root>");
        else fields.fault();
        return end;
    }

    private void say(String instead) {
        name.clear();
        name.text(instead);
    }
}
