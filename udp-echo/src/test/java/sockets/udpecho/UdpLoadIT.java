package sockets.udpecho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sockets.common.Run;
import sockets.common.Servers;
import sockets.common.Tools;
import sockets.harness.load.Loads;

/** load measures right servers, and tells wrong ones and losses apart. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class UdpLoadIT {
    private static final Servers SERVERS = new Servers(UdpLoadIT.class, "/servers/udp_servers.py");

    private static Run.Done load(String port, String... options) {
        List<String> words = new ArrayList<>(List.of("load", "127.0.0.1", port));
        words.addAll(Arrays.asList(options));
        if (!words.contains("--seconds")) words.addAll(List.of("--seconds", "0.6"));
        return Run.inside(words.toArray(new String[0]));
    }

    /** True if a row of the table has losses, or requests without an answer. */
    private static boolean isLost(List<String> table) {
        return table.stream().skip(1).anyMatch(row -> !row.matches(".* 0 +0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "selectors", "threads"})
    void rightServersAnswerEverySocket(String mode, @TempDir Path folder) throws Exception {
        Tools.need("python3");
        String port = Servers.freePort();
        String file = folder.resolve("a.json").toString();
        try (Run server = SERVERS.start(mode, port)) {
            // a busy machine needs some time to let each have its turn
            String options = "--connections 1,5 --seconds 1.5 --window 2 -o " + file;
            Run.Done load = load(port, options.split(" "));
            assertEquals(3, load.out().size(), load.out().toString());
            assertTrue(load.out().get(0).endsWith("  losses  unanswered"));
            assertEquals("[0, 0]", Loads.json(file, "[x['errors'] for x in r]"));
            // answers that this machine has kept waiting are none of the server's doing
            if (isLost(load.out())) return;
            assertEquals(0, load.exit(), load.err().toString());
            assertEquals("[1, 5]", Loads.json(file, "[x['answeredConnections'] for x in r]"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "65507"})
    void datagramsOfEverySize(String size) throws Exception {
        try (Run server = Run.program("server", "-p", "0", "--quiet")) {
            Run.Done load = load(server.port(), "--connections", "2", "-s", size);
            assertEquals(isLost(load.out()) ? 1 : 0, load.exit(), load.err().toString());
            assertFalse(load.err().toString().contains("not what was sent"), "" + load.err());
        }
    }

    @Test
    void aRateIsKept(@TempDir Path folder) throws Exception {
        Tools.need("python3");
        String file = folder.resolve("a.json").toString();
        try (Run server = Run.program("server", "-p", "0", "--quiet")) {
            Run.Done load = load(server.port(), "--connections", "3", "--rate", "200", "-o", file);
            assertEquals(isLost(load.out()) ? 1 : 0, load.exit(), load.err().toString());
            String told = "d['rate'],r[0]['requests']>0,r[0]['errors']";
            assertEquals("(200, True, 0)", Loads.json(file, told));
        }
    }

    @Test
    void lossesAndDuplicatesAreCountedAndNoErrors(@TempDir Path folder) throws Exception {
        Tools.need("python3");
        try (Run server =
                Run.program(
                        "server",
                        "-p",
                        "0",
                        "--quiet",
                        "--loss",
                        "20",
                        "--duplicate",
                        "50",
                        "--seed",
                        "1")) {
            Run.Done load = load(server.port(), "--connections", "10", "--seconds", "1", "--json");
            assertEquals(1, load.exit(), load.err().toString());
            Path file = Files.write(folder.resolve("a.json"), load.out());
            String row = "r[0]['losses']>0,r[0]['duplicates']>0,r[0]['errors']";
            assertEquals("(True, True, 0)", Loads.json(file.toString(), row));
            assertEquals(
                    "connections answeredConnections measuredSeconds requests requestsPerSecond megabytesPerSecond"
                            + " p50Micros p90Micros p99Micros maxMicros errors unanswered losses late"
                            + " duplicates generatorBusyShare",
                    Loads.json(file.toString(), "' '.join(r[0])"));
        }
    }

    @Test
    void anAnswerAfter200MillisecondsIsLate(@TempDir Path folder) throws Exception {
        Tools.need("python3");
        String file = folder.resolve("a.json").toString();
        try (Run server = Run.program("server", "-p", "0", "--quiet", "--delay", "250")) {
            Run.Done load = load(server.port(), "--connections", "2", "--seconds", "2", "-o", file);
            assertEquals(1, load.exit(), load.out().toString());
            assertEquals(
                    "(0, True, True)",
                    Loads.json(file, "r[0]['requests'],r[0]['late']>0,r[0]['losses']>0"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "swaps-clients | : not what was sent: 64 bytes (",
                "answers-to-first | : not what was sent: 64 bytes (",
                "answers-previous | : not what was sent: 64 bytes (",
                "cuts-last-byte | : not what was sent: 63 bytes (",
                "flood | : not what was sent: ",
                "never-answers | : no answer in 200 ms (",
                "answers-from-new-port | : no answer in 200 ms (",
                "dies-after-3 | : Connection refused (ICMP port unreachable",
            })
    void wrongServersFailAndTheReasonIsTold(String mode, String reason) throws Exception {
        Tools.need("python3");
        String port = Servers.freePort();
        try (Run server = SERVERS.start(mode, port)) {
            Run.Done load = load(port, "--connections", "4", "--quiet");
            assertEquals(1, load.exit(), load.out().toString());
            String line = load.err().get(0);
            assertTrue(
                    line.matches("udp-echo: (recvfrom|sendto) 127.0.0.1:.*")
                            && line.contains(":" + port + reason),
                    line);
        }
    }

    @Test
    void nobodyThereIsTheUsualErrorLine() throws Exception {
        Run.Done load = load(Servers.freePort());
        assertEquals(1, load.exit());
        assertEquals(1, load.err().size(), load.err().toString());
        assertTrue(load.err().get(0).contains(": Connection refused (ICMP port unreachable"));
    }

    @Test
    void wantOfPortsIsToldAsThatOfUdp() throws Exception {
        Tools.needNamespaces();
        Run load = Loads.fewPorts("40000 40003", "9");
        assertEquals(1, load.exit());
        String error =
                "udp-echo: connect 127.0.0.1:3500: Address already in use (no local port is free"
                        + " for another socket: ss -uan ";
        assertTrue(load.err().get(0).startsWith(error), load.err().toString());
        assertTrue(load.err().contains("hint: going on with 4 of 9 sockets"), "" + load.err());
    }

    @Test
    void sigtermEndsTheMeasurementAndKeepsTheRowsSoFar() throws Exception {
        try (Run server = Run.program("server", "-p", "0", "--quiet")) {
            Run load =
                    Run.program(
                            "load",
                            "127.0.0.1",
                            server.port(),
                            "--connections",
                            "1,2",
                            "--seconds",
                            "0.5");
            load.awaitOut("          1 ");
            int exit = load.signal("TERM").exit();
            assertEquals(isLost(load.out()) ? 1 : 0, exit);
        }
    }
}
