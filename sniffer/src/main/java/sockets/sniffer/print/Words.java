package sockets.sniffer.print;

import sockets.packet.EtherType;
import sockets.packet.IpProtocol;

/** The names that tcpdump prints for numbers. */
final class Words {
    private Words() {}

    static String etherType(int type) {
        return switch (type) {
            case EtherType.IPV4 -> "IPv4";
            case EtherType.MPLS -> "MPLS unicast";
            case EtherType.MPLS_MULTICAST -> "MPLS multicast";
            case EtherType.IPV6 -> "IPv6";
            case EtherType.VLAN -> "802.1Q";
            case EtherType.OLD_VLAN -> "802.1Q-9100";
            case EtherType.PROVIDER_VLAN -> "802.1Q-QinQ";
            case EtherType.OLD_VLAN_2 -> "802.1Q-9200";
            case 0x88e5 -> "802.1AE MACsec";
            case 0x0200 -> "PUP";
            case EtherType.ARP -> "ARP";
            case EtherType.RARP -> "Reverse ARP";
            case 0x0600 -> "NS";
            case 0x0500 -> "Sprite";
            case EtherType.TRAIL -> "Trail";
            case 0x6001 -> "MOP DL";
            case 0x6002 -> "MOP RC";
            case 0x6003 -> "DN";
            case 0x6004 -> "LAT";
            case 0x6007 -> "SCA";
            case EtherType.BRIDGED -> "TEB";
            case 0x8038 -> "Lanbridge";
            case 0x803c -> "DEC DNS";
            case 0x803e -> "DEC DTS";
            case 0x805b -> "VEXP";
            case 0x805c -> "VPROD";
            case 0x809b -> "Appletalk";
            case 0x80f3 -> "Appletalk ARP";
            case 0x8137 -> "IPX";
            case 0x880b -> "PPP";
            case 0x8808 -> "MPCP";
            case 0x8809 -> "Slow Protocols";
            case 0x8863 -> "PPPoE D";
            case 0x8864 -> "PPPoE S";
            case 0x888e -> "EAPOL";
            case 0x8899 -> "Realtek protocols";
            case 0x886f -> "MS NLB heartbeat";
            case EtherType.JUMBO -> "Jumbo";
            case 0x894f -> "NSH";
            case 0x9000 -> "Loopback";
            case 0xfefe -> "OSI";
            case 0x00fe -> "GRE-OSI";
            case 0xabcd -> "CFM (old)";
            case 0x8902 -> "CFM";
            case 0x893a -> "IEEE1905.1";
            case EtherType.LLDP -> "LLDP";
            case 0x88ca -> "TIPC";
            case 0x0707 -> "GeoNet (old)";
            case 0x8947 -> "GeoNet";
            case 0x1111 -> "CALM FAST";
            case 0x88a2 -> "AoE";
            case 0x88f7 -> "PTP";
            case 0xd28b -> "Arista Vendor Specific Protocol";
            default -> null;
        };
    }

    /** Who a number of IEEE for organisations was given to. */
    static String organisation(int number) {
        return switch (number) {
            case 0x000000 -> "Ethernet";
            case 0x00000c -> "Cisco";
            case 0x00005e -> "IANA";
            case 0x000081 -> "Nortel Networks SONMP";
            case 0x0000f8 -> "Cisco bridged";
            case 0x00049f -> "Freescale";
            case 0x0004ea -> "HP-Labs";
            case 0x0080c2 -> "Ethernet bridged";
            case 0x009069 -> "Juniper";
            case 0x00a03e -> "ATM Forum";
            case 0x00e004 -> "PMC-Sierra";
            case 0x00e02f -> "DOCSIS Spanning Tree";
            case 0x001018 -> "Broadcom";
            case 0x00120f -> "IEEE 802.3 Private";
            case 0x0012bb -> "ANSI/TIA";
            case 0x0015ad -> "Netronome";
            case 0x001b21 -> "DCBX";
            case 0x002320 -> "Nicira Networks";
            case 0x002481 -> "HP";
            case 0x080007 -> "Appletalk";
            case 0x080009 -> "Hewlett-Packard";
            case 0x5c16c7 -> "Big Switch Networks";
            case 0x748771 -> "Infoblox Inc";
            case 0xa42305 -> "Open Networking Lab";
            case 0xb0d2f5 -> "Vello Systems";
            case 0xd0f0db -> "Ericsson";
            default -> "Unknown";
        };
    }

    static String protocol(int number) {
        return switch (number) {
            case IpProtocol.HOP_BY_HOP -> "HBH";
            case IpProtocol.ICMP -> "ICMP";
            case IpProtocol.IGMP -> "IGMP";
            case IpProtocol.IPV4 -> "IPIP";
            case IpProtocol.TCP -> "TCP";
            case 8 -> "EGP";
            case 9 -> "IGRP";
            case IpProtocol.UDP -> "UDP";
            case IpProtocol.DCCP -> "DCCP";
            case IpProtocol.IPV6 -> "IPv6";
            case IpProtocol.ROUTING -> "Routing";
            case IpProtocol.FRAGMENT -> "Fragment";
            case 46 -> "RSVP";
            case IpProtocol.GRE -> "GRE";
            case IpProtocol.ESP -> "ESP";
            case IpProtocol.AH -> "AH";
            case 55 -> "Mobile IP";
            case IpProtocol.ICMPV6 -> "ICMPv6";
            case IpProtocol.DESTINATION_OPTIONS -> "DSTOPT";
            case 62 -> "Mobile IP (old)";
            case 88 -> "EIGRP";
            case IpProtocol.OSPF -> "OSPF";
            case 103 -> "PIM";
            case 108 -> "Compressed IP";
            case 112 -> "VRRP";
            case 113 -> "PGM";
            case IpProtocol.SCTP -> "SCTP";
            case IpProtocol.MOBILITY -> "Mobility";
            case 143 -> "Ethernet";
            default -> "unknown";
        };
    }

    /** Names at the place of their numbers, out of a text "1 one,3 three". */
    static String[] byNumber(String known) {
        String[] pairs = known.split(",");
        String last = pairs[pairs.length - 1];
        String[] names = new String[Integer.parseInt(last.substring(0, last.indexOf(' '))) + 1];
        for (String pair : pairs) {
            int space = pair.indexOf(' ');
            names[Integer.parseInt(pair.substring(0, space))] = pair.substring(space + 1);
        }
        return names;
    }

    /** One of these names; null if the number has none. */
    static String of(String[] names, int number) {
        return number >= 0 && number < names.length ? names[number] : null;
    }

    /** One of these names, or another word if the number has none. */
    static String of(String[] names, int number, String otherwise) {
        String name = of(names, number);
        return name == null ? otherwise : name;
    }

    /** Names of the bits that are set, with a separator; "none" if none is. */
    static void bits(Line out, int value, String separator, Object... table) {
        boolean any = false;
        for (int i = 0; i < table.length; i += 2) {
            int bit = (Integer) table[i];
            if (bit == 0 || (value & bit) != bit) continue;
            if (any) out.text(separator);
            out.text((String) table[i + 1]);
            any = true;
        }
        if (!any) out.text("none");
    }
}
