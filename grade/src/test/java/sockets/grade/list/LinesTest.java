package sockets.grade.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinesTest {
    @TempDir private Path folder;

    private List<Line> read(String... lines) throws Exception {
        return Lines.of(Files.write(folder.resolve("list"), List.of(lines)));
    }

    private String wrong(String... lines) {
        return assertThrows(BadLine.class, () -> read(lines)).getMessage();
    }

    @Test
    void theIdOfOneLineCountsForAllOfThatName() throws Exception {
        List<Line> lines =
                read(
                        "'Ana Pérez <ana@example.edu>' run:12 x -- echo x",
                        "'Ana Pérez' run:12 x -- echo x",
                        "beto run:12 x -- echo x");
        assertEquals(new Who("Ana Pérez", "ana@example.edu"), lines.get(0).who());
        assertEquals(lines.get(0).who(), lines.get(1).who());
        assertEquals(new Who("beto", ""), lines.get(2).who());
    }

    @Test
    void twoOfOneNameAreToldApartByTheirIds() throws Exception {
        String[] lines = {"'Ana <1>' run:12 x -- echo", "'Ana <2>' run:12 x -- echo"};
        assertEquals("1", read(lines).get(0).who().id());
        assertEquals("2", read(lines).get(1).who().id());
        String all = wrong(lines[0], lines[1], "Ana run:12 x -- echo");
        assertTrue(all.endsWith("list:3: which Ana: 1 or 2"), all);
    }

    @Test
    void aListOfWindowsIsRead() throws Exception {
        Path list = folder.resolve("list");
        Files.writeString(list, "\ufeffana run:12 x -- echo x\r\n\r\n# y\r\n");
        assertEquals(List.of("echo", "x"), Lines.of(list).get(0).command());
        Files.write(list, new byte[] {(byte) 0xe1, '\n'});
        assertThrows(BadLine.class, () -> Lines.of(list));
    }

    @Test
    void capturesAndTraceroutesGoToTheirChecks() throws Exception {
        List<Line> lines =
                read(
                        "ana sniffer:6 -a.pcap --other b.pcap",
                        "ana traceroute --timeout 3 -- python3 trace.py");
        CheckLine capture = (CheckLine) lines.get(0);
        assertEquals(
                List.of("./-a.pcap", "--step", "6", "--other", "b.pcap"), capture.arguments(""));
        CheckLine trace = (CheckLine) lines.get(1);
        assertEquals(List.of("--timeout", "3"), trace.arguments(""));
        assertEquals(List.of("python3", "trace.py"), trace.command());
        assertTrue(wrong("ana sniffer a.pcap").contains("expected NAME sniffer:5|6|7 FILE"));
        assertTrue(wrong("ana sniffer:8 a.pcap").contains("expected NAME sniffer:5|6|7 FILE"));
        assertTrue(wrong("ana traceroute").contains("expected NAME traceroute"));
    }

    @Test
    void whatGradeItselfUsesIsRefused() {
        for (String option : List.of("--json", "--junit=x", "-h", "--patience"))
            assertTrue(wrong("ana - 3500 chat " + option).contains("grade itself uses"), option);
    }
}
