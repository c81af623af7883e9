package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.DnsMessage;
import sockets.packet.DnsOption;
import sockets.packet.DnsRecord;

/** A resource record of DNS: its type, and what of its data tcpdump shows. */
final class DnsRecordPrinter {

    private static final String[] TYPES =
            Words.byNumber(
                    "1 A,2 NS,3 MD,4 MF,5 CNAME,6 SOA,7 MB,8 MG,9 MR,10 NULL,11 WKS,12 PTR,"
                            + "13 HINFO,14 MINFO,15 MX,16 TXT,17 RP,18 AFSDB,19 X25,20 ISDN,21 RT,"
                            + "22 NSAP,23 NSAP_PTR,24 SIG,25 KEY,26 PX,27 GPOS,28 AAAA,29 LOC,"
                            + "30 NXT,31 EID,32 NIMLOC,33 SRV,34 ATMA,35 NAPTR,36 KX,37 CERT,"
                            + "38 A6,39 DNAME,40 SINK,41 OPT,42 APL,43 DS,44 SSHFP,45 IPSECKEY,"
                            + "46 RRSIG,47 NSEC,48 DNSKEY,49 DHCID,50 NSEC3,51 NSEC3PARAM,52 TLSA,"
                            + "53 SMIMEA,55 HIP,56 NINFO,57 RKEY,58 TALINK,59 CDS,60 CDNSKEY,"
                            + "61 OPENPGPKEY,62 CSYNC,63 ZONEMD,64 SVCB,65 HTTPS,99 SPF,"
                            + "100 UINFO,101 UID,102 GID,103 UNSPEC,104 NID,105 L32,106 L64,"
                            + "107 LP,108 EUI48,109 EUI64,249 TKEY,250 TSIG,251 IXFR,252 AXFR,"
                            + "253 MAILB,254 MAILA,255 ANY,256 URI,257 CAA,258 AVC,259 DOA,"
                            + "260 AMTRELAY");
    private static final String[] FAMILIES = Words.byNumber("1  IN,3  CHAOS,4  HS,255  ANY");
    private static final String[] OPTIONS =
            Words.byNumber(
                    "1 LLQ,2 UL,3 NSID,5 DAU,6 DHU,7 N3U,8 ECS,9 EXPIRE,10 COOKIE,11 KEEPALIVE,"
                            + "12 PADDING,13 CHAIN,14 KEY-TAG,16 CLIENT-TAG,17 SERVER-TAG");

    // algorithms of DNSSEC
    private static final String[] SIGNATURES =
            Words.byNumber(
                    "0 DELETE,1 RSAMD5,2 DH,3 DS,5 RSASHA1,6 DSA-NSEC3-SHA1,7 RSASHA1-NSEC3-SHA1,"
                            + "8 RSASHA256,10 RSASHA512,12 ECC-GOST,13 ECDSAP256SHA256,"
                            + "14 ECDSAP384SHA384,15 ED25519,16 ED448,252 INDIRECT,253 PRIVATEDNS,"
                            + "254 PRIVATEOID");
    private static final String[] DIGESTS =
            Words.byNumber("1 SHA-1,2 SHA-256,3 GOST_R_34.11-94,4 SHA-384");
    private static final String[] HASHES = Words.byNumber("1 SHA-1");

    private final Print p;
    private final DnsNames names;

    DnsRecordPrinter(Print print, DnsNames names) {
        p = print;
        this.names = names;
    }

    void type(int type) {
        // too far from the others for a table
        if (type == 32768) p.out.text("TA");
        else if (type == 32769) p.out.text("DLV");
        else p.name(TYPES, type, "Type", "");
    }

    /** The class of a record that is not of the Internet. */
    void family(int family) {
        p.name(FAMILIES, family, " (Class ", ")");
    }

    /** Prints a record; where it ends, or -1 if it was cut. */
    int print(int at, int message, boolean multicast) throws Cut {
        if (p.verbose() > 0) {
            p.out.character(' ');
            at = names.print(at, message);
        } else {
            at = names.skip(at);
        }
        if (at < 0 && p.verbose() > 0) return -1;
        if (at < 0 || !p.has(at, DnsRecord.SIZE)) return p.end;
        int type = DnsRecord.type(p, at);
        int kind = DnsRecord.family(p, at);
        int family = multicast ? kind & ~DnsMessage.HIGHEST_BIT : kind;
        if (family != 1 && type != DnsRecord.OPT) family(family);
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
        type(type);
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
                if (length < 4) {
                    p.out.text(" len ").number(length).text(" is too short (< 4)");
                    return true;
                }
                int priority = DnsRecord.priority(p, at);
                int weight = DnsRecord.weight(p, at);
                p.out.character(' ').number(priority).character(' ').number(weight);
                p.out.character(' ');
                return !p.visible(at + DnsRecord.TARGET, length - DnsRecord.TARGET);
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
        if (!p.has(at, DnsRecord.SOA_SIZE)) return false;
        for (int i = 0; i < 5; i++) p.out.character(' ').number(DnsRecord.soaNumber(p, at, i));
        return true;
    }

    private boolean texts(int at, int end) throws Cut {
        while (at < end) {
            p.out.text(" \"");
            if (!p.has(at, 1)) return false;
            int length = DnsRecord.textLength(p, at);
            if (p.visible(at + 1, length)) return false;
            at += 1 + length;
            p.out.character('"');
        }
        return true;
    }

    /** A6, RFC 2874: a part of an address, and the name that has the rest. */
    private boolean chained(int at, int message) throws Cut {
        if (!p.has(at, 1)) return false;
        int bits = DnsRecord.prefixLength(p, at);
        int bytes = bits / 8;
        if (bits > 128) {
            p.out.character(' ').number(bits).text("(bad plen)");
            return true;
        }
        if (bits < 128) {
            byte[] address = new byte[16];
            p.need(at + DnsRecord.NETWORK, 16 - bytes);
            System.arraycopy(p.data, at + DnsRecord.NETWORK, address, bytes, 16 - bytes);
            p.out.character(' ').number(bits).character(' ').ipv6(address, 0);
        }
        if (bits == 0) return true;
        p.out.character(' ');
        return names.print(at + DnsRecord.NETWORK + 16 - bytes, message) >= 0;
    }

    private boolean signature(int at, int message) throws Cut {
        p.out.character(' ');
        at = names.print(at, message);
        if (at < 0) return false;
        at += DnsRecord.TIME_SIZE;
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
        int option = DnsOption.code(p, at);
        p.name(OPTIONS, option, "Opt", "");
        if (!p.has(at + 2, 2)) return -1;
        int length = DnsOption.length(p, at);
        at += DnsOption.VALUE;
        if (!p.has(at, length)) return -1;
        if (length > 0) {
            p.out.character(' ');
            optionData(option, at, length);
        }
        return at + length;
    }

    private void optionData(int option, int at, int length) throws Cut {
        switch (option) {
            case DnsOption.CLIENT_SUBNET -> subnet(at, length);
            case DnsOption.COOKIE -> {
                if (length < 8 || length > 8 && length < 16 || length > 40) p.invalid();
                else cookie(at, length);
            }
            case DnsOption.KEEPALIVE -> {
                if (length != 2) p.invalid();
                else
                    p.out.number(p.u16(at) / 10).character('.').number(p.u16(at) % 10).text(" sec");
            }
            case DnsOption.EXPIRE -> {
                if (length != 4) p.invalid();
                else p.out.number(p.u32(at)).text(" sec");
            }
            case DnsOption.PADDING -> p.out.character('(').number(length).character(')');
            case DnsOption.KEY_TAG -> {
                if (length % 2 != 0) p.invalid();
                for (int i = 0; i < length && length % 2 == 0; i += 2) {
                    if (i > 0) p.out.character(' ');
                    p.out.number(p.u16(at + i));
                }
            }
            case DnsOption.SIGNATURES -> algorithms(SIGNATURES, at, length);
            case DnsOption.DIGESTS -> algorithms(DIGESTS, at, length);
            case DnsOption.NSEC3_HASHES -> algorithms(HASHES, at, length);
            case DnsOption.CHAIN -> names.print(at, at + length);
            default -> p.octets(at, length);
        }
    }

    private void algorithms(String[] names, int at, int length) throws Cut {
        for (int i = 0; i < length; i++) {
            if (i > 0) p.out.character(' ');
            p.name(names, p.u8(at + i), "Alg_", "");
        }
    }

    /** The client's part, and the server's. */
    private void cookie(int at, int length) throws Cut {
        p.octets(at, DnsOption.CLIENT_COOKIE_SIZE);
        if (length > DnsOption.CLIENT_COOKIE_SIZE) p.out.character(' ');
        p.octets(at + DnsOption.CLIENT_COOKIE_SIZE, length - DnsOption.CLIENT_COOKIE_SIZE);
    }

    /** The client's network, RFC 7871. */
    private void subnet(int at, int length) throws Cut {
        if (length < DnsOption.ADDRESS) {
            p.invalid();
            return;
        }
        int family = DnsOption.family(p, at);
        int source = DnsOption.sourcePrefix(p, at);
        int scope = DnsOption.scopePrefix(p, at);
        int bits = family == 1 ? 32 : 128;
        int size = length - DnsOption.ADDRESS;
        boolean fits = size <= bits / 8 && source <= bits && scope <= bits;
        if (family != 1 && family != 2 || !fits || (source + 7) / 8 != size) {
            p.invalid();
            return;
        }
        byte[] address = new byte[16];
        System.arraycopy(p.data, at + DnsOption.ADDRESS, address, 0, size);
        if (family == 1) p.out.ipv4(address, 0);
        else p.out.ipv6(address, 0);
        p.out.character('/').number(source).character('/').number(scope);
    }
}
