package sockets.grade.run;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Looks for a teacher's pattern in what a hand-in has printed, which may be made to keep a regular
 * expression busy for years.
 */
final class Search {
    /** No more of a line is looked at. */
    private static final int LONGEST_LINE = 10_000;

    private static final double SECONDS = 10;

    /** It takes too long, or too much memory. */
    static final class Hopeless extends Exception {
        private static final long serialVersionUID = 1;
    }

    private final Pattern pattern;
    private final Bound bound = new Bound(SECONDS);

    Search(Pattern pattern) {
        this.pattern = pattern;
    }

    /** True if it is found in a line. */
    boolean finds(byte[] output) throws Hopeless {
        try {
            return new String(output, StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.substring(0, Math.min(LONGEST_LINE, line.length())))
                    .anyMatch(line -> pattern.matcher(new Watched(line)).find());
        } catch (StackOverflowError | TimeIsOver e) {
            throw new Hopeless();
        }
    }

    private static final class TimeIsOver extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** A text that notices how long it is read. */
    private final class Watched implements CharSequence {
        private final CharSequence text;
        private int reads;

        Watched(CharSequence text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++reads % 65536 == 0 && bound.passed()) throw new TimeIsOver();
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
