package sockets.sniffer.fields;

import java.io.ByteArrayOutputStream;
import sockets.packet.DnsMessage;
import sockets.packet.DnsRecord;

/**
 * The fields of a DNS message. It is read field by field and not as a record, since tshark shows of
 * a broken one what came before the fault.
 */
final class DnsFields {
    private static final int MOST_POINTERS = 1025;
    private static final int LONGEST_NAME = 1024;
    private static final int HIGHEST_BIT = 0x8000;
    private static final int UPDATE = 5;
    private static final String[] SECTIONS = {"queries", "answers", "auth_rr", "add_rr"};

    /** The same of an update, RFC 2136. */
    private static final String[] UPDATED = {"zones", "prerequisites", "updates", "add_rr"};

    private final Fields fields;

    // of the message being read
    private int message;
    private boolean multicast;

    /** The name that was read last. */
    private String name;

    DnsFields(Fields fields) {
        this.fields = fields;
    }

    /**
     * A message.
     *
     * @param until where it should end
     */
    void message(int at, int until, boolean isMulticast) throws Fields.Cut {
        if (fields.knows("dns.id")) return;
        message = at;
        multicast = isMulticast;
        fields.limit(until);
        int identifier = fields.u16(at);
        int flags = fields.u16(at + 2);
        fields.hex("dns.id", identifier, 4);
        fields.hex("dns.flags", flags, 4);
        flags(flags);
        int[] counts = new int[SECTIONS.length];
        String[] sections = (flags >> 11 & 0xf) == UPDATE ? UPDATED : SECTIONS;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = fields.u16(at + 4 + 2 * i);
            fields.number("dns.count." + sections[i], counts[i]);
        }
        at += DnsMessage.SIZE;
        for (int i = 0; i < counts[0]; i++) at = question(at);
        int records = counts[1] + counts[2] + counts[3];
        for (int i = 0; i < records; i++) at = record(at);
    }

    private void flags(int flags) {
        boolean response = (flags & DnsMessage.RESPONSE) != 0;
        fields.bit("dns.flags.response", response);
        fields.number("dns.flags.opcode", flags >> 11 & 0xf);
        if (response)
            fields.bit("dns.flags.authoritative", (flags & DnsMessage.AUTHORITATIVE) != 0);
        fields.bit("dns.flags.truncated", (flags & DnsMessage.TRUNCATED) != 0);
        fields.bit("dns.flags.recdesired", (flags & DnsMessage.RECURSION_DESIRED) != 0);
        if (!response) return;
        fields.bit("dns.flags.recavail", (flags & DnsMessage.RECURSION_AVAILABLE) != 0);
        fields.number("dns.flags.rcode", flags & 0xf);
    }

    /** By multicast the highest bit of a class means something else. */
    private int family(int at) throws Fields.Cut {
        int family = fields.u16(at);
        return multicast ? family & ~HIGHEST_BIT : family;
    }

    private int question(int at) throws Fields.Cut {
        at = name(at);
        fields.need(at, 4);
        fields.text("dns.qry.name", name);
        fields.number("dns.qry.type", fields.u16(at));
        fields.hex("dns.qry.class", family(at + 2), 4);
        return at + 4;
    }

    private int record(int at) throws Fields.Cut {
        at = name(at);
        int type = fields.u16(at);
        fields.need(at, 10);
        int length = fields.u16(at + 8);
        fields.need(at + 10, length);
        // the name of a service has fields of its own in tshark
        if (type != DnsRecord.SRV) fields.text("dns.resp.name", name);
        fields.number("dns.resp.type", type);
        if (type != DnsRecord.OPT) {
            fields.hex("dns.resp.class", family(at + 2), 4);
            fields.number("dns.resp.ttl", fields.u32(at + 4));
        }
        fields.number("dns.resp.len", length);
        at += 10;
        if (length > 0) data(type, at, length);
        return at + length;
    }

    private void data(int type, int at, int length) throws Fields.Cut {
        switch (type) {
            case DnsRecord.A -> fields.ipv4("dns.a", at);
            case DnsRecord.AAAA -> fields.ipv6("dns.aaaa", at);
            case DnsRecord.CNAME -> name("dns.cname", at);
            case DnsRecord.NS -> name("dns.ns", at);
            case DnsRecord.PTR -> name("dns.ptr.domain_name", at);
            case DnsRecord.SOA -> name("dns.soa.mname", at);
            case DnsRecord.MX -> {
                int preference = fields.u16(at);
                name(at + 2);
                fields.number("dns.mx.preference", preference);
                fields.text("dns.mx.mail_exchange", name);
            }
            case DnsRecord.SRV -> {
                fields.number("dns.srv.priority", fields.u16(at));
                fields.number("dns.srv.weight", fields.u16(at + 2));
                fields.number("dns.srv.port", fields.u16(at + 4));
                name("dns.srv.target", at + 6);
            }
            case DnsRecord.TXT -> {
                for (int end = at + length; at < end; at += 1 + fields.u8(at)) {
                    int size = fields.u8(at);
                    fields.need(at + 1, size);
                    fields.text("dns.txt", Texts.plain(fields.data, at + 1, size));
                }
            }
            default -> {}
        }
    }

    private void name(String field, int at) throws Fields.Cut {
        name(at);
        fields.text(field, name);
    }

    /**
     * Reads a name, RFC 1035, 4.1.4: labels with points between, and pointers to other names. What
     * is wrong with it stands for it, as in tshark, and ends the message where that knows no end.
     *
     * @return where it ends
     */
    private int name(int at) throws Fields.Cut {
        int start = at;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int behind = -1;
        int pointers = 0;
        while (true) {
            int label = fields.u8(at++);
            if (label == 0) break;
            switch (label & 0xc0) {
                case 0x00 -> {
                    fields.need(at, label);
                    if (text.size() > 0) text.write('.');
                    if (text.size() <= LONGEST_NAME) text.write(fields.data, at, label);
                    at += label;
                }
                case 0xc0 -> {
                    int target = message + ((label & 0x3f) << 8 | fields.u8(at++));
                    if (behind < 0) behind = at;
                    if (++pointers > MOST_POINTERS) {
                        name = "<Name contains a pointer that loops>";
                        return behind;
                    }
                    at = target;
                }
                case 0x40 -> {
                    name = "<Unknown extended label>";
                    return behind < 0 ? at : behind;
                }
                default -> fields.fault();
            }
        }
        int end = behind < 0 ? at : behind;
        if (text.size() > LONGEST_NAME) name = "<Name too long>";
        else if (text.size() > 0) name = Texts.escaped(text.toByteArray());
        else if (end - start <= 2) name = "<Root>";
        else fields.fault();
        return end;
    }
}
