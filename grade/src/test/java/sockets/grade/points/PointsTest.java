package sockets.grade.points;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sockets.grade.list.BadLine;
import sockets.grade.list.Line;
import sockets.grade.list.Lines;
import sockets.grade.model.Evidence;
import sockets.grade.model.Loss;
import sockets.grade.model.Mark;
import sockets.grade.model.Result;
import sockets.grade.model.StepPoints;
import sockets.grade.model.Student;

class PointsTest {
    @TempDir private Path folder;

    private final List<Result> results = new ArrayList<>();

    private PointsTest with(String id, int step, Mark mark, String detail) {
        return with(id, step, mark, true, detail);
    }

    private PointsTest notAsked(String id, int step, String detail) {
        return with(id, step, Mark.SKIP, false, detail);
    }

    private PointsTest with(String id, int step, Mark mark, boolean asked, String detail) {
        boolean judged = !detail.startsWith("not judged");
        results.add(new Result(id, step, mark, judged, asked, "claim of " + id, detail, "", 0));
        return this;
    }

    private PointsTest passes(int step, String... ids) {
        for (String id : ids) with(id, step, Mark.PASS, "");
        return this;
    }

    private Student student(String weights) throws Exception {
        Path file = Files.writeString(folder.resolve("weights"), weights);
        List<Line> line = Lines.of(Files.writeString(folder.resolve("list"), "ana - 1 chat -- x"));
        Evidence evidence = new Evidence(1, "ana", "chat", "x", results, "", List.of(), null);
        return new Points(Weights.of(file)).course(line, List.of(evidence)).students().get(0);
    }

    private StepPoints step(String weights) throws Exception {
        return student(weights).steps().get(0);
    }

    private static String of(StepPoints step) {
        return step.got() + "/" + step.of();
    }

    @Test
    void thePointsAreDividedAmongWhatWasAsked() throws Exception {
        passes(4, "U1", "U2").with("U3", 4, Mark.FAIL, "nothing came").passes(4, "U9");
        assertEquals("3.0/4.0", of(step("4 4 U1-U9")));
        assertEquals("2.0/4.0", of(step("4 4 U1 U3")));
        assertEquals("3.0/4.0", of(step("4 4 U*")));
    }

    @Test
    void aNoteCountsAsPassed() throws Exception {
        with("T6", 7, Mark.NOTE, "serves one client at a time");
        assertEquals("3.0/3.0", of(step("7 3 T1-T12")));
    }

    @Test
    void whatWasNotHandedInCountsNothingOfItsPoints() throws Exception {
        passes(4, "U1");
        Student ana = student("4 2 U1\n5 3 capture S* # the right packets\n4 1 U9");
        assertEquals(2, ana.total());
        assertEquals(6, ana.of());
        assertEquals(List.of(5), ana.missing());
        Loss part = ana.losses().get(0);
        assertEquals("U9", part.probe());
        assertTrue(part.isMissing());
        Loss whole = ana.losses().get(1);
        assertEquals(new Loss(5, "capture S*", "the right packets", 3, "", "not handed in"), whole);
    }

    @Test
    void whatWasNotJudgedIsLeftOutAndNamed() throws Exception {
        passes(7, "T1", "T2").with("T3", 7, Mark.SKIP, "not judged (no time left)");
        with("T4", 7, Mark.FAIL, "wrong");
        StepPoints step = step("7 4 T1-T12");
        assertEquals("2.0/3.0", of(step));
        assertEquals(List.of("T3"), step.open());
        assertTrue(step.handedIn());
        assertEquals(1, student("7 4 T1-T12").losses().size());
    }

    @Test
    void whoCouldNotBeAskedIsLostBecauseOfWhom() throws Exception {
        passes(4, "U1").with("U4", 5, Mark.FAIL, "nothing came");
        with("U5", 4, Mark.SKIP, "no answer any more since U4, not even after a restart");
        with("U6", 4, Mark.SKIP, "the server cannot be started again");
        with("C3", 4, Mark.SKIP, "needs a server that serves several clients together (C1)");
        Student ana = student("4 5 U1 U4:5 U5 U6 C3");
        assertEquals("1.0/5.0", of(ana.steps().get(0)));
        assertEquals(
                List.of("U4 ", "U5 U4", "U6 U4", "C3 C1"),
                ana.losses().stream().map(loss -> loss.probe() + " " + loss.cause()).toList());
        assertEquals("claim of U5", ana.losses().get(1).claim());
        assertEquals(1, ana.losses().get(1).points());
    }

    @Test
    void aCaptureOfOneExperimentIsNotAskedForTheOthers() throws Exception {
        passes(5, "S1", "S2", "S4").notAsked("S5", 5, "the program's packets are there: 4");
        notAsked("S6", 5, "no datagram went to a closed port");
        assertEquals("3.0/3.0", of(step("5 3 capture S*")));
    }

    /** What is skipped may stand before the fault that it is skipped for. */
    @Test
    void whatIsMissingIsTheFaultOfWhoMissesIt() throws Exception {
        passes(5, "S1").with("S2", 5, Mark.SKIP, "no packet");
        with("S4", 5, Mark.FAIL, "expected two datagrams, got no packet");
        Student ana = student("5 3 capture S*");
        assertEquals("1.0/3.0", of(ana.steps().get(0)));
        assertEquals("S4", ana.losses().get(0).cause());
        assertEquals("", ana.losses().get(1).cause());
    }

    @Test
    void whatTheListDidNotAskForCostsNothing() throws Exception {
        passes(7, "T1").notAsked("T10", 7, "needs -- COMMAND");
        assertEquals("4.0/4.0", of(step("7 4 T1-T12")));
        StepPoints nothing = step("7 4 T10");
        assertEquals("0.0/0.0", of(nothing));
        assertEquals(List.of("T10"), nothing.open());
    }

    @Test
    void aProbeCountsForItsStepOnly() throws Exception {
        passes(6, "U1");
        assertEquals("3.0/3.0", of(step("6 3 U1 T1")));
        assertFalse(step("4 2 U1").handedIn());
    }

    /** No report came: T* stands for all that the program asks. */
    @Test
    void aServerThatDoesNotStartLosesAllOfIt() throws Exception {
        with("T*", 7, Mark.FAIL, "start x: it ended");
        Student ana = student("7 3 T1-T12\n7 2 capture");
        assertEquals(0, ana.total());
        assertEquals(List.of(3.0, 2.0), ana.losses().stream().map(Loss::points).toList());
        results.clear();
        with("T*", 7, Mark.SKIP, "not judged (interrupted)");
        assertEquals(2, student("7 3 T1-T12\n7 2 capture").of());
    }

    @Test
    void whatIsWrongInWeightsIsToldByItsLine() {
        for (String line :
                List.of(
                        "4 2",
                        "x 2 U1",
                        "13 2 U1",
                        "4 0 U1",
                        "4 1e9 U1",
                        "4 2 1U",
                        "4 2 U1-T3",
                        "4 2 U1:13",
                        "- U1",
                        "-",
                        "# nothing")) {
            BadLine wrong = assertThrows(BadLine.class, () -> student("# x\n" + line), line);
            assertTrue(wrong.getMessage().contains("weights:"), wrong.getMessage());
        }
    }
}
