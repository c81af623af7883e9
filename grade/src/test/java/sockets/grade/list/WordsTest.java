package sockets.grade.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void splitsALineAsAShellDoes() throws BadLine {
        assertEquals(
                List.of("Ana Pérez", "a b", "c\"d", "e f", "\\n", ""),
                Words.of("'Ana Pérez' \"a b\"\t\"c\\\"d\" e\\ f \"\\n\" ''"));
        assertEquals(List.of("a"), Words.of("  a # b 'c"));
        assertEquals(List.of("a#b"), Words.of("a#b"));
        assertEquals(List.of(), Words.of("# nothing\r"));
        assertEquals(List.of(), Words.of(""));
    }

    @Test
    void whatIsNotClosedIsToldAsSuch() {
        for (String line : List.of("O'Brien", "\"a", "a\\"))
            assertThrows(BadLine.class, () -> Words.of(line), line);
    }

    @Test
    void whatIsQuotedIsReadBack() throws BadLine {
        for (String word :
                List.of(
                        "plain-1.py",
                        "",
                        "it's",
                        "a b",
                        "$HOME",
                        "`x`",
                        "\"q\"",
                        "#x",
                        "é",
                        "-- \\")) assertEquals(List.of(word), Words.of(Words.quoted(word)), word);
    }
}
