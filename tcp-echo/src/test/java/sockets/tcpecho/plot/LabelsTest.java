package sockets.tcpecho.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {
    @Test
    void aLabelStaysAsItIs() {
        assertEquals(List.of("select-server", "año"), labels("select-server", "año"));
    }

    @Test
    void whatIsNoTextIsLeftOut() {
        assertEquals(
                List.of("a b [31mcde"),
                labels(" a\nb \u001b[31mc\u0000\u202e\u200bd\ufffe\ud800\ue000e\u0085\u2028"));
    }

    @Test
    void accentsStayAndPilesOfThemDoNot() {
        assertEquals(List.of("espa\u00f1ol"), labels("espan\u0303ol"));
        assertEquals(List.of("x\u0302\u0302"), labels("x" + "\u0302".repeat(30)));
    }

    @Test
    void aLongLabelIsCut() {
        assertEquals(List.of("x".repeat(40) + "…"), labels("x".repeat(100_000)));
        assertEquals(List.of("漢".repeat(20) + "…"), labels("漢".repeat(21)));
    }

    @Test
    void aLabelWithoutTextIsTheNameOfItsFile() {
        assertEquals(List.of("0.json"), labels("\u0000 "));
    }

    @Test
    void equalLabelsGetTheNamesOfTheirFiles() {
        assertEquals(
                List.of("a (0.json)", "b", "a (2.json)", "a (0.json) #2"),
                Labels.of(
                        List.of(
                                file("0.json", "a", 64, 1),
                                file("1.json", "b", 64, 1),
                                file("2.json", "a", 64, 1),
                                file("0.json", "a", 64, 1))));
    }

    @Test
    void differentWorkIsPartOfTheLabel() {
        List<LoadFile> sizes = List.of(file("0", "a", 64, 1), file("1", "a", 1024, 1));
        assertTrue(Labels.differ(sizes));
        assertEquals(List.of("a 64 B", "a 1024 B"), Labels.of(sizes));
        List<LoadFile> windows = List.of(file("0", "a", 64, 1), file("1", "b", 64, 8));
        assertTrue(Labels.differ(windows));
        assertEquals(List.of("a, window 1", "b, window 8"), Labels.of(windows));
        assertFalse(Labels.differ(List.of(file("0", "a", 64, 1), file("1", "b", 64, 1))));
    }

    private static List<String> labels(String first, String... others) {
        List<LoadFile> files = new java.util.ArrayList<>(List.of(file("0.json", first, 64, 1)));
        for (String other : others) files.add(file("1.json", other, 64, 1));
        return Labels.of(files);
    }

    private static LoadFile file(String name, String label, long size, long window) {
        return new LoadFile(Path.of(name), label, size, window, 3, 1, List.of());
    }
}
