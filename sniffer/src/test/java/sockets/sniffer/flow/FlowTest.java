package sockets.sniffer.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import sockets.packet.IpProtocol;
import sockets.packet.Ipv4Header;
import sockets.packet.TcpHeader;
import sockets.packet.UdpHeader;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.LinkType;

class FlowTest {
    private static final int SYN = TcpHeader.SYN;
    private static final int ACK = TcpHeader.ACK;
    private static final int FIN = TcpHeader.FIN;
    private static final int RST = TcpHeader.RST;

    private Tracker tracker = new Tracker(0);
    private long micros;

    private static Inet4Address address(int last) {
        try {
            return (Inet4Address) InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private void ip(boolean toServer, int protocol, ByteBuffer payload) {
        Inet4Address client = address(1);
        Inet4Address server = address(2);
        ByteBuffer out = ByteBuffer.allocate(2000);
        new Ipv4Header(
                        0,
                        20 + payload.remaining(),
                        0,
                        0,
                        0,
                        64,
                        protocol,
                        0,
                        toServer ? client : server,
                        toServer ? server : client,
                        ByteBuffer.allocate(0))
                .write(out);
        out.put(payload);
        Frame frame = new Frame();
        frame.set(out.array(), 0, out.position(), out.position());
        micros += 1000;
        frame.time(5, (int) micros * 1000);
        frame.link(LinkType.RAW, false);
        tracker.add(frame);
    }

    private void tcp(
            boolean toServer, int flags, long sequence, long acknowledgement, String data) {
        byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(1500);
        new TcpHeader(
                        toServer ? 4000 : 3500,
                        toServer ? 3500 : 4000,
                        sequence & 0xffffffffL,
                        acknowledgement & 0xffffffffL,
                        flags,
                        1000,
                        0,
                        0,
                        ByteBuffer.allocate(0))
                .write(out);
        out.put(bytes);
        ip(toServer, IpProtocol.TCP, out.flip());
    }

    private static final long C = 0xfffffff0L;
    private static final long S = 77;

    private void handshake() {
        tcp(true, SYN, C, 0, "");
        tcp(false, SYN | ACK, S, C + 1, "");
        tcp(true, ACK, C + 1, S + 1, "");
    }

    private String states() {
        StringBuilder states = new StringBuilder();
        for (Row row : tracker.conversations().get(0).rows())
            states.append(row.left()).append('/').append(row.right()).append(' ');
        return states.toString().trim();
    }

    private List<String> remarks() {
        return tracker.conversations().get(0).rows().stream().map(Row::remark).toList();
    }

    @Test
    void theServerClosesFirst() {
        handshake();
        tcp(false, FIN | ACK, S + 1, C + 1, "");
        tcp(true, ACK, C + 1, S + 2, "");
        tcp(true, FIN | ACK, C + 1, S + 2, "");
        tcp(false, ACK, S + 2, C + 2, "");
        assertEquals(
                "SYN_SENT/LISTEN ESTABLISHED/SYN_RECV ESTABLISHED/ESTABLISHED"
                        + " CLOSE_WAIT/FIN_WAIT1 CLOSE_WAIT/FIN_WAIT2 LAST_ACK/TIME_WAIT"
                        + " CLOSED/TIME_WAIT",
                states());
    }

    @Test
    void bothCloseAtTheSameTime() {
        handshake();
        tcp(true, FIN | ACK, C + 1, S + 1, "");
        tcp(false, FIN | ACK, S + 1, C + 1, "");
        tcp(true, ACK, C + 2, S + 2, "");
        tcp(false, ACK, S + 2, C + 2, "");
        assertTrue(
                states().endsWith("CLOSING/CLOSING CLOSING/TIME_WAIT TIME_WAIT/TIME_WAIT"),
                states());
    }

    @Test
    void aRefusedConnectionHadNoListener() {
        tcp(true, SYN, C, 0, "");
        tcp(false, RST | ACK, 0, C + 1, "");
        assertEquals("SYN_SENT/CLOSED CLOSED/CLOSED", states());
        assertEquals(List.of("", "reset"), remarks());
    }

    @Test
    void retransmissionsAndGapsAreTold() {
        handshake();
        tcp(true, ACK, C + 1, S + 1, "hola ");
        tcp(true, ACK, C + 1, S + 1, "hola ");
        tcp(true, ACK, C + 11, S + 1, "x");
        tcp(false, ACK, S + 1, C + 6, "");
        tcp(false, ACK, S + 1, C + 6, "");
        assertEquals(
                List.of("", "retransmission", "before it 5 bytes are missing", "", "duplicate ACK"),
                remarks().subList(3, 8));
    }

    @Test
    void aSecondSynBetweenTheSamePortsIsAnotherConversation() {
        handshake();
        tcp(true, SYN, C, 0, "");
        tcp(true, RST, C + 1, 0, "");
        tcp(true, SYN, C + 90000, 0, "");
        assertEquals(2, tracker.size());
    }

    @Test
    void theBytesComeInOrderOnceAndSafe() {
        tracker = new Tracker(1);
        handshake();
        tcp(true, ACK, C + 6, S + 1, "mundo\n");
        tcp(true, ACK, C + 1, S + 1, "hola ");
        tcp(true, ACK, C + 1, S + 1, "hola ");
        tcp(false, ACK, S + 1, C + 12, "\u001b[31mñandú\n");
        tcp(true, ACK, C + 20, S + 1, "tarde");
        assertEquals(
                List.of(
                        "> hola mundo\\n",
                        "< \\x1b[31mñandú\\n",
                        "> [8 bytes are not in the capture]",
                        "> tarde"),
                tracker.followed().subList(1, 5));
    }

    @Test
    void anErrorBelongsToTheConversationThatItQuotes() {
        ByteBuffer udp = ByteBuffer.allocate(100);
        new UdpHeader(4000, 9, 9, 0).write(udp);
        udp.put((byte) 'x').flip();
        ip(true, IpProtocol.UDP, udp.duplicate());
        ByteBuffer icmp = ByteBuffer.allocate(100);
        icmp.put(new byte[] {3, 3, 0, 0, 0, 0, 0, 0});
        new Ipv4Header(0, 29, 0, 0, 0, 64, 17, 0, address(1), address(2), ByteBuffer.allocate(0))
                .write(icmp);
        icmp.put(udp.duplicate());
        ip(false, IpProtocol.ICMP, icmp.flip());
        assertEquals(1, tracker.size());
        List<Row> rows = tracker.conversations().get(0).rows();
        assertEquals("1 byte", rows.get(0).what());
        assertEquals("ICMP port unreachable", rows.get(1).what());
        assertEquals(false, rows.get(1).toRight());
    }

    @Test
    void thePictureIsWellFormedAndShowsTheStates() throws Exception {
        handshake();
        tcp(true, RST, C + 1, 0, "");
        String svg = LadderSvg.draw(tracker);
        javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        for (String part : Arrays.asList("SYN_SENT", "ESTABLISHED", "inferred", "(reset)"))
            assertTrue(svg.contains(part), part);
    }
}
