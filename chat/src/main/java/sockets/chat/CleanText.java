package sockets.chat;

import java.nio.charset.StandardCharsets;

/** Text of a client made harmless: nothing in it can control a terminal or feign another line. */
final class CleanText {
    /** What stands for a character that nobody gets: U+FFFD, the replacement character. */
    private static final int REPLACEMENT = 0xfffd;

    /** A byte that is replaced takes three in UTF-8. */
    static final int GROWTH = 3;

    private CleanText() {}

    /**
     * Copies UTF-8 text.
     *
     * @return how many bytes were written
     */
    static int copy(byte[] from, int begin, int end, byte[] to, int at) {
        int next = at;
        for (int i = begin; i < end; i++) {
            byte value = from[i];
            // nearly all text is plain ASCII
            if (value >= 0x20 && value < 0x7f) {
                to[next++] = value;
                continue;
            }
            byte[] clean = string(from, begin, end).getBytes(StandardCharsets.UTF_8);
            System.arraycopy(clean, 0, to, at, clean.length);
            return clean.length;
        }
        return next - at;
    }

    /** The same as a String. */
    static String string(byte[] from, int begin, int end) {
        // the decoder replaces what is not UTF-8
        return string(new String(from, begin, end - begin, StandardCharsets.UTF_8));
    }

    static String string(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> clean.appendCodePoint(harmless(point)));
        return clean.toString();
    }

    private static int harmless(int point) {
        if (point == '\t') return ' ';
        if (Character.getType(point) == Character.CONTROL) return REPLACEMENT;
        boolean lineEnd = point == 0x2028 || point == 0x2029;
        // what turns the direction of writing: the words would not stand where they seem to stand
        boolean bidirectional =
                point == 0x061c
                        || point == 0x200e
                        || point == 0x200f
                        || point >= 0x202a && point <= 0x202e
                        || point >= 0x2066 && point <= 0x2069;
        return lineEnd || bidirectional ? REPLACEMENT : point;
    }
}
