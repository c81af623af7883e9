package sockets.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines out of a stream, however it is cut. */
class LineSplitterTest {
    /** Keeps the lines. */
    private static final class Lines implements Protocol<Somebody> {
        final List<String> all = new ArrayList<>();

        @Override
        public void enter(Somebody who) {}

        @Override
        public void line(Somebody from, byte[] line, int length) {
            all.add(new String(line, 0, length, StandardCharsets.ISO_8859_1));
            if (all.get(all.size() - 1).equals("/quit")) from.leave("");
        }

        @Override
        public void full(Somebody who) {}

        @Override
        public void tooLong(Somebody from) {
            all.add("(too long)");
        }

        @Override
        public void leave(Somebody who) {}

        @Override
        public void endTurn() {}
    }

    private final LineSplitter splitter = new LineSplitter();
    private final Somebody ana = new Somebody("127.0.0.1:1001");
    private final Lines lines = new Lines();

    private void take(String bytes) {
        splitter.take(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)), ana, lines);
    }

    @Test
    void aReadMayBringALineInPiecesOrSeveralAtOnce() {
        take("ho");
        assertEquals(List.of(), lines.all);
        take("la\nque tal\n\nb");
        take("ien\n");
        assertEquals(List.of("hola", "que tal", "", "bien"), lines.all);
    }

    @Test
    void theLinesAreTheSameHoweverTheStreamIsCut() {
        String stream =
                "uno\r\ndos\n\u00ff\u00fd\u0006tres\ncua\u00ff\u00fftro\n"
                        + "x".repeat(3000)
                        + "\nfin\n";
        take(stream);
        List<String> whole = List.copyOf(lines.all);
        Random random = new Random(13);
        for (int round = 0; round < 200; round++) {
            Lines pieces = new Lines();
            LineSplitter other = new LineSplitter();
            for (int at = 0; at < stream.length(); ) {
                int end = Math.min(stream.length(), at + 1 + random.nextInt(7));
                byte[] piece = stream.substring(at, end).getBytes(StandardCharsets.ISO_8859_1);
                other.take(ByteBuffer.wrap(piece), ana, pieces);
                at = end;
            }
            assertEquals(whole, pieces.all);
        }
    }

    @ParameterizedTest
    @CsvSource({"'a\r\n', a", "'a\r\r\n', 'a\r'", "'a\rb\n', 'a\rb'", "'\r\n', ''"})
    void oneCrBeforeTheLfBelongsToTheEnd(String stream, String line) {
        take(stream);
        assertEquals(List.of(line), lines.all);
    }

    @Test
    void aLineOf1024BytesWithItsEndIsTheLongest() {
        String longest = "x".repeat(LineSplitter.LONGEST - 1);
        take(longest + "\n");
        take(longest + "y\n");
        take("next\n");
        assertEquals(List.of(longest, "(too long)", "next"), lines.all);
    }

    @Test
    void aLineThatNeverEndsIsToldOnce() {
        for (int i = 0; i < 100; i++) take("x".repeat(LineSplitter.LONGEST));
        assertEquals(List.of("(too long)"), lines.all);
    }

    @Test
    void nothingIsReadBehindTheEnd() {
        take("hola\n/quit\nmore\n");
        assertEquals(List.of("hola", "/quit"), lines.all);
    }

    /** RFC 854: IP, DO TIMING-MARK; a suboption; IAC IAC is a byte of the line. */
    @Test
    void telnetsCommandsAreTakenOut() {
        take("\u00ff\u00f4\u00ff\u00fd\u0006/who\n");
        assertEquals(List.of("/who"), lines.all);
        byte[] refusal = "\u00ff\u00fc\u0006".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(List.of(new String(refusal, StandardCharsets.UTF_8)), ana.heard());
        take("a\u00ff\u00fa\u0018\nx\u00ff\u00f0b\n");
        take("c\u00ff\u00ffd\n");
        take("e\u00ffAf\n");
        assertEquals(List.of("/who", "ab", "c\u00ffd", "e\u00ffAf"), lines.all);
    }

    @Test
    void aSuboptionThatNeverEndsIsNone() {
        take("\u00ff\u00fa" + "x".repeat(LineSplitter.LONGEST + 1) + "hola\n");
        assertEquals(1, lines.all.size());
    }
}
