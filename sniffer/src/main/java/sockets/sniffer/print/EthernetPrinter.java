package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.EtherType;
import sockets.packet.EthernetHeader;
import sockets.packet.LogicalLinkHeader;
import sockets.packet.StpMessage;
import sockets.packet.VlanTag;

/** Ethernet frames with their VLAN tags (IEEE 802.3, 802.1Q), and LLC with SNAP (802.2). */
final class EthernetPrinter {
    private final Print p;
    private final IpPrinter ip;
    private final ArpPrinter arp;
    private final StpPrinter stp;
    private final LldpPrinter lldp;

    /** Where the addresses are that LLC prints; -1 if the frame has none. */
    private int addresses;

    EthernetPrinter(Print print, IpPrinter ip) {
        this.p = print;
        this.ip = ip;
        arp = new ArpPrinter(print);
        stp = new StpPrinter(print);
        lldp = new LldpPrinter(print);
        ip.frames(this);
    }

    /** Prints a frame; the length of its headers. */
    int print(int at, int length, int captured) throws Cut {
        p.protocol = "ether";
        if (Integer.compareUnsigned(length, captured) < 0) {
            // of a frame in a tunnel, whose length lies
            p.out.text("[length ").number(length).text(" < caplen ").number(captured);
            p.out.character(']');
            p.invalid();
            return length;
        }
        if (captured < EthernetHeader.SIZE) {
            p.cut();
            return captured;
        }
        boolean link = p.style.link();
        int start = at;
        int whole = length;
        addresses = at;
        if (link) macs(at).text(", ");
        int type = EthernetHeader.type(p, at);
        at += EthernetHeader.SIZE;
        length -= EthernetHeader.SIZE;
        captured -= EthernetHeader.SIZE;
        boolean lengthTold = false;
        while (EtherType.isVlan(type)) {
            if (captured < VlanTag.SIZE || length < VlanTag.SIZE) {
                p.protocol = "vlan";
                p.cut();
                return at - start + Math.min(captured, length);
            }
            if (link) {
                type(type);
                if (lengthTold) p.out.text(", ");
                else p.out.text(", length ").number(whole).text(": ");
                lengthTold = true;
                tag(at).text(", ");
            }
            type = VlanTag.type(p, at);
            at += VlanTag.SIZE;
            length -= VlanTag.SIZE;
            captured -= VlanTag.SIZE;
        }
        if (type <= EtherType.LONGEST_LENGTH) {
            if (type < length) {
                length = type;
                captured = Math.min(captured, length);
            }
            int before = p.limit(at, length);
            if (link) {
                p.out.text("802.3");
                if (!lengthTold) p.out.text(", length ").number(length).text(": ");
            }
            int header = logicalLink(at, length, captured);
            p.end = before;
            return at - start + header;
        }
        if (type == EtherType.JUMBO) return at - start + logicalLink(at, length, captured);
        if (link) {
            type(type);
            if (lengthTold) p.out.text(", ");
            else p.out.text(", length ").number(whole).text(": ");
        }
        if (!payload(type, at, length, captured)) {
            if (!link) {
                macs(start).text(", ");
                type(type);
                p.out.text(", length ").number(whole).text(": ");
            }
            HexDump.payload(p, at, captured);
        }
        return at - start;
    }

    private Line macs(int at) throws Cut {
        p.ethernet(at + EthernetHeader.SOURCE).text(" > ");
        return p.ethernet(at + EthernetHeader.DESTINATION);
    }

    private void type(int type) {
        String name = Words.etherType(type);
        p.out.text("ethertype ").text(name == null ? "Unknown" : name);
        p.out.text(" (0x").hex(type, 4).character(')');
    }

    Line tag(int at) throws Cut {
        p.out.text("vlan ").number(VlanTag.number(p, at));
        p.out.text(", p ").number(VlanTag.priority(p, at));
        return VlanTag.dropEligible(p, at) ? p.out.text(", DEI") : p.out;
    }

    /** What an Ethernet type names; false if it is none of ours. */
    boolean payload(int type, int at, int length, int captured) throws Cut {
        switch (type) {
            case EtherType.IPV4 -> ip.four(at, length);
            case EtherType.IPV6 -> ip.six(at, length);
            case EtherType.MPLS, EtherType.MPLS_MULTICAST -> ip.labels(at, length);
            case EtherType.LLDP -> lldp.print(at, length);
            case EtherType.ARP, EtherType.RARP -> arp.print(at, length, captured);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** LLC without Ethernet's addresses before it; negative if nobody printed the payload. */
    int logicalLinkAlone(int at, int length, int captured) throws Cut {
        addresses = -1;
        return header(at, length, captured);
    }

    private int logicalLink(int at, int length, int captured) throws Cut {
        int header = header(at, length, captured);
        if (header < 0) HexDump.payload(p, at, captured);
        return Math.abs(header);
    }

    private int header(int at, int length, int captured) throws Cut {
        p.protocol = "llc";
        int needed = LogicalLinkHeader.SIZE;
        if (captured >= needed && length >= needed) needed = LogicalLinkHeader.size(p, at);
        if (captured < needed || length < needed) {
            p.cut();
            HexDump.hexAndText(p, "\n\t", at, captured);
            return captured < needed ? captured : length;
        }
        int destination = LogicalLinkHeader.destination(p, at);
        int source = LogicalLinkHeader.source(p, at);
        boolean unnumbered = LogicalLinkHeader.isUnnumbered(p, at);
        int control = LogicalLinkHeader.control(p, at);
        if (p.style.link()) {
            p.out.text("LLC, dsap ").text(sap(destination & 0xfe, "Unknown"));
            p.out.text(" (0x").hex(destination & 0xfe, 2);
            p.out.text((destination & 1) != 0 ? ") Group, ssap " : ") Individual, ssap ");
            p.out.text(sap(source & 0xfe, "Unknown")).text(" (0x").hex(source & 0xfe, 2);
            p.out.text((source & 1) != 0 ? ") Response, ctrl 0x" : ") Command, ctrl 0x");
            p.out.hex(control, unnumbered ? 2 : 4).text(": ");
        }
        at += needed;
        length -= needed;
        captured -= needed;
        boolean same = (destination & 0xfe) == (source & 0xfe);
        if (same && control == LogicalLinkHeader.UNNUMBERED) {
            if ((destination & 0xfe) == LogicalLinkHeader.SNAP) {
                int both = needed + LogicalLinkHeader.SNAP_SIZE;
                return subnetwork(at, length, captured) ? both : -both;
            }
            if ((destination & 0xfe) == 0x06) {
                ip.four(at, length);
                return needed;
            }
            if ((destination & 0xfe) == StpMessage.ADDRESS) {
                stp.print(at, length);
                return needed;
            }
        }
        if (!p.style.link()) saps(destination & 0xfe, source & 0xfe);
        return control(at, length, captured, source & 1, control, unnumbered) ? needed : -needed;
    }

    private void saps(int destination, int source) throws Cut {
        if (addresses >= 0) {
            p.ethernet(addresses + EthernetHeader.SOURCE).character(' ');
            if (destination != source) {
                p.out.text(sap(source, null)).character(' ');
            }
            p.out.text("> ");
            p.ethernet(addresses + EthernetHeader.DESTINATION).character(' ');
        } else if (destination != source) {
            p.out.text(sap(source, null)).text(" > ");
        }
        String name = sap(destination, "");
        if (name.isEmpty()) p.out.text("Unknown DSAP 0x").hex(destination, 2);
        else p.out.text(name);
        p.out.character(' ');
    }

    private static String sap(int number, String otherwise) {
        return switch (number) {
            case 0x00 -> "Null";
            case 0xff -> "Global";
            case 0x02 -> "802.1B I";
            case 0x06 -> "IP";
            case 0x04 -> "SNA";
            case 0x0e -> "ProWay NM";
            case 0x42 -> "STP";
            case 0x4e -> "RS511";
            case 0x7e -> "ISO8208";
            case 0x8e -> "ProWay";
            case 0xaa -> "SNAP";
            case 0xe0 -> "IPX";
            case 0xf0 -> "NetBeui";
            case 0xfe -> "OSI";
            default -> {
                if (otherwise != null) yield otherwise;
                String hex = Integer.toHexString(number);
                yield "Unknown SSAP 0x" + (hex.length() == 1 ? "0" : "") + hex;
            }
        };
    }

    private boolean control(
            int at, int length, int captured, int response, int control, boolean unnumbered)
            throws Cut {
        int whole = length + (unnumbered ? 3 : 4);
        if (unnumbered) {
            p.out.text("Unnumbered, ");
            String command =
                    switch (control & 0xef) {
                        case 0x03 -> "ui";
                        case 0xe3 -> "test";
                        case 0xaf -> "xid";
                        case 0x63 -> "ua";
                        case 0x43 -> "disc";
                        case 0x0f -> "dm";
                        case 0x6f -> "sabme";
                        case 0x87 -> "frmr";
                        default -> null;
                    };
            if (command == null) p.out.hex(control & 0xef, 2);
            else p.out.text(command);
            flags(response, (control & 0x10) != 0, whole);
            if ((control & 0xef) != 0xaf) return false;
            if (length == 0) return true;
            if (captured < 1) {
                p.cut();
                return true;
            }
            if (LogicalLinkHeader.xidFormat(p, at) != LogicalLinkHeader.XID_FORMAT) return false;
            if (Math.min(captured, length) < LogicalLinkHeader.XID_SIZE) {
                p.cut();
                HexDump.hexAndText(p, "\n\t", at, captured);
            } else {
                p.out.text(": ").hex(LogicalLinkHeader.xidClasses(p, at), 2);
                p.out.character(' ').hex(LogicalLinkHeader.xidWindow(p, at), 2);
            }
            return true;
        }
        boolean supervisory = (control & 1) != 0;
        if (supervisory) {
            String[] names = {"Receiver Ready", "Receiver not Ready", "Reject", "?"};
            p.out.text("Supervisory, ").text(names[control >> 2 & 3]);
        } else {
            p.out.text("Information, send seq ").number(control >> 1 & 0x7f);
        }
        p.out.text(", rcv seq ").number(control >> 9 & 0x7f);
        flags(response, (control & 0x100) != 0, whole);
        return supervisory;
    }

    private void flags(int response, boolean poll, int length) {
        String[] names = {"Command", "Response", "Poll", "Final"};
        p.out.text(", Flags [").text(names[(poll ? 2 : 0) + response]);
        p.out.text("], length ").number(length);
    }

    /** SNAP: an organisation, and its number for the protocol. */
    private boolean subnetwork(int at, int length, int captured) throws Cut {
        p.protocol = "snap";
        int size = LogicalLinkHeader.SNAP_SIZE;
        if (!p.has(at, size) || captured < size || length < size) {
            p.cut();
            return true;
        }
        int organisation = LogicalLinkHeader.organisation(p, at);
        int type = LogicalLinkHeader.subnetworkType(p, at);
        boolean ethernet = organisation == 0;
        if (p.style.link()) {
            p.out.text("oui ")
                    .text(Words.organisation(organisation))
                    .text(" (0x")
                    .hex(organisation, 6);
            p.out.text(ethernet ? "), ethertype " : "), pid ").text(type(organisation, type));
            p.out.text(" (0x").hex(type, 4).text("), length ").number(length - size).text(": ");
        }
        at += size;
        length -= size;
        captured -= size;
        boolean types = ethernet || organisation == 0x0000f8;
        if (types && payload(type, at, length, captured)) return true;
        if (StpMessage.isPerVlan(organisation, type)) {
            stp.print(at, length);
            return true;
        }
        if (!p.style.link()) {
            if (addresses >= 0) macs(addresses).character(' ');
            p.out.text("SNAP, ");
            if (!ethernet) {
                p.out.text("oui ").text(Words.organisation(organisation));
                p.out.text(" (0x").hex(organisation, 6).text("), pid ");
            } else {
                p.out.text("ethertype ");
            }
            p.out.text(type(organisation, type)).text(" (0x").hex(type, 4);
            p.out.text("), length ").number(length).text(": ");
        }
        return false;
    }

    private static String type(int organisation, int type) {
        boolean types = organisation == 0 || organisation == 0x0000f8 || organisation == 0x080007;
        String name = types ? Words.etherType(type) : null;
        if (organisation == 0x00000c)
            name =
                    switch (type) {
                        case 0x2000 -> "CDP";
                        case 0x2003 -> "VTP";
                        case 0x2004 -> "DTP";
                        case 0x0111 -> "UDLD";
                        case 0x010b -> "PVST";
                        case 0x010c -> "VLAN Bridge";
                        default -> null;
                    };
        return name == null ? "Unknown" : name;
    }
}
