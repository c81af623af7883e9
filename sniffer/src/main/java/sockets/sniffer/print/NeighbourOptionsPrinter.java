package sockets.sniffer.print;

/** The options of neighbour discovery: RFC 4861, 4191, 8106. Printed with v only. */
final class NeighbourOptionsPrinter {
    private static final String[] PREFERENCES = {"medium", "high", "rsv", "low"};

    private final Print p;
    private final DnsNames names;

    NeighbourOptionsPrinter(Print print) {
        p = print;
        names = new DnsNames(print);
    }

    static String preference(int flags) {
        return PREFERENCES[flags >> 3 & 3];
    }

    /** Prints them; false if they were cut. */
    boolean print(int start, int left) throws Cut {
        int at = start;
        while (at < p.end) {
            if (!p.has(at + 1, 1)) return false;
            if (left <= 0) return true;
            int type = p.u8(at);
            int units = p.u8(at + 1);
            int size = units * 8;
            if (units == 0 || at + size > p.end) return false;
            p.out.text("\n\t  ").text(name(type)).text(" option (").number(type);
            p.out.text("), length ").number(size).text(" (").number(units).text("): ");
            if (!value(type, units, at, start)) return false;
            boolean known = !name(type).equals("unknown");
            if (!known && p.verbose() <= 1) {
                HexDump.unknown(p, "\n\t  ", at + 2, size - 2);
                return true;
            }
            if (p.verbose() > 1) HexDump.unknown(p, "\n\t    ", at + 2, size - 2);
            at += size;
            left -= size;
        }
        return true;
    }

    private static String name(int type) {
        return switch (type) {
            case 1 -> "source link-address";
            case 2 -> "destination link-address";
            case 3 -> "prefix info";
            case 4 -> "redirected header";
            case 5 -> "mtu";
            case 7 -> "advertisement interval";
            case 8 -> "homeagent information";
            case 24 -> "route info";
            case 25 -> "rdnss";
            case 31 -> "dnssl";
            default -> "unknown";
        };
    }

    private boolean value(int type, int units, int at, int start) throws Cut {
        int size = units * 8;
        switch (type) {
            case 1, 2 -> p.out.octets(p.data, at + 2, size - 2);
            case 3 -> prefix(at, units);
            // tcpdump shows the beginning of all options
            case 4 -> HexDump.unknown(p, "\n\t    ", start, size);
            case 5 -> {
                int mtu = p.u32(at + 4);
                p.out.character(' ').number(mtu).text(units == 1 ? "" : "bad option length");
            }
            case 7 -> {
                int interval = p.u32(at + 4);
                p.out.character(' ').number(interval).text("ms");
            }
            case 8 -> {
                int preference = p.u16(at + 4);
                int lifetime = p.u16(at + 6);
                p.out.text(" preference ").number(preference).text(", lifetime ").number(lifetime);
            }
            case 24 -> {
                return route(at, units);
            }
            case 25 -> {
                int lifetime = p.u32(at + 4);
                p.out.text(" lifetime ").number(lifetime).text("s,");
                for (int i = 0; i < (units - 1) / 2; i++) {
                    p.need(at + 8 + 16 * i, 16);
                    p.out.text(" addr: ");
                    p.ipv6(at + 8 + 16 * i);
                }
            }
            case 31 -> {
                int lifetime = p.u32(at + 4);
                p.out.text(" lifetime ").number(lifetime).text("s, domain(s):");
                int name = at + 8;
                while (name < at + size && p.u8(name) != 0) {
                    p.out.character(' ');
                    name = names.print(name, start);
                    if (name < 0) return false;
                }
            }
            default -> {}
        }
        return true;
    }

    private void prefix(int at, int units) throws Cut {
        p.need(at + 16, 16);
        p.ipv6(at + 16).character('/').number(p.u8(at + 2)).text(units == 4 ? "" : "badlen");
        p.out.text(", Flags [");
        Words.bits(p.out, p.u8(at + 3), ", ", 0x80, "onlink", 0x40, "auto", 0x20, "router");
        p.out.text("], valid time ");
        lifetime(p.u32(at + 4)).text(", pref. time ");
        lifetime(p.u32(at + 8));
    }

    private Line lifetime(int seconds) {
        return seconds == -1 ? p.out.text("infinity") : p.out.number(seconds).character('s');
    }

    private boolean route(int at, int units) throws Cut {
        if (!p.has(at + 4, 4) || units > 3) return false;
        byte[] prefix = new byte[16];
        System.arraycopy(p.data, at + 8, prefix, 0, (units - 1) * 8);
        p.out.character(' ').ipv6(prefix, 0).character('/').number(p.u8(at + 2));
        p.out.text(", pref=").text(preference(p.u8(at + 3))).text(", lifetime=");
        lifetime(p.u32(at + 4));
        return true;
    }
}
