package sockets.sniffer.fields;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import sockets.packet.EthernetHeader;
import sockets.packet.VlanTag;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.LinkType;

/** Takes a frame apart into named fields, from its link layer on. */
public final class FrameFields {
    private static final int MOST_TAGS = 16;

    private final Fields fields = new Fields();
    private final IpFields ip = new IpFields(fields);
    private long number;

    /** Writes a frame as an object of JSON. */
    public void write(Frame frame, JsonWriter json) throws IOException {
        int start = frame.start();
        fields.begin(frame.data(), start + frame.captured(), start + frame.length());
        fields.number("frame.number", ++number);
        fields.text("frame.time_epoch", time(frame.seconds(), frame.nanos()));
        fields.number("frame.len", frame.length() & 0xffffffffL);
        fields.number("frame.cap_len", frame.captured());
        ip.begin();
        try {
            link(frame);
        } catch (Fields.Cut e) {
            // what there is has been noted
        }
        json.beginObject();
        for (Map.Entry<String, Object> field : fields.values().entrySet()) {
            json.name(field.getKey());
            value(json, field.getValue());
        }
        json.endObject();
    }

    /** A broken fraction of a second may have more than nine digits, or a sign. */
    private static String time(long seconds, int nanos) {
        String fraction = String.valueOf(Math.abs((long) nanos));
        String zeros = "0".repeat(Math.max(0, 9 - fraction.length()));
        return (nanos < 0 ? "-" : "") + seconds + "." + zeros + fraction;
    }

    private static void value(JsonWriter json, Object value) throws IOException {
        if (value instanceof List<?> several) {
            json.beginArray();
            for (Object one : several) value(json, one);
            json.endArray();
        } else if (value instanceof Number number) {
            json.value(number);
        } else {
            json.value((String) value);
        }
    }

    private void link(Frame frame) throws Fields.Cut {
        int at = frame.start();
        switch (frame.link()) {
            case EN10MB -> ethernet(at);
            case LINUX_SLL -> {
                fields.number("sll.pkttype", fields.u16(at));
                fields.number("sll.hatype", fields.u16(at + 2));
                int length = fields.u16(at + 4);
                fields.number("sll.halen", length);
                if (length == 6) fields.octets("sll.src.eth", at + 6, 6);
                int type = fields.u16(at + 14);
                fields.hex("sll.etype", type, 4);
                payload(type, at + 16);
            }
            case LINUX_SLL2 -> {
                int type = fields.u16(at);
                fields.hex("sll.etype", type, 4);
                fields.number("sll.ifindex", fields.u32(at + 4));
                fields.number("sll.hatype", fields.u16(at + 8));
                fields.number("sll.pkttype", fields.u8(at + 10));
                int length = fields.u8(at + 11);
                fields.number("sll.halen", length);
                if (length == 6) fields.octets("sll.src.eth", at + 12, 6);
                payload(type, at + 20);
            }
            case NULL, LOOP -> {
                fields.need(at, 4);
                int family = (int) fields.u32(at);
                if ((family & 0xffff0000) != 0) family = Integer.reverseBytes(family);
                fields.number("null.family", family);
                if (family == 2) ip.four(at + 4);
                else if (family == 24 || family == 28 || family == 30) ip.six(at + 4);
            }
            default -> {
                if (frame.link() == LinkType.OTHER) return;
                int version = fields.u8(at) >> 4;
                if (version == 4) ip.four(at);
                else if (version == 6) ip.six(at);
            }
        }
    }

    private void ethernet(int at) throws Fields.Cut {
        int type = fields.u16(at + 12); // a cut header shows none of its fields
        fields.octets("eth.dst", at, 6);
        fields.octets("eth.src", at + 6, 6);
        at += EthernetHeader.SIZE;
        // 0 is no length
        if (type > 0 && type <= EthernetHeader.LONGEST_LENGTH) {
            fields.number("eth.len", type);
            fields.limit(at + type);
            logicalLink(at);
            return;
        }
        fields.hex("eth.type", type, 4);
        if (type == 0) return;
        for (int i = 0; VlanTag.follows(type) && i < MOST_TAGS; i++) {
            int tag = fields.u16(at);
            boolean provider = type == EthernetHeader.PROVIDER_VLAN;
            String layer = provider ? "ieee8021ad." : "vlan.";
            fields.number(layer + "priority", tag >> 13);
            fields.bit(layer + "dei", (tag & 0x1000) != 0);
            fields.number(layer + "id", tag & 0xfff);
            type = fields.u16(at + 2);
            at += VlanTag.SIZE;
            if (provider) continue;
            if (type > EthernetHeader.LONGEST_LENGTH) fields.hex("vlan.etype", type, 4);
            else fields.number("vlan.len", type);
        }
        if (type <= EthernetHeader.LONGEST_LENGTH) logicalLink(at);
        else payload(type, at);
    }

    private void logicalLink(int at) throws Fields.Cut {
        int destination = fields.u8(at);
        fields.hex("llc.dsap", destination, 2);
        int source = fields.u8(at + 1);
        fields.hex("llc.ssap", source, 2);
        int control = fields.u8(at + 2);
        boolean unnumbered = (control & 3) == 3;
        if (!unnumbered) control |= fields.u8(at + 3) << 8;
        fields.hex("llc.control", control, 4);
        if (destination != 0xaa || source != 0xaa || control != 3) return;
        int organisation = fields.u8(at + 3) << 16 | fields.u16(at + 4);
        fields.number("llc.oui", organisation);
        int type = fields.u16(at + 6);
        if (organisation != 0) return;
        fields.hex("llc.type", type, 4);
        payload(type, at + 8);
    }

    private void payload(int type, int at) throws Fields.Cut {
        switch (type) {
            case EthernetHeader.IPV4 -> ip.four(at);
            case EthernetHeader.IPV6 -> ip.six(at);
            case EthernetHeader.ARP, EthernetHeader.RARP -> arp(at);
            default -> {}
        }
    }

    private void arp(int at) throws Fields.Cut {
        int type = fields.u16(at);
        fields.number("arp.hw.type", type);
        fields.hex("arp.proto.type", fields.u16(at + 2), 4);
        int hardware = fields.u8(at + 4);
        fields.number("arp.hw.size", hardware);
        int protocol = fields.u8(at + 5);
        fields.number("arp.proto.size", protocol);
        int operation = fields.u16(at + 6);
        fields.number("arp.opcode", operation);
        // of a question and an answer all addresses are compared first
        if (operation == 1 || operation == 2) fields.need(at + 8, 2 * (hardware + protocol));
        // Ethernet, or another network of IEEE 802
        boolean ethernet = hardware == 6 && (type == 1 || type == 6);
        boolean ipv4 = protocol == 4 && fields.u16(at + 2) == EthernetHeader.IPV4;
        int place = at + 8;
        for (String end : new String[] {"src", "dst"}) {
            if (hardware > 0)
                fields.octets("arp." + end + (ethernet ? ".hw_mac" : ".hw"), place, hardware);
            place += hardware;
            if (ipv4) fields.ipv4("arp." + end + ".proto_ipv4", place);
            place += protocol;
        }
    }
}
