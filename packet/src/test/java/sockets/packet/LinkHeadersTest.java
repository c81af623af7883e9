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
    void readsAndWritesAnEthernetHeader() throws Exception {
        EthernetHeader header = EthernetHeader.read(Hex.bytes(ETHERNET));
        assertEquals("ffffffffffff", Hex.text(header.destination()));
        assertEquals("020000000001", Hex.text(header.source()));
        assertEquals(EthernetHeader.ARP, header.type());
        Hex.assertWrites(ETHERNET, header::write);
        Hex.assertTellsCuts(ETHERNET, EthernetHeader::read);
    }

    @Test
    void readsAVlanTag() throws Exception {
        VlanTag tag = VlanTag.read(Hex.bytes(VLAN));
        assertEquals(new VlanTag(5, true, 7, EthernetHeader.IPV4), tag);
        Hex.assertTellsCuts(VLAN, VlanTag::read);
        assertTrue(VlanTag.follows(EthernetHeader.PROVIDER_VLAN));
        assertFalse(VlanTag.follows(EthernetHeader.IPV6));
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
        CookedHeader cooked = CookedHeader.read(Hex.bytes(COOKED));
        assertEquals(EthernetHeader.IPV4, cooked.protocol());
        assertEquals(4, cooked.packetType());
        assertEquals(6, cooked.addressLength());
        Hex.assertTellsCuts(COOKED, CookedHeader::read);
        cooked = CookedHeader.read2(Hex.bytes(COOKED_2));
        assertEquals(EthernetHeader.IPV6, cooked.protocol());
        assertEquals(3, cooked.interfaceIndex());
        assertEquals(4, cooked.packetType());
        assertEquals("0200000000010000", Hex.text(cooked.address()));
        Hex.assertTellsCuts(COOKED_2, CookedHeader::read2);
    }

    @Test
    void readsALoopbackHeaderOfEitherByteOrder() throws Exception {
        assertTrue(LoopbackHeader.read(Hex.bytes("0000 0002")).isIpv4());
        assertTrue(LoopbackHeader.read(Hex.bytes("0200 0000")).isIpv4());
        assertTrue(LoopbackHeader.read(Hex.bytes("1e00 0000")).isIpv6());
        Hex.assertTellsCuts("0200 0000", LoopbackHeader::read);
    }

    @Test
    void readsLogicalLinkHeadersOfEachLength() throws Exception {
        assertEquals(
                new LogicalLinkHeader(0xaa, 0xaa, 3, 0x00000c, 0x2000),
                LogicalLinkHeader.read(Hex.bytes(SNAP)));
        assertEquals(
                new LogicalLinkHeader(0x42, 0x42, 3, -1, 0),
                LogicalLinkHeader.read(Hex.bytes("42 42 03")));
        Hex.assertTellsCuts(SNAP, LogicalLinkHeader::read);
        Hex.assertTellsCuts("f0 f0 01 02", LogicalLinkHeader::read);
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
