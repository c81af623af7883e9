package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.DnsMessage;
import sockets.packet.DnsName;
import sockets.packet.DnsRecord;

/** A resource record of DNS: its type, and what of its data tcpdump shows. */
final class DnsRecordPrinter {

    private static final String[] TYPES =
            ("A NS MD MF CNAME SOA MB MG MR NULL WKS PTR HINFO MINFO MX TXT RP AFSDB X25 ISDN RT"
                            + " NSAP NSAP_PTR SIG KEY PX GPOS AAAA LOC NXT EID NIMLOC SRV ATMA"
                            + " NAPTR KX CERT A6 DNAME SINK OPT APL DS SSHFP IPSECKEY RRSIG NSEC"
                            + " DNSKEY")
                    .split(" ");

    private final Print p;
    private final DnsNames names;

    DnsRecordPrinter(Print print, DnsNames names) {
        p = print;
        this.names = names;
    }

    static void type(Line out, int type) {
        if (type >= 1 && type <= TYPES.length) {
            out.text(TYPES[type - 1]);
            return;
        }
        String name =
                switch (type) {
                    case 99 -> "SPF";
                    case 100 -> "UINFO";
                    case 101 -> "UID";
                    case 102 -> "GID";
                    case 103 -> "UNSPEC";
                    case 104 -> "UNSPECA";
                    case 249 -> "TKEY";
                    case 250 -> "TSIG";
                    case 251 -> "IXFR";
                    case 252 -> "AXFR";
                    case 253 -> "MAILB";
                    case 254 -> "MAILA";
                    case 255 -> "ANY";
                    case 256 -> "URI";
                    default -> null;
                };
        if (name == null) out.text("Type").number(type);
        else out.text(name);
    }

    /** The class of a record that is not of the Internet. */
    static void family(Line out, int family) {
        switch (family) {
            case 1 -> out.text(" IN");
            case 3 -> out.text(" CHAOS");
            case 4 -> out.text(" HS");
            case 255 -> out.text(" ANY");
            default -> out.text(" (Class ").number(family).character(')');
        }
    }

    /** Prints a record; where it ends, or -1 if it was cut. */
    int print(int at, int message, boolean multicast) throws Cut {
        if (p.verbose() > 0) {
            p.out.character(' ');
            at = names.print(at, message);
        } else {
            at = DnsName.skip(p, at);
        }
        if (at < 0 && p.verbose() > 0) return -1;
        if (at < 0 || !p.has(at, DnsRecord.SIZE)) return p.end;
        int type = DnsRecord.type(p, at);
        int kind = DnsRecord.family(p, at);
        int family = multicast ? kind & ~DnsMessage.HIGHEST_BIT : kind;
        if (family != 1 && type != DnsRecord.OPT) family(p.out, family);
        if (multicast && (kind & DnsMessage.HIGHEST_BIT) != 0) p.out.text(" (Cache flush)");
        if (type != DnsRecord.OPT && p.verbose() > 2) {
            p.out.text(" [");
            p.duration(DnsRecord.timeToLive(p, at) & 0xffffffffL);
            p.out.character(']');
        }
        int flags = DnsRecord.optionFlags(p, at);
        int length = DnsRecord.length(p, at);
        at += DnsRecord.SIZE;
        p.out.character(' ');
        type(p.out, type);
        if (at + length > p.end) return -1;
        boolean whole =
                type == DnsRecord.OPT
                        ? options(at, length, family, flags)
                        : data(type, at, length, message);
        return whole ? at + length : -1;
    }

    /** What a record holds; false if it was cut. */
    private boolean data(int type, int at, int length, int message) throws Cut {
        switch (type) {
            case DnsRecord.A:
                if (!p.has(at, 4)) return false;
                p.out.character(' ').ipv4(p.data, at);
                return true;
            case DnsRecord.NS, DnsRecord.CNAME, DnsRecord.PTR, DnsRecord.DNAME:
                p.out.character(' ');
                return names.print(at, message) >= 0;
            case DnsRecord.SOA:
                return p.verbose() == 0 || authority(at, message);
            case DnsRecord.MX:
                p.out.character(' ');
                if (!p.has(at, 2) || names.print(at + DnsRecord.MX_NAME, message) < 0) return false;
                p.out.character(' ').number(DnsRecord.priority(p, at));
                return true;
            case DnsRecord.TXT:
                return texts(at, at + length);
            case DnsRecord.SRV:
                p.out.character(' ');
                if (!p.has(at, 6) || names.print(at + DnsRecord.SRV_NAME, message) < 0)
                    return false;
                p.out.character(':').number(DnsRecord.port(p, at));
                p.out.character(' ').number(DnsRecord.priority(p, at));
                p.out.character(' ').number(DnsRecord.weight(p, at));
                return true;
            case DnsRecord.AAAA:
                if (!p.has(at, 16)) return false;
                p.out.character(' ').ipv6(p.data, at);
                return true;
            case DnsRecord.A6:
                return chained(at, message);
            case DnsRecord.URI:
                if (!p.has(at, length)) return false;
                int priority = DnsRecord.priority(p, at);
                int weight = DnsRecord.weight(p, at);
                p.out.character(' ').number(priority).character(' ').number(weight);
                p.out.character(' ');
                // shorter ones make tcpdump read on to the end of the packet
                return !p.visible(at + 4, length < 4 ? Integer.MAX_VALUE : length - 4);
            case DnsRecord.UNSPECA:
                return p.has(at, length) && !p.visible(at, length);
            case DnsRecord.TSIG:
                return at + length <= p.end && (p.verbose() == 0 || signature(at, message));
            default:
                return true;
        }
    }

    private boolean authority(int at, int message) throws Cut {
        for (int i = 0; i < 2; i++) {
            p.out.character(' ');
            at = names.print(at, message);
            if (at < 0) return false;
        }
        if (!p.has(at, 20)) return false;
        for (int i = 0; i < 5; i++) p.out.character(' ').number(p.u32(at + 4 * i));
        return true;
    }

    private boolean texts(int at, int end) throws Cut {
        while (at < end) {
            p.out.text(" \"");
            if (!p.has(at, 1)) return false;
            int length = p.u8(at);
            if (p.visible(at + 1, length)) return false;
            at += 1 + length;
            p.out.character('"');
        }
        return true;
    }

    /** A6, RFC 2874: a part of an address, and the name that has the rest. */
    private boolean chained(int at, int message) throws Cut {
        if (!p.has(at, 1)) return false;
        int bits = p.u8(at);
        int bytes = bits / 8;
        if (bits > 128) {
            p.out.character(' ').number(bits).text("(bad plen)");
            return true;
        }
        if (bits < 128) {
            byte[] address = new byte[16];
            p.need(at + 1, 16 - bytes);
            System.arraycopy(p.data, at + 1, address, bytes, 16 - bytes);
            p.out.character(' ').number(bits).character(' ').ipv6(address, 0);
        }
        if (bits == 0) return true;
        p.out.character(' ');
        return names.print(at + 17 - bytes, message) >= 0;
    }

    private boolean signature(int at, int message) throws Cut {
        p.out.character(' ');
        at = names.print(at, message);
        if (at < 0) return false;
        at += 6;
        String[] fields = {" fudge=", " maclen=", " origid=", " error=", " otherlen="};
        for (int i = 0; i < fields.length; i++) {
            if (!p.has(at, 2)) return false;
            int value = p.u16(at);
            p.out.text(fields[i]).number(value);
            at += 2 + (i == 1 ? value : 0);
        }
        return true;
    }

    /** OPT, RFC 6891: what the sender can do, in the fields of a record. */
    private boolean options(int at, int length, int size, int flags) throws Cut {
        p.out.text(" UDPsize=").number(size);
        if ((flags & 0x8000) != 0) p.out.text(" DO");
        if (length == 0) return true;
        int end = at + length;
        p.out.text(" [");
        while (at < end) {
            at = option(at);
            if (at < 0) return false;
            if (at < end) p.out.character(',');
        }
        p.out.character(']');
        return true;
    }

    private int option(int at) throws Cut {
        if (!p.has(at, 2)) return -1;
        int option = p.u16(at);
        optionName(option);
        if (!p.has(at + 2, 2)) return -1;
        int length = p.u16(at + 2);
        at += 4;
        if (!p.has(at, length)) return -1;
        if (length > 0) {
            p.out.character(' ');
            optionData(option, at, length);
        }
        return at + length;
    }

    private void optionName(int option) {
        String name =
                switch (option) {
                    case 1 -> "LLQ";
                    case 2 -> "UL";
                    case 3 -> "NSID";
                    case 5 -> "DAU";
                    case 6 -> "DHU";
                    case 7 -> "N3U";
                    case 8 -> "ECS";
                    case 9 -> "EXPIRE";
                    case 10 -> "COOKIE";
                    case 11 -> "KEEPALIVE";
                    case 12 -> "PADDING";
                    case 13 -> "CHAIN";
                    case 14 -> "KEY-TAG";
                    case 16 -> "CLIENT-TAG";
                    case 17 -> "SERVER-TAG";
                    default -> null;
                };
        if (name == null) p.out.text("Opt").number(option);
        else p.out.text(name);
    }

    private void optionData(int option, int at, int length) throws Cut {
        switch (option) {
            case 8 -> subnet(at, length);
            case 10 -> {
                if (length < 8 || length > 8 && length < 16 || length > 40) p.invalid();
                else octets(at, length, 8);
            }
            case 11 -> {
                if (length != 2) p.invalid();
                else
                    p.out.number(p.u16(at) / 10).character('.').number(p.u16(at) % 10).text(" sec");
            }
            case 9 -> {
                if (length != 4) p.invalid();
                else p.out.number(p.u32(at)).text(" sec");
            }
            case 12 -> p.out.character('(').number(length).character(')');
            case 14 -> {
                if (length % 2 != 0) p.invalid();
                for (int i = 0; i < length && length % 2 == 0; i += 2) {
                    if (i > 0) p.out.character(' ');
                    p.out.number(p.u16(at + i));
                }
            }
            case 5, 6, 7 -> {
                for (int i = 0; i < length; i++) {
                    if (i > 0) p.out.character(' ');
                    String name = algorithm(option, p.u8(at + i));
                    if (name == null) p.out.text("Alg_").number(p.u8(at + i));
                    else p.out.text(name);
                }
            }
            case 13 -> names.print(at, at + length);
            default -> octets(at, length, -1);
        }
    }

    private void octets(int at, int length, int gap) throws Cut {
        for (int i = 0; i < length; i++) {
            if (i == gap) p.out.character(' ');
            p.out.hex(p.u8(at + i), 2);
        }
    }

    /** The client's network, RFC 7871. */
    private void subnet(int at, int length) throws Cut {
        if (length < 4) {
            p.invalid();
            return;
        }
        int family = p.u16(at);
        int source = p.u8(at + 2);
        int scope = p.u8(at + 3);
        int bits = family == 1 ? 32 : 128;
        boolean fits = length - 4 <= bits / 8 && source <= bits && scope <= bits;
        if (family != 1 && family != 2 || !fits || (source + 7) / 8 != length - 4) {
            p.invalid();
            return;
        }
        byte[] address = new byte[16];
        System.arraycopy(p.data, at + 4, address, 0, length - 4);
        if (family == 1) p.out.ipv4(address, 0);
        else p.out.ipv6(address, 0);
        p.out.character('/').number(source).character('/').number(scope);
    }

    private static String algorithm(int option, int number) {
        if (option == 7) return number == 1 ? "SHA-1" : null;
        if (option == 6)
            return switch (number) {
                case 1 -> "SHA-1";
                case 2 -> "SHA-256";
                case 3 -> "GOST_R_34.11-94";
                case 4 -> "SHA-384";
                default -> null;
            };
        return switch (number) {
            case 0 -> "DELETE";
            case 1 -> "RSAMD5";
            case 2 -> "DH";
            case 3 -> "DS";
            case 5 -> "RSASHA1";
            case 6 -> "DSA-NSEC3-SHA1";
            case 7 -> "RSASHA1-NSEC3-SHA1";
            case 8 -> "RSASHA256";
            case 10 -> "RSASHA512";
            case 12 -> "ECC-GOST";
            case 13 -> "ECDSAP256SHA256";
            case 14 -> "ECDSAP384SHA384";
            case 15 -> "ED25519";
            case 16 -> "ED448";
            case 252 -> "INDIRECT";
            case 253 -> "PRIVATEDNS";
            case 254 -> "PRIVATEOID";
            default -> null;
        };
    }
}
