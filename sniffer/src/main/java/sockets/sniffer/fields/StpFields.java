package sockets.sniffer.fields;

import sockets.packet.Cut;
import sockets.packet.StpMessage;

/** The fields of a message of bridges. */
final class StpFields {
    private final Fields fields;

    StpFields(Fields fields) {
        this.fields = fields;
    }

    void message(int at) throws Cut {
        int protocol = StpMessage.protocol(fields, at);
        fields.hex("stp.protocol", protocol, 4);
        if (protocol != 0) return;
        fields.number("stp.version", StpMessage.version(fields, at));
        int type = StpMessage.type(fields, at);
        fields.hex("stp.type", type, 2);
        if (type != StpMessage.CONFIGURATION && type != StpMessage.RAPID) return;
        fields.hex("stp.flags", StpMessage.flags(fields, at), 2);
        bridge("stp.root.", at + StpMessage.ROOT);
        fields.unsigned("stp.root.cost", StpMessage.rootPathCost(fields, at));
        bridge("stp.bridge.", at + StpMessage.BRIDGE);
        fields.hex("stp.port", StpMessage.port(fields, at), 4);
        seconds("stp.msg_age", StpMessage.messageAge(fields, at));
        seconds("stp.max_age", StpMessage.maxAge(fields, at));
        seconds("stp.hello", StpMessage.helloTime(fields, at));
        seconds("stp.forward", StpMessage.forwardDelay(fields, at));
        int version = StpMessage.version(fields, at);
        boolean several = version == StpMessage.MSTP || version == StpMessage.SPB;
        if (several && type == StpMessage.RAPID && StpMessage.isMultiple(fields, at, -1)) trees(at);
    }

    private void trees(int at) throws Cut {
        int length = StpMessage.version3Length(fields, at);
        fields.number("mstp.version_3_length", length);
        int name = at + StpMessage.NAME;
        fields.need(name, StpMessage.NAME_SIZE);
        int size = 0;
        while (size < StpMessage.NAME_SIZE && fields.u8(name + size) != 0) size++;
        fields.text("mstp.config_name", Texts.plain(fields.data, name, size));
        fields.number("mstp.config_revision_level", StpMessage.revision(fields, at));
        fields.octets("mstp.config_digest", at + StpMessage.DIGEST, StpMessage.DIGEST_SIZE);
        int cost = StpMessage.internalPathCost(fields, at);
        fields.unsigned("mstp.cist_internal_root_path_cost", cost);
        bridge("mstp.cist_bridge.", at + StpMessage.REGIONAL_BRIDGE);
        fields.number("mstp.cist_remaining_hops", StpMessage.remainingHops(fields, at));
        int tree = at + StpMessage.TREES;
        int left = length - StpMessage.CONFIGURED_SIZE;
        for (; left >= StpMessage.TREE_SIZE; left -= StpMessage.TREE_SIZE) {
            fields.hex("mstp.msti.flags", StpMessage.treeFlags(fields, tree), 2);
            fields.number("mstp.msti.msti_id", StpMessage.treeNumber(fields, tree));
            int root = tree + StpMessage.TREE_ROOT + StpMessage.BRIDGE_ADDRESS;
            fields.octets("mstp.msti.root.hw", root, 6);
            fields.unsigned("mstp.msti.root_cost", StpMessage.treePathCost(fields, tree));
            fields.number("mstp.msti.bridge_priority", StpMessage.treeBridgePriority(fields, tree));
            fields.number("mstp.msti.port_priority", StpMessage.treePortPriority(fields, tree));
            fields.number("mstp.msti.remaining_hops", StpMessage.treeRemainingHops(fields, tree));
            tree += StpMessage.TREE_SIZE;
        }
    }

    /** The priority is four bits, the rest of the two bytes its extension. */
    private void bridge(String name, int at) throws Cut {
        int priority = StpMessage.bridgePriority(fields, at);
        fields.number(name + "prio", priority & 0xf000);
        fields.number(name + "ext", priority & 0x0fff);
        fields.octets(name + "hw", at + StpMessage.BRIDGE_ADDRESS, 6);
    }

    /** 256ths of a second. */
    private void seconds(String name, int time) {
        String text = String.valueOf(time / 256.0);
        fields.text(name, text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
    }
}
