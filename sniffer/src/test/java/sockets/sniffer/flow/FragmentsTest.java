package sockets.sniffer.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sockets.sniffer.flow.Wire.ACK;
import static sockets.sniffer.flow.Wire.C;
import static sockets.sniffer.flow.Wire.S;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.sniffer.file.LinkType;

/** Packets in pieces, and packets whose length is not told. */
class FragmentsTest {
    private static final int UDP = IpProtocol.UDP;

    private final Wire wire = new Wire(1);
    private final String text =
            "a".repeat(1471) + "\n" + "b".repeat(1479) + "\n" + "c".repeat(1048);
    private final ByteBuffer datagram = Wire.datagram(4000, 3500, Wire.bytes(text));

    private List<String> remarks() {
        wire.tracker.end();
        return wire.remarks();
    }

    @Test
    void aDatagramInThreeFragmentsIsOne() {
        wire.fragment(UDP, 9, datagram, 0, 1480).fragment(UDP, 9, datagram, 1480, 2960);
        wire.fragment(UDP, 9, datagram, 2960, 4008).udp(false, "ok");
        assertEquals(List.of("in 3 fragments", ""), remarks());
        assertEquals(List.of("4000 bytes", "2 bytes"), wire.what());
        assertEquals(4, wire.conversation(1).packets());
        assertEquals(4000, wire.conversation(1).bytesRight());
        String bytes = String.join("", wire.followed());
        assertEquals(1471, bytes.chars().filter(c -> c == 'a').count());
        assertEquals(1479, bytes.chars().filter(c -> c == 'b').count());
        assertEquals(1048, bytes.chars().filter(c -> c == 'c').count());
    }

    @Test
    void theOrderOfTheFragmentsDoesNotMatter() {
        wire.fragment(UDP, 9, datagram, 2960, 4008).fragment(UDP, 9, datagram, 1480, 2960);
        wire.fragment(UDP, 9, datagram, 0, 1480);
        assertEquals(List.of("in 3 fragments"), remarks());
        assertEquals(List.of("4000 bytes"), wire.what());
        assertEquals(3, wire.conversation(1).packets());
    }

    @Test
    void aCopyOfAFragmentIsCountedAndChangesNothing() {
        for (int i = 0; i < 2; i++) {
            wire.fragment(UDP, 9, datagram, 0, 1480).fragment(UDP, 9, datagram, 0, 1480);
            wire.fragment(UDP, 9, datagram, 1480, 2960).fragment(UDP, 9, datagram, 2960, 4008);
        }
        assertEquals(List.of("in 3 fragments"), remarks());
        assertEquals(8, wire.conversation(1).packets());
        assertEquals(4000, wire.conversation(1).bytesRight());
    }

    @Test
    void theSameIdentificationMayComeAgainForAnotherPacket() {
        wire.fragment(UDP, 9, datagram, 0, 1480).fragment(UDP, 9, datagram, 1480, 4008);
        ByteBuffer other = Wire.datagram(4000, 3500, Wire.bytes("z".repeat(2000)));
        wire.fragment(UDP, 9, other, 0, 1480).fragment(UDP, 9, other, 1480, 2008);
        assertEquals(List.of("in 2 fragments", "in 2 fragments"), remarks());
        assertEquals(List.of("4000 bytes", "2000 bytes"), wire.what());
    }

    @Test
    void whatIsMissingIsToldInItsPlace() {
        wire.fragment(UDP, 9, datagram, 0, 1480).fragment(UDP, 9, datagram, 2960, 4008);
        wire.udp(false, "ok");
        assertEquals(List.of("in 2 fragments, 1480 bytes are missing", ""), remarks());
        assertEquals(List.of("4000 bytes", "2 bytes"), wire.what());
        List<String> lines = wire.followed();
        int gap = lines.indexOf("> [1480 bytes are not in the capture]");
        assertTrue(lines.get(gap - 1).endsWith("a\\n"), lines.get(gap - 1));
        assertTrue(lines.get(gap + 1).startsWith("> ccc"), lines.get(gap + 1));
        assertEquals("< ok", lines.get(lines.size() - 1));
    }

    @Test
    void theFirstFragmentAloneTellsHowLongTheDatagramIs() {
        wire.fragment(UDP, 9, datagram, 0, 1480);
        assertEquals(List.of("in 1 fragment, 2528 bytes are missing"), remarks());
        assertEquals(List.of("4000 bytes"), wire.what());
        List<String> lines = wire.followed();
        assertEquals("> [2528 bytes are not in the capture]", lines.get(lines.size() - 1));
    }

    @Test
    void fragmentsWithoutPortsAreCounted() {
        wire.fragment(UDP, 9, datagram, 1480, 2960).fragment(UDP, 9, datagram, 2960, 4008);
        wire.tracker.end();
        assertEquals(2, wire.tracker.strayFragments());
        assertEquals(0, wire.tracker.size());
    }

    /** The datagram in a packet of its own, as a tunnel carries it. */
    private ByteBuffer within() {
        ByteBuffer packet = ByteBuffer.allocate(5000);
        new Ipv4Header(
                        0,
                        20 + datagram.remaining(),
                        7,
                        0,
                        0,
                        64,
                        UDP,
                        0,
                        Wire.address(1),
                        Wire.address(2),
                        ByteBuffer.allocate(0))
                .write(packet);
        return packet.put(datagram.duplicate()).flip();
    }

    @Test
    void aTunnelsPacketInFragmentsShowsWhatIsWithin() {
        int tunnel = IpProtocol.IPV4;
        wire.serverHost = 9;
        wire.fragment(tunnel, 9, within(), 0, 1480).fragment(tunnel, 9, within(), 1480, 4028);
        wire.fragment(tunnel, 10, within(), 0, 1480);
        wire.fragment(tunnel, 11, within(), 0, 1480).fragment(tunnel, 11, within(), 2960, 4028);
        List<String> remarks =
                List.of(
                        "in 2 fragments",
                        "in 1 fragment, 2548 bytes are missing",
                        "in 2 fragments, 1480 bytes are missing");
        assertEquals(remarks, remarks());
        assertEquals(List.of("4000 bytes", "4000 bytes", "4000 bytes"), wire.what());
        assertTrue(LadderText.title(wire.conversation(1)).contains(" > 10.0.0.2:3500"));
    }

    @Test
    void ipv6Fragments() {
        wire.fragment6(UDP, 9, datagram, 0, 1448).fragment6(UDP, 9, datagram, 1448, 4008);
        assertEquals(List.of("in 2 fragments"), remarks());
        assertEquals(List.of("4000 bytes"), wire.what());
    }

    @Test
    void aSegmentInFragmentsIsOneSegment() {
        wire.handshake();
        byte[] data = Wire.bytes("x".repeat(2000));
        ByteBuffer segment = wire.segment(true, ACK, C + 1, S + 1, data);
        wire.fragment(IpProtocol.TCP, 9, segment, 0, 1000);
        wire.fragment(IpProtocol.TCP, 9, segment, 1000, 2020);
        wire.server(ACK, 1, 2001);
        assertEquals(List.of("", "", "", "in 2 fragments", ""), remarks());
        assertEquals("ACK seq 1 ack 1 len 2000", wire.what().get(3));
        assertEquals(2000, wire.conversation(1).bytesRight());
        String bytes = String.join("", wire.followed());
        assertEquals(2000, bytes.chars().filter(c -> c == 'x').count());
    }

    @Test
    void ofASegmentTheFirstFragmentsAreShown() {
        wire.handshake();
        byte[] data = Wire.bytes("x".repeat(2000));
        ByteBuffer segment = wire.segment(true, ACK, C + 1, S + 1, data);
        wire.fragment(IpProtocol.TCP, 9, segment, 0, 1000).server(ACK, 1, 2001, "ok");
        assertEquals(List.of("", "", "", "in 1 fragment, the rest is missing", ""), remarks());
        List<String> lines = wire.followed();
        int gap = lines.indexOf("> [1020 bytes are not in the capture]");
        assertEquals("< ok", lines.get(gap + 1));
        assertTrue(lines.get(gap - 1).startsWith("> xxx"), lines.toString());
    }

    @Test
    void aHeaderMayBeSplitToo() {
        // RFC 3128: the ports in one fragment, the flags in the next
        ByteBuffer segment = wire.segment(true, Wire.SYN, C, 0, new byte[0]);
        wire.fragment(IpProtocol.TCP, 9, segment, 0, 8);
        wire.fragment(IpProtocol.TCP, 9, segment, 8, 20);
        assertEquals(List.of("in 2 fragments"), remarks());
        assertEquals("SYN_SENT/(unknown)", wire.states());
    }

    @Test
    void fragmentsOfOtherProtocolsAreOtherPackets() {
        wire.fragment(1, 9, ByteBuffer.wrap(new byte[3000]), 0, 1480);
        wire.fragment(1, 9, ByteBuffer.wrap(new byte[3000]), 1480, 3000);
        wire.tracker.end();
        assertEquals(2, wire.tracker.otherPackets());
    }

    @Test
    void aFloodOfFirstFragmentsHasABound() {
        for (int i = 0; i < 200_000; i++) wire.fragment(UDP, i & 0xffff, datagram, 0, 1480);
        wire.tracker.end();
        long shown = wire.remarks().size();
        assertTrue(shown > 65_000, String.valueOf(shown));
        assertEquals(200_000, wire.conversation(1).packets());
    }

    @Test
    void aPacketThatTheCardCutsIsAsLongAsItsFrame() {
        wire.handshake();
        byte[] data = Wire.bytes("x".repeat(3000));
        for (LinkType link : List.of(LinkType.EN10MB, LinkType.LINUX_SLL2, LinkType.RAW)) {
            long at = wire.conversation(1).bytesRight();
            ByteBuffer out = ByteBuffer.allocate(4000).position(link.headerLength());
            if (link.typeOffset() >= 0) out.putShort(link.typeOffset(), (short) 0x0800);
            new Ipv4Header(
                            0,
                            0,
                            1,
                            0,
                            0,
                            64,
                            IpProtocol.TCP,
                            0,
                            Wire.address(1),
                            Wire.address(2),
                            ByteBuffer.allocate(0))
                    .write(out);
            out.put(wire.segment(true, ACK, C + 1 + at, S + 1, data)).flip();
            wire.frame(out, link, out.remaining());
            assertEquals(at + 3000, wire.conversation(1).bytesRight(), link.name());
            assertEquals("", wire.remark());
        }
        // and when less of it was captured
        long at = wire.conversation(1).bytesRight();
        ByteBuffer out = ByteBuffer.allocate(4000).position(14);
        out.putShort(12, (short) 0x0800);
        new Ipv4Header(
                        0,
                        0,
                        1,
                        0,
                        0,
                        64,
                        IpProtocol.TCP,
                        0,
                        Wire.address(1),
                        Wire.address(2),
                        ByteBuffer.allocate(0))
                .write(out);
        out.put(wire.segment(true, ACK, C + 1 + at, S + 1, data)).flip();
        wire.frame(out, LinkType.EN10MB, 96);
        assertEquals(at + 3000, wire.conversation(1).bytesRight());
    }
}
