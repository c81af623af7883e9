package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.StpMessage;

/** The spanning tree of bridges, IEEE 802.1D, and the rapid one, 802.1w. */
final class StpPrinter {
    private static final String[] ROLES = {"Unknown", "Alternate", "Root", "Designated"};

    private final Print p;

    StpPrinter(Print print) {
        p = print;
    }

    void print(int at, int length) throws Cut {
        p.protocol = "stp";
        if (Integer.compareUnsigned(length, StpMessage.SIZE) < 0) {
            p.invalid();
            return;
        }
        if (StpMessage.protocol(p, at) != 0) {
            p.out.text("unknown STP version, length ").number(length);
            return;
        }
        int version = StpMessage.version(p, at);
        String name =
                switch (version) {
                    case StpMessage.STP -> "802.1d";
                    case StpMessage.RSTP -> "802.1w";
                    case StpMessage.MSTP -> "802.1s";
                    case StpMessage.SPB -> "802.1aq";
                    default -> null;
                };
        p.out.text("STP ");
        if (name == null) {
            p.out.text("Unknown STP protocol (0x").hex(version, 2).character(')');
            return;
        }
        p.out.text(name);
        int type = StpMessage.type(p, at);
        p.out.text(", ");
        switch (type) {
            case StpMessage.CONFIGURATION -> {
                p.out.text("Config");
                configuration(at, length, StpMessage.CONFIGURATION_SIZE);
            }
            case StpMessage.RAPID -> {
                p.out.text("Rapid STP");
                if (version == StpMessage.RSTP) configuration(at, length, StpMessage.RAPID_SIZE);
                else if (version != StpMessage.STP) multiple(at, length);
            }
            case StpMessage.TOPOLOGY_CHANGE -> p.out.text("Topology Change");
            default -> p.out.text("Unknown BPDU Type (0x").hex(type, 2).character(')');
        }
    }

    private void configuration(int at, int length, int least) throws Cut {
        if (Integer.compareUnsigned(length, least) < 0) {
            p.invalid();
            return;
        }
        int flags = StpMessage.flags(p, at);
        flags(", Flags [", flags);
        int port = StpMessage.port(p, at);
        p.out.text(", bridge-id ");
        bridge(at + StpMessage.BRIDGE).character('.').hex(port, 4);
        p.out.text(", length ").number(length);
        if (p.verbose() == 0) return;
        int delay = StpMessage.forwardDelay(p, at);
        seconds("\n\tmessage-age ", StpMessage.messageAge(p, at));
        seconds(", max-age ", StpMessage.maxAge(p, at));
        seconds(", hello-time ", StpMessage.helloTime(p, at));
        seconds(", forwarding-delay ", delay);
        p.out.text("\n\troot-id ");
        bridge(at + StpMessage.ROOT);
        p.out.text(", root-pathcost ").number(StpMessage.rootPathCost(p, at));
        if (StpMessage.version(p, at) == StpMessage.RSTP)
            p.out.text(", port-role ").text(ROLES[StpMessage.role(flags)]);
    }

    private void flags(String title, int flags) {
        p.out.text(title);
        Words.bits(
                p.out,
                flags,
                ", ",
                0x01,
                "Topology change",
                0x02,
                "Proposal",
                0x10,
                "Learn",
                0x20,
                "Forward",
                0x40,
                "Agreement",
                0x80,
                "Topology change ACK");
        p.out.character(']');
    }

    /** Several trees, IEEE 802.1s: of them all only the flags. */
    private void multiple(int at, int length) throws Cut {
        boolean whole = Integer.compareUnsigned(length, StpMessage.MULTIPLE_SIZE) >= 0;
        if (!whole || !StpMessage.isMultiple(p, at, length)) {
            p.invalid();
            return;
        }
        flags(", CIST Flags [", StpMessage.flags(p, at));
        p.out.text(", length ").number(length);
    }

    private Line bridge(int at) throws Cut {
        p.need(at, 8);
        p.out.hex(p.u16(at), 4).character('.');
        return p.out.ethernet(p.data, at + 2);
    }

    /** 256ths of a second with two digits, a half to the even one, as printf rounds. */
    private void seconds(String title, int time) {
        int hundredths = (time * 100 + 128) / 256;
        if ((time * 100 & 0xff) == 128 && hundredths % 2 == 1) hundredths--;
        p.out.text(title).number(hundredths / 100).character('.');
        p.out.padded(hundredths % 100, 2).character('s');
    }
}
