package sockets.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a text may reach others. */
class CleanTextTest {
    private static String clean(byte[] text) {
        byte[] out = new byte[2 + CleanText.GROWTH * text.length];
        int length = CleanText.copy(text, 0, text.length, out, 2);
        String copied = new String(out, 2, length, StandardCharsets.UTF_8);
        assertEquals(copied, CleanText.string(text, 0, text.length));
        return copied;
    }

    private static String clean(String text) {
        return clean(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hola", "¿qué tal, señal?", "日本語", "👩‍👩‍👧 ñandú", "a/b\\c<d>e"})
    void textStaysAsItIs(String text) {
        assertEquals(text, clean(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 0xb, 0xd, 0x1b, 0x7f, 0x85, 0x9b, 0x2028, 0x2029, 0x202e, 0x2066})
    void whatControlsATerminalOrFeignsALineIsReplaced(int point) {
        assertEquals("a\ufffdb", clean("a" + Character.toString(point) + "b"));
    }

    @Test
    void aTabIsASpace() {
        assertEquals("a b", clean("a\tb"));
    }

    @ParameterizedTest
    @CsvSource({"ff, 1", "c3, 1", "e282, 1", "c0af, 2"})
    void whatIsNoUtf8IsReplaced(String hex, int replacements) {
        byte[] wrong = HexFormat.of().parseHex("61" + hex);
        assertEquals("a" + "\ufffd".repeat(replacements), clean(wrong));
    }
}
