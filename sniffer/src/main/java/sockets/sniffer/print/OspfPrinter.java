package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.OspfHeader;
import sockets.packet.OspfLsa;
import sockets.packet.OspfSignalling;
import sockets.packet.OspfTlv;

/** OSPF of version 2, RFC 2328. */
final class OspfPrinter {
    private static final String[] TYPES = {
        null, "Hello", "Database Description", "LS-Request", "LS-Update", "LS-Ack"
    };
    private static final String[] AUTHENTICATIONS = {"none", "simple", "MD5"};
    private static final Object[] DESCRIPTIONS = {
        0x04, "Init",
        0x02, "More",
        0x01, "Master",
        0x08, "OOBResync"
    };

    private static final String[] SIGNALS = {null, "Extended Options", "MD5 Authentication"};
    private static final int KNOWN_OPTIONS = 3;
    private static final Object[] EXTENDED_OPTIONS = {1, "LSDB resync", 2, "Restart"};

    private final Print p;
    private final OspfLsaPrinter advertisements;

    OspfPrinter(Print print) {
        p = print;
        advertisements = new OspfLsaPrinter(print);
    }

    /** Of a packet, of OSPF for IPv6 too; null if it is none. */
    static String type(int type) {
        return type < TYPES.length ? TYPES[type] : null;
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
        String name = type(type);
        p.out.text("OSPFv").number(version).text(", ");
        if (name != null) p.out.text(name);
        else p.out.text("unknown LS-type ").number(type);
        p.out.text(", length ").number(length);
        if (name == null || p.verbose() == 0) return;
        int claimed = OspfHeader.length(p, at);
        if (length != claimed) p.out.text(" [len ").number(claimed).character(']');
        p.ipv4("\n\tRouter-ID ", at + OspfHeader.ROUTER);
        if (p.u32(at + OspfHeader.AREA) == 0) p.out.text(", Backbone Area");
        else p.ipv4(", Area ", at + OspfHeader.AREA);
        p.need(at + OspfHeader.AUTHENTICATION, OspfHeader.AUTHENTICATION_SIZE);
        if (!authentication(at, authentication)) return;
        if (version != 2) {
            p.out.text(" ospf [version ").number(version).character(']');
            return;
        }
        boolean more = Integer.compareUnsigned(length, claimed) > 0;
        int end = at + (more ? claimed : length);
        int options = 0;
        switch (type) {
            case OspfHeader.HELLO -> {
                options = OspfHeader.options(p, at);
                hello(at, end, options);
            }
            case OspfHeader.DESCRIPTION -> {
                options = OspfHeader.descriptionOptions(p, at);
                description(at, end, options);
            }
            case OspfHeader.REQUEST -> requests(at + OspfHeader.REQUESTS, end);
            case OspfHeader.UPDATE -> updates(at);
            default -> {
                int header = at + OspfHeader.ACKNOWLEDGED;
                for (; header < end; header += OspfLsa.SIZE) advertisements.header(header);
            }
        }
        if (more && (options & OspfHeader.OPTION_L) != 0)
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

    private void hello(int at, int end, int options) throws Cut {
        advertisements.options("\n\tOptions [", options);
        int dead = OspfHeader.deadInterval(p, at);
        p.out.text("\n\t  Hello Timer ").number(OspfHeader.helloInterval(p, at));
        p.out.text("s, Dead Timer ").number(dead).text("s, Mask ");
        p.ipv4(at + OspfHeader.MASK);
        p.out.text(", Priority ").number(OspfHeader.priority(p, at));
        if (p.u32(at + OspfHeader.DESIGNATED) != 0)
            p.ipv4("\n\t  Designated Router ", at + OspfHeader.DESIGNATED);
        if (p.u32(at + OspfHeader.BACKUP) != 0)
            p.ipv4(", Backup Designated Router ", at + OspfHeader.BACKUP);
        int neighbor = at + OspfHeader.NEIGHBORS;
        if (neighbor < end) p.out.text("\n\t  Neighbor List:");
        for (; neighbor < end; neighbor += 4) p.ipv4("\n\t    ", neighbor);
    }

    private void description(int at, int end, int options) throws Cut {
        advertisements.options("\n\tOptions [", options);
        int flags = OspfHeader.descriptionFlags(p, at);
        p.out.text(", DD Flags [");
        Words.bits(p.out, flags, ", ", DESCRIPTIONS);
        p.out.text("], MTU: ").number(OspfHeader.mtu(p, at));
        int sequence = OspfHeader.descriptionSequence(p, at);
        p.out.text(", Sequence: 0x").hex(sequence, 8);
        int header = at + OspfHeader.DESCRIBED;
        while (header < end && advertisements.header(header) >= 0) header += OspfLsa.SIZE;
    }

    private void requests(int at, int end) throws Cut {
        for (; at < end; at += OspfHeader.REQUEST_SIZE) {
            p.need(at, OspfHeader.REQUEST_SIZE);
            p.ipv4("\n\t  Advertising Router: ", at + OspfHeader.REQUESTED_ROUTER);
            int type = OspfHeader.requestedType(p, at);
            p.out.text(", ").text(OspfLsaPrinter.type(type)).text(" LSA (").number(type);
            int id = at + OspfHeader.REQUESTED_ID;
            if (OspfLsa.isOpaque(type)) {
                int opaque = OspfLsa.opaqueType(p, id);
                p.out.text("), Opaque-Type: ").text(OspfLsaPrinter.opaqueType(opaque));
                p.out.text(" LSA (").number(opaque).text("), Opaque-ID: ");
                p.out.number(OspfLsa.opaqueId(p, id));
            } else {
                p.ipv4("), LSA-ID: ", id);
            }
        }
    }

    private void updates(int at) throws Cut {
        int count = OspfHeader.updates(p, at);
        p.out.text(", ").number(count).text(count == 1 ? " LSA" : " LSAs");
        at += OspfHeader.UPDATED;
        for (int i = 0; i != count; i++) {
            p.out.text("\n\t  LSA #").number(i + 1);
            int length = advertisements.print(at);
            if (length < 0) throw Cut.INSTANCE;
            at += length;
        }
    }

    /** Link-local signalling, RFC 5613, behind the packet and its digest. */
    private void signalling(int start, int sent, int claimed, int authentication) throws Cut {
        int end = start + sent;
        if (authentication == OspfHeader.MD5) claimed += OspfHeader.digestLength(p, start);
        if (Integer.compareUnsigned(claimed, sent) >= 0) {
            p.out.text("\n\t[LLS truncated]");
            return;
        }
        int at = start + claimed;
        int checksum = OspfSignalling.checksum(p, at);
        p.out.text("\n\t  LLS: checksum: 0x").hex(checksum, 4);
        int length = OspfSignalling.length(p, at);
        p.out.text(", length: ").number(length);
        at += OspfSignalling.SIZE;
        while (at < end) {
            int type = OspfTlv.type(p, at);
            p.out.text("\n\t    ").text(Words.of(SIGNALS, type, "Unknown TLV"));
            p.out.text(" (").number(type).character(')');
            int size = OspfTlv.length(p, at);
            p.out.text(", length: ").number(size);
            at += OspfTlv.SIZE;
            switch (type) {
                case OspfSignalling.EXTENDED_OPTIONS -> {
                    size = should(size, 4);
                    int options = OspfSignalling.value(p, at);
                    p.out.text("\n\t      Options: 0x").hex(options, 8).text(" [");
                    if ((options & KNOWN_OPTIONS) == 0) p.out.character('?');
                    else Words.bits(p.out, options, ", ", EXTENDED_OPTIONS);
                    p.out.character(']');
                }
                case OspfSignalling.AUTHENTICATION -> {
                    size = should(size, 20);
                    int sequence = OspfSignalling.value(p, at);
                    p.out.text("\n\t      Sequence number: 0x").hex(sequence, 8);
                }
                default -> {}
            }
            at += size;
        }
    }

    /** Tells a size that is wrong; the right one. */
    private int should(int size, int right) {
        if (size != right) p.out.text(" [should be ").number(right).character(']');
        return right;
    }
}
