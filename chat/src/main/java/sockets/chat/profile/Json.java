package sockets.chat.profile;

/**
 * JSON (RFC 8259) may be written in several ways: any character of a string as an escape, and
 * spaces between values mean nothing. Nothing is refused here: what is no JSON stays as it is, and
 * looks like nothing that a profile describes.
 */
final class Json {
    private static final String LETTERS = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";

    private Json() {}

    /** The same document in one way of writing: no spaces, and escapes where they must be only. */
    static String canonical(String json) {
        StringBuilder out = new StringBuilder(json.length());
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') quoted = !quoted;
            if (!quoted && Character.isWhitespace(c)) continue;
            if (quoted && c == '\\' && i + 1 < json.length()) {
                int value = escaped(json, i);
                if (value >= 0) escape(out, (char) value);
                // no escape of JSON: as it is, so that no quote after it ends the string
                else out.append(c).append(json.charAt(i + 1));
                i += value >= 0 && json.charAt(i + 1) == 'u' ? 5 : 1;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** What the escape stands for that begins here; -1 if it is none. */
    private static int escaped(String json, int at) {
        char letter = json.charAt(at + 1);
        if (letter != 'u') {
            int index = LETTERS.indexOf(letter);
            return index < 0 ? -1 : MEANT.charAt(index);
        }
        if (at + 6 > json.length()) return -1;
        int value = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = Character.digit(json.charAt(i), 16);
            if (digit < 0) return -1;
            value = 16 * value + digit;
        }
        return value;
    }

    /** A text as it stands between quotes. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) escape(out, text.charAt(i));
        return out.toString();
    }

    /** A text of what stands between quotes, in the canonical way of writing. */
    static String unescape(String canonical) {
        StringBuilder out = new StringBuilder(canonical.length());
        for (int i = 0; i < canonical.length(); i++) {
            char c = canonical.charAt(i);
            int value = c == '\\' && i + 1 < canonical.length() ? escaped(canonical, i) : -1;
            out.append(value < 0 ? c : (char) value);
            if (value >= 0) i += canonical.charAt(i + 1) == 'u' ? 5 : 1;
        }
        return out.toString();
    }

    private static void escape(StringBuilder out, char c) {
        if (c == '"' || c == '\\') out.append('\\').append(c);
        else if (c < 0x20) out.append(String.format("\\u%04x", (int) c));
        else out.append(c);
    }
}
