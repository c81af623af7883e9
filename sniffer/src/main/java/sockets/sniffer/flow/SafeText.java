package sockets.sniffer.flow;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import sockets.common.text.Quote;

/** Bytes of a stream as text on one line, in which nothing can control a terminal. */
final class SafeText {
    private SafeText() {}

    static String of(byte[] bytes, int from, int to) {
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes, from, to - from))
                            .toString();
            return Quote.line(text.replace("\\", "\\\\"));
        } catch (CharacterCodingException e) {
            // not text: each byte by itself
            StringBuilder out = new StringBuilder();
            for (int i = from; i < to; i++) {
                int value = bytes[i] & 0xff;
                if (value == '\\') out.append("\\\\");
                else if (value >= 0x20 && value < 0x7f) out.append((char) value);
                else if (value == '\n') out.append("\\n");
                else if (value == '\r') out.append("\\r");
                else out.append("\\x").append(Integer.toHexString(0x100 | value).substring(1));
            }
            return out.toString();
        }
    }
}
