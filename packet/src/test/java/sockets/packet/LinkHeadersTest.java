package sockets.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LinkHeadersTest {
    private static final String ETHERNET = "ffff ffff ffff 0200 0000 0001 0806";
    private static final String VLAN = "b007 0800";
    private static final String ARP =
            "0001 0800 06 04 0001 0200 0000 0001 0a4d 0001 0000 0000 0000 0a4d 0002";
    private static final String COOKED = "0004 0001 0006 0200 0000 0001 0000 0800";
    private static final String COOKED_2 = "86dd 0000 0000 0003 0001 04 06 0200 0000 0001 0000";
    private static final String SNAP = "aa aa 03 00000c 2000";

    @Test
    void readsAnEthernetHeader() throws Exception {
        Octets header = Hex.octets(ETHERNET);
        assertEquals(0xffff, header.u16(EthernetHeader.DESTINATION));
        assertEquals(0x0200, header.u16(EthernetHeader.SOURCE));
        assertEquals(EtherType.ARP, EthernetHeader.type(header, 0));
        EthernetHeader whole = EthernetHeader.read(Hex.bytes(ETHERNET));
        assertEquals("ffffffffffff", Hex.text(whole.destination()));
        assertEquals("020000000001", Hex.text(whole.source()));
        assertEquals(EtherType.ARP, whole.type());
        Hex.assertTellsCuts(ETHERNET, EthernetHeader::read);
    }

    @Test
    void readsAVlanTag() throws Exception {
        Octets tag = Hex.octets(VLAN);
        assertEquals(5, VlanTag.priority(tag, 0));
        assertTrue(VlanTag.dropEligible(tag, 0));
        assertEquals(7, VlanTag.number(tag, 0));
        assertEquals(EtherType.IPV4, VlanTag.type(tag, 0));
        assertTrue(EtherType.isVlan(EtherType.PROVIDER_VLAN));
        assertFalse(EtherType.isVlan(EtherType.IPV6));
    }

    @Test
    void readsAnArpPacket() throws Exception {
        Octets arp = Hex.octets(ARP);
        assertEquals(1, ArpPacket.hardwareType(arp, 0));
        assertEquals(EtherType.IPV4, ArpPacket.protocolType(arp, 0));
        assertEquals(6, ArpPacket.hardwareLength(arp, 0));
        assertEquals(4, ArpPacket.protocolLength(arp, 0));
        assertEquals(ArpPacket.REQUEST, ArpPacket.operation(arp, 0));
    }

    @Test
    void readsBothCookedHeaders() throws Exception {
        Octets cooked = Hex.octets(COOKED);
        assertEquals(EtherType.IPV4, CookedHeader.protocol(cooked, 0));
        assertEquals(1, CookedHeader.hardwareType(cooked, 0));
        assertEquals(4, CookedHeader.packetType(cooked, 0));
        assertEquals(6, CookedHeader.addressLength(cooked, 0));
        assertEquals(0x0200, cooked.u16(CookedHeader.ADDRESS));
        cooked = Hex.octets(COOKED_2);
        assertEquals(EtherType.IPV6, CookedHeader.protocol2(cooked, 0));
        assertEquals(3, CookedHeader.interfaceIndex2(cooked, 0));
        assertEquals(1, CookedHeader.hardwareType2(cooked, 0));
        assertEquals(4, CookedHeader.packetType2(cooked, 0));
        assertEquals(6, CookedHeader.addressLength2(cooked, 0));
        assertEquals(0x0200, cooked.u16(CookedHeader.ADDRESS_2));
    }

    @Test
    void readsALoopbackHeaderOfEitherByteOrder() throws Exception {
        for (String family : new String[] {"0000 0002", "0200 0000"})
            assertEquals(EtherType.IPV4, loopback(family));
        for (String family : new String[] {"0000 0018", "1c00 0000", "1e00 0000"})
            assertEquals(EtherType.IPV6, loopback(family));
        assertEquals(0, loopback("0000 0007"));
    }

    private static int loopback(String digits) throws Cut {
        return LoopbackHeader.etherType(LoopbackHeader.family(Hex.octets(digits), 0));
    }

    @Test
    void readsLogicalLinkHeadersOfEachLength() throws Exception {
        Octets snap = Hex.octets(SNAP);
        assertTrue(LogicalLinkHeader.isSubnetwork(snap, 0));
        assertEquals(0x00000c, LogicalLinkHeader.organisation(snap, LogicalLinkHeader.SIZE));
        assertEquals(0x2000, LogicalLinkHeader.subnetworkType(snap, LogicalLinkHeader.SIZE));
        Octets spanningTree = Hex.octets("42 42 03");
        assertEquals(0x42, LogicalLinkHeader.destination(spanningTree, 0));
        assertEquals(3, LogicalLinkHeader.control(spanningTree, 0));
        assertEquals(3, LogicalLinkHeader.size(spanningTree, 0));
        assertFalse(LogicalLinkHeader.isSubnetwork(spanningTree, 0));
        Octets numbered = Hex.octets("f0 f0 00 02");
        assertEquals(0x0200, LogicalLinkHeader.control(numbered, 0));
        assertEquals(4, LogicalLinkHeader.size(numbered, 0));
    }

    @Test
    void readsIpv4Options() throws Exception {
        Octets options = Hex.octets("01 94 04 0000 07 03 04 00 ff");
        assertEquals(1, Ipv4Option.size(options, 0, 10));
        assertEquals(Ipv4Option.ROUTER_ALERT, Ipv4Option.type(options, 1));
        assertEquals(4, Ipv4Option.size(options, 1, 10));
        assertEquals(4, Ipv4Option.pointer(options, 5));
        // a length that leads beyond the end, one that cannot be, and none
        assertEquals(-1, Ipv4Option.size(Hex.octets("94 05 00"), 0, 3));
        assertEquals(-1, Ipv4Option.size(Hex.octets("94 01 00"), 0, 3));
        assertEquals(-1, Ipv4Option.size(Hex.octets("94"), 0, 1));
    }

    @Test
    void readsNeighborOptions() throws Exception {
        Octets options = Hex.octets("01 01 0200 0000 0001 05 01 0000 0000 05dc");
        assertEquals(NeighborOption.SOURCE_LINK_ADDRESS, NeighborOption.type(options, 0));
        assertEquals(1, NeighborOption.units(options, 0));
        assertEquals(1500, NeighborOption.mtu(options, NeighborOption.UNIT));
    }
}
