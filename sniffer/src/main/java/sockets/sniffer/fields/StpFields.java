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
    }

    /** The priority is four bits, the rest of the two bytes its extension. */
    private void bridge(String name, int at) throws Cut {
        int priority = fields.u16(at);
        fields.number(name + "prio", priority & 0xf000);
        fields.number(name + "ext", priority & 0x0fff);
        fields.octets(name + "hw", at + 2, 6);
    }

    /** 256ths of a second. */
    private void seconds(String name, int time) {
        String text = String.valueOf(time / 256.0);
        fields.text(name, text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
    }
}
