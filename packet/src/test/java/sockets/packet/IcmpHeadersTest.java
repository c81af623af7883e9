package sockets.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class IcmpHeadersTest {
    private static final String ECHO = "0800 f7fc 0001 0002";
    private static final String TOO_BIG_V4 = "0304 1234 0000 0578";
    private static final String TOO_BIG_V6 = "0200 1234 0000 0500";
    private static final String EXCEEDED_V4 = "0b00 f4ff 0020 0000";
    private static final String EXCEEDED_V6 = "0300 0000 1000 0000";

    private static final List<MplsLabel> STACK =
            List.of(new MplsLabel(16001, 0, false, 1), new MplsLabel(0xfffff, 7, true, 255));

    @Test
    void readsAnEcho() throws Exception {
        IcmpHeader echo = IcmpHeader.read(Hex.bytes(ECHO));
        assertEquals(IcmpHeader.ECHO_REQUEST, echo.type());
        assertEquals(1, echo.identifier());
        assertEquals(2, echo.sequence());
        assertFalse(echo.isError());
        assertEquals(0, Checksum.of(Hex.bytes(ECHO)));
        IcmpHeader reply = IcmpHeader.echo(IcmpHeader.ECHO_REPLY, 0xfedc, 0xba98);
        assertEquals(0xfedc, reply.identifier());
        assertEquals(0xba98, reply.sequence());
    }

    @Test
    void readsTheFieldsOfErrors() throws Exception {
        IcmpHeader tooBig = IcmpHeader.read(Hex.bytes(TOO_BIG_V4));
        assertTrue(tooBig.isError());
        assertEquals(IcmpHeader.FRAGMENTATION_NEEDED, tooBig.code());
        assertEquals(1400, tooBig.mtu());
        assertEquals(128, IcmpHeader.read(Hex.bytes(EXCEEDED_V4)).quoteLength());
        Icmpv6Header six = Icmpv6Header.read(Hex.bytes(TOO_BIG_V6));
        assertTrue(six.isError());
        assertEquals(1280, six.mtu());
        assertEquals(128, Icmpv6Header.read(Hex.bytes(EXCEEDED_V6)).quoteLength());
        assertEquals(0xffffffffL, new Icmpv6Header(2, 0, 0, -1).mtu());
    }

    @Test
    void writesWhatItRead() throws Exception {
        for (String digits : new String[] {ECHO, TOO_BIG_V4, EXCEEDED_V4})
            Hex.assertWrites(digits, IcmpHeader.read(Hex.bytes(digits))::write);
        for (String digits : new String[] {TOO_BIG_V6, EXCEEDED_V6})
            Hex.assertWrites(digits, Icmpv6Header.read(Hex.bytes(digits))::write);
    }

    @Test
    void tellsEveryCut() throws Exception {
        Hex.assertTellsCuts(ECHO, IcmpHeader::read);
        Hex.assertTellsCuts(TOO_BIG_V6, Icmpv6Header::read);
        Hex.assertTellsCuts("0008 0101 03e8 1101", IcmpObject::read);
    }

    @Test
    void readsALabelStackBehindTheQuote() {
        assertEquals(STACK, IcmpExtensions.find(error(128), 128).labels());
    }

    @Test
    void findsALabelStackThatIsNotAnnounced() {
        assertEquals(STACK, IcmpExtensions.find(error(128), 0).labels());
    }

    @Test
    void findsALabelStackWhoseLengthIsWrong() {
        for (int wrong : new int[] {4, 64, 127, 132, 256, 512, 1020})
            assertEquals(STACK, IcmpExtensions.find(error(128), wrong).labels(), "" + wrong);
    }

    @Test
    void findsALabelStackWithoutAChecksumWhereNothingElseCanStand() {
        // IPv4, 60 bytes; IPv6, 40 and 40; more than 128 bytes; no header at all
        String[] quotes = {"4500 003c", "6000 0000 0028", "4500 0100", "6000 0000 0100", "0000"};
        for (int i = 0; i < quotes.length; i++) {
            ByteBuffer error = error(128);
            error.putShort(error.position() + 130, (short) 0);
            error.duplicate().put(Hex.bytes(quotes[i]));
            for (int length : new int[] {0, 512}) {
                List<MplsLabel> found = IcmpExtensions.find(error, length).labels();
                assertEquals(i < 2 ? STACK : List.of(), found, quotes[i] + ", " + length);
            }
        }
    }

    @Test
    void findsALabelStackBehindALongerQuote() {
        assertEquals(STACK, IcmpExtensions.find(error(256), 256).labels());
        // without the length it could only be at 128
        assertEquals(List.of(), IcmpExtensions.find(error(256), 0).labels());
    }

    @Test
    void readsTheBytesOfARouter() throws Exception {
        // one label 16001, experimental 0, bottom, TTL 1
        IcmpExtensions read = IcmpExtensions.read(Hex.bytes("2000 ca0d 0008 0101 03e8 1101"));
        assertEquals(List.of(new MplsLabel(16001, 0, true, 1)), read.labels());
    }

    @Test
    void believesNoExtensionsWithAWrongChecksumOrVersion() {
        ByteBuffer wrong = error(128);
        wrong.put(140, (byte) (wrong.get(140) ^ 1));
        assertEquals(IcmpExtensions.NONE, IcmpExtensions.find(wrong, 128));
        ByteBuffer version = error(128);
        version.put(128, (byte) 0x10);
        assertEquals(IcmpExtensions.NONE, IcmpExtensions.find(version, 128));
    }

    @Test
    void takesNoTailOfALongQuoteForExtensions() {
        ByteBuffer zeros = ByteBuffer.allocate(548);
        zeros.put(128, (byte) 0x20);
        assertEquals(IcmpExtensions.NONE, IcmpExtensions.find(zeros, 0));
    }

    @Test
    void believesNoLengthOfAnObject() {
        for (String object : new String[] {"00", "0003 0101", "0009 0101 03e8 1101", "ffff 0101"}) {
            ByteBuffer in = Hex.bytes("2000 0000" + object);
            assertThrows(TruncatedPacketException.class, () -> IcmpExtensions.read(in));
        }
    }

    @Test
    void ignoresObjectsOfOtherClassesAndHalfLabels() throws Exception {
        IcmpExtensions read =
                IcmpExtensions.read(Hex.bytes("2000 0000 0006 0201 0102 000a 0101 03e8 1101 ffff"));
        assertEquals(2, read.objects().size());
        assertEquals(1, read.labels().size());
    }

    /** Quote and extensions as they stand behind an error's header. */
    private static ByteBuffer error(int quote) {
        ByteBuffer stack = ByteBuffer.allocate(8);
        for (MplsLabel label : STACK) label.write(stack);
        IcmpObject object = new IcmpObject(IcmpObject.MPLS_STACK, 1, stack.flip());
        ByteBuffer body = ByteBuffer.allocate(quote + 16).position(quote);
        new IcmpExtensions(List.of(object)).write(body);
        return body.flip();
    }
}
