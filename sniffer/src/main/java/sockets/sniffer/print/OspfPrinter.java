package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.OspfHeader;

/** OSPF of version 2, RFC 2328: of all packets the header, of hellos all. */
final class OspfPrinter {
    private static final String[] TYPES = {
        null, "Hello", "Database Description", "LS-Request", "LS-Update", "LS-Ack"
    };
    private static final String[] AUTHENTICATIONS = {"none", "simple", "MD5"};

    private final Print p;

    OspfPrinter(Print print) {
        p = print;
    }

    void print(int at, int length) throws Cut {
        p.protocol = "ospf2";
        int authentication = OspfHeader.authenticationType(p, at);
        if (authentication == OspfHeader.MD5) {
            length -= OspfHeader.DIGEST_SIZE;
            p.end -= OspfHeader.DIGEST_SIZE;
        }
        int type = OspfHeader.type(p, at);
        int version = OspfHeader.version(p, at);
        boolean known = type > 0 && type < TYPES.length;
        p.out.text("OSPFv").number(version).text(", ");
        if (known) p.out.text(TYPES[type]);
        else p.out.text("unknown LS-type ").number(type);
        p.out.text(", length ").number(length);
        if (!known || p.verbose() == 0) return;
        int claimed = OspfHeader.length(p, at);
        if (length != claimed) p.out.text(" [len ").number(claimed).character(']');
        p.need(at + OspfHeader.ROUTER, 4);
        p.out.text("\n\tRouter-ID ");
        p.ipv4(at + OspfHeader.ROUTER);
        if (p.u32(at + OspfHeader.AREA) == 0) {
            p.out.text(", Backbone Area");
        } else {
            p.out.text(", Area ");
            p.ipv4(at + OspfHeader.AREA);
        }
        p.need(at + OspfHeader.AUTHENTICATION, OspfHeader.AUTHENTICATION_SIZE);
        if (!authentication(at, authentication)) return;
        if (version != 2) {
            p.out.text(" ospf [version ").number(version).character(']');
            return;
        }
        if (type != OspfHeader.HELLO) return;
        int less = Integer.compareUnsigned(length, claimed) > 0 ? claimed : length;
        hello(at, at + less);
        boolean more = Integer.compareUnsigned(length, claimed) > 0;
        if (more && (OspfHeader.options(p, at) & OspfHeader.OPTION_L) != 0)
            signalling(at, length, claimed, authentication);
    }

    /** False if nothing may follow. */
    private boolean authentication(int at, int type) throws Cut {
        p.out.text(", Authentication Type: ");
        p.out.text(type < AUTHENTICATIONS.length ? AUTHENTICATIONS[type] : "unknown");
        p.out.text(" (").number(type).character(')');
        if (type == OspfHeader.PASSWORD) {
            p.out.text("\n\tSimple text password: ");
            p.nullPadded(at + OspfHeader.AUTHENTICATION, OspfHeader.AUTHENTICATION_SIZE);
        } else if (type == OspfHeader.MD5) {
            p.out.text("\n\tKey-ID: ").number(OspfHeader.keyId(p, at));
            p.out.text(", Auth-Length: ").number(OspfHeader.digestLength(p, at));
            p.out.text(", Crypto Sequence Number: 0x").hex(OspfHeader.sequence(p, at), 8);
        }
        return type < AUTHENTICATIONS.length;
    }

    private void hello(int at, int end) throws Cut {
        int options = OspfHeader.options(p, at);
        p.out.text("\n\tOptions [");
        Words.bits(
                p.out,
                options,
                ", ",
                0x01,
                "MultiTopology",
                0x02,
                "External",
                0x04,
                "Multicast",
                0x08,
                "NSSA",
                OspfHeader.OPTION_L,
                "LLS",
                0x20,
                "Demand Circuit",
                0x40,
                "Opaque",
                0x80,
                "Up/Down");
        p.out.character(']');
        int dead = OspfHeader.deadInterval(p, at);
        p.out.text("\n\t  Hello Timer ").number(OspfHeader.helloInterval(p, at));
        p.out.text("s, Dead Timer ").number(dead).text("s, Mask ");
        p.ipv4(at + OspfHeader.MASK);
        p.out.text(", Priority ").number(OspfHeader.priority(p, at));
        if (p.u32(at + OspfHeader.DESIGNATED) != 0) {
            p.out.text("\n\t  Designated Router ");
            p.ipv4(at + OspfHeader.DESIGNATED);
        }
        if (p.u32(at + OspfHeader.BACKUP) != 0) {
            p.out.text(", Backup Designated Router ");
            p.ipv4(at + OspfHeader.BACKUP);
        }
        int neighbor = at + OspfHeader.NEIGHBORS;
        if (neighbor < end) p.out.text("\n\t  Neighbor List:");
        for (; neighbor < end; neighbor += 4) {
            p.need(neighbor, 4);
            p.out.text("\n\t    ");
            p.ipv4(neighbor);
        }
    }

    /** Link-local signalling, RFC 5613, behind the packet and its digest. */
    private void signalling(int start, int length, int claimed, int authentication) throws Cut {
        int end = start + length;
        if (authentication == OspfHeader.MD5) claimed += OspfHeader.digestLength(p, start);
        if (Integer.compareUnsigned(claimed, length) >= 0) {
            p.out.text("\n\t[LLS truncated]");
            return;
        }
        int at = start + claimed;
        int checksum = p.u16(at);
        p.out.text("\n\t  LLS: checksum: 0x").hex(checksum, 4);
        int size = p.u16(at + 2);
        p.out.text(", length: ").number(size);
        at += 4;
        while (at < end) {
            int type = p.u16(at);
            p.out.text("\n\t    ");
            if (type == 1) p.out.text("Extended Options");
            else p.out.text(type == 2 ? "MD5 Authentication" : "Unknown TLV");
            p.out.text(" (").number(type).character(')');
            size = p.u16(at + 2);
            p.out.text(", length: ").number(size);
            at += 4;
            int right = type == 1 ? 4 : type == 2 ? 20 : size;
            if (size != right) p.out.text(" [should be ").number(right).character(']');
            int value = type == 1 || type == 2 ? p.u32(at) : 0;
            if (type == 1) {
                p.out.text("\n\t      Options: 0x").hex(value, 8).text(" [");
                int mark = p.out.length();
                Words.bits(p.out, value, ", ", 1, "LSDB resync", 2, "Restart");
                if ((value & 3) == 0) {
                    p.out.truncate(mark);
                    p.out.character('?');
                }
                p.out.character(']');
            } else if (type == 2) {
                p.out.text("\n\t      Sequence number: 0x").hex(value, 8);
            }
            at += right;
        }
    }
}
