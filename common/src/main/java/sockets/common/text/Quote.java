package sockets.common.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Bytes from the network as text that is safe to print: nothing in it can control a terminal. */
public final class Quote {
    /** Characters of the text that are shown before it is cut. */
    public static final int LIMIT = 64;

    private Quote() {}

    /**
     * The bytes between position and limit, in quotes, cut after 64 characters with {@code ...}.
     * UTF-8 is shown as text; control characters, bytes that are not UTF-8, quotes and backslashes
     * are escaped as in C. The buffer stays as it is.
     */
    public static String text(ByteBuffer bytes) {
        // 64 characters are at most 256 bytes: never copy more, a datagram may hold 65507
        int length = Math.min(bytes.remaining(), 4 * LIMIT + 4);
        byte[] start = new byte[length];
        bytes.duplicate().get(start);
        return text(start, length < bytes.remaining());
    }

    /** The same for a whole array. */
    public static String text(byte[] bytes) {
        return text(ByteBuffer.wrap(bytes));
    }

    private static String text(byte[] bytes, boolean more) {
        StringBuilder out = new StringBuilder(bytes.length + 8).append('"');
        int at = 0;
        for (int shown = 0; at < bytes.length; shown++) {
            if (shown == LIMIT) {
                more = true;
                break;
            }
            int size = sequence(bytes, at);
            if (size == 0) {
                hex(out, bytes[at++]);
                continue;
            }
            int point = new String(bytes, at, size, StandardCharsets.UTF_8).codePointAt(0);
            at += size;
            if (point == '"' || point == '\\') out.append('\\');
            escape(out, point);
        }
        return out.append(more ? "...\"" : "\"").toString();
    }

    /** Length of the well-formed UTF-8 sequence that starts here, 0 if there is none. */
    private static int sequence(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        int size = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (first > 0xf4 || at + size > bytes.length) return 0;
        for (int i = 1; i < size; i++) if ((bytes[at + i] & 0xc0) != 0x80) return 0;
        if (size < 3) return size;
        int second = bytes[at + 1] & 0xff;
        // overlong forms, surrogates and what lies above U+10FFFF are not UTF-8 (RFC 3629)
        boolean wrong =
                first == 0xe0 && second < 0xa0
                        || first == 0xed && second > 0x9f
                        || first == 0xf0 && second < 0x90
                        || first == 0xf4 && second > 0x8f;
        return wrong ? 0 : size;
    }

    /** A text of ours that may hold words of the user or the peer, made safe for one line. */
    public static String line(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i)))
            escape(out, text.codePointAt(i));
        return out.toString();
    }

    /** A word as sh(1) takes it for that word: in quotes, unless nothing in it is special. */
    public static String shell(String word) {
        return word.matches("[\\w./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static void escape(StringBuilder out, int point) {
        switch (point) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (isSafe(point)) out.appendCodePoint(point);
                else if (point < 0x80) hex(out, (byte) point);
                else if (point < 0x10000) out.append("\\u").append(digits(point, 4));
                else out.append("\\U").append(digits(point, 8));
            }
        }
    }

    /** False for what could control a terminal or mislead the eye: C0, C1, bidirectional marks. */
    private static boolean isSafe(int point) {
        if (point < 0x7f) return point >= 0x20;
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    private static void hex(StringBuilder out, byte value) {
        out.append("\\x").append(digits(value & 0xff, 2));
    }

    private static String digits(int value, int width) {
        String text = Integer.toHexString(value);
        return "0".repeat(width - text.length()) + text;
    }

    /** Lines of 16 bytes as hexdump -C prints them: offset, bytes, characters. */
    public static String hex(ByteBuffer bytes) {
        StringBuilder out = new StringBuilder();
        for (int line = 0; line < bytes.remaining(); line += 16) {
            out.append(line == 0 ? "  " : "\n  ").append(digits(line, 4)).append(' ');
            StringBuilder characters = new StringBuilder();
            for (int i = line; i < line + 16; i++) {
                if (i % 8 == 0) out.append(' ');
                if (i >= bytes.remaining()) {
                    out.append("   ");
                    continue;
                }
                int value = bytes.get(bytes.position() + i) & 0xff;
                out.append(digits(value, 2)).append(' ');
                characters.append(value >= 0x20 && value < 0x7f ? (char) value : '.');
            }
            out.append(" |").append(characters).append('|');
        }
        return out.toString();
    }
}
