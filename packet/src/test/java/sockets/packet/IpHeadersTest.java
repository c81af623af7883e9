package sockets.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class IpHeadersTest {
    private static final String IPV4 = "4500 0073 0000 4000 4011 b861 c0a8 0001 c0a8 00c7";
    private static final String WITH_OPTIONS =
            "4605 0054 abcd 200a 0101 0000 0a63 0101 0a63 0802 9404 0000";
    private static final String IPV6 =
            "6012 3456 0018 1101 fd99 0000 0000 0000 0000 0000 0001 0001"
                    + "fd99 0000 0000 0000 0000 0000 0008 0002";

    @Test
    void readsAnIpv4Header() throws Exception {
        Ipv4Header ip = Ipv4Header.read(Hex.bytes(IPV4));
        assertEquals(0, ip.typeOfService());
        assertEquals(0x73, ip.totalLength());
        assertEquals(64, ip.timeToLive());
        assertEquals(IpProtocol.UDP, ip.protocol());
        assertEquals(0xb861, ip.checksum());
        assertEquals("192.168.0.1", ip.source().getHostAddress());
        assertEquals("192.168.0.199", ip.destination().getHostAddress());
        assertEquals(Ipv4Header.DONT_FRAGMENT, ip.flags());
        assertEquals(20, ip.size());
        assertEquals(0, Checksum.of(Hex.bytes(IPV4)));
    }

    @Test
    void readsOptionsAndFragments() throws Exception {
        Ipv4Header ip = Ipv4Header.read(Hex.bytes(WITH_OPTIONS));
        assertEquals(24, ip.size());
        assertEquals("94040000", Hex.text(ip.options()));
        assertEquals(5, ip.typeOfService());
        assertEquals(80, ip.fragmentOffset());
        assertTrue(ip.isLaterFragment());
        assertEquals(Ipv4Header.MORE_FRAGMENTS, ip.flags());
    }

    @Test
    void writesWhatItRead() throws Exception {
        Hex.assertWrites(IPV4, Ipv4Header.read(Hex.bytes(IPV4))::write);
        Hex.assertWrites(WITH_OPTIONS, Ipv4Header.read(Hex.bytes(WITH_OPTIONS))::write);
        Hex.assertWrites(IPV6, Ipv6Header.read(Hex.bytes(IPV6))::write);
    }

    @Test
    void computesItsChecksum() throws Exception {
        Ipv4Header ip = Ipv4Header.read(Hex.bytes(IPV4.replace("b861", "0000")));
        assertEquals(0xb861, ip.withChecksum().checksum());
    }

    @Test
    void tellsEveryCut() throws Exception {
        Hex.assertTellsCuts(IPV4, Ipv4Header::read);
        Hex.assertTellsCuts(WITH_OPTIONS, Ipv4Header::read);
        Hex.assertTellsCuts(IPV6, Ipv6Header::read);
    }

    @Test
    void doesNotBelieveAHeaderLengthBelowTheLeast() {
        for (String first : new String[] {"40", "41", "42", "43", "44"}) {
            ByteBuffer in = Hex.bytes(first + IPV4.substring(2));
            TruncatedPacketException e =
                    assertThrows(TruncatedPacketException.class, () -> Ipv4Header.read(in));
            assertEquals("IPv4", e.protocol());
            assertEquals(20, e.needed());
        }
    }

    @Test
    void readsAnIpv6Header() throws Exception {
        Ipv6Header ip = Ipv6Header.read(Hex.bytes(IPV6));
        assertEquals(1, ip.trafficClass());
        assertEquals(0x23456, ip.flowLabel());
        assertEquals(24, ip.payloadLength());
        assertEquals(IpProtocol.UDP, ip.nextHeader());
        assertEquals(1, ip.hopLimit());
        assertEquals("fd99:0:0:0:0:0:1:1", ip.source().getHostAddress());
        assertEquals("fd99:0:0:0:0:0:8:2", ip.destination().getHostAddress());
    }

    @Test
    void keepsAMappedAddressAnIpv6One() throws Exception {
        String mapped = IPV6.substring(0, 20) + "0000 0000 0000 0000 0000 ffff c000 0201";
        Ipv6Header ip = Ipv6Header.read(Hex.bytes(mapped + "0".repeat(32)));
        assertEquals(16, ip.source().getAddress().length);
    }
}
