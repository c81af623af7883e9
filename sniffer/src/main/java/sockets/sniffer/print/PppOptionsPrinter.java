package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.PppHeader;
import sockets.packet.PppOption;

/** What the ends of PPP agree on, RFC 1661, 1332, 5072 and 1962: the options of five protocols. */
final class PppOptionsPrinter {
    private static final String[] LINK =
            Words.byNumber(
                    "0 Vend-Ext,1 MRU,2 ACCM,3 Auth-Prot,4 Qual-Prot,5 Magic-Num,6 deprecated(6),"
                            + "7 PFC,8 ACFC,9 FCS-Alt,10 SDP,11 Num-Mode,12 deprecated(12),"
                            + "13 Call-Back,14 deprecated(14),15 deprecated(15),"
                            + "16 deprecated(16),17 MRRU,18 12-Bit seq #,19 End-Disc,"
                            + "20 Proprietary,21 DCE-Id,22 MP+,23 Link-Disc,24 LCP-Auth-Opt,"
                            + "25 COBS,26 Prefix-elision,27 Multilink-header-Form,28 I18N,"
                            + "29 SDL-over-SONET/SDH,30 PPP-Muxing");
    private static final String[] NETWORK =
            Words.byNumber(
                    "1 IP-Addrs,2 IP-Comp,3 IP-Addr,4 Home-Addr,129 Pri-DNS,130 Pri-NBNS,"
                            + "131 Sec-DNS,132 Sec-NBNS");
    private static final String[] COMPRESSIONS =
            Words.byNumber(
                    "0 OUI,1 Pred-1,2 Pred-2,3 Puddle,16 HP-PPC,17 Stac-LZS,18 MPPC,19 Gand-FZA,"
                            + "20 V.42bis,21 BSD-Comp,23 LZS-DCP,24 MVRCA,25 DEC,26 Deflate,"
                            + "255 Reserved");
    private static final String[] CALLBACKS = {
        "UserAuth", "DialString", "LocalID", "E.164", "X.500", "Unknown", "CBCP"
    };
    private static final String[] SUBOPTIONS = {
        "Unknown", "RTP-Compression", "Enhanced RTP-Compression"
    };

    private final Print p;

    /** True if an option has a wrong length: nothing more is told of it. */
    private boolean bogus;

    PppOptionsPrinter(Print print) {
        p = print;
    }

    /** Those of a protocol, which has some. */
    void print(int protocol, int at, int left) throws Cut {
        // as in tcpdump, which compares each option with the whole packet
        int whole = left + PppHeader.CONTROL_SIZE;
        boolean known =
                switch (protocol) {
                    case PppHeader.LCP,
                            PppHeader.IPCP,
                            PppHeader.IPV6CP,
                            PppHeader.CCP,
                            PppHeader.BACP ->
                            true;
                    default -> false;
                };
        while (known && left > 0) {
            if (!p.has(at, PppOption.SIZE)) {
                cut(protocol);
                return;
            }
            int type = PppOption.type(p, at);
            int length = PppOption.length(p, at);
            if (whole < length) return;
            boolean unknown = protocol == PppHeader.LCP && type >= LINK.length;
            if (unknown) {
                p.out.text("\n\tunknown LCP option 0x").hex(type, 2);
            } else {
                p.out.text("\n\t  ").text(name(protocol, type)).text(" Option (0x").hex(type, 2);
                p.out.text("), length ").number(length);
                if (length < PppOption.SIZE) p.out.text(" (length bogus, should be >= 2)");
            }
            if (length < PppOption.SIZE) return;
            if (!unknown && !value(protocol, type, at + PppOption.SIZE, length)) return;
            if (left < length) {
                p.out.text(" [remaining options length ").number(left);
                p.out.text(" < ").number(length).character(']');
                p.invalid();
                return;
            }
            at += length;
            left -= length;
        }
    }

    private void cut(int protocol) {
        String name =
                switch (protocol) {
                    case PppHeader.LCP -> "[|lcp]";
                    case PppHeader.IPCP -> "[|ipcp]";
                    case PppHeader.IPV6CP -> "[|ip6cp]";
                    case PppHeader.CCP -> "[|ccp]";
                    default -> "[|bacp]";
                };
        p.out.text(name);
    }

    private static String name(int protocol, int type) {
        return switch (protocol) {
            case PppHeader.LCP -> LINK[type];
            case PppHeader.IPCP -> Words.of(NETWORK, type, "unknown");
            case PppHeader.IPV6CP -> type == 1 ? "Interface-ID" : "unknown";
            case PppHeader.BACP -> type == 1 ? "Favored-Peer" : "Unknown";
            default -> Words.of(COMPRESSIONS, type, "Unknown");
        };
    }

    /** False if no option can follow. */
    private boolean value(int protocol, int type, int at, int length) throws Cut {
        boolean known = true;
        switch (protocol) {
            case PppHeader.LCP -> known = link(type, at, length);
            case PppHeader.IPCP -> {
                if (type == PppOption.COMPRESSION) return compression(at, length);
                known = network(type, at, length);
            }
            case PppHeader.IPV6CP -> {
                known = type == 1;
                if (known && is(length, 10)) {
                    if (!p.has(at, 8)) {
                        cut(protocol);
                        return false;
                    }
                    for (int i = 0; i < 4; i++)
                        p.out.text(i == 0 ? ": " : ":").hex(p.u16(at + 2 * i), 4);
                }
            }
            case PppHeader.CCP -> known = compressed(type, at, length);
            default -> {
                known = type == 1;
                if (known && is(length, 6)) hex(": Magic-Num 0x", PppOption.longNumber(p, at), 8);
            }
        }
        if (bogus) {
            bogus = false;
            // as in tcpdump: behind some of them nothing is told
            return !(protocol == PppHeader.LCP && type > 3
                    || protocol == PppHeader.IPCP && type > 1);
        }
        boolean whole = protocol != PppHeader.IPCP || p.has(at, length - 2);
        if (p.verbose() > 1 ? whole : !known) HexDump.unknown(p, "\n\t    ", at, length - 2);
        return true;
    }

    private boolean is(int length, int right) {
        if (length == right) return true;
        p.out.text(" (length bogus, should be = ").number(right).character(')');
        bogus = true;
        return false;
    }

    private boolean least(int length, int right) {
        if (length >= right) return true;
        p.out.text(" (length bogus, should be >= ").number(right).character(')');
        bogus = true;
        return false;
    }

    private void hex(String title, int value, int digits) {
        p.out.text(title).hex(value, digits);
    }

    private boolean link(int type, int at, int length) throws Cut {
        switch (type) {
            case PppOption.VENDOR -> {
                if (!least(length, 6)) return true;
                int vendor = PppOption.vendor(p, at);
                p.out.text(": Vendor: ").text(Words.organisation(vendor));
                p.out.text(" (").number(vendor).character(')');
            }
            case PppOption.UNIT, PppOption.MULTILINK_UNIT -> {
                if (!is(length, 4)) return true;
                int size = PppOption.number(p, at);
                p.out.text(": ").number(size);
            }
            case PppOption.CHARACTER_MAP, PppOption.MAGIC_NUMBER -> {
                if (is(length, 6)) hex(": 0x", PppOption.longNumber(p, at), 8);
            }
            case PppOption.AUTHENTICATION -> {
                if (least(length, 4)) authentication(at, length);
            }
            case PppOption.QUALITY -> {
                if (!least(length, 4)) return true;
                boolean quality = PppOption.protocol(p, at) == PppHeader.QUALITY;
                p.out.text(quality ? ": LQR" : ": unknown");
            }
            case PppOption.PROTOCOL_COMPRESSION, PppOption.ADDRESS_COMPRESSION -> {}
            case PppOption.CALLBACK -> {
                if (!least(length, 3)) return true;
                int operation = PppOption.kind(p, at);
                p.out.text(": Callback Operation ");
                p.out.text(Words.of(CALLBACKS, operation, "Unknown"));
                p.out.text(" (").number(operation).character(')');
            }
            case PppOption.ENDPOINT -> {
                if (least(length, 3)) endpoint(at, length);
            }
            case PppOption.LINK -> {
                if (is(length, 4)) hex(": 0x", PppOption.number(p, at), 4);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void authentication(int at, int length) throws Cut {
        int protocol = PppOption.protocol(p, at);
        String name = PppPrinter.protocol(protocol);
        p.out.text(": ").text(name == null ? "Unknown Auth Proto (0x04x)" : name);
        switch (protocol) {
            case PppHeader.CHAP -> {
                int algorithm = PppOption.algorithm(p, at);
                p.out.text(", ");
                if (algorithm == 5) p.out.text("MD5");
                else if (algorithm == 0x80) p.out.text("MS-CHAPv1");
                else if (algorithm == 0x81) p.out.text("MS-CHAPv2");
                else p.out.text("Unknown Auth Alg ").number(algorithm);
            }
            case PppHeader.PAP, PppHeader.EAP, PppHeader.SPAP, PppHeader.OLD_SPAP -> {}
            default -> HexDump.unknown(p, "\n\t", at - 2, length);
        }
    }

    /** Who somebody is, RFC 1990. */
    private void endpoint(int at, int length) throws Cut {
        int kind = PppOption.kind(p, at);
        int address = at + PppOption.ENDPOINT_ADDRESS;
        switch (kind) {
            case 0 -> p.out.text(": Null");
            case 1 -> p.out.text(": Local");
            case 2 -> {
                if (is(length, 7)) p.ipv4(": IPv4 ", address);
            }
            case 3 -> {
                if (!is(length, 9)) return;
                p.need(address, 6);
                p.out.text(": MAC ");
                p.ethernet(address);
            }
            case 4 -> p.out.text(": Magic-Num-Block");
            case 5 -> p.out.text(": PSNDN");
            default -> p.out.text(": Unknown class ").number(kind);
        }
    }

    private boolean network(int type, int at, int length) throws Cut {
        switch (type) {
            case PppOption.ADDRESSES -> {
                if (!is(length, 10)) return true;
                p.need(at, 8);
                p.ipv4(": src ", at);
                p.ipv4(", dst ", at + 4);
            }
            case 3, 4, 129, 130, 131, 132 -> {
                if (is(length, 6)) p.ipv4(": ", at);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean compression(int at, int length) throws Cut {
        if (!least(length, 4)) {
            bogus = false;
            return false;
        }
        int dumped = at;
        int protocol = PppOption.protocol(p, at);
        String name =
                switch (protocol) {
                    case PppHeader.VJ_COMPRESSED -> "VJ-Comp";
                    case PppHeader.HEADER_COMPRESSION -> "IP Header Compression";
                    default -> "Unknown";
                };
        p.out.text(": ")
                .text(name)
                .text(" (0x")
                .hex(protocol, protocol > 0xfff ? 4 : protocol > 0xff ? 3 : 2);
        p.out.text("):");
        if (protocol == PppHeader.HEADER_COMPRESSION) {
            if (!least(length, PppOption.COMPRESSION_SIZE)) {
                bogus = false;
                return false;
            }
            if (!p.has(at, PppOption.COMPRESSION_SIZE)) {
                cut(PppHeader.IPCP);
                return false;
            }
            String[] titles = {
                "\n\t    TCP Space ", ", non-TCP Space ", ", maxPeriod ", ", maxTime ", ", maxHdr "
            };
            for (int i = 0; i < titles.length; i++)
                p.out.text(titles[i]).number(PppOption.compression(p, at, i));
            if (length > PppOption.COMPRESSION_SIZE) {
                dumped =
                        suboptions(
                                at + PppOption.COMPRESSION_SIZE - 2,
                                length - PppOption.COMPRESSION_SIZE);
                if (dumped < 0) return false;
                // as in tcpdump: what is dumped begins behind all this
                dumped += 2;
            }
        }
        if (p.verbose() > 1 && p.has(dumped, length - 2))
            HexDump.unknown(p, "\n\t    ", dumped, length - 2);
        return true;
    }

    /** Prints them; where they end, or -1 if the packet is cut there. */
    private int suboptions(int at, int left) throws Cut {
        p.out.text("\n\t      Suboptions, length ").number(left);
        while (left >= 2) {
            if (!p.has(at, 2)) {
                cut(PppHeader.IPCP);
                return -1;
            }
            int type = PppOption.type(p, at);
            int length = PppOption.length(p, at);
            if (type == 0 || length == 0) break;
            p.out.text("\n\t\t").text(SUBOPTIONS[type < SUBOPTIONS.length ? type : 0]);
            p.out.text(" Suboption #").number(type).text(", length ").number(length);
            if (left < length) {
                p.out.text(" [remaining suboptions length ").number(left);
                p.out.text(" < ").number(length).character(']');
                p.invalid();
                break;
            }
            at += length;
            left -= length;
        }
        return at;
    }

    private boolean compressed(int type, int at, int length) throws Cut {
        switch (type) {
            case PppOption.BSD -> {
                if (!least(length, 3)) return true;
                int bits = PppOption.bits(p, at);
                p.out.text(": Version: ").number(bits >> 5);
                p.out.text(", Dictionary Bits: ").number(bits & 0x1f);
            }
            case PppOption.MAGNALINK -> {
                if (!least(length, 4)) return true;
                int context = PppOption.bitsBehind(p, at);
                int bits = PppOption.bits(p, at);
                p.out.text(": Features: ").number(bits >> 6);
                p.out.text((bits & 0x20) != 0 ? ", PxP: Enabled" : ", PxP: Disabled");
                p.out.text(", History: ").number(bits & 0x1f);
                p.out.text(", #CTX-ID: ").number(context);
            }
            case PppOption.DEFLATE -> {
                if (!least(length, 4)) return true;
                int check = PppOption.bitsBehind(p, at);
                int bits = PppOption.bits(p, at);
                int method = bits & 0xf;
                p.out.text(": Window: ").number(bits >> 4);
                p.out.text(method == 8 ? "K, Method: zlib" : "K, Method: unknown");
                p.out.text(" (0x").hex(method).text("), MBZ: ").number(check >> 2);
                p.out.text(", CHK: ").number(check & 3);
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
