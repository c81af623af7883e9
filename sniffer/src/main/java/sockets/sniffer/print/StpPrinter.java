package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.StpMessage;

/** The spanning tree of bridges, IEEE 802.1D, the rapid one, 802.1w, and several, 802.1s. */
final class StpPrinter {
    private static final int AGREEMENT_DIGEST = 20;
    private static final String[] ROLES = {"Unknown", "Alternate", "Root", "Designated"};

    private static final Object[] FLAGS = {
        0x01, "Topology change",
        0x02, "Proposal",
        0x10, "Learn",
        0x20, "Forward",
        0x40, "Agreement",
        0x80, "Topology change ACK"
    };

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
        times(at);
        p.out.text("\n\troot-id ");
        bridge(at + StpMessage.ROOT);
        p.out.text(", root-pathcost ").number(StpMessage.rootPathCost(p, at));
        if (StpMessage.version(p, at) == StpMessage.RSTP)
            p.out.text(", port-role ").text(ROLES[StpMessage.role(flags)]);
    }

    private void times(int at) throws Cut {
        int delay = StpMessage.forwardDelay(p, at);
        seconds("\n\tmessage-age ", StpMessage.messageAge(p, at));
        seconds(", max-age ", StpMessage.maxAge(p, at));
        seconds(", hello-time ", StpMessage.helloTime(p, at));
        seconds(", forwarding-delay ", delay);
    }

    private void flags(String title, int flags) {
        p.out.text(title);
        Words.bits(p.out, flags, ", ", FLAGS);
        p.out.character(']');
    }

    /** Several trees, IEEE 802.1s; and what 802.1aq adds to them. */
    private void multiple(int at, int length) throws Cut {
        boolean whole = Integer.compareUnsigned(length, StpMessage.MULTIPLE_SIZE) >= 0;
        if (!whole || !StpMessage.isMultiple(p, at, length)) {
            p.invalid();
            return;
        }
        int flags = StpMessage.flags(p, at);
        flags(", CIST Flags [", flags);
        p.out.text(", length ").number(length);
        if (p.verbose() > 0) trees(at, flags);
        if (StpMessage.version(p, at) != StpMessage.SPB) return;
        int size = 2 + StpMessage.version3Length(p, at);
        int part = at + StpMessage.RAPID_SIZE + size;
        int added = 2 + StpMessage.version4Length(p, part);
        if (Integer.compareUnsigned(length, StpMessage.RAPID_SIZE + size + added) < 0
                || added < StpMessage.AGREEMENT_SIZE) p.invalid();
        else if (p.verbose() > 0) agreement(part);
    }

    private void trees(int at, int flags) throws Cut {
        p.out.text("\n\tport-role ").text(ROLES[StpMessage.role(flags)]);
        p.out.text(", ");
        int cost = StpMessage.rootPathCost(p, at);
        p.out.text("CIST root-id ");
        bridge(at + StpMessage.ROOT).text(", CIST ext-pathcost ").number(cost);
        p.need(at + StpMessage.BRIDGE, 8);
        p.out.text("\n\tCIST regional-root-id ");
        bridge(at + StpMessage.BRIDGE).text(", ");
        int port = StpMessage.port(p, at);
        p.out.text("CIST port-id ").hex(port, 4).character(',');
        times(at);
        int length = StpMessage.version3Length(p, at);
        p.out.text("\n\tv3len ").number(length).text(", MCID Name ");
        p.nullPadded(at + StpMessage.NAME, StpMessage.NAME_SIZE);
        p.need(at + StpMessage.DIGEST, StpMessage.DIGEST_SIZE);
        p.out.text(", rev ").number(StpMessage.revision(p, at)).text(",\n\t\tdigest ");
        p.octets(at + StpMessage.DIGEST, StpMessage.DIGEST_SIZE);
        p.out.text(", ");
        cost = StpMessage.internalPathCost(p, at);
        p.out.text("CIST int-root-pathcost ").number(cost).character(',');
        p.need(at + StpMessage.REGIONAL_BRIDGE, 8);
        p.out.text("\n\tCIST bridge-id ");
        bridge(at + StpMessage.REGIONAL_BRIDGE).text(", ");
        int hops = StpMessage.remainingHops(p, at);
        p.out.text("CIST remaining-hops ").number(hops);
        int tree = at + StpMessage.TREES;
        int left = length - StpMessage.CONFIGURED_SIZE;
        for (; left >= StpMessage.TREE_SIZE; left -= StpMessage.TREE_SIZE) {
            tree(tree);
            tree += StpMessage.TREE_SIZE;
        }
    }

    private void tree(int at) throws Cut {
        int number = StpMessage.treeNumber(p, at);
        int flags = StpMessage.treeFlags(p, at);
        p.out.text("\n\tMSTI ").number(number);
        flags(", Flags [", flags);
        p.out.text(", port-role ").text(ROLES[StpMessage.role(flags)]);
        int cost = StpMessage.treePathCost(p, at);
        p.out.text("\n\t\tMSTI regional-root-id ");
        bridge(at + StpMessage.TREE_ROOT).text(", pathcost ").number(cost);
        int hops = StpMessage.treeRemainingHops(p, at);
        p.out.text("\n\t\tMSTI bridge-prio ").number(StpMessage.treeBridgePriority(p, at));
        p.out.text(", port-prio ").number(StpMessage.treePortPriority(p, at));
        p.out.text(", hops ").number(hops);
    }

    private void agreement(int part) throws Cut {
        p.out.text("\n\tv4len ").number(StpMessage.version4Length(p, part));
        p.out.text(", AUXMCID Name ");
        p.nullPadded(part + StpMessage.AUXILIARY_NAME, StpMessage.NAME_SIZE);
        p.need(part + StpMessage.AUXILIARY_DIGEST, StpMessage.DIGEST_SIZE);
        p.out.text(", Rev ").number(StpMessage.auxiliaryRevision(p, part));
        p.out.text(",\n\t\tdigest ");
        p.octets(part + StpMessage.AUXILIARY_DIGEST, StpMessage.DIGEST_SIZE);
        p.need(part + StpMessage.AGREEMENT_DIGEST, AGREEMENT_DIGEST);
        int bits = StpMessage.agreement(p, part);
        p.out.text("\n\tAgreement num ").number(bits >> 6);
        p.out.text(", Discarded Agreement num ").number(bits >> 4 & 3);
        p.out.text(", Agreement valid-flag ").number(bits >> 3 & 1);
        p.out.text(",\n\tRestricted role-flag: ").number(bits >> 2 & 1);
        // as in tcpdump: a capability is the whole byte
        int format = StpMessage.agreementFormat(p, part);
        p.out.text(", Format id ").number(format >> 4).text(" cap ").number(format);
        int convention = StpMessage.agreementConvention(p, part);
        p.out.text(", Convention id ").number(convention >> 4).text(" cap ").number(convention);
        p.out.text(",\n\tEdge count ").number(StpMessage.edges(p, part));
        p.out.text(", Agreement digest ");
        p.octets(part + StpMessage.AGREEMENT_DIGEST, AGREEMENT_DIGEST);
    }

    private Line bridge(int at) throws Cut {
        p.need(at, 8);
        p.out.hex(StpMessage.bridgePriority(p, at), 4).character('.');
        return p.ethernet(at + StpMessage.BRIDGE_ADDRESS);
    }

    /** 256ths of a second with two digits, a half to the even one, as printf rounds. */
    private void seconds(String title, int time) {
        int hundredths = (time * 100 + 128) / 256;
        if ((time * 100 & 0xff) == 128 && hundredths % 2 == 1) hundredths--;
        p.out.text(title).number(hundredths / 100).character('.');
        p.out.padded(hundredths % 100, 2).character('s');
    }
}
