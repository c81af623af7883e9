package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.PppHeader;

/** What the ends of PPP agree on, RFC 1661, 1332, 5072 and 1962: the options of five protocols. */
final class PppOptionsPrinter {
    private static final String[] LINK = {
        "Vend-Ext",
        "MRU",
        "ACCM",
        "Auth-Prot",
        "Qual-Prot",
        "Magic-Num",
        "deprecated(6)",
        "PFC",
        "ACFC",
        "FCS-Alt",
        "SDP",
        "Num-Mode",
        "deprecated(12)",
        "Call-Back",
        "deprecated(14)",
        "deprecated(15)",
        "deprecated(16)",
        "MRRU",
        "12-Bit seq #",
        "End-Disc",
        "Proprietary",
        "DCE-Id",
        "MP+",
        "Link-Disc",
        "LCP-Auth-Opt",
        "COBS",
        "Prefix-elision",
        "Multilink-header-Form",
        "I18N",
        "SDL-over-SONET/SDH",
        "PPP-Muxing"
    };
    private static final String[] CALLBACKS = {
        "UserAuth", "DialString", "LocalID", "E.164", "X.500", "Unknown", "CBCP"
    };
    private static final String[] SUBOPTIONS = {
        "Unknown", "RTP-Compression", "Enhanced RTP-Compression"
    };

    /** Of a header compression, RFC 2507, with its own options behind. */
    private static final int COMPRESSION_SIZE = 14;

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
            if (!p.has(at, PppHeader.OPTION_SIZE)) {
                cut(protocol);
                return;
            }
            int type = PppHeader.optionType(p, at);
            int length = PppHeader.optionLength(p, at);
            if (whole < length) return;
            boolean unknown = protocol == PppHeader.LCP && type >= LINK.length;
            if (unknown) {
                p.out.text("\n\tunknown LCP option 0x").hex(type, 2);
            } else {
                p.out.text("\n\t  ").text(name(protocol, type)).text(" Option (0x").hex(type, 2);
                p.out.text("), length ").number(length);
                if (length < PppHeader.OPTION_SIZE) p.out.text(" (length bogus, should be >= 2)");
            }
            if (length < PppHeader.OPTION_SIZE) return;
            if (!unknown && !value(protocol, type, at + PppHeader.OPTION_SIZE, length)) return;
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
            case PppHeader.IPCP ->
                    switch (type) {
                        case 1 -> "IP-Addrs";
                        case 2 -> "IP-Comp";
                        case 3 -> "IP-Addr";
                        case 4 -> "Home-Addr";
                        case 129 -> "Pri-DNS";
                        case 130 -> "Pri-NBNS";
                        case 131 -> "Sec-DNS";
                        case 132 -> "Sec-NBNS";
                        default -> "unknown";
                    };
            case PppHeader.IPV6CP -> type == 1 ? "Interface-ID" : "unknown";
            case PppHeader.BACP -> type == 1 ? "Favored-Peer" : "Unknown";
            default ->
                    switch (type) {
                        case 0 -> "OUI";
                        case 1 -> "Pred-1";
                        case 2 -> "Pred-2";
                        case 3 -> "Puddle";
                        case 16 -> "HP-PPC";
                        case 17 -> "Stac-LZS";
                        case 18 -> "MPPC";
                        case 19 -> "Gand-FZA";
                        case 20 -> "V.42bis";
                        case 21 -> "BSD-Comp";
                        case 23 -> "LZS-DCP";
                        case 24 -> "MVRCA";
                        case 25 -> "DEC";
                        case 26 -> "Deflate";
                        case 255 -> "Reserved";
                        default -> "Unknown";
                    };
        };
    }

    /** False if no option can follow. */
    private boolean value(int protocol, int type, int at, int length) throws Cut {
        boolean known = true;
        switch (protocol) {
            case PppHeader.LCP -> known = link(type, at, length);
            case PppHeader.IPCP -> {
                if (type == 2) return compression(at, length);
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
                if (known && is(length, 6)) hex(": Magic-Num 0x", p.u32(at), 8);
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

    private void address(String title, int at) throws Cut {
        p.need(at, 4);
        p.out.text(title);
        p.ipv4(at);
    }

    private boolean link(int type, int at, int length) throws Cut {
        switch (type) {
            case 0 -> {
                if (!least(length, 6)) return true;
                int vendor = p.u24(at);
                p.out.text(": Vendor: ").text(Words.organisation(vendor));
                p.out.text(" (").number(vendor).character(')');
            }
            case 1, 17 -> {
                if (!is(length, 4)) return true;
                int size = p.u16(at);
                p.out.text(": ").number(size);
            }
            case 2, 5 -> {
                if (is(length, 6)) hex(": 0x", p.u32(at), 8);
            }
            case 3 -> {
                if (least(length, 4)) authentication(at, length);
            }
            case 4 -> {
                if (!least(length, 4)) return true;
                boolean quality = p.u16(at) == PppHeader.QUALITY;
                p.out.text(quality ? ": LQR" : ": unknown");
            }
            case 7, 8 -> {}
            case 13 -> {
                if (!least(length, 3)) return true;
                int operation = p.u8(at);
                p.out.text(": Callback Operation ");
                p.out.text(operation < CALLBACKS.length ? CALLBACKS[operation] : "Unknown");
                p.out.text(" (").number(operation).character(')');
            }
            case 19 -> {
                if (least(length, 3)) endpoint(at, length);
            }
            case 23 -> {
                if (is(length, 4)) hex(": 0x", p.u16(at), 4);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void authentication(int at, int length) throws Cut {
        int protocol = p.u16(at);
        String name = PppPrinter.protocol(protocol);
        p.out.text(": ").text(name == null ? "Unknown Auth Proto (0x04x)" : name);
        switch (protocol) {
            case PppHeader.CHAP -> {
                int algorithm = p.u8(at + 2);
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
        int kind = p.u8(at);
        switch (kind) {
            case 0 -> p.out.text(": Null");
            case 1 -> p.out.text(": Local");
            case 2 -> {
                if (is(length, 7)) address(": IPv4 ", at + 1);
            }
            case 3 -> {
                if (!is(length, 9)) return;
                p.need(at + 1, 6);
                p.out.text(": MAC ");
                p.ethernet(at + 1);
            }
            case 4 -> p.out.text(": Magic-Num-Block");
            case 5 -> p.out.text(": PSNDN");
            default -> p.out.text(": Unknown class ").number(kind);
        }
    }

    private boolean network(int type, int at, int length) throws Cut {
        switch (type) {
            case 1 -> {
                if (!is(length, 10)) return true;
                p.need(at, 8);
                address(": src ", at);
                address(", dst ", at + 4);
            }
            case 3, 4, 129, 130, 131, 132 -> {
                if (is(length, 6)) address(": ", at);
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
        int protocol = p.u16(at);
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
            if (!least(length, COMPRESSION_SIZE)) {
                bogus = false;
                return false;
            }
            if (!p.has(at, COMPRESSION_SIZE)) {
                cut(PppHeader.IPCP);
                return false;
            }
            p.out.text("\n\t    TCP Space ").number(p.u16(at + 2));
            p.out.text(", non-TCP Space ").number(p.u16(at + 4));
            p.out.text(", maxPeriod ").number(p.u16(at + 6));
            p.out.text(", maxTime ").number(p.u16(at + 8));
            p.out.text(", maxHdr ").number(p.u16(at + 10));
            if (length > COMPRESSION_SIZE) {
                dumped = suboptions(at + COMPRESSION_SIZE - 2, length - COMPRESSION_SIZE);
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
            int type = p.u8(at);
            int length = p.u8(at + 1);
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
            case 21 -> {
                if (!least(length, 3)) return true;
                int bits = p.u8(at);
                p.out.text(": Version: ").number(bits >> 5);
                p.out.text(", Dictionary Bits: ").number(bits & 0x1f);
            }
            case 24 -> {
                if (!least(length, 4)) return true;
                int context = p.u8(at + 1);
                int bits = p.u8(at);
                p.out.text(": Features: ").number(bits >> 6);
                p.out.text((bits & 0x20) != 0 ? ", PxP: Enabled" : ", PxP: Disabled");
                p.out.text(", History: ").number(bits & 0x1f);
                p.out.text(", #CTX-ID: ").number(context);
            }
            case 26 -> {
                if (!least(length, 4)) return true;
                int check = p.u8(at + 1);
                int method = p.u8(at) & 0xf;
                p.out.text(": Window: ").number(p.u8(at) >> 4);
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
