package sockets.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sockets.common.Run;

/** The last line of ./test tells what ran, what failed and what did not run at all. */
class CountIT {
    private static final Path SCRIPT = Path.of("../scripts/count.py").toAbsolutePath();

    @TempDir private Path folder;

    @BeforeEach
    void twoModules() throws IOException {
        write("ana/src/test/java/x/AnaTest.java", "");
        write("ana/src/test/java/x/AnaIT.java", "");
        write("ana/src/test/java/x/Helper.java", "");
        write("beto/src/test/java/x/y/BetoIT.java", "");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void report(String module, String name, String... cases) throws IOException {
        StringBuilder text = new StringBuilder("<testsuite name=\"" + name + "\">\n");
        for (String body : cases)
            text.append("<testcase classname='" + name + "' name='claim'>" + body + "</testcase>");
        String kind = name.endsWith("IT") ? "failsafe" : "surefire";
        String file = module + "/target/" + kind + "-reports/TEST-" + name + ".xml";
        write(file, text + "</testsuite>");
    }

    private Run count(String... arguments) {
        List<String> words = new ArrayList<>(List.of("python3", SCRIPT.toString()));
        words.addAll(List.of(arguments));
        words.addAll(0, List.of("env", "-C", folder.toString()));
        return Run.of(words, Map.of());
    }

    private void assertCounts(int exit, List<String> lines, String... arguments)
            throws InterruptedException {
        Run count = count(arguments);
        assertEquals(lines, count.out(), count.err().toString());
        assertEquals(exit, count.exit());
    }

    @Test
    void whatRanIsCounted() throws Exception {
        report("ana", "x.AnaTest", "", "");
        report("ana", "x.AnaIT", "", "<skipped message='Assumption failed: needs root'/>");
        report("beto", "x.y.BetoIT", "");
        assertCounts(0, List.of("skipped 1: needs root", "4 passed, 0 failed, 1 skipped"));
    }

    @Test
    void whatFailedIsNamed() throws Exception {
        report("ana", "x.AnaTest", "", "<failure/>");
        report("ana", "x.AnaIT", "<error/>");
        report("beto", "x.y.BetoIT", "");
        assertCounts(
                1,
                List.of(
                        "failed: x.AnaIT.claim",
                        "failed: x.AnaTest.claim",
                        "2 passed, 2 failed, 0 skipped"));
    }

    @Test
    void aModuleThatDidNotRunHasFailed() throws Exception {
        report("ana", "x.AnaTest", "");
        report("ana", "x.AnaIT", "");
        assertCounts(1, List.of("did not run: beto: x.y.BetoIT", "2 passed, 1 failed, 0 skipped"));
    }

    @Test
    void anEmptyReportIsNoSuccess() throws Exception {
        report("ana", "x.AnaTest", "");
        report("ana", "x.AnaIT");
        report("beto", "x.y.BetoIT", "");
        assertCounts(1, List.of("did not run: ana: x.AnaIT", "2 passed, 1 failed, 0 skipped"));
    }

    @Test
    void aBrokenReportIsNoSuccess() throws Exception {
        report("ana", "x.AnaTest", "");
        report("ana", "x.AnaIT", "");
        write("beto/target/failsafe-reports/TEST-x.y.BetoIT.xml", "");
        assertCounts(
                1,
                List.of(
                        "no report: beto/target/failsafe-reports/TEST-x.y.BetoIT.xml:"
                                + " no element found: line 1, column 0",
                        "did not run: beto: x.y.BetoIT",
                        "2 passed, 1 failed, 0 skipped"));
    }

    @Test
    void aFewChosenTestsAreEnoughWhereTheyWereAskedFor() throws Exception {
        report("beto", "x.y.BetoIT", "");
        assertCounts(0, List.of("1 passed, 0 failed, 0 skipped"), "-Dit.test=BetoIT");
    }

    @Test
    void nothingAtAllIsNoSuccess() throws Exception {
        assertCounts(1, List.of("0 passed, 0 failed, 0 skipped"), "-Dit.test=BetoIT");
    }
}
