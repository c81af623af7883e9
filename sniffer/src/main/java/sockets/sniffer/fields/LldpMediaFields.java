package sockets.sniffer.fields;

import sockets.packet.Cut;
import sockets.packet.LldpMediaTlv;

/** The fields that TIA adds to LLDP. */
final class LldpMediaFields {
    private static final String[] INVENTORY = {
        "hardware", "firmware", "software", "sn", "manufacturer", "model", "asset"
    };

    private final Fields fields;

    LldpMediaFields(Fields fields) {
        this.fields = fields;
    }

    void value(int subtype, int at, int length) throws Cut {
        switch (subtype) {
            case LldpMediaTlv.CAPABILITIES -> {
                int capabilities = LldpMediaTlv.capabilities(fields, at);
                fields.hex("lldp.media.subtype.caps", capabilities, 4);
                fields.number("lldp.media.subtype.class", LldpMediaTlv.device(fields, at));
            }
            case LldpMediaTlv.POLICY -> {
                fields.number("lldp.media.app_type", LldpMediaTlv.application(fields, at));
                int flags = LldpMediaTlv.policyFlags(fields, at);
                fields.bit("lldp.media.policy_flag", (flags & LldpMediaTlv.UNKNOWN) != 0);
                fields.bit("lldp.media.tag_flag", (flags & LldpMediaTlv.TAGGED) != 0);
                fields.number("lldp.media.vlan_id", LldpMediaTlv.policyNetwork(fields, at));
                fields.number("lldp.media.l2_prio", LldpMediaTlv.policyPriority(fields, at));
                fields.number("lldp.media.dscp", LldpMediaTlv.policyCodePoint(fields, at));
            }
            case LldpMediaTlv.LOCATION -> location(at, length);
            case LldpMediaTlv.POWER -> {
                int flags = LldpMediaTlv.powerFlags(fields, at);
                fields.number("lldp.media.power.type", flags >> 6);
                fields.number("lldp.media.power.source", flags >> 4 & 3);
                fields.number("lldp.media.power.prio", flags & 0xf);
                fields.number("lldp.media.power.value", LldpMediaTlv.power(fields, at));
            }
            default -> {
                int item = subtype - LldpMediaTlv.FIRST_INVENTORY;
                if (item < 0 || item >= INVENTORY.length) return;
                int text = at + LldpMediaTlv.TEXT;
                fields.padded("lldp.media." + INVENTORY[item], text, length - LldpMediaTlv.TEXT);
            }
        }
    }

    private void location(int at, int length) throws Cut {
        int format = LldpMediaTlv.format(fields, at);
        fields.number("lldp.media.loc.data_format", format);
        switch (format) {
            case LldpMediaTlv.COORDINATES -> {
                if (length >= LldpMediaTlv.COORDINATES_SIZE) coordinates(at);
            }
            case LldpMediaTlv.CIVIC_ADDRESS -> {
                if (length > LldpMediaTlv.PLACE) address(at, length);
            }
            case LldpMediaTlv.EMERGENCY_NUMBER -> {
                int place = at + LldpMediaTlv.PLACE;
                fields.padded("lldp.media.ecs", place, length - LldpMediaTlv.PLACE);
            }
            default -> {}
        }
    }

    private void coordinates(int at) throws Cut {
        int resolution = LldpMediaTlv.latitudeResolution(fields, at);
        degrees("lat_resolution", "latitude", resolution, LldpMediaTlv.latitude(fields, at));
        resolution = LldpMediaTlv.longitudeResolution(fields, at);
        degrees("long_resolution", "longitude", resolution, LldpMediaTlv.longitude(fields, at));
        fields.number("lldp.media.loc.alt_type", LldpMediaTlv.altitudeType(fields, at));
        fields.number("lldp.media.loc.alt_resolution", LldpMediaTlv.altitudeResolution(fields, at));
        fields.number("lldp.media.loc.altitude", LldpMediaTlv.altitude(fields, at));
        fields.number("lldp.media.loc.datum", LldpMediaTlv.datum(fields, at));
    }

    private void degrees(String name, String value, int resolution, long degrees) {
        fields.number("lldp.media.loc." + name, resolution);
        // tshark takes all 40 bits for the value
        fields.number("lldp.media.loc." + value, (long) resolution << 34 | degrees);
    }

    private void address(int at, int length) throws Cut {
        int size = LldpMediaTlv.addressLength(fields, at);
        fields.number("lldp.media.civic.length", size);
        if (size < LldpMediaTlv.LEAST_ADDRESS || length < LldpMediaTlv.UNCOUNTED + size) return;
        fields.number("lldp.media.civic.what", LldpMediaTlv.addressOwner(fields, at));
        int country = at + LldpMediaTlv.COUNTRY;
        fields.padded("lldp.media.civic.country", country, LldpMediaTlv.COUNTRY_SIZE);
        int element = at + LldpMediaTlv.ELEMENTS;
        int end = element + size - LldpMediaTlv.LEAST_ADDRESS;
        while (end - element >= LldpMediaTlv.ELEMENT_SIZE) {
            fields.number("lldp.media.civic.type", LldpMediaTlv.elementType(fields, element));
            int text = LldpMediaTlv.elementLength(fields, element);
            fields.number("lldp.media.civic.length", text);
            element += LldpMediaTlv.ELEMENT_SIZE;
            if (end - element < text) return;
            fields.padded("lldp.media.civic.value", element, text);
            element += text;
        }
    }
}
