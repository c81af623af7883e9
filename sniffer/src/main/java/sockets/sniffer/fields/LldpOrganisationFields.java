package sockets.sniffer.fields;

import sockets.packet.Cut;
import sockets.packet.LldpBridgeTlv;
import sockets.packet.LldpMediaTlv;
import sockets.packet.LldpPortTlv;
import sockets.packet.LldpTlv;

/** The fields of LLDP that organisations add; those of IEEE 802.3 and IANA are here. */
final class LldpOrganisationFields {
    private final Fields fields;
    private final LldpBridgeFields bridges;
    private final LldpMediaFields media;
    private final DcbxFields dcbx;

    LldpOrganisationFields(Fields fields) {
        this.fields = fields;
        bridges = new LldpBridgeFields(fields);
        media = new LldpMediaFields(fields);
        dcbx = new DcbxFields(fields);
    }

    void value(int at, int length) throws Cut {
        int organisation = LldpTlv.organisation(fields, at);
        fields.number("lldp.orgtlv.oui", organisation);
        if (length < LldpTlv.ORGANISATION_SIZE) return;
        int subtype = LldpTlv.organisationSubtype(fields, at);
        switch (organisation) {
            case LldpTlv.IEEE_802_1 -> {
                fields.hex("lldp.ieee.802_1.subtype", subtype, 2);
                if (length >= LldpBridgeTlv.least(subtype)) bridges.value(subtype, at, length);
            }
            case LldpTlv.IEEE_802_3 -> {
                fields.hex("lldp.ieee.802_3.subtype", subtype, 2);
                if (length >= LldpPortTlv.least(subtype)) port(subtype, at);
            }
            case LldpTlv.TIA -> {
                fields.hex("lldp.media.subtype", subtype, 2);
                if (length >= LldpMediaTlv.least(subtype)) media.value(subtype, at, length);
            }
            case LldpTlv.IANA -> {
                fields.hex("lldp.iana.subtype", subtype, 2);
                int place = at + LldpTlv.ORGANISATION_SIZE;
                if (subtype == LldpTlv.URL)
                    fields.text(
                            "lldp.iana.mudurl",
                            Texts.plain(fields.data, place, length - LldpTlv.ORGANISATION_SIZE));
            }
            case LldpTlv.DCBX -> {
                fields.hex("lldp.dcbx.proto", subtype, 2);
                dcbx.list(subtype, at, length);
            }
            default -> {}
        }
    }

    private void port(int subtype, int at) throws Cut {
        switch (subtype) {
            case LldpPortTlv.MEDIUM -> {
                int negotiation = LldpPortTlv.negotiation(fields, at);
                fields.hex("lldp.ieee.802_3.mac_phy_auto_neg_status", negotiation, 2);
                int offered = LldpPortTlv.offered(fields, at);
                fields.hex("lldp.ieee.802_3.pmd_auto_neg_advertised_caps", offered, 4);
                fields.hex("lldp.ieee.802_3.pmd_mau_type", LldpPortTlv.medium(fields, at), 4);
            }
            case LldpPortTlv.POWER -> {
                int support = LldpPortTlv.powerSupport(fields, at);
                fields.hex("lldp.ieee.802_3.mdi_power_support", support, 2);
                fields.number("lldp.ieee.802_3.mdi_pse_pair", LldpPortTlv.powerPairs(fields, at));
                fields.number(
                        "lldp.ieee.802_3.mdi_power_class", LldpPortTlv.powerClass(fields, at));
            }
            case LldpPortTlv.LINK_AGGREGATION -> {
                int status = LldpPortTlv.aggregation(fields, at);
                fields.hex("lldp.ieee.802_3.aggregation_status", status, 2);
                int port = LldpPortTlv.aggregatedPort(fields, at);
                fields.unsigned("lldp.ieee.802_3.aggregated_port_id", port);
            }
            case LldpPortTlv.FRAME_SIZE ->
                    fields.number(
                            "lldp.ieee.802_3.max_frame_size", LldpPortTlv.frameSize(fields, at));
            default -> {}
        }
    }
}
