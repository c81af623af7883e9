package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.LldpMediaTlv;

/** LLDP-MED, what TIA adds to LLDP: of telephones, where they are and what they need. */
final class LldpMediaPrinter {
    static final String[] SUBTYPES =
            Words.byNumber(
                    "1 LLDP-MED Capabilities,2 Network policy,3 Location identification,"
                            + "4 Extended power-via-MDI,5 Inventory - hardware revision,"
                            + "6 Inventory - firmware revision,7 Inventory - software revision,"
                            + "8 Inventory - serial number,9 Inventory - manufacturer name,"
                            + "10 Inventory - model name,11 Inventory - asset ID");
    private static final String[] INVENTORY =
            Words.byNumber(
                    "5 Hardware revision,6 Firmware revision,7 Software revision,8 Serial number,"
                            + "9 Manufacturer name,10 Model name,11 Asset ID");
    private static final Object[] CAPABILITIES = {
        0x01, "LLDP-MED capabilities",
        0x02, "network policy",
        0x04, "location identification",
        0x08, "extended power via MDI-PSE",
        0x10, "extended power via MDI-PD",
        0x20, "Inventory"
    };
    private static final String[] DEVICES =
            Words.byNumber(
                    "1 endpoint class 1,2 endpoint class 2,3 endpoint class 3,"
                            + "4 network connectivity");
    private static final String[] APPLICATIONS =
            Words.byNumber(
                    "1 voice,2 voice signaling,3 guest voice,4 guest voice signaling,"
                            + "5 softphone voice,6 video conferencing,7 streaming video,"
                            + "8 video signaling");
    private static final Object[] POLICY = {0x80, "Unknown", 0x40, "Tagged", 0x20, "reserved"};
    private static final String[] FORMATS = {
        null, "coordinate-based LCI", "civic address LCI", "ECS ELIN"
    };
    private static final String[] ALTITUDES = {null, "meters", "floors"};
    private static final String[] DATUMS = {
        null,
        "World Geodesic System 1984",
        "North American Datum 1983 (NAVD88)",
        "North American Datum 1983 (MLLW)"
    };
    private static final String[] OWNERS = {
        "location of DHCP server",
        "location of the network element believed to be closest to the client",
        "location of the client"
    };
    private static final String[] ELEMENTS = {
        null,
        "national subdivisions (state,canton,region,province,prefecture)",
        "county, parish, gun, district",
        "city, township, shi",
        "city division, borough, city district, ward chou",
        "neighborhood, block",
        "street"
    };
    private static final String[] SOURCES = {
        null, "PSE - primary power source", "local - backup power source", "PSE+local - reserved"
    };
    private static final String[] PRIORITIES = {null, "critical", "high", "low"};

    /** Tenths of a watt from which on the number means nothing yet. */
    private static final int RESERVED_POWER = 1024;

    private final Print p;

    LldpMediaPrinter(Print print) {
        p = print;
    }

    /** A value of a known subtype, which has at least the length that it must have. */
    void print(int subtype, int at, int size) throws Cut {
        switch (subtype) {
            case LldpMediaTlv.CAPABILITIES -> {
                int capabilities = LldpMediaTlv.capabilities(p, at);
                p.out.text("\n\t    Media capabilities [");
                Words.bits(p.out, capabilities, ", ", CAPABILITIES);
                p.out.text("] (0x").hex(capabilities, 4).character(')');
                int device = LldpMediaTlv.device(p, at);
                p.out.text("\n\t    Device type [").text(Words.of(DEVICES, device, "unknown"));
                p.out.text("] (0x").hex(device, 2).character(')');
            }
            case LldpMediaTlv.POLICY -> {
                int application = LldpMediaTlv.application(p, at);
                p.out.text("\n\t    Application type [");
                p.out.text(Words.of(APPLICATIONS, application, "none"));
                p.out.text("] (0x").hex(application, 2).text("), Flags [");
                Words.bits(p.out, LldpMediaTlv.policyFlags(p, at), ", ", POLICY);
                p.out.text("]\n\t    Vlan id ").number(LldpMediaTlv.policyNetwork(p, at));
                p.out.text(", L2 priority ").number(LldpMediaTlv.policyPriority(p, at));
                p.out.text(", DSCP value ").number(LldpMediaTlv.policyCodePoint(p, at));
            }
            case LldpMediaTlv.LOCATION -> location(at, size);
            case LldpMediaTlv.POWER -> power(at);
            default -> {
                p.out.text("\n\t  ").text(INVENTORY[subtype]).character(' ');
                p.nullPadded(at + LldpMediaTlv.TEXT, size - LldpMediaTlv.TEXT);
            }
        }
    }

    private void location(int at, int size) throws Cut {
        int format = LldpMediaTlv.format(p, at);
        p.out.text("\n\t    Location data format ").text(Words.of(FORMATS, format, "unknown"));
        p.out.text(" (0x").hex(format, 2).character(')');
        int place = at + LldpMediaTlv.PLACE;
        int left = size - LldpMediaTlv.PLACE;
        switch (format) {
            case LldpMediaTlv.COORDINATES -> {
                if (size >= LldpMediaTlv.COORDINATES_SIZE) coordinates(at);
            }
            case LldpMediaTlv.CIVIC_ADDRESS -> {
                if (left > 0) address(at, size);
            }
            case LldpMediaTlv.EMERGENCY_NUMBER -> {
                p.out.text("\n\t    ECS ELIN id ");
                p.nullPadded(place, left);
            }
            default -> {
                p.out.text("\n\t    Location ID ");
                HexDump.unknown(p, "\n\t      ", place, left);
            }
        }
    }

    private void coordinates(int at) throws Cut {
        p.out.text("\n\t    Latitude resolution ").number(LldpMediaTlv.latitudeResolution(p, at));
        p.out.text(", latitude value ").number(LldpMediaTlv.latitude(p, at));
        p.out.text("\n\t    Longitude resolution ").number(LldpMediaTlv.longitudeResolution(p, at));
        p.out.text(", longitude value ").number(LldpMediaTlv.longitude(p, at));
        int type = LldpMediaTlv.altitudeType(p, at);
        p.out.text("\n\t    Altitude type ").text(Words.of(ALTITUDES, type, "unknown"));
        p.out.text(" (").number(type).text(")\n\t    Altitude resolution ");
        p.out.number(LldpMediaTlv.altitudeResolution(p, at));
        p.out.text(", altitude value 0x").hex(LldpMediaTlv.altitude(p, at));
        int datum = LldpMediaTlv.datum(p, at);
        p.out.text("\n\t    Datum ").text(Words.of(DATUMS, datum, "unknown"));
        p.out.text(" (0x").hex(datum, 2).character(')');
    }

    private void address(int at, int size) throws Cut {
        int length = LldpMediaTlv.addressLength(p, at);
        // as in tcpdump, which asks for a byte behind
        if (length < LldpMediaTlv.LEAST_ADDRESS || size <= LldpMediaTlv.UNCOUNTED + length) return;
        int owner = LldpMediaTlv.addressOwner(p, at);
        p.out.text("\n\t    LCI length ").number(length).text(", LCI what ");
        p.out.text(Words.of(OWNERS, owner, "unknown")).text(" (0x").hex(owner, 2);
        p.out.text("), Country-code ");
        p.nullPadded(at + LldpMediaTlv.COUNTRY, LldpMediaTlv.COUNTRY_SIZE);
        int element = at + LldpMediaTlv.ELEMENTS;
        int end = element + length - LldpMediaTlv.LEAST_ADDRESS;
        while (end - element >= LldpMediaTlv.ELEMENT_SIZE) {
            int type = LldpMediaTlv.elementType(p, element);
            int text = LldpMediaTlv.elementLength(p, element);
            p.out.text("\n\t      CA type '").text(Words.of(ELEMENTS, type, "unknown"));
            p.out.text("' (").number(type).text("), length ").number(text).text(": ");
            element += LldpMediaTlv.ELEMENT_SIZE;
            if (type == 0 || text == 0 || end - element < text) return;
            p.nullPadded(element, text);
            element += text;
        }
    }

    private void power(int at) throws Cut {
        int flags = LldpMediaTlv.powerFlags(p, at);
        // as in tcpdump, which looks at two bits of the priority
        p.out.text(
                (flags & 3) != 0
                        ? "\n\t    Power type [PD device"
                        : "\n\t    Power type [PSE device");
        p.out.text("], Power source [").text(Words.of(SOURCES, flags >> 4 & 3, "none"));
        int priority = flags & 0xf;
        p.out.text("]\n\t    Power priority [").text(Words.of(PRIORITIES, priority, "none"));
        p.out.text("] (0x").hex(priority, 2).text("), Power ");
        int power = LldpMediaTlv.power(p, at);
        if (power < RESERVED_POWER)
            p.out.number(power / 10).character('.').number(power % 10).text(" Watts");
        else p.out.number(power).text(" (Reserved)");
    }
}
