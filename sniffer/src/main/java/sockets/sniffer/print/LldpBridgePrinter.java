package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.LldpBridgeTlv;

/** What IEEE 802.1 adds to LLDP: networks, and what the bridges of a data centre agree on. */
final class LldpBridgePrinter {
    static final String[] SUBTYPES =
            Words.byNumber(
                    "1 Port VLAN Id,2 Port and Protocol VLAN ID,3 VLAN name,4 Protocol Identity,"
                            + "7 Link aggregation,8 Congestion Notification,9 ETS Configuration,"
                            + "10 ETS Recommendation,11 Priority Flow Control Configuration,"
                            + "12 Application Priority,13 EVB,14 CDCP");
    private static final Object[] PROTOCOL_FLAGS = {2, "supported", 4, "enabled"};
    private static final String[] MODES = {
        "Not Supported", "EVB Bridge", "EVB Station", "Reserved for future Standardization"
    };

    private final Print p;

    LldpBridgePrinter(Print print) {
        p = print;
    }

    /** A value of a known subtype, which has at least the length that it must have. */
    void print(int subtype, int at, int size) throws Cut {
        int flags = LldpBridgeTlv.flags(p, at);
        switch (subtype) {
            case LldpBridgeTlv.PORT_NETWORK -> {
                int network = LldpBridgeTlv.network(p, at);
                p.out.text("\n\t    port vlan id (PVID): ").number(network);
            }
            case LldpBridgeTlv.PROTOCOL_NETWORK -> {
                int network = LldpBridgeTlv.protocolNetwork(p, at);
                p.out.text("\n\t    port and protocol vlan id (PPVID): ").number(network);
                p.out.text(", flags [");
                Words.bits(p.out, flags, ", ", PROTOCOL_FLAGS);
                p.out.text("] (0x").hex(flags, 2).character(')');
            }
            case LldpBridgeTlv.NETWORK_NAME -> {
                p.out.text("\n\t    vlan id (VID): ").number(LldpBridgeTlv.network(p, at));
                text("\n\t    vlan name: ", at, LldpBridgeTlv.NAME, size);
            }
            case LldpBridgeTlv.PROTOCOL_IDENTITY ->
                    text("\n\t    protocol identity: ", at, LldpBridgeTlv.IDENTITY, size);
            case LldpBridgeTlv.LINK_AGGREGATION ->
                    LldpPortPrinter.aggregation(p, flags, LldpBridgeTlv.port(p, at));
            case LldpBridgeTlv.CONGESTION -> {
                priorities("Pre-Priority CNPV Indicator", flags);
                priorities("Pre-Priority Ready Indicator", LldpBridgeTlv.priorities(p, at));
            }
            case LldpBridgeTlv.ETS_CONFIGURATION -> {
                p.out.text("\n\t    Willing:").number(flags >> 7);
                // as in tcpdump, which shows another bit than that of the shaper
                p.out.text(", CBS:").number(flags >> 6 & 2);
                p.out.text(", RES:").number(flags >> 3 & 7);
                p.out.text(", Max TCs:").number(flags & 7);
                tables(at);
            }
            case LldpBridgeTlv.ETS_RECOMMENDATION -> {
                p.out.text("\n\t    RES: ").number(flags);
                tables(at);
            }
            case LldpBridgeTlv.FLOW_CONTROL -> {
                p.out.text("\n\t    Willing: ").number(flags >> 7);
                p.out.text(", MBC: ").number(flags >> 6 & 1);
                p.out.text(", RES: ").number(flags >> 4 & 3);
                p.out.text(", PFC cap:").number(flags & 0xf).character(' ');
                priorities("PFC Enable", LldpBridgeTlv.priorities(p, at));
            }
            case LldpBridgeTlv.APPLICATIONS -> {
                p.out.text("\n\t    RES: ").number(flags);
                applications(at + LldpBridgeTlv.FIRST_APPLICATION, at + size);
            }
            case LldpBridgeTlv.EDGE_BRIDGING -> edge(at, flags);
            default -> {
                p.out.text("\n\t    Role: ").number(flags >> 7);
                p.out.text(", RES: ").number(flags >> 4 & 7);
                p.out.text(", Scomp: ").number(flags >> 3 & 1);
                p.out.text(" ChnCap: ").number(LldpBridgeTlv.mostChannels(p, at));
                channels(at + LldpBridgeTlv.FIRST_CHANNEL, at + size);
            }
        }
    }

    /** Text behind its length, if there is so much. */
    private void text(String title, int at, int place, int size) throws Cut {
        int left = size - place - 1;
        if (left < 0) return;
        int length = p.u8(at + place);
        if (left < length) return;
        p.out.text(title);
        p.nullPadded(at + place + 1, length);
    }

    private void priorities(String title, int bits) {
        p.out.text("\n\t    ").text(title).text("\n\t     Priority : 0  1  2  3  4  5  6  7");
        p.out.text("\n\t     Value    : ");
        for (int i = 0; i < LldpBridgeTlv.PRIORITIES; i++) p.out.number(bits >> i & 1).text("  ");
    }

    /** Those of ETS: a number for each priority or class. */
    private void tables(int at) throws Cut {
        title("Priority Assignment Table", "Priority ", "Value    ");
        for (int i = 0; i < LldpBridgeTlv.PRIORITIES; i++)
            cell(i, LldpBridgeTlv.trafficClass(p, at, i));
        title("TC Bandwidth Table", "TC%   ", "Value ");
        for (int i = 0; i < LldpBridgeTlv.PRIORITIES; i++)
            cell(i, LldpBridgeTlv.bandwidth(p, at, i));
        title("TSA Assignment Table", "Traffic Class", "Value        ");
        for (int i = 0; i < LldpBridgeTlv.PRIORITIES; i++)
            cell(i, LldpBridgeTlv.algorithm(p, at, i));
    }

    private void title(String table, String columns, String values) {
        p.out.text("\n\t    ").text(table).text("\n\t     ").text(columns);
        p.out.text(": 0   1   2   3   4   5   6   7\n\t     ").text(values).character(':');
    }

    private void cell(int column, int value) {
        int from = p.out.length();
        p.out.character(' ').number(value);
        p.padRight(from, 4);
    }

    private void applications(int at, int end) throws Cut {
        if (at == end || (end - at) % LldpBridgeTlv.APPLICATION_SIZE != 0) return;
        p.out.text("\n\t    Application Priority Table");
        for (; at < end; at += LldpBridgeTlv.APPLICATION_SIZE) {
            int flags = LldpBridgeTlv.applicationFlags(p, at);
            p.out.text("\n\t      Priority: ").number(flags >> 5);
            p.out.text(", RES: ").number(flags >> 3 & 3).text(", Sel: ").number(flags & 7);
            int protocol = LldpBridgeTlv.applicationProtocol(p, at);
            p.out.text(", Protocol ID: ").number(protocol);
        }
    }

    private void edge(int at, int bridge) throws Cut {
        p.out.text("\n\t    EVB Bridge Status\n\t      RES: ").number(bridge >> 3);
        p.out.text(", BGID: ").number(bridge >> 2 & 1);
        p.out.text(", RRCAP: ").number(bridge >> 1 & 1).text(", RRCTR: ").number(bridge & 1);
        int station = LldpBridgeTlv.stationStatus(p, at);
        p.out.text("\n\t    EVB Station Status\n\t      RES: ").number(station >> 4);
        p.out.text(", SGID: ").number(station >> 3 & 1);
        p.out.text(", RRREQ: ").number(station >> 2 & 1).text(",RRSTAT: ").number(station & 3);
        int again = LldpBridgeTlv.retransmission(p, at);
        p.out.text("\n\t    R: ").number(again >> 5).text(", RTE: ").number(again & 0x1f);
        int wait = LldpBridgeTlv.resourceWait(p, at);
        p.out.text(", EVB Mode: ").text(MODES[wait >> 6]).text(" [").number(wait >> 6);
        p.out.text("]\n\t    ROL: ").number(wait >> 5 & 1).text(", RWD: ").number(wait & 0x1f);
        int alive = LldpBridgeTlv.keepAlive(p, at);
        p.out.text(", RES: ").number(alive >> 6);
        p.out.text(", ROL: ").number(alive >> 5 & 1).text(", RKA: ").number(alive & 0x1f);
    }

    private void channels(int at, int end) throws Cut {
        if ((end - at) % LldpBridgeTlv.CHANNEL_SIZE != 0) return;
        for (; at < end; at += LldpBridgeTlv.CHANNEL_SIZE) {
            p.out.text("\n\t    SCID: ").number(LldpBridgeTlv.channel(p, at));
            p.out.text(", SVID: ").number(LldpBridgeTlv.channelNetwork(p, at));
        }
    }
}
