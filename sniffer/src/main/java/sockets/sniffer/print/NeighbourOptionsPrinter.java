package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.NeighborOption;

/** The options of neighbour discovery: RFC 4861, 4191, 8106. Printed with v only. */
final class NeighbourOptionsPrinter {
    private static final String[] NAMES =
            Words.byNumber(
                    "1 source link-address,2 destination link-address,3 prefix info,"
                            + "4 redirected header,5 mtu,7 advertisement interval,"
                            + "8 homeagent information,24 route info,25 rdnss,31 dnssl");
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
            int type = NeighborOption.type(p, at);
            int units = NeighborOption.units(p, at);
            int size = units * NeighborOption.UNIT;
            if (units == 0 || at + size > p.end) return false;
            String name = Words.of(NAMES, type);
            p.out.text("\n\t  ").text(name == null ? "unknown" : name);
            p.out.text(" option (").number(type);
            p.out.text("), length ").number(size).text(" (").number(units).text("): ");
            if (!value(type, units, at, start)) return false;
            int data = at + NeighborOption.VALUE;
            int length = size - NeighborOption.VALUE;
            if (name == null && p.verbose() <= 1) {
                HexDump.unknown(p, "\n\t  ", data, length);
                return true;
            }
            if (p.verbose() > 1) HexDump.unknown(p, "\n\t    ", data, length);
            at += size;
            left -= size;
        }
        return true;
    }

    private boolean value(int type, int units, int at, int start) throws Cut {
        int size = units * NeighborOption.UNIT;
        switch (type) {
            case NeighborOption.SOURCE_LINK_ADDRESS, NeighborOption.TARGET_LINK_ADDRESS ->
                    p.out.octets(p.data, at + NeighborOption.VALUE, size - NeighborOption.VALUE);
            case NeighborOption.PREFIX -> prefix(at, units);
            // tcpdump shows the beginning of all options
            case NeighborOption.REDIRECTED -> HexDump.unknown(p, "\n\t    ", start, size);
            case NeighborOption.MTU -> {
                int mtu = NeighborOption.mtu(p, at);
                p.out.character(' ').number(mtu).text(units == 1 ? "" : "bad option length");
            }
            case NeighborOption.ADVERTISEMENT_INTERVAL -> {
                int interval = NeighborOption.interval(p, at);
                p.out.character(' ').number(interval).text("ms");
            }
            case NeighborOption.HOME_AGENT -> {
                int preference = NeighborOption.preference(p, at);
                int lifetime = NeighborOption.agentLifetime(p, at);
                p.out.text(" preference ").number(preference).text(", lifetime ").number(lifetime);
            }
            case NeighborOption.ROUTE -> {
                return route(at, units);
            }
            case NeighborOption.NAME_SERVERS -> {
                int lifetime = NeighborOption.validLifetime(p, at);
                p.out.text(" lifetime ").number(lifetime).text("s,");
                for (int i = 0; i < (units - 1) / 2; i++) {
                    int address = at + NeighborOption.LIST + 16 * i;
                    p.need(address, 16);
                    p.out.text(" addr: ");
                    p.ipv6(address);
                }
            }
            case NeighborOption.SEARCH_LIST -> {
                int lifetime = NeighborOption.validLifetime(p, at);
                p.out.text(" lifetime ").number(lifetime).text("s, domain(s):");
                int name = at + NeighborOption.LIST;
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
        p.need(at + NeighborOption.PREFIX_ADDRESS, 16);
        p.ipv6(at + NeighborOption.PREFIX_ADDRESS).character('/');
        p.out.number(NeighborOption.prefixLength(p, at)).text(units == 4 ? "" : "badlen");
        p.out.text(", Flags [");
        int flags = NeighborOption.flags(p, at);
        Words.bits(p.out, flags, ", ", 0x80, "onlink", 0x40, "auto", 0x20, "router");
        p.out.text("], valid time ");
        lifetime(NeighborOption.validLifetime(p, at)).text(", pref. time ");
        lifetime(NeighborOption.preferredLifetime(p, at));
    }

    private Line lifetime(int seconds) {
        return seconds == -1 ? p.out.text("infinity") : p.out.number(seconds).character('s');
    }

    private boolean route(int at, int units) throws Cut {
        if (!p.has(at + 4, 4) || units > 3) return false;
        byte[] prefix = new byte[16];
        int size = (units - 1) * NeighborOption.UNIT;
        System.arraycopy(p.data, at + NeighborOption.LIST, prefix, 0, size);
        p.out.character(' ')
                .ipv6(prefix, 0)
                .character('/')
                .number(NeighborOption.prefixLength(p, at));
        p.out.text(", pref=").text(preference(NeighborOption.flags(p, at))).text(", lifetime=");
        lifetime(NeighborOption.validLifetime(p, at));
        return true;
    }
}
