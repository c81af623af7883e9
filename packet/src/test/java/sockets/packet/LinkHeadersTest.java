package sockets.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
    void readsAndWritesAVlanTag() throws Exception {
        VlanTag tag = VlanTag.read(Hex.bytes(VLAN));
        assertEquals(new VlanTag(5, true, 7, EthernetHeader.IPV4), tag);
        Hex.assertWrites(VLAN, tag::write);
        Hex.assertTellsCuts(VLAN, VlanTag::read);
        assertTrue(VlanTag.follows(EthernetHeader.PROVIDER_VLAN));
        assertFalse(VlanTag.follows(EthernetHeader.IPV6));
    }

    @Test
    void readsAndWritesAnArpPacket() throws Exception {
        ArpPacket arp = ArpPacket.read(Hex.bytes(ARP));
        assertEquals(ArpPacket.REQUEST, arp.operation());
        assertEquals("020000000001", Hex.text(arp.senderHardware()));
        assertEquals("0a4d0001", Hex.text(arp.sender()));
        assertEquals("000000000000", Hex.text(arp.targetHardware()));
        assertEquals("0a4d0002", Hex.text(arp.target()));
        Hex.assertWrites(ARP, arp::write);
        Hex.assertTellsCuts(ARP, ArpPacket::read);
    }

    @Test
    void readsAndWritesBothCookedHeaders() throws Exception {
        CookedHeader cooked = CookedHeader.read(Hex.bytes(COOKED));
        assertEquals(EthernetHeader.IPV4, cooked.protocol());
        assertEquals(4, cooked.packetType());
        assertEquals(6, cooked.addressLength());
        Hex.assertWrites(COOKED, cooked::write);
        Hex.assertTellsCuts(COOKED, CookedHeader::read);
        cooked = CookedHeader.read2(Hex.bytes(COOKED_2));
        assertEquals(EthernetHeader.IPV6, cooked.protocol());
        assertEquals(3, cooked.interfaceIndex());
        assertEquals(4, cooked.packetType());
        assertEquals("0200000000010000", Hex.text(cooked.address()));
        Hex.assertWrites(COOKED_2, cooked::write2);
        Hex.assertTellsCuts(COOKED_2, CookedHeader::read2);
    }

    @Test
    void readsALoopbackHeaderOfEitherByteOrder() throws Exception {
        assertTrue(LoopbackHeader.read(Hex.bytes("0000 0002")).isIpv4());
        assertTrue(LoopbackHeader.read(Hex.bytes("0200 0000")).isIpv4());
        assertTrue(LoopbackHeader.read(Hex.bytes("1e00 0000")).isIpv6());
        Hex.assertWrites("0000 0018", new LoopbackHeader(24)::write);
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
        var options = Ipv4Option.readAll(Hex.bytes("01 94 04 0000 07 03 04 00 ff"));
        assertEquals(4, options.size());
        assertEquals(Ipv4Option.ROUTER_ALERT, options.get(1).type());
        assertEquals("0000", Hex.text(options.get(1).data()));
        assertEquals("04", Hex.text(options.get(2).data()));
        assertThrows(
                TruncatedPacketException.class, () -> Ipv4Option.readAll(Hex.bytes("94 05 00")));
        assertThrows(
                TruncatedPacketException.class, () -> Ipv4Option.readAll(Hex.bytes("94 01 00")));
    }

    @Test
    void readsNeighborOptions() throws Exception {
        var options =
                NeighborOption.readAll(Hex.bytes("01 01 0200 0000 0001 05 01 0000 0000 05dc"));
        assertEquals(NeighborOption.SOURCE_LINK_ADDRESS, options.get(0).type());
        assertEquals(8, options.get(0).size());
        assertEquals("0000000005dc", Hex.text(options.get(1).data()));
        assertThrows(
                TruncatedPacketException.class,
                () -> NeighborOption.readAll(Hex.bytes("01 00 0000 0000 0000")));
    }
}
