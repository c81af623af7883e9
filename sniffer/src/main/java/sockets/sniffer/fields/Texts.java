package sockets.sniffer.fields;

import java.nio.charset.StandardCharsets;

/** Bytes of a packet as text: as tshark has it, and nothing of it can deceive a terminal. */
final class Texts {
    private static final char REPLACEMENT = '\ufffd';

    private Texts() {}

    /** Of ASCII; control characters stay, since JSON escapes them. */
    static String plain(byte[] data, int at, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = at; i < at + length; i++)
            text.append(data[i] < 0 || data[i] == 0x7f ? REPLACEMENT : (char) data[i]);
        return text.toString();
    }

    /** Of UTF-8, with control characters as in C. */
    static String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        String decoded = new String(bytes, StandardCharsets.UTF_8);
        decoded.codePoints().forEach(c -> append(text, c));
        return text.toString();
    }

    private static void append(StringBuilder text, int c) {
        if (c < 0x20 || c == 0x7f) {
            int named = "\u0007\b\t\n\u000b\f\r".indexOf(c);
            if (named >= 0) text.append('\\').append("abtnvfr".charAt(named));
            else text.append('\\').append(Integer.toOctalString(01000 | c).substring(1));
        } else if (c < 0x7f || Character.isLetterOrDigit(c)) {
            text.appendCodePoint(c);
        } else {
            // signs that turn the direction of writing are among these
            text.append(REPLACEMENT);
        }
    }
}
