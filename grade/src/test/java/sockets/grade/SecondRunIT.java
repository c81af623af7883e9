package sockets.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import sockets.common.Run;

/** What a check leaves open, or fails beside others, is tried once more: with checks of our own. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class SecondRunIT {
    private static final String OPEN = "SKIP not judged (no time left: it answers slowly)";

    @TempDir private Path folder;

    @BeforeEach
    void program() throws Exception {
        FakeCheck.jar(folder.resolve("tcp-echo.jar"));
    }

    /** What check says: a verdict and its detail for T1, T2 and so on. */
    private void says(String name, String... verdicts) throws Exception {
        List<String> probes = new ArrayList<>();
        for (String verdict : verdicts) {
            String[] words = verdict.split(" ", 2);
            String id = "T" + (probes.size() + 1);
            probes.add(
                    String.format(
                            "{\"id\":\"%s\",\"verdict\":\"%s\",\"claim\":\"is right\","
                                    + "\"detail\":\"%s\",\"step\":7,\"timeSeconds\":0.5}",
                            id, words[0], words.length > 1 ? words[1] : ""));
        }
        Files.writeString(folder.resolve(name), "{\"probes\":[" + String.join(",", probes) + "]}");
    }

    private Run.Done grade(String... options) throws Exception {
        Path weights = Files.writeString(folder.resolve("weights"), "7 4 T1-T12");
        Path list = folder.resolve("list");
        Files.writeString(
                list,
                "ana 10.0.0.9 3500 tcp-echo --say ana\nbeto 10.0.0.9 3500 tcp-echo --say beto");
        List<String> words = new ArrayList<>(List.of(list.toString(), "-w", weights.toString()));
        words.addAll(List.of("--dist", folder.toString(), "-o", folder.resolve("g").toString()));
        words.addAll(List.of(options));
        return Run.inside(words.toArray(String[]::new));
    }

    private static String row(Run.Done grade, int row) {
        return grade.out().get(row).replaceAll(" +", " ");
    }

    @Test
    void whatWasNotJudgedIsRunAgainWithMoreTime() throws Exception {
        says("ana1", "PASS", "PASS", OPEN, OPEN);
        says("ana3", "PASS", "PASS", "PASS", "FAIL nothing came");
        says("beto1", "PASS", "PASS", "PASS", "PASS");
        for (String jobs : List.of("1", "2")) {
            Run.Done grade = grade("-j", jobs);
            assertEquals(1, grade.exit());
            assertEquals("ana 3/4 3/4 tcp-echo: T4", row(grade, 1));
            assertEquals("beto 4/4 4/4", row(grade, 2));
            assertTrue(grade.err().contains("again ana tcp-echo: T4"), grade.err()::toString);
            assertFalse(String.join("", grade.err()).contains("again beto"));
        }
    }

    @Test
    void whatIsLeftOpenThenIsLeftOutAndNamed() throws Exception {
        says("ana1", "PASS", "PASS", OPEN, OPEN);
        says("ana3", "PASS", OPEN, "PASS", OPEN);
        says("beto1", "PASS");
        Run.Done grade = grade();
        assertEquals(1, grade.exit());
        // T2 was seen to be right the first time
        assertEquals("ana 3/3 3/3 tcp-echo: not judged: T4", row(grade, 1));
        List<String> results = Files.readAllLines(folder.resolve("g/results.csv"));
        assertEquals("ana,,3,3,3,,tcp-echo: not judged: T4", results.get(1));
        String lost = Files.readString(folder.resolve("g/lost.csv"));
        assertFalse(lost.contains("T4"), lost);
        List<String> text = Files.readAllLines(folder.resolve("g/ana.txt"));
        assertTrue(text.contains("step 7: 3 of 3. not judged, and left out: T4"), text::toString);
        assertTrue(grade.err().stream().anyMatch(line -> line.startsWith("hint: what was not")));
    }

    @Test
    void aCheckThatNeverEndsJudgesNobody() throws Exception {
        says("beto1", "PASS");
        Run.Done grade = grade("--time", "1");
        assertEquals(1, grade.exit());
        assertEquals("ana 0/0 0/0 tcp-echo: no end after 3 s", row(grade, 1));
    }

    @Test
    void aProgramThatSaysNoReportJudgesNobody() throws Exception {
        Files.writeString(folder.resolve("ana1"), "Usage: tcp-echo check");
        Files.writeString(folder.resolve("ana3"), "{\"probes\":[{\"id\":7}]}");
        says("beto1", "PASS");
        Run.Done grade = grade();
        assertEquals(1, grade.exit());
        assertEquals("ana 0/0 0/0 tcp-echo: no report", row(grade, 1));
    }

    @Test
    void whatFailedBesideOthersIsRunAgainAlone() throws Exception {
        says("ana1", "PASS", "FAIL nothing came");
        says("ana3", "PASS", "PASS");
        says("beto1", "FAIL Connection refused", "SKIP no answer any more since T1");
        Run.Done grade = grade("-j", "2");
        assertEquals("ana 4/4 4/4", row(grade, 1));
        // where nobody is, nobody is later
        assertEquals("beto 0/4 0/4 tcp-echo: Connection refused", row(grade, 2));
        assertFalse(String.join("", grade.err()).contains("again beto"), grade.err()::toString);
        List<String> lost = Files.readAllLines(folder.resolve("g/lost.csv"));
        assertEquals("beto,,7,T1,is right,2,,Connection refused", lost.get(1));
        assertEquals("beto,,7,T2,is right,2,T1,no answer any more since T1", lost.get(2));
    }
}
