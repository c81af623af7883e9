package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.LldpTlv;

/** LLDP, IEEE 802.1AB; what organisations add is another class. */
final class LldpPrinter {
    private static final String[] TYPES =
            Words.byNumber(
                    "0 End,1 Chassis ID,2 Port ID,3 Time to Live,4 Port Description,5 System Name,"
                            + "6 System Description,7 System Capabilities,8 Management Address,"
                            + "127 Organization specific");
    private static final String[] CHASSIS =
            Words.byNumber(
                    "1 Chassis component,2 Interface alias,3 Port component,4 MAC address,"
                            + "5 Network address,6 Interface name,7 Local");
    private static final String[] PORTS =
            Words.byNumber(
                    "1 Interface alias,2 Port component,3 MAC address,4 Network Address,"
                            + "5 Interface Name,6 Agent circuit ID,7 Local");
    private static final Object[] CAPABILITIES = {
        0x01, "Other",
        0x02, "Repeater",
        0x04, "Bridge",
        0x08, "WLAN AP",
        0x10, "Router",
        0x20, "Telephone",
        0x40, "Docsis",
        0x80, "Station Only"
    };
    private static final String[] FAMILIES =
            Words.byNumber(
                    "0 Reserved,1 IPv4,2 IPv6,3 NSAP,4 HDLC,5 BBN 1822,6 802,7 E.163,8 E.164,9 F.69,"
                            + "10 X.121,11 Novell IPX,12 Appletalk,13 Decnet IV,14 Banyan Vines,"
                            + "15 E.164 with NSAP subaddress,196 Layer-2 VPN,197 VPLS");
    private static final String[] INTERFACES =
            Words.byNumber("2 Interface Index,3 System Port Number");

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
                p.out.text("\n\t").text(Words.of(TYPES, type, "Unknown"));
                p.out.text(" TLV (").number(type);
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
        Words.bits(p.out, value, ", ", CAPABILITIES);
        p.out.text("] (0x").hex(value, 4).character(')');
    }

    /** Of a chassis or a port, whose kinds of addresses have other numbers. */
    private boolean identifier(String[] kinds, int at, int size) throws Cut {
        if (size < 2) return false;
        int subtype = LldpTlv.subtype(p, at);
        String kind = Words.of(kinds, subtype, "Unknown");
        p.out.text("\n\t  Subtype ").text(kind).text(" (").number(subtype).text("): ");
        switch (kind) {
            case "Unknown" -> unknown = true;
            case "MAC address" -> {
                if (size < 7) return false;
                p.ethernet(at + LldpTlv.NAME);
            }
            case "Network address", "Network Address" -> {
                return address(at + LldpTlv.NAME, size - LldpTlv.NAME);
            }
            default -> p.nullPadded(at + LldpTlv.NAME, size - LldpTlv.NAME);
        }
        return true;
    }

    /** An address behind the number of its family; false if it is shorter than it must be. */
    private boolean address(int at, int size) throws Cut {
        if (size < LldpTlv.FAMILY_SIZE) return false;
        int family = LldpTlv.family(p, at);
        int least =
                switch (family) {
                    case LldpTlv.IPV4 -> 4;
                    case LldpTlv.IPV6 -> 16;
                    case LldpTlv.IEEE_802 -> 6;
                    default -> 0;
                };
        int address = at + LldpTlv.FAMILY_SIZE;
        if (size - LldpTlv.FAMILY_SIZE < least) return false;
        p.out.text("AFI ").text(Words.of(FAMILIES, family, "Unknown"));
        p.out.text(" (").number(family).character(')');
        p.out.text(least == 0 ? ", no AF printer !" : ": ");
        if (family == LldpTlv.IPV4) p.ipv4(address);
        else if (family == LldpTlv.IPV6) p.ipv6(address);
        else if (family == LldpTlv.IEEE_802) p.ethernet(address);
        return true;
    }

    private boolean management(int at, int size) throws Cut {
        int length = LldpTlv.addressLength(p, at);
        int end = at + size;
        at += LldpTlv.NAME;
        if (end - at < length) return false;
        int mark = p.out.length();
        p.out.text("\n\t  Management Address length ").number(length).text(", ");
        if (!address(at, length)) {
            p.out.truncate(mark);
            return false;
        }
        at += length;
        if (end - at < LldpTlv.INTERFACE_SIZE) return false;
        int kind = LldpTlv.interfaceKind(p, at);
        p.out.text("\n\t  ").text(Words.of(INTERFACES, kind, "Unknown"));
        p.out.text(" Interface Numbering (").number(kind);
        p.out.text("): ").number(LldpTlv.interfaceNumber(p, at));
        at += LldpTlv.INTERFACE_SIZE;
        if (at == end) return true;
        // an object of SNMP, which may tell more
        int identifier = LldpTlv.objectLength(p, at);
        at++;
        if (end - at < identifier) return false;
        if (identifier == 0) return true;
        p.out.text("\n\t  OID length ").number(identifier);
        p.nullPadded(at, identifier);
        return true;
    }
}
