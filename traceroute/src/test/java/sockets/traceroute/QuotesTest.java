package sockets.traceroute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sockets.libc.Cmsg;
import sockets.libc.Sockaddr;
import sockets.packet.IcmpExtensions;
import sockets.packet.IcmpHeader;
import sockets.packet.IcmpObject;
import sockets.packet.IpProtocol;
import sockets.packet.MplsLabel;
import sockets.packet.TruncatedPacketException;

/** What routers quote, by the error queue and by a raw socket: known bytes, and any bytes. */
@Timeout(600)
class QuotesTest {
    private static final InetAddress ROUTER = SimulatedNetwork.router(3);
    private static final List<MplsLabel> LABELS = List.of(new MplsLabel(16001, 0, true, 1));

    /** struct sock_extended_err with the address of who complained. */
    private static Cmsg error(int origin, int type, int code, int info, int data) {
        byte[] offender = Sockaddr.of(new InetSocketAddress(ROUTER, 0));
        ByteBuffer bytes = ByteBuffer.allocate(16 + offender.length).order(ByteOrder.nativeOrder());
        bytes.putInt(113).put((byte) origin).put((byte) type).put((byte) code).put((byte) 0);
        bytes.putInt(info).putInt(data).put(offender).flip();
        return new Cmsg(0, 11, bytes);
    }

    private static ByteBuffer extensions() {
        ByteBuffer label = ByteBuffer.allocate(4);
        LABELS.get(0).write(label);
        ByteBuffer out = ByteBuffer.allocate(12);
        new IcmpExtensions(List.of(new IcmpObject(1, 1, label.flip()))).write(out);
        return out.flip();
    }

    @Test
    void readsAnEntryOfTheErrorQueue() {
        ExtendedError error = ExtendedError.find(List.of(error(ExtendedError.ICMP, 11, 0, 0, 0)));
        assertTrue(error.isIcmp());
        assertEquals(ROUTER, error.offender().getAddress());
        Icmp icmp = error.icmp(ByteBuffer.allocate(32), 28, false);
        assertTrue(icmp.isExpiry());
        assertEquals(IcmpExtensions.NONE, icmp.extensions());
    }

    @Test
    void findsExtensionsWhereTheKernelSaysThatTheyAre() {
        ByteBuffer payload = ByteBuffer.allocate(112).position(100).put(extensions()).flip();
        ExtendedError error = ExtendedError.find(List.of(error(ExtendedError.ICMP, 11, 0, 0, 100)));
        assertEquals(LABELS, error.icmp(payload, 28, false).extensions().labels());
    }

    @Test
    void findsExtensionsOfRoutersThatDoNotTell() {
        ByteBuffer payload = ByteBuffer.allocate(112).position(100).put(extensions()).flip();
        ExtendedError error = ExtendedError.find(List.of(error(ExtendedError.ICMP, 11, 0, 0, 0)));
        assertEquals(LABELS, error.icmp(payload, 28, false).extensions().labels());
        assertEquals(List.of(), error.icmp(payload, 48, false).extensions().labels());
    }

    @Test
    void findsExtensionsOfRoutersThatTellWrongly() {
        ByteBuffer payload = ByteBuffer.allocate(140).position(100).put(extensions()).flip();
        for (int wrong : new int[] {0, 4, 99, 104, 110, 300}) {
            ExtendedError error =
                    ExtendedError.find(List.of(error(ExtendedError.ICMP, 11, 0, 0, wrong)));
            assertEquals(LABELS, error.icmp(payload, 28, false).extensions().labels());
        }
    }

    @Test
    void needsNoChecksumWhereNothingElseCanStand() {
        ByteBuffer payload = ByteBuffer.allocate(112).position(100).put(extensions()).flip();
        payload.putShort(102, (short) 0);
        ExtendedError error = ExtendedError.find(List.of(error(ExtendedError.ICMP, 11, 0, 0, 0)));
        assertEquals(LABELS, error.icmp(payload, 28, true).extensions().labels());
        assertEquals(List.of(), error.icmp(payload, 28, false).extensions().labels());
    }

    @Test
    void readsTheMtuOfAPacketThatWasTooBig() {
        ExtendedError error = ExtendedError.find(List.of(error(ExtendedError.ICMP, 3, 4, 1400, 0)));
        Icmp icmp = error.icmp(ByteBuffer.allocate(8), 28, false);
        assertTrue(icmp.isTooBig());
        assertEquals(1400, icmp.info());
    }

    @Test
    void needsAnEntryThatIsWhole() {
        Cmsg whole = error(ExtendedError.ICMP, 11, 0, 0, 0);
        for (int length = 0; length < 16; length++) {
            Cmsg cut = new Cmsg(0, 11, whole.data().duplicate().limit(length));
            assertNull(ExtendedError.find(List.of(cut)));
        }
        for (int length = 16; length < 24; length++) {
            Cmsg cut = new Cmsg(0, 11, whole.data().duplicate().limit(length));
            assertTrue(!ExtendedError.find(List.of(cut)).isIcmp());
        }
    }

    @Test
    void neverFailsAtAnyBytesInTheErrorQueue() {
        Random random = new Random(3);
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = new byte[random.nextInt(48)];
            random.nextBytes(bytes);
            if (bytes.length > 4) bytes[4] = (byte) random.nextInt(5);
            byte[] payload = new byte[random.nextInt(200)];
            random.nextBytes(payload);
            ExtendedError error =
                    ExtendedError.find(List.of(new Cmsg(0, 11, ByteBuffer.wrap(bytes))));
            if (error != null)
                error.icmp(ByteBuffer.wrap(payload), random.nextInt(130), random.nextBoolean());
        }
    }

    @Test
    void neverFailsAtAnyBytesOnTheRawSocket() {
        Random random = new Random(5);
        SimulatedNetwork network = SimulatedNetwork.chain(3);
        byte[] quote = network.quote(new Probe(1, 1, 0, 60), 99);
        for (int round = 0; round < 100_000; round++) {
            ByteBuffer message = ByteBuffer.allocate(8 + quote.length + 40);
            new IcmpHeader(11, 0, 0, random.nextInt(64) << 16).write(message);
            message.put(quote);
            byte[] bytes = message.array();
            for (int i = random.nextInt(8); i > 0; i--)
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            int length = random.nextInt(bytes.length + 1);
            for (boolean six : new boolean[] {false, true}) read(six, bytes, length);
        }
    }

    @Test
    void findsTheProbeBehindTheExtensionsOfIpv6() throws Exception {
        String ends = "fd99".repeat(8).repeat(2);
        String start = "0300000000000000" + "6000000000100001" + ends;
        byte[] message = HexFormat.of().parseHex(start + "1100010400000000" + "8000829b00080000");
        QuotedError error = QuotedError.read(true, ByteBuffer.wrap(message));
        assertEquals(IpProtocol.UDP, error.protocol());
        assertEquals(33435, error.upper().getShort(2) & 0xffff);
        assertEquals(8, error.upper().remaining());
        for (int length = 0; length < message.length; length++) read(true, message, length);
        // a fragment behind the first has no ports, though its bytes look so
        String later =
                start.replace("00100001", "00102c01") + "1100000800000007" + "8000829b00080000";
        assertNull(QuotedError.read(true, ByteBuffer.wrap(HexFormat.of().parseHex(later))));
    }

    private static void read(boolean six, byte[] bytes, int length) {
        try {
            QuotedError.read(six, ByteBuffer.wrap(bytes, 0, length).slice());
        } catch (TruncatedPacketException e) {
            assertTrue(e.got() < e.needed(), e.getMessage());
        }
    }

    @Test
    void knowsItsOwnNumbersOnly() {
        Token token = new Token();
        byte[] payload = token.payload(77, 32);
        assertEquals(77, token.number(ByteBuffer.wrap(payload)));
        assertEquals(Token.NOT_OURS, new Token().number(ByteBuffer.wrap(payload)));
        // too little is quoted, or zeros in its place (RFC 4884 fills up to 128 bytes)
        assertEquals(-1, token.number(ByteBuffer.wrap(payload, 0, 7)));
        assertEquals(-1, token.number(ByteBuffer.allocate(100)));
        payload[0] ^= 1;
        assertEquals(Token.NOT_OURS, token.number(ByteBuffer.wrap(payload)));
    }
}
