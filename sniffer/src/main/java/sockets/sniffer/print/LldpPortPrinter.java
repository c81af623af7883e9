package sockets.sniffer.print;

import sockets.packet.Cut;
import sockets.packet.LldpPortTlv;

/** What IEEE 802.3 adds to LLDP: what a port can do. */
final class LldpPortPrinter {
    static final String[] SUBTYPES = {
        null, "MAC/PHY configuration/status", "Power via MDI", "Link aggregation", "Max frame size"
    };

    /** Of a negotiation and an aggregation. */
    static final Object[] STATUS = {1, "supported", 2, "enabled"};

    private static final Object[] POWER = {
        1, "PSE", 2, "supported", 4, "enabled", 8, "can be controlled"
    };
    private static final String[] PAIRS = {null, "signal", "spare"};
    private static final String[] CLASSES = {
        null, "class0", "class1", "class2", "class3", "class4"
    };
    private static final int ANY_OFFER = 0x7fff;
    private static final Object[] OFFERS = {
        0x4000, "10BASE-T hdx",
        0x2000, "10BASE-T fdx",
        0x1000, "100BASE-T4",
        0x0800, "100BASE-TX hdx",
        0x0400, "100BASE-TX fdx",
        0x0200, "100BASE-T2 hdx",
        0x0100, "100BASE-T2 fdx",
        0x0080, "Pause for fdx links",
        0x0040, "Asym PAUSE for fdx",
        0x0020, "Sym PAUSE for fdx",
        0x0010, "Asym and Sym PAUSE for fdx",
        0x0008, "1000BASE-{X LX SX CX} hdx",
        0x0004, "1000BASE-{X LX SX CX} fdx",
        0x0002, "1000BASE-T hdx",
        0x0001, "1000BASE-T fdx"
    };
    private static final String[] MEDIA =
            Words.byNumber(
                    "0 Unknown,1 AUI,2 10BASE_5,3 FOIRL,4 10BASE2,5 10BASET duplex mode unknown,"
                            + "6 10BASEFP,7 10BASEFB,8 10BASEFL duplex mode unknown,9 10BROAD36,"
                            + "10 10BASET hdx,11 10BASET fdx,12 10BASEFL hdx,13 10BASEFL fdx,"
                            + "14 100BASET4,15 100BASETX hdx,16 100BASETX fdx,17 100BASEFX hdx,"
                            + "18 100BASEFX fdx,19 100BASET2 hdx,20 100BASET2 fdx,"
                            + "21 1000BASEX hdx,22 1000BASEX fdx,23 1000BASELX hdx,"
                            + "24 1000BASELX fdx,25 1000BASESX hdx,26 1000BASESX fdx,"
                            + "27 1000BASECX hdx,28 1000BASECX fdx,29 1000BASET hdx,"
                            + "30 1000BASET fdx,31 10GBASEX,32 10GBASELX4,33 10GBASER,"
                            + "34 10GBASEER,35 10GBASELR,36 10GBASESR,37 10GBASEW,38 10GBASEEW,"
                            + "39 10GBASELW,40 10GBASESW");

    private final Print p;

    LldpPortPrinter(Print print) {
        p = print;
    }

    /** A value of a known subtype, which has the length that it must have. */
    void print(int subtype, int at) throws Cut {
        switch (subtype) {
            case LldpPortTlv.MEDIUM -> medium(at);
            case LldpPortTlv.POWER -> {
                p.out.text("\n\t    MDI power support [");
                Words.bits(p.out, LldpPortTlv.powerSupport(p, at), ", ", POWER);
                int pairs = LldpPortTlv.powerPairs(p, at);
                p.out.text("], power pair ").text(Words.of(PAIRS, pairs, "unknown"));
                int power = LldpPortTlv.powerClass(p, at);
                p.out.text(", power class ").text(Words.of(CLASSES, power, "unknown"));
            }
            case LldpPortTlv.LINK_AGGREGATION ->
                    aggregation(
                            p, LldpPortTlv.aggregation(p, at), LldpPortTlv.aggregatedPort(p, at));
            default -> p.out.text("\n\t    MTU size ").number(LldpPortTlv.frameSize(p, at));
        }
    }

    /** IEEE 802.1 has it, too. */
    static void aggregation(Print p, int status, int port) {
        p.out.text("\n\t    aggregation status [");
        Words.bits(p.out, status, ", ", STATUS);
        p.out.text("], aggregation port ID ").number(port);
    }

    private void medium(int at) throws Cut {
        int negotiation = LldpPortTlv.negotiation(p, at);
        p.out.text("\n\t    autonegotiation [");
        Words.bits(p.out, negotiation, ", ", STATUS);
        p.out.text("] (0x").hex(negotiation, 2).character(')');
        int offered = LldpPortTlv.offered(p, at);
        p.out.text("\n\t    PMD autoneg capability [");
        if ((offered & ANY_OFFER) == 0) p.out.text("unknown");
        else Words.bits(p.out, offered, ", ", OFFERS);
        p.out.text("] (0x").hex(offered, 4).character(')');
        int medium = LldpPortTlv.medium(p, at);
        p.out.text("\n\t    MAU type ").text(Words.of(MEDIA, medium, "unknown")).text(" (0x");
        p.out.hex(medium, 4).character(')');
    }
}
