package sockets.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Packets written down as hexadecimal digits, as Wireshark copies them. */
final class Hex {
    private Hex() {}

    /** What reads a header. */
    interface Reader<T> {
        T read(ByteBuffer in) throws TruncatedPacketException;
    }

    /** What writes one. */
    interface Writer {
        void write(ByteBuffer out);
    }

    static ByteBuffer bytes(String digits) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(digits.replaceAll("\\s", "")));
    }

    /** The same to be read by accessors. */
    static Octets octets(String digits) {
        Octets octets = new Octets();
        octets.data = bytes(digits).array();
        octets.end = octets.data.length;
        return octets;
    }

    static void assertWrites(String digits, Writer header) {
        ByteBuffer out = ByteBuffer.allocate(2048);
        header.write(out);
        assertEquals(text(bytes(digits)), text(out.flip()));
    }

    /** Each cut of a header that is shorter than it must be told, with what is there. */
    static <T> void assertTellsCuts(String digits, Reader<T> reader) throws Exception {
        ByteBuffer whole = bytes(digits);
        int size = whole.remaining();
        reader.read(whole);
        assertEquals(0, whole.remaining(), "the header ends where the bytes do");
        for (int length = 0; length < size; length++) {
            ByteBuffer cut = bytes(digits).limit(length);
            TruncatedPacketException e =
                    assertThrows(TruncatedPacketException.class, () -> reader.read(cut));
            assertEquals(true, e.got() < e.needed(), e.getMessage());
            assertEquals(true, e.got() <= length, e.getMessage());
        }
    }

    static String text(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }
}
