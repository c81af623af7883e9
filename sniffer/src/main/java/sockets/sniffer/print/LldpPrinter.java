package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.LldpTlv;

/** LLDP, IEEE 802.1AB; what organisations add is another class. */
final class LldpPrinter {
    private static final String[] TYPES = {
        "End",
        "Chassis ID",
        "Port ID",
        "Time to Live",
        "Port Description",
        "System Name",
        "System Description",
        "System Capabilities",
        "Management Address"
    };
    private static final String[] CHASSIS = {
        "Unknown",
        "Chassis component",
        "Interface alias",
        "Port component",
        "MAC address",
        "Network address",
        "Interface name",
        "Local"
    };
    private static final String[] PORTS = {
        "Unknown",
        "Interface alias",
        "Port component",
        "MAC address",
        "Network Address",
        "Interface Name",
        "Agent circuit ID",
        "Local"
    };

    private final Print p;
    private final LldpOrganisationPrinter organisations;

    /** True if the value is shown in hexadecimal, since nobody knows it. */
    private boolean unknown;

    LldpPrinter(Print print) {
        p = print;
        organisations = new LldpOrganisationPrinter(print);
    }

    void print(int at, int length) throws Cut {
        p.protocol = "lldp";
        p.out.text("LLDP, length ").number(length);
        boolean verbose = p.verbose() > 0;
        while (Integer.compareUnsigned(length, LldpTlv.SIZE) >= 0) {
            if (!p.has(at, LldpTlv.SIZE)) {
                p.cut();
                return;
            }
            int type = LldpTlv.type(p, at);
            int size = LldpTlv.length(p, at);
            at += LldpTlv.SIZE;
            length -= LldpTlv.SIZE;
            if (verbose) {
                p.out.text("\n\t").text(name(type)).text(" TLV (").number(type);
                p.out.text("), length ").number(size);
            }
            if (type == LldpTlv.END || size == 0) return;
            unknown = false;
            boolean whole =
                    p.has(at, size)
                            && Integer.compareUnsigned(length, size) >= 0
                            && (verbose ? value(type, at, size) : name(type, at, size));
            if (!whole) {
                p.cut();
                return;
            }
            if (p.verbose() > 1 || verbose && unknown) HexDump.unknown(p, "\n\t  ", at, size);
            at += size;
            length -= size;
        }
    }

    private static String name(int type) {
        if (type == LldpTlv.ORGANISATION) return "Organization specific";
        return type < TYPES.length ? TYPES[type] : "Unknown";
    }

    /** Without v the name of the system is all. */
    private boolean name(int type, int at, int size) throws Cut {
        if (type != LldpTlv.SYSTEM_NAME) return true;
        p.out.text(": ");
        p.nullPadded(at, size);
        return true;
    }

    /** Prints a value; false if it is shorter than it must be. */
    private boolean value(int type, int at, int size) throws Cut {
        switch (type) {
            case LldpTlv.CHASSIS_ID:
                return identifier(CHASSIS, at, size);
            case LldpTlv.PORT_ID:
                return identifier(PORTS, at, size);
            case LldpTlv.TIME_TO_LIVE:
                if (size < 2) return false;
                p.out.text(": TTL ").number(LldpTlv.timeToLive(p, at)).character('s');
                return true;
            case LldpTlv.PORT_DESCRIPTION, LldpTlv.SYSTEM_NAME:
                p.out.text(": ");
                p.nullPadded(at, size);
                return true;
            case LldpTlv.SYSTEM_DESCRIPTION:
                p.out.text("\n\t  ");
                p.nullPadded(at, size);
                return true;
            case LldpTlv.CAPABILITIES:
                if (size < 4) return false;
                capabilities("\n\t  System  Capabilities [", LldpTlv.capabilities(p, at));
                capabilities("\n\t  Enabled Capabilities [", LldpTlv.enabledCapabilities(p, at));
                return true;
            case LldpTlv.MANAGEMENT_ADDRESS:
                return management(at, size);
            case LldpTlv.ORGANISATION:
                if (size < 3) return false;
                unknown = organisations.print(at, size);
                return true;
            default:
                unknown = true;
                return true;
        }
    }

    private void capabilities(String title, int value) {
        p.out.text(title);
        Words.bits(
                p.out,
                value,
                ", ",
                0x01,
                "Other",
                0x02,
                "Repeater",
                0x04,
                "Bridge",
                0x08,
                "WLAN AP",
                0x10,
                "Router",
                0x20,
                "Telephone",
                0x40,
                "Docsis",
                0x80,
                "Station Only");
        p.out.text("] (0x").hex(value, 4).character(')');
    }

    /** Of a chassis or a port, whose kinds of addresses have other numbers. */
    private boolean identifier(String[] kinds, int at, int size) throws Cut {
        if (size < 2) return false;
        int subtype = LldpTlv.subtype(p, at);
        String kind = subtype < kinds.length ? kinds[subtype] : "Unknown";
        p.out.text("\n\t  Subtype ").text(kind).text(" (").number(subtype).text("): ");
        switch (kind) {
            case "Unknown" -> unknown = true;
            case "MAC address" -> {
                if (size < 7) return false;
                p.ethernet(at + 1);
            }
            case "Network address", "Network Address" -> {
                return address(at + 1, size - 1);
            }
            default -> p.nullPadded(at + 1, size - 1);
        }
        return true;
    }

    private static String family(int number) {
        String[] names = {
            "Reserved",
            "IPv4",
            "IPv6",
            "NSAP",
            "HDLC",
            "BBN 1822",
            "802",
            "E.163",
            "E.164",
            "F.69",
            "X.121",
            "Novell IPX",
            "Appletalk",
            "Decnet IV",
            "Banyan Vines",
            "E.164 with NSAP subaddress"
        };
        if (number == 196) return "Layer-2 VPN";
        if (number == 197) return "VPLS";
        return number < names.length ? names[number] : "Unknown";
    }

    /** An address behind the number of its family; false if it is shorter than it must be. */
    private boolean address(int at, int size) throws Cut {
        if (size < 1) return false;
        int family = p.u8(at);
        int least =
                switch (family) {
                    case LldpTlv.IPV4 -> 4;
                    case LldpTlv.IPV6 -> 16;
                    case LldpTlv.IEEE_802 -> 6;
                    default -> 0;
                };
        if (size - 1 < least) return false;
        p.out.text("AFI ").text(family(family)).text(" (").number(family).character(')');
        if (least == 0) {
            p.out.text(", no AF printer !");
            return true;
        }
        p.out.text(": ");
        if (family == LldpTlv.IPV4) p.ipv4(at + 1);
        else if (family == LldpTlv.IPV6) p.ipv6(at + 1);
        else p.ethernet(at + 1);
        return true;
    }

    private boolean management(int at, int size) throws Cut {
        int length = p.u8(at++);
        size--;
        if (size < length) return false;
        int mark = p.out.length();
        p.out.text("\n\t  Management Address length ").number(length).text(", ");
        if (!address(at, length)) {
            p.out.truncate(mark);
            return false;
        }
        at += length;
        size -= length;
        if (size < LldpTlv.INTERFACE_SIZE) return false;
        int kind = p.u8(at);
        String name = kind == 2 ? "Interface Index" : kind == 3 ? "System Port Number" : "Unknown";
        p.out.text("\n\t  ").text(name).text(" Interface Numbering (").number(kind);
        p.out.text("): ").number(p.u32(at + 1));
        at += LldpTlv.INTERFACE_SIZE;
        size -= LldpTlv.INTERFACE_SIZE;
        if (size == 0) return true;
        // an object of SNMP, which may tell more
        int identifier = p.u8(at);
        if (size < 1 + identifier) return false;
        if (identifier == 0) return true;
        p.out.text("\n\t  OID length ").number(identifier);
        p.nullPadded(at + 1, identifier);
        return true;
    }
}
