package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.LldpBridgeTlv;
import sockets.packet.LldpMediaTlv;
import sockets.packet.LldpPortTlv;
import sockets.packet.LldpTlv;

/** What organisations add to LLDP: who it is, and which printer goes on. */
final class LldpOrganisationPrinter {
    private static final String[] URLS = {null, "MUD-URL"};

    private final Print p;
    private final LldpBridgePrinter bridges;
    private final LldpPortPrinter ports;
    private final LldpMediaPrinter media;
    private final DcbxPrinter dcbx;

    LldpOrganisationPrinter(Print print) {
        p = print;
        bridges = new LldpBridgePrinter(print);
        ports = new LldpPortPrinter(print);
        media = new LldpMediaPrinter(print);
        dcbx = new DcbxPrinter(print);
    }

    /** Prints a value; true if it is to be shown in hexadecimal, since nobody knows it. */
    boolean print(int at, int size) throws Cut {
        int organisation = LldpTlv.organisation(p, at);
        p.out.text(": OUI ").text(Words.organisation(organisation));
        p.out.text(" (0x").hex(organisation, 6).character(')');
        String[] names =
                switch (organisation) {
                    case LldpTlv.IANA -> URLS;
                    case LldpTlv.IEEE_802_1 -> LldpBridgePrinter.SUBTYPES;
                    case LldpTlv.IEEE_802_3 -> LldpPortPrinter.SUBTYPES;
                    case LldpTlv.TIA -> LldpMediaPrinter.SUBTYPES;
                    case LldpTlv.DCBX -> DcbxPrinter.SUBTYPES;
                    default -> null;
                };
        if (names == null) return true;
        // as in tcpdump, which takes no shorter address than this
        int least = LldpTlv.ORGANISATION_SIZE + (organisation == LldpTlv.IANA ? 4 : 0);
        if (size < least) return false;
        int subtype = LldpTlv.organisationSubtype(p, at);
        p.out.text("\n\t  ").text(Words.of(names, subtype, "unknown"));
        p.out.text(" Subtype (").number(subtype).character(')');
        return switch (organisation) {
            case LldpTlv.IANA -> address(subtype, at, size);
            case LldpTlv.IEEE_802_1 -> {
                least = LldpBridgeTlv.least(subtype);
                if (least >= 0 && size >= least) bridges.print(subtype, at, size);
                yield least < 0;
            }
            case LldpTlv.IEEE_802_3 -> {
                least = LldpPortTlv.least(subtype);
                if (least >= 0 && size >= least) ports.print(subtype, at);
                yield least < 0;
            }
            case LldpTlv.TIA -> {
                least = LldpMediaTlv.least(subtype);
                if (least >= 0 && size >= least) media.print(subtype, at, size);
                yield least < 0;
            }
            default -> dcbx.print(subtype, at, size);
        };
    }

    private boolean address(int subtype, int at, int size) {
        if (subtype != LldpTlv.URL) return true;
        p.out.text("\n\t  MUD-URL=");
        p.visible(at + LldpTlv.ORGANISATION_SIZE, size - LldpTlv.ORGANISATION_SIZE);
        return false;
    }
}
