package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.LldpTlv;

/** What IEEE 802.1 and 802.3 add to LLDP: networks, and what a port can do. */
final class LldpOrganisationPrinter {
    private static final String[] BRIDGES = {
        "unknown",
        "Port VLAN Id",
        "Port and Protocol VLAN ID",
        "VLAN name",
        "Protocol Identity",
        "unknown",
        "unknown",
        "Link aggregation",
        "Congestion Notification",
        "ETS Configuration",
        "ETS Recommendation",
        "Priority Flow Control Configuration",
        "Application Priority",
        "EVB",
        "CDCP"
    };
    private static final String[] PORTS = {
        "unknown",
        "MAC/PHY configuration/status",
        "Power via MDI",
        "Link aggregation",
        "Max frame size"
    };

    /** dot3MauType of RFC 3636. */
    private static final String[] MEDIA = {
        "Unknown",
        "AUI",
        "10BASE_5",
        "FOIRL",
        "10BASE2",
        "10BASET duplex mode unknown",
        "10BASEFP",
        "10BASEFB",
        "10BASEFL duplex mode unknown",
        "10BROAD36",
        "10BASET hdx",
        "10BASET fdx",
        "10BASEFL hdx",
        "10BASEFL fdx",
        "100BASET4",
        "100BASETX hdx",
        "100BASETX fdx",
        "100BASEFX hdx",
        "100BASEFX fdx",
        "100BASET2 hdx",
        "100BASET2 fdx",
        "1000BASEX hdx",
        "1000BASEX fdx",
        "1000BASELX hdx",
        "1000BASELX fdx",
        "1000BASESX hdx",
        "1000BASESX fdx",
        "1000BASECX hdx",
        "1000BASECX fdx",
        "1000BASET hdx",
        "1000BASET fdx",
        "10GBASEX",
        "10GBASELX4",
        "10GBASER",
        "10GBASEER",
        "10GBASELR",
        "10GBASESR",
        "10GBASEW",
        "10GBASEEW",
        "10GBASELW",
        "10GBASESW"
    };

    private static final String[] PAIRS = {"unknown", "signal", "spare"};
    private static final String[] CLASSES = {
        "unknown", "class0", "class1", "class2", "class3", "class4"
    };

    private final Print p;

    LldpOrganisationPrinter(Print print) {
        p = print;
    }

    /** Prints a value; true if it is to be shown in hexadecimal, since nobody knows it. */
    boolean print(int at, int size) throws Cut {
        int organisation = LldpTlv.organisation(p, at);
        p.out.text(": OUI ").text(Words.organisation(organisation));
        p.out.text(" (0x").hex(organisation, 6).character(')');
        boolean bridges = organisation == LldpTlv.IEEE_802_1;
        if (!bridges && organisation != LldpTlv.IEEE_802_3) return true;
        if (size < 4) return false;
        int subtype = LldpTlv.organisationSubtype(p, at);
        p.out.text("\n\t  ").text(of(bridges ? BRIDGES : PORTS, subtype));
        p.out.text(" Subtype (").number(subtype).character(')');
        return bridges ? bridge(subtype, at, size) : port(subtype, at, size);
    }

    private static String of(String[] names, int number) {
        return number < names.length ? names[number] : "unknown";
    }

    private boolean bridge(int subtype, int at, int size) throws Cut {
        switch (subtype) {
            case 1 -> {
                if (size >= 6) p.out.text("\n\t    port vlan id (PVID): ").number(p.u16(at + 4));
            }
            case 2 -> {
                if (size < 7) return false;
                int flags = p.u8(at + 4);
                p.out.text("\n\t    port and protocol vlan id (PPVID): ").number(p.u16(at + 5));
                p.out.text(", flags [");
                Words.bits(p.out, flags, ", ", 2, "supported", 4, "enabled");
                p.out.text("] (0x").hex(flags, 2).character(')');
            }
            case 3 -> {
                if (size < 6) return false;
                p.out.text("\n\t    vlan id (VID): ").number(p.u16(at + 4));
                if (size >= 7) text("\n\t    vlan name: ", at + 6, size - 6);
            }
            case 4 -> {
                if (size >= 5) text("\n\t    protocol identity: ", at + 4, size - 4);
            }
            case 7 -> aggregation(at, size);
            default -> {
                return true;
            }
        }
        return false;
    }

    /** Text behind its length, if there is so much. */
    private void text(String title, int at, int left) throws Cut {
        int length = p.u8(at);
        if (left < 1 + length) return;
        p.out.text(title);
        p.nullPadded(at + 1, length);
    }

    private void aggregation(int at, int size) throws Cut {
        if (size < 9) return;
        p.out.text("\n\t    aggregation status [");
        Words.bits(p.out, p.u8(at + 4), ", ", 1, "supported", 2, "enabled");
        p.out.text("], aggregation port ID ").number(p.u32(at + 5));
    }

    private boolean port(int subtype, int at, int size) throws Cut {
        switch (subtype) {
            case 1 -> {
                if (size >= 9) medium(at);
            }
            case 2 -> {
                if (size < 7) return false;
                p.out.text("\n\t    MDI power support [");
                int bits = p.u8(at + 4);
                Words.bits(
                        p.out,
                        bits,
                        ", ",
                        1,
                        "PSE",
                        2,
                        "supported",
                        4,
                        "enabled",
                        8,
                        "can be controlled");
                p.out.text("], power pair ").text(of(PAIRS, p.u8(at + 5)));
                p.out.text(", power class ").text(of(CLASSES, p.u8(at + 6)));
            }
            case 3 -> aggregation(at, size);
            case 4 -> {
                if (size >= 6) p.out.text("\n\t    MTU size ").number(p.u16(at + 4));
            }
            default -> {
                return true;
            }
        }
        return false;
    }

    private void medium(int at) throws Cut {
        int negotiation = p.u8(at + 4);
        p.out.text("\n\t    autonegotiation [");
        Words.bits(p.out, negotiation, ", ", 1, "supported", 2, "enabled");
        p.out.text("] (0x").hex(negotiation, 2).character(')');
        int offered = p.u16(at + 5);
        p.out.text("\n\t    PMD autoneg capability [");
        if ((offered & 0x7fff) == 0) p.out.text("unknown");
        else offers(offered);
        p.out.text("] (0x").hex(offered, 4).character(')');
        int medium = p.u16(at + 7);
        p.out.text("\n\t    MAU type ").text(of(MEDIA, medium)).text(" (0x");
        p.out.hex(medium, 4).character(')');
    }

    /** ifMauAutoNegCapAdvertisedBits of RFC 3636. */
    private void offers(int bits) {
        Words.bits(
                p.out,
                bits,
                ", ",
                0x4000,
                "10BASE-T hdx",
                0x2000,
                "10BASE-T fdx",
                0x1000,
                "100BASE-T4",
                0x0800,
                "100BASE-TX hdx",
                0x0400,
                "100BASE-TX fdx",
                0x0200,
                "100BASE-T2 hdx",
                0x0100,
                "100BASE-T2 fdx",
                0x0080,
                "Pause for fdx links",
                0x0040,
                "Asym PAUSE for fdx",
                0x0020,
                "Sym PAUSE for fdx",
                0x0010,
                "Asym and Sym PAUSE for fdx",
                0x0008,
                "1000BASE-{X LX SX CX} hdx",
                0x0004,
                "1000BASE-{X LX SX CX} fdx",
                0x0002,
                "1000BASE-T hdx",
                0x0001,
                "1000BASE-T fdx");
    }
}
