package sockets.tcpecho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sockets.common.Run;
import sockets.common.Servers;
import sockets.common.Tools;

/** check passes right servers and catches wrong ones, each by the probe that is meant for it. */
// a guard only: one of them, a thousand threads that never end, takes minutes on a busy machine
@Timeout(1800)
@Execution(ExecutionMode.CONCURRENT)
class TcpCheckIT {
    private static final Servers SERVERS = new Servers(TcpCheckIT.class, "/servers/tcp_servers.py");

    /** The options that a teacher would declare for a server. */
    private static final Map<String, List<String>> DECLARED =
            Map.of(
                    "once", List.of("--once"),
                    "no-reuse", List.of("--once"),
                    "dies-at-1000", List.of("--thorough"),
                    "keeps-threads", List.of("--thorough"),
                    "ends-at-quit", List.of("--thorough"),
                    "threads", List.of("--thorough"));

    /** Faults that only show in the server's process: check must start it. */
    private static final Set<String> NEEDS_PROCESS =
            Set.of("leaks", "no-reuse", "daemon", "keeps-threads", "zombies", "leaks-resets");

    /** How many there are without an option. */
    private static final int PROBES = 12;

    /** The probe that a fault must show in; for the others any will do. */
    private static final Map<String, String> CAUGHT_BY =
            Map.ofEntries(
                    Map.entry("upper-case", "T1"),
                    Map.entry("never-answers", "T1"),
                    Map.entry("duplicates", "T1"),
                    Map.entry("close-after-first", "T2"),
                    Map.entry("loses-every-3rd", "T2"),
                    Map.entry("exits-after-first", "T2"),
                    Map.entry("first-4096", "T3"),
                    Map.entry("slow-4096", "T3"),
                    Map.entry("partial-send", "T3"),
                    Map.entry("ignores-send", "T3"),
                    Map.entry("swaps-chunks", "T4"),
                    Map.entry("never-closes", "T5"),
                    Map.entry("loses-at-half-close", "T5"),
                    Map.entry("resets", "T9"),
                    Map.entry("mixes-clients", "T6"),
                    Map.entry("shared-buffer", "T6"),
                    Map.entry("dies-on-reset", "T7"),
                    Map.entry("dies-on-empty", "T8"),
                    Map.entry("no-reuse", "T10"),
                    Map.entry("mask-7bit", "T11"),
                    Map.entry("dies-of-sigpipe", "T7"),
                    Map.entry("zombies", "T12"),
                    Map.entry("leaks-resets", "T12"),
                    Map.entry("leaks", "T12"),
                    Map.entry("dies-at-1000", "T13"),
                    Map.entry("keeps-threads", "T13"),
                    Map.entry("ends-at-quit", "T14"));

    static Stream<Servers.Mode> modes() throws InterruptedException {
        Tools.need("python3");
        return SERVERS.modes().stream();
    }

    @ParameterizedTest
    @MethodSource("modes")
    void judges(Servers.Mode mode) throws Exception {
        String port = Servers.freePort();
        boolean started = NEEDS_PROCESS.contains(mode.name());
        List<String> words = new ArrayList<>(List.of("check", "127.0.0.1", port));
        words.addAll(DECLARED.getOrDefault(mode.name(), List.of()));
        if (started) {
            words.add("--");
            words.addAll(SERVERS.command(mode.name(), port));
        }
        try (Run server = started ? null : SERVERS.start(mode.name(), port)) {
            Run.Done check = Run.inside(words.toArray(new String[0]));
            String report = mode + "\n" + String.join("\n", check.out()) + check.err();
            boolean failed = check.out().stream().anyMatch(line -> line.startsWith("FAIL "));
            boolean open = check.out().stream().anyMatch(line -> line.contains("not judged"));
            // slow is not wrong; how much of it is judged depends on the time that the machine
            // leaves
            boolean slow = mode.kind().equals("slow");
            assertEquals(mode.isRight() || slow && !open ? 0 : 1, check.exit(), report);
            assertEquals(!mode.isRight() && !slow, failed, report);
            String probe = CAUGHT_BY.get(mode.name());
            if (probe != null)
                assertTrue(
                        check.out().stream()
                                .anyMatch(line -> line.startsWith("FAIL " + probe + " ")),
                        report);
        }
    }

    @Test
    void oneClientAtATimeIsAChoiceUnlessConcurrencyIsAskedFor() throws Exception {
        try (Run server = Run.program("server", "-p", "0", "--quiet")) {
            String port = server.port();
            Run.Done check = Run.inside("check", "127.0.0.1", port);
            assertEquals(0, check.exit());
            assertTrue(check.out().contains("NOTE T6 serves one client at a time"));
            assertTrue(check.out().contains("SKIP T10 restart on the same port: needs -- COMMAND"));
            Run.Done strict = Run.inside("check", "127.0.0.1", port, "--concurrent");
            assertEquals(1, strict.exit());
            assertTrue(strict.out().stream().anyMatch(line -> line.startsWith("FAIL T6 ")));
        }
    }

    @Test
    void startsAServerAndEndsIt() throws Exception {
        String port = Servers.freePort();
        List<String> words = new ArrayList<>(List.of("check", "127.0.0.1", port, "--"));
        words.addAll(Run.jar("server", "--quiet", "-p", port));
        Run.Done check = Run.inside(words.toArray(new String[0]));
        assertEquals(0, check.exit(), check.out().toString());
        assertEquals("10 passed, 0 failed, 2 noted, 0 skipped", check.out().get(12));
        Run again = Run.program("server", "-p", port);
        assertTrue(again.awaitOut("listening").contains(":" + port));
        again.terminate();
    }

    @Test
    void aServerThatDiesIsStartedAgainAndItsLastWordsAreTold() throws Exception {
        String port = Servers.freePort();
        List<String> words = new ArrayList<>(List.of("check", "127.0.0.1", port, "--"));
        words.addAll(SERVERS.command("dies-on-empty", port));
        Run.Done check = Run.inside(words.toArray(new String[0]));
        assertEquals(1, check.exit());
        assertTrue(check.out().get(7).startsWith("FAIL T8 "), check.out().toString());
        assertTrue(check.out().get(7).contains("; the server ended (exit status 1: "));
        assertTrue(check.out().get(10).startsWith("PASS T11 "), check.out().toString());
    }

    @Test
    void aServerBehindAScriptIsEndedAndStartedAgainWithIt() throws Exception {
        String port = Servers.freePort();
        List<String> words = new ArrayList<>(List.of("check", "127.0.0.1", port, "--"));
        String server = String.join(" ", SERVERS.command("threads", port));
        words.addAll(List.of("sh", "-c", server + "; true"));
        Run.Done check = Run.inside(words.toArray(new String[0]));
        assertEquals(0, check.exit(), check.out().toString());
        assertTrue(check.out().contains("PASS T10 restart on the same port"));
        // nothing is left behind that would hold the port
        try (Run next = Run.program("server", "-p", port)) {
            next.awaitOut("listening");
        }
    }

    @Test
    void aServerThatGoesToTheBackgroundIsFoundThereAndEnded() throws Exception {
        Tools.need("python3");
        String port = Servers.freePort();
        List<String> words = new ArrayList<>(List.of("check", "127.0.0.1", port, "--"));
        words.addAll(SERVERS.command("daemon", port));
        Run.Done check = Run.inside(words.toArray(new String[0]));
        assertEquals(0, check.exit(), check.out() + "\n" + check.err());
        assertEquals("10 passed, 0 failed, 2 noted, 0 skipped", check.out().get(12));
        assertTrue(
                check.err().get(0).matches("hint: the server has gone to the background.*"),
                check.err().toString());
        try (Run next = Run.program("server", "-p", port)) {
            next.awaitOut("listening");
        }
    }

    @Test
    void ctrlCEndsTheServerThatItStartedAndTellsWhatWasNotJudged() throws Exception {
        String port = Servers.freePort();
        List<String> words = new ArrayList<>(Run.jar("check", "127.0.0.1", port, "--"));
        words.addAll(SERVERS.command("slow", port));
        try (Run check = Run.of(words, Map.of())) {
            check.awaitOut("PASS T1");
            assertEquals(1, check.signal("INT").exit());
            assertTrue(check.out().get(check.out().size() - 1).contains(" failed, "));
            int rest = PROBES + 1 - check.out().size();
            assertTrue(
                    check.err()
                            .contains(
                                    "hint: interrupted: "
                                            + rest
                                            + " of "
                                            + PROBES
                                            + " probes were not judged"),
                    check.err().toString());
        }
        try (Run next = Run.program("server", "-p", port)) {
            next.awaitOut("listening");
        }
    }

    @Test
    void aCommandThatDoesNotStartIsOneLine() throws Exception {
        Run.Done check =
                Run.inside("check", "127.0.0.1", Servers.freePort(), "--", "no-such-program");
        assertEquals(1, check.exit());
        assertEquals(1, check.err().size(), check.err().toString());
        assertTrue(check.err().get(0).startsWith("tcp-echo: exec no-such-program: "));
    }

    @Test
    void nobodyThereFailsOnceAndSkipsTheRest() throws Exception {
        Run.Done check = Run.inside("check", "127.0.0.1", Servers.freePort());
        assertEquals(1, check.exit());
        assertEquals("0 passed, 1 failed, 0 noted, 11 skipped", check.out().get(12));
    }

    @Test
    void reportsAsJsonAndAsJunit(@TempDir Path folder) throws Exception {
        Tools.need("python3");
        Path junit = folder.resolve("report.xml");
        try (Run server = Run.program("server", "-p", "0", "--quiet")) {
            String port = server.port();
            Run.Done check =
                    Run.inside("check", "127.0.0.1", port, "--json", "--junit", "" + junit);
            assertEquals(0, check.exit());
            Path json = Files.writeString(folder.resolve("r.json"), String.join("\n", check.out()));
            Run read =
                    Run.of(
                            "python3",
                            "-c",
                            "import json,sys,xml.dom.minidom as m\n"
                                    + "d=json.load(open(sys.argv[1]))\n"
                                    + "x=m.parse(sys.argv[2]).documentElement\n"
                                    + "print(d['passed'],d['failed'],len(d['probes']),"
                                    + "d['probes'][0]['id'],d['probes'][0]['verdict'],"
                                    + "x.getAttribute('tests'),x.getAttribute('failures'))",
                            json.toString(),
                            junit.toString());
            assertEquals(List.of("8 0 12 T1 PASS 12 0"), read.out(), read.err().toString());
        }
    }
}
