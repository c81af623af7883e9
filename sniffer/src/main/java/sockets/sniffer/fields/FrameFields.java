package sockets.sniffer.fields;

import sockets.packet.ArpPacket;
import sockets.packet.CookedHeader;
import sockets.packet.Cut;
import sockets.packet.EtherType;
import sockets.packet.EthernetHeader;
import sockets.packet.Layers;
import sockets.packet.LogicalLinkHeader;
import sockets.packet.LoopbackHeader;
import sockets.packet.MplsLabel;
import sockets.packet.VlanTag;
import sockets.sniffer.file.Frame;
import sockets.sniffer.print.Line;

/** Takes a frame apart into named fields, from its link layer on. */
public final class FrameFields {
    private final Fields fields = new Fields();
    private final Layers layers = new Layers(fields);
    private final LldpFields lldp = new LldpFields(fields);
    private final StpFields stp = new StpFields(fields);
    private final IpFields ip = new IpFields(fields, layers);
    private long number;

    /** Writes a frame as an object of JSON, in UTF-8. */
    public void write(Frame frame, Line out) {
        int start = frame.start();
        fields.begin(frame.data(), start + frame.captured());
        fields.number("frame.number", ++number);
        fields.time("frame.time_epoch", frame.seconds(), frame.nanos());
        fields.number("frame.len", frame.length() & 0xffffffffL);
        fields.number("frame.cap_len", frame.captured());
        try {
            layers.begin(frame.link().number(), start, frame.length());
            while (layers.next()) layer();
        } catch (Cut e) {
            // what there is has been noted
        }
        fields.write(out);
    }

    private void layer() throws Cut {
        int at = layers.at();
        switch (layers.layer()) {
            case ETHERNET -> ethernet(at);
            case COOKED -> {
                fields.number("sll.pkttype", CookedHeader.packetType(fields, at));
                fields.number("sll.hatype", CookedHeader.hardwareType(fields, at));
                int length = CookedHeader.addressLength(fields, at);
                fields.number("sll.halen", length);
                if (length == 6) fields.octets("sll.src.eth", at + CookedHeader.ADDRESS, 6);
                fields.hex("sll.etype", CookedHeader.protocol(fields, at), 4);
            }
            case COOKED_2 -> {
                fields.hex("sll.etype", CookedHeader.protocol2(fields, at), 4);
                fields.unsigned("sll.ifindex", CookedHeader.interfaceIndex2(fields, at));
                fields.number("sll.hatype", CookedHeader.hardwareType2(fields, at));
                fields.number("sll.pkttype", CookedHeader.packetType2(fields, at));
                int length = CookedHeader.addressLength2(fields, at);
                fields.number("sll.halen", length);
                if (length == 6) fields.octets("sll.src.eth", at + CookedHeader.ADDRESS_2, 6);
            }
            case LOOPBACK -> fields.number("null.family", LoopbackHeader.family(fields, at));
            case VLAN -> tag(at);
            case MPLS -> {
                fields.number("mpls.label", MplsLabel.label(fields, at));
                fields.number("mpls.exp", MplsLabel.experimental(fields, at));
                fields.bit("mpls.bottom", MplsLabel.bottom(fields, at));
                fields.number("mpls.ttl", MplsLabel.timeToLive(fields, at));
            }
            case LLC -> {
                fields.hex("llc.dsap", LogicalLinkHeader.destination(fields, at), 2);
                fields.hex("llc.ssap", LogicalLinkHeader.source(fields, at), 2);
                fields.hex("llc.control", LogicalLinkHeader.control(fields, at), 4);
            }
            case SNAP -> {
                int organisation = LogicalLinkHeader.organisation(fields, at);
                fields.number("llc.oui", organisation);
                int type = LogicalLinkHeader.subnetworkType(fields, at);
                if (organisation == 0) fields.hex("llc.type", type, 4);
            }
            case ARP -> arp(at);
            case STP -> stp.message(at);
            case LLDP -> lldp.message(at);
            default -> ip.layer();
        }
    }

    private void ethernet(int at) throws Cut {
        int type = EthernetHeader.type(fields, at);
        fields.octets("eth.dst", at + EthernetHeader.DESTINATION, 6);
        fields.octets("eth.src", at + EthernetHeader.SOURCE, 6);
        boolean length = type > 0 && type <= EtherType.LONGEST_LENGTH;
        if (length) fields.number("eth.len", type);
        else fields.hex("eth.type", type, 4);
    }

    private void tag(int at) throws Cut {
        boolean provider = layers.number() == EtherType.PROVIDER_VLAN;
        String layer = provider ? "ieee8021ad." : "vlan.";
        fields.number(layer + "priority", VlanTag.priority(fields, at));
        fields.bit(layer + "dei", VlanTag.dropEligible(fields, at));
        fields.number(layer + "id", VlanTag.number(fields, at));
        int type = VlanTag.type(fields, at);
        if (provider) return;
        if (type > EtherType.LONGEST_LENGTH) fields.hex("vlan.etype", type, 4);
        else fields.number("vlan.len", type);
    }

    private void arp(int at) throws Cut {
        int type = ArpPacket.hardwareType(fields, at);
        fields.number("arp.hw.type", type);
        fields.hex("arp.proto.type", ArpPacket.protocolType(fields, at), 4);
        int hardware = ArpPacket.hardwareLength(fields, at);
        fields.number("arp.hw.size", hardware);
        int protocol = ArpPacket.protocolLength(fields, at);
        fields.number("arp.proto.size", protocol);
        int operation = ArpPacket.operation(fields, at);
        fields.number("arp.opcode", operation);
        // of a question and an answer all addresses are compared first
        if (operation == ArpPacket.REQUEST || operation == ArpPacket.REPLY)
            fields.need(at + ArpPacket.SIZE, 2 * (hardware + protocol));
        // Ethernet, or another network of IEEE 802
        boolean ethernet = hardware == 6 && (type == 1 || type == 6);
        boolean ipv4 = protocol == 4 && ArpPacket.protocolType(fields, at) == EtherType.IPV4;
        int place = at + ArpPacket.SIZE;
        for (String end : new String[] {"src", "dst"}) {
            if (hardware > 0)
                fields.octets("arp." + end + (ethernet ? ".hw_mac" : ".hw"), place, hardware);
            place += hardware;
            if (ipv4) fields.ipv4("arp." + end + ".proto_ipv4", place);
            place += protocol;
        }
    }
}
