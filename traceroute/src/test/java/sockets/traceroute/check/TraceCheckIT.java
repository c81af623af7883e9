package sockets.traceroute.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sockets.common.Run;
import sockets.common.Tools;

/** {@code traceroute check}: right ones pass, and of wrong ones the probe that is meant fails. */
// each check is networks of its own, and waits most of the time
@Execution(ExecutionMode.CONCURRENT)
@Timeout(600)
class TraceCheckIT {
    private static final String SCRIPT =
            TraceCheckIT.class.getResource("/traceroutes/traceroutes.py").getPath();

    private static final String GOOD = "8 passed, 0 failed, 2 noted, 0 skipped";

    /** Skips the test where whoever runs it may make no network. */
    private static void needNetworks() throws InterruptedException {
        if (Tools.isRoot()) Tools.needNamespaces();
        else needUserNamespaces(List.of());
    }

    private static void needUserNamespaces(List<String> as) throws InterruptedException {
        Tools.need("ip", "unshare");
        List<String> words = new ArrayList<>(as);
        words.addAll(List.of("unshare", "--user", "--map-root-user", "--net", "true"));
        boolean may = Run.of(words, Map.of()).exit() == 0;
        assumeTrue(may, "needs user namespaces, which users may not make here");
    }

    private static List<String> python(String mode) {
        return List.of("python3", SCRIPT, mode);
    }

    private static List<String> words(List<String> options, List<String> command) {
        List<String> words = new ArrayList<>(List.of("check"));
        words.addAll(options);
        words.add("--");
        words.addAll(command);
        return words;
    }

    private static Run.Done check(List<String> options, List<String> command) throws Exception {
        needNetworks();
        String[] words = words(options, command).toArray(String[]::new);
        if (Tools.isRoot()) return Run.inside(words);
        return done(Run.program(words));
    }

    private static Run.Done done(Run run) throws InterruptedException {
        return new Run.Done(run.exit(), run.out(), run.err());
    }

    private static String last(Run.Done check) {
        return check.out().get(check.out().size() - 1);
    }

    /** The ids of the probes that failed. */
    private static String failed(Run.Done check) {
        Stream<String> lines = check.out().stream().filter(line -> line.startsWith("FAIL "));
        return String.join(" ", lines.map(line -> line.split(" ")[1]).toList());
    }

    private static void assertRight(Run.Done check) {
        assertEquals(GOOD, last(check), check.out().toString() + check.err());
        assertEquals(0, check.exit());
        assertEquals(List.of(), check.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"right", "patient", "words", "stays-behind"})
    void rightOnesPass(String mode) throws Exception {
        Tools.need("python3");
        assertRight(check(List.of(), python(mode)));
        // nobody is left, not even in the background
        assertFalse(
                ProcessHandle.allProcesses()
                        .anyMatch(
                                each ->
                                        Arrays.asList(each.info().arguments().orElse(new String[0]))
                                                .containsAll(List.of(SCRIPT, mode))));
    }

    @Test
    void ourOwnPasses() throws Exception {
        assertRight(check(List.of(), Run.jar("-n", "-w", "2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-n -U", "-n -I", "-n -T", "-q 1"})
    void tracerouteOfDebianPasses(String options) throws Exception {
        Tools.need("traceroute");
        // else it gives answers up that a busy machine brings some milliseconds late
        List<String> command = new ArrayList<>(List.of("traceroute", "-w", "5,300,300"));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of("{destination}", "40"));
        assertRight(check(List.of(), command));
    }

    @ParameterizedTest
    @CsvSource({
        "any-icmp, R4 R5 R8, 'expected hop 1: 10.0.1.2, got 10.0.77.7 (which answered to another'",
        "never-ends, R2 R7, 'expected the end at hop 4, got hops up to 30'",
        "shifted, R1 R2 R3 R4 R5 R7 R8, 'expected hop 2: 10.0.2.2, got 10.0.1.2 (router 1)'",
        "hangs, R3 R6, 'expected hop 3: 10.0.3.2, got no such hop; it was stuck after its probe'",
        "silence-shifts, R3, 'expected hop 2: * or nothing, got 10.0.3.2 (router 3)'",
        "one-socket, R5, 'expected hop 2: 10.0.2.2, got 10.0.1.2 (router 1)'",
        "no-limit, R6, 'it did not end: '",
        "port-only, R8, 'expected hop 1: 10.0.1.2, got 10.0.2.2 (router 2)'",
        "knows-by-heart, R1 R3 R4 R5 R6 R7 R8, 'expected a probe of TTL 1, none left it'"
    })
    void aWrongOneFailsTheProbeThatIsMeant(String mode, String ids, String detail)
            throws Exception {
        Tools.need("python3");
        Run.Done check = check(List.of(), python(mode));
        assertEquals(ids, failed(check), check.out().toString());
        assertEquals(1, check.exit());
        String first = ids.split(" ")[0];
        assertTrue(
                check.out().stream()
                        .anyMatch(
                                line ->
                                        line.startsWith("FAIL " + first + " ")
                                                && line.contains(detail)
                                                && line.endsWith(" (step 11)")),
                check.out().toString());
        // each fault has a command line that shows it
        long hints = check.err().stream().filter(l -> l.matches("hint: R\\d+ by hand: .*")).count();
        assertEquals(ids.split(" ").length, hints, check.err().toString());
    }

    @Test
    void whoFloodsIsEndedAndQuoted() throws Exception {
        Tools.need("python3");
        Run.Done check = check(List.of("--show", "R1"), python("floods"));
        assertEquals("R1", failed(check));
        for (String line : check.out())
            assertTrue(line.chars().noneMatch(Character::isISOControl), "controls");
    }

    @Test
    void whoShowsNoHopIsTold() throws Exception {
        Run.Done check = check(List.of(), List.of("sh", "-c", "echo no such thing >&2; exit 3"));
        assertEquals("0 passed, 1 failed, 0 noted, 9 skipped", last(check));
        assertTrue(
                check.out()
                        .get(0)
                        .endsWith(
                                ", got none; no probe left it; it ended with exit status 3:"
                                        + " no such thing (step 11)"),
                check.out().get(0));
    }

    @Test
    void whatCannotBeStartedIsOneLine() throws Exception {
        Run.Done check = check(List.of(), List.of("no-such-program"));
        assertEquals(1, check.exit());
        assertEquals(List.of(), check.out());
        assertEquals(1, check.err().size(), check.err().toString());
        assertTrue(check.err().get(0).startsWith("traceroute: exec no-such-program: "));
    }

    @Test
    void showsThePackets() throws Exception {
        Tools.need("python3");
        Run.Done check = check(List.of("--show", "r5"), python("right"));
        assertEquals("1 passed, 0 failed, 0 noted, 0 skipped", last(check));
        assertTrue(check.out().contains("| 1 10.0.1.2"), check.out().toString());
        assertTrue(check.out().contains("<- 10.0.1.2 time exceeded, late"), check.out().toString());
    }

    @Test
    void writesDocuments(@TempDir Path folder) throws Exception {
        Tools.need("python3");
        Path file = folder.resolve("report.xml");
        Run.Done check = check(List.of("--json", "--junit", file.toString()), python("any-icmp"));
        String json = String.join("", check.out()).replace(" ", "");
        assertTrue(json.contains("\"command\":\"python3" + SCRIPT + "any-icmp\""), json);
        assertTrue(json.contains("{\"id\":\"R4\",\"verdict\":\"FAIL\""), json);
        assertTrue(json.contains("\"byHand\":\"docs/lab/labrouters3--no-shell;"), json);
        String xml = Files.readString(file);
        assertTrue(xml.contains("tests=\"10\" failures=\"3\""), xml);
    }

    @Test
    void wrongUsageIsTwoLines() {
        for (List<String> words :
                List.of(
                        List.of("check"),
                        List.of("check", "--"),
                        List.of("check", "--show", "R77", "--", "true"),
                        List.of("check", "--show", "R1", "--json", "--", "true"),
                        List.of("check", "host", "--", "true"))) {
            Run.Done check = Run.inside(words.toArray(String[]::new));
            assertEquals(2, check.exit(), words.toString());
            assertEquals("Try 'traceroute check --help'", check.err().get(1), words.toString());
        }
    }

    @Test
    void aHostMayBeCalledCheck() {
        Run.Done done = Run.inside("-n", "-m", "1", "check");
        assertEquals(1, done.exit());
        assertTrue(done.err().get(0).contains(" check: "), done.err().toString());
    }

    @Test
    void nobodyNeedsToBeRoot() throws Exception {
        Tools.need("python3", "setpriv");
        List<String> words = new ArrayList<>(Run.jar());
        words.addAll(words(List.of(), python("right")));
        List<String> nobody = Tools.isRoot() ? Tools.asNobody(words) : words;
        needUserNamespaces(Tools.isRoot() ? Tools.asNobody(List.of()) : List.of());
        assertRight(done(Run.of(nobody, Map.of())));
    }

    @Test
    void ctrlCEndsAllThatItStarted() throws Exception {
        Tools.need("python3");
        needNetworks();
        List<String> words = words(List.of(), python("hangs"));
        try (Run check = Run.program(words.toArray(String[]::new))) {
            check.awaitOut("PASS R2");
            assertEquals(1, check.signal("INT").exit());
            assertEquals("2 passed, 0 failed, 0 noted, 0 skipped", last(done(check)));
            assertTrue(
                    check.err().contains("hint: interrupted: 8 of 10 probes were not judged"),
                    check.err().toString());
        }
    }
}
