package sockets.sniffer.fields;

import java.nio.charset.StandardCharsets;
import sockets.sniffer.print.Line;

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

    /**
     * Writes control characters of UTF-8 as in C. Of plain text, the usual one, nothing is made.
     */
    static void escape(Line line) {
        int plain = 0;
        while (plain < line.length() && line.bytes()[plain] >= 0x20 && line.bytes()[plain] < 0x7f)
            plain++;
        if (plain == line.length()) return;
        StringBuilder text = new StringBuilder(line.length());
        String decoded = new String(line.bytes(), 0, line.length(), StandardCharsets.UTF_8);
        decoded.codePoints().forEach(c -> append(text, c));
        byte[] escaped = text.toString().getBytes(StandardCharsets.UTF_8);
        line.clear();
        line.bytes(escaped, 0, escaped.length);
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
