package sockets.tcpecho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sockets.common.Run;
import sockets.common.Servers;
import sockets.common.Tools;

/** check --concurrent passes right servers and catches what goes wrong between clients. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class TcpConcurrentCheckIT {
    private static final Servers SERVERS =
            new Servers(TcpConcurrentCheckIT.class, "/servers/concurrent_servers.py");

    /** The probe that a fault must show in; for the others any will do. */
    private static final Map<String, String> CAUGHT_BY =
            Map.ofEntries(
                    Map.entry("iterative", "T6"),
                    Map.entry("joins", "T6"),
                    Map.entry("limited-2", "C1"),
                    Map.entry("limited-20", "C1"),
                    Map.entry("pool-4", "C1"),
                    Map.entry("refuses-9th", "C1"),
                    Map.entry("ignores-31st", "C1"),
                    Map.entry("shared-decoder", "C2"),
                    Map.entry("loses-in-burst", "C3"),
                    Map.entry("leaks-resets", "C4"),
                    Map.entry("leaks-threads", "C4"),
                    Map.entry("busy", "C4"),
                    Map.entry("close-closes-all", "C7"),
                    Map.entry("reset-closes-all", "C7"),
                    Map.entry("dies-on-broken-pipe", "C7"),
                    Map.entry("dies-on-failed-send", "C7"),
                    Map.entry("blocking-send", "C8"),
                    Map.entry("lock-held-send", "C8"),
                    Map.entry("greedy", "C8"),
                    Map.entry("stalls-at-1m", "C8"));

    static Stream<Servers.Mode> modes() throws InterruptedException {
        Tools.need("python3");
        return SERVERS.modes().stream();
    }

    private static Run.Done check(Servers.Mode mode) {
        String port = Servers.freePort();
        // started by check, as some faults show only in the process, and so does the typed line
        List<String> words =
                new ArrayList<>(List.of("check", "--concurrent", "127.0.0.1", port, "--"));
        words.addAll(SERVERS.command(mode.name(), port));
        return Run.inside(words.toArray(new String[0]));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void judges(Servers.Mode mode) throws Exception {
        Run.Done check = check(mode);
        String report = mode + "\n" + String.join("\n", check.out()) + check.err();
        assertEquals(21, check.out().size(), report);
        // of a slow one it depends on the time that the machine leaves how much is judged
        boolean all =
                check.out().stream().noneMatch(line -> line.matches("FAIL .*|.*not judged.*"));
        boolean success = mode.kind().equals("slow") ? all : mode.isRight();
        assertEquals(success ? 0 : 1, check.exit(), report);
        String probe = CAUGHT_BY.get(mode.name());
        if (probe != null) assertTrue(failed(check, probe), report);
        if (mode.isRight()) assertTrue(check.out().get(20).matches(".* 0 failed, .* 0 skipped"));
    }

    private static boolean failed(Run.Done check, String probe) {
        return check.out().stream().anyMatch(line -> line.startsWith("FAIL " + probe + " "));
    }

    @Test
    void howItEndsIsAPropertyThatIsTold() throws Exception {
        Map<String, String> notes =
                Map.of(
                        "threads",
                        "NOTE C5 a line typed at its terminal does not end it",
                        "threads-stdin",
                        "NOTE C5 a typed line ends it, but not before its clients have left",
                        "select-stdin",
                        "NOTE C6 the end of file on its standard input ends it");
        List<Servers.Mode> modes =
                SERVERS.modes().stream().filter(mode -> notes.containsKey(mode.name())).toList();
        assertEquals(notes.size(), modes.size());
        for (Servers.Mode mode : modes)
            assertTrue(check(mode).out().contains(notes.get(mode.name())), mode.name());
    }

    @Test
    void againstARunningServerWhatNeedsItsProcessIsSkipped() throws Exception {
        String port = Servers.freePort();
        try (Run server = SERVERS.start("threads", port)) {
            Run.Done check = Run.inside("check", "--concurrent", "127.0.0.1", port);
            assertEquals(0, check.exit(), check.out().toString());
            for (String probe : List.of("T10", "T12", "C4", "C5", "C6"))
                assertTrue(
                        check.out().stream()
                                .anyMatch(
                                        line ->
                                                line.startsWith("SKIP " + probe + " ")
                                                        && line.endsWith(": needs -- COMMAND")),
                        probe);
        }
    }
}
