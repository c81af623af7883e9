package sockets.common.console;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is typed, in the terminal's charset and as it is sent. */
class KeyboardTest {
    @Test
    void whatIsTypedOnAWindowsConsoleBecomesUtf8() throws Exception {
        // code page 850: o with an acute accent, n with a tilde; Windows ends lines by CR LF
        byte[] typed = {'c', 'a', (byte) 0xa4, (byte) 0xa2, 'n', '\r', '\n', (byte) 0x82};
        Keyboard keyboard =
                new Keyboard(new ByteArrayInputStream(typed), Charset.forName("IBM850"));
        assertArrayEquals("cañón\r\n".getBytes(StandardCharsets.UTF_8), keyboard.line());
        assertArrayEquals("é".getBytes(StandardCharsets.UTF_8), keyboard.line());
        assertNull(keyboard.line());
    }

    @Test
    void bytesThatAreNoUtf8StayWhereThatIsTheCharset() throws Exception {
        byte[] bytes = {(byte) 0xa4, 0, (byte) 0xff, '\n'};
        Keyboard keyboard = new Keyboard(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8);
        assertArrayEquals(bytes, keyboard.line());
    }
}
