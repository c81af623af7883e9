package sockets.udpecho;

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
import org.junit.jupiter.params.provider.ValueSource;
import sockets.common.Run;
import sockets.common.Servers;
import sockets.common.Tools;

/** check passes right servers and catches wrong ones, each by the probe that is meant for it. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class UdpCheckIT {
    private static final Servers SERVERS = new Servers(UdpCheckIT.class, "/servers/udp_servers.py");

    /** The options that a teacher would declare for a server. */
    private static final Map<String, List<String>> DECLARED =
            Map.of(
                    "prefix",
                    List.of("--prefix", "OK..."),
                    "cut-1024",
                    List.of("--max-size", "1024"),
                    "dies-at-2000",
                    List.of("--thorough"),
                    "ends-at-quit",
                    List.of("--thorough"),
                    "plain",
                    List.of("--thorough"));

    /** The probe that a fault must show in; for the others any will do. */
    private static final Map<String, String> CAUGHT_BY =
            Map.ofEntries(
                    Map.entry("upper-case", "U1"),
                    Map.entry("never-answers", "U1"),
                    Map.entry("loses-every-7th", "U1"),
                    Map.entry("answers-5th-twice", "U1"),
                    Map.entry("answers-from-new-port", "U2"),
                    Map.entry("swaps-clients", "U3"),
                    Map.entry("exits-on-empty", "U4"),
                    Map.entry("text-on-empty", "U4"),
                    Map.entry("truncate-8192", "U5"),
                    Map.entry("corrupts-at-32768", "U5"),
                    Map.entry("loses-over-1472", "U5"),
                    Map.entry("strips", "U6"),
                    Map.entry("decode-replace", "U6"),
                    Map.entry("dies-when-gone", "U7"),
                    Map.entry("dies-of-icmp", "U7"),
                    Map.entry("answers-to-all", "U3"),
                    Map.entry("one-at-a-time", "U3"),
                    Map.entry("dies-in-a-burst", "U8"),
                    Map.entry("dies-at-2000", "U10"),
                    Map.entry("ends-at-quit", "U11"),
                    Map.entry("leaks", "U9"),
                    Map.entry("spins", "U9"),
                    Map.entry("starts-once", "U9"),
                    Map.entry("answers-twice", "U8"));

    /** Faults that only show in the server's process: check must start it. */
    private static final Set<String> NEEDS_PROCESS = Set.of("leaks", "spins", "starts-once");

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
    void startsAServerAndEndsIt() throws Exception {
        String port = Servers.freePort();
        List<String> words = new ArrayList<>(List.of("check", "127.0.0.1", port, "--"));
        words.addAll(Run.jar("server", "--quiet", "-p", port));
        Run.Done check = Run.inside(words.toArray(new String[0]));
        assertEquals(0, check.exit(), check.out().toString());
        assertEquals("8 passed, 0 failed, 1 noted, 0 skipped", check.out().get(9));
        Run again = Run.program("server", "-p", port, "-c", "1");
        assertTrue(again.awaitOut("bound").contains(":" + port));
        again.terminate();
    }

    @Test
    void aServerThatDiesIsStartedAgainAndItsLastWordsAreTold() throws Exception {
        String port = Servers.freePort();
        List<String> words = new ArrayList<>(List.of("check", "127.0.0.1", port, "--"));
        words.addAll(SERVERS.command("dies-when-gone", port));
        Run.Done check = Run.inside(words.toArray(new String[0]));
        assertEquals(1, check.exit());
        assertTrue(check.out().get(6).startsWith("FAIL U7 "), check.out().toString());
        assertTrue(check.out().get(6).contains("; the server ended (exit status 1: "));
        assertTrue(check.out().get(7).startsWith("NOTE U8 "), check.out().toString());
    }

    @Test
    void aCommandThatDoesNotStartIsOneLine() throws Exception {
        Run.Done check =
                Run.inside("check", "127.0.0.1", Servers.freePort(), "--", "no-such-program");
        assertEquals(1, check.exit());
        assertEquals(1, check.err().size(), check.err().toString());
        assertTrue(check.err().get(0).startsWith("udp-echo: exec no-such-program: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void theAddressThatAServerPrintsIsTakenForThisMachines(String any) throws Exception {
        try (Run server = Run.program("server", "-b", any, "-p", "0", "--quiet")) {
            Run.Done check = Run.inside("check", any, server.port());
            assertEquals(0, check.exit(), check.out().toString());
            assertTrue(check.err().get(0).contains("that address is for binding"));
        }
    }

    @Test
    void nobodyThereFailsOnceAndSkipsTheRest() throws Exception {
        Run.Done check = Run.inside("check", "127.0.0.1", Servers.freePort());
        assertEquals(1, check.exit());
        assertEquals("0 passed, 1 failed, 0 noted, 8 skipped", check.out().get(9));
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
            assertEquals(List.of("7 0 9 U1 PASS 9 0"), read.out(), read.err().toString());
        }
    }
}
