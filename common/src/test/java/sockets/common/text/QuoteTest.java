package sockets.common.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuoteTest {
    private static String text(String text) {
        return Quote.text(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void showsTextAsItIs() {
        assertEquals("\"hola mundo\"", text("hola mundo"));
        assertEquals("\"ñandú € 😀\"", text("ñandú € 😀"));
        assertEquals("\"\"", text(""));
    }

    @Test
    void escapesWhatCouldControlATerminal() {
        assertEquals("\"\\x1b[31mred\\x07\"", text("\033[31mred\007"));
        assertEquals("\"a\\r\\n\\tb\\x00\"", text("a\r\n\tb\0"));
        assertEquals("\"\\u009b31m\\u202eolah\\u2028\"", text("\u009b31m\u202eolah\u2028"));
        assertEquals("\"\\\"quoted\\\" \\\\\"", text("\"quoted\" \\"));
    }

    @Test
    void escapesBytesThatAreNotUtf8() {
        byte[] bytes = {'a', (byte) 0xff, (byte) 0xc3, 'b', (byte) 0xed, (byte) 0xa0, (byte) 0x80};
        assertEquals("\"a\\xff\\xc3b\\xed\\xa0\\x80\"", Quote.text(bytes));
        // overlong: another spelling of the escape character
        assertEquals("\"\\xc0\\x9b\"", Quote.text(new byte[] {(byte) 0xc0, (byte) 0x9b}));
    }

    @Test
    void cutsAfter64Characters() {
        assertEquals('"' + "x".repeat(64) + '"', text("x".repeat(64)));
        assertEquals('"' + "x".repeat(64) + "...\"", text("x".repeat(65)));
        assertEquals('"' + "ñ".repeat(64) + "...\"", text("ñ".repeat(65507)));
        assertEquals('"' + "😀".repeat(64) + "...\"", text("😀".repeat(65)));
    }

    @Test
    void leavesTheBufferAsItIs() {
        ByteBuffer buffer = ByteBuffer.wrap("xxhola".getBytes(StandardCharsets.UTF_8), 2, 4);
        assertEquals("\"hola\"", Quote.text(buffer));
        assertEquals(4, buffer.remaining());
    }

    @Test
    void neverPrintsAControlCharacterWhateverComes() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            String quoted = Quote.text(bytes);
            assertFalse(quoted.chars().anyMatch(Character::isISOControl), quoted);
        }
    }

    @Test
    void dumpsBytesAsHexdumpDoes() {
        String expected =
                "  0000  68 6f 6c 61 0a 31 32 33  34 35 36 37 38 39 61 62  |hola.123456789ab|\n"
                        + "  0010  63                                                |c|";
        byte[] bytes = "hola\n123456789abc".getBytes(StandardCharsets.UTF_8);
        assertEquals(expected, Quote.hex(ByteBuffer.wrap(bytes)));
    }

    @Test
    void aWordForTheShellStaysOneWord() {
        assertEquals("ana/server.py", Quote.shell("ana/server.py"));
        for (String word : new String[] {"", "two words", "$HOME", "a;b", "{a,b}", "*", "~", "ñ"})
            assertEquals("'" + word + "'", Quote.shell(word));
        assertEquals("'it'\\''s'", Quote.shell("it's"));
    }
}
