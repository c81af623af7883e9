package sockets.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Fields that share bytes, out of values of organisations, each behind four bytes of its own. */
class LldpTlvsTest {
    @Test
    void takesAPolicyApart() throws Exception {
        // voice, tagged, network 1000, priority 5, DSCP 46
        Octets policy = Hex.octets("0012bb 02 01 47d16e");
        assertEquals(LldpTlv.TIA, LldpTlv.organisation(policy, 0));
        assertEquals(LldpMediaTlv.POLICY, LldpTlv.organisationSubtype(policy, 0));
        assertEquals(policy.end, LldpMediaTlv.least(LldpMediaTlv.POLICY));
        assertEquals(1, LldpMediaTlv.application(policy, 0));
        assertEquals(LldpMediaTlv.TAGGED, LldpMediaTlv.policyFlags(policy, 0));
        assertEquals(1000, LldpMediaTlv.policyNetwork(policy, 0));
        assertEquals(5, LldpMediaTlv.policyPriority(policy, 0));
        assertEquals(46, LldpMediaTlv.policyCodePoint(policy, 0));
    }

    @Test
    void takesCoordinatesApart() throws Exception {
        Octets place = Hex.octets("0012bb 03 01 4b00000001 4affffffff 1bc0000123 02");
        assertEquals(LldpMediaTlv.COORDINATES_SIZE, place.end);
        assertEquals(18, LldpMediaTlv.latitudeResolution(place, 0));
        assertEquals(0x300000001L, LldpMediaTlv.latitude(place, 0));
        assertEquals(18, LldpMediaTlv.longitudeResolution(place, 0));
        assertEquals(0x2ffffffffL, LldpMediaTlv.longitude(place, 0));
        assertEquals(1, LldpMediaTlv.altitudeType(place, 0));
        assertEquals(0x2f, LldpMediaTlv.altitudeResolution(place, 0));
        assertEquals(0x123, LldpMediaTlv.altitude(place, 0));
        assertEquals(2, LldpMediaTlv.datum(place, 0));
    }

    @Test
    void tellsTheClassOfEachPriority() throws Exception {
        Octets classes = Hex.octets("0080c2 09 00 01234567 0a");
        for (int i = 0; i < LldpBridgeTlv.PRIORITIES; i++)
            assertEquals(i, LldpBridgeTlv.trafficClass(classes, 0, i));
        assertEquals(10, LldpBridgeTlv.bandwidth(classes, 0, 0));
        assertThrows(Cut.class, () -> LldpBridgeTlv.bandwidth(classes, 0, 1));
        Octets groups = Hex.octets("00 00 80 00 fedcba98");
        for (int i = 0; i < DcbxTlv.PRIORITIES; i++)
            assertEquals(15 - i, DcbxTlv.group(groups, 0, i));
    }

    @Test
    void tellsTheNetworkOfAChannel() throws Exception {
        Octets channel = Hex.octets("0020ff");
        assertEquals(2, LldpBridgeTlv.channel(channel, 0));
        assertEquals(0xff, LldpBridgeTlv.channelNetwork(channel, 0));
    }
}
