package sockets.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransportHeadersTest {
    private static final String UDP = "a5e6 829a 0028 1b55";
    private static final String TCP = "d0e2 0050 fedc ba98 8000 0001 5012 fff0 beef 0007";
    private static final String SYN =
            "d0e2 0050 0000 0001 0000 0000 a002 ffff 0000 0000"
                    + "0204 05b4 0402 080a 0000 0001 0000 0000 0103 0307";

    @Test
    void readsAUdpHeader() throws Exception {
        assertEquals(new UdpHeader(42470, 33434, 40, 0x1b55), UdpHeader.read(Hex.bytes(UDP)));
    }

    @Test
    void readsATcpHeader() throws Exception {
        TcpHeader tcp = TcpHeader.read(Hex.bytes(TCP));
        assertEquals(53474, tcp.sourcePort());
        assertEquals(80, tcp.destinationPort());
        assertEquals(0xfedcba98L, tcp.sequence());
        assertEquals(0x80000001L, tcp.acknowledgement());
        assertTrue(tcp.has(TcpHeader.SYN | TcpHeader.ACK));
        assertFalse(tcp.has(TcpHeader.RST));
        assertEquals(0xfff0, tcp.window());
        assertEquals(0xbeef, tcp.checksum());
        assertEquals(7, tcp.urgentPointer());
        assertEquals(20, tcp.size());
    }

    @Test
    void keepsTheReservedFlags() throws Exception {
        TcpHeader tcp = TcpHeader.read(Hex.bytes(TCP.replace("5012", "5fd2")));
        assertEquals(0xfd2, tcp.flags());
        Hex.assertWrites(TCP.replace("5012", "5fd2"), tcp::write);
    }

    @Test
    void readsTcpOptions() throws Exception {
        TcpHeader tcp = TcpHeader.read(Hex.bytes(SYN));
        assertEquals(40, tcp.size());
        Octets options = Hex.octets(Hex.text(tcp.options()));
        List<Integer> kinds = new ArrayList<>();
        for (int at = 0; at < options.end; at += TcpOption.size(options, at, options.end))
            kinds.add(TcpOption.kind(options, at));
        assertEquals(List.of(2, 4, 8, 1, 3), kinds);
        assertEquals(1460, options.u16(TcpOption.VALUE));
    }

    @Test
    void doesNotBelieveTheLengthOfAnOption() throws Exception {
        for (String digits : new String[] {"02", "0200", "0201", "0204 05", "08ff 0000"}) {
            Octets options = Hex.octets(digits);
            assertEquals(-1, TcpOption.size(options, 0, options.end), digits);
        }
    }

    @Test
    void doesNotBelieveADataOffsetBelowTheLeast() {
        for (int offset = 0; offset < 5; offset++) {
            String lying = TCP.replace("5012", offset + "012");
            assertThrows(TruncatedPacketException.class, () -> TcpHeader.read(Hex.bytes(lying)));
        }
    }

    @Test
    void writesWhatItRead() throws Exception {
        Hex.assertWrites(UDP, UdpHeader.read(Hex.bytes(UDP))::write);
        Hex.assertWrites(TCP, TcpHeader.read(Hex.bytes(TCP))::write);
        Hex.assertWrites(SYN, TcpHeader.read(Hex.bytes(SYN))::write);
    }

    @Test
    void tellsEveryCut() throws Exception {
        Hex.assertTellsCuts(UDP, UdpHeader::read);
        Hex.assertTellsCuts(TCP, TcpHeader::read);
        Hex.assertTellsCuts(SYN, TcpHeader::read);
    }
}
