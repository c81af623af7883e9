package sockets.tcpecho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

/** load measures right servers, and tells wrong ones by the exit code and one line. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class TcpLoadIT {
    private static final Servers SERVERS = new Servers(TcpLoadIT.class, "/servers/tcp_servers.py");

    private static List<String> words(String port, String... options) {
        List<String> words = new ArrayList<>(List.of("load", "127.0.0.1", port));
        words.addAll(Arrays.asList(options));
        if (!words.contains("--seconds")) words.addAll(List.of("--seconds", "0.6"));
        return words;
    }

    private static Run.Done load(String port, String... options) {
        return Run.inside(words(port, options).toArray(new String[0]));
    }

    /** The same as a process, for what only a process can do. */
    private static List<String> command(String port, String... options) {
        return Run.jar(words(port, options).toArray(new String[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"threads", "selectors", "asyncio"})
    void rightServersAnswerEveryConnection(String mode, @TempDir Path folder) throws Exception {
        Tools.need("python3");
        String port = Servers.freePort();
        String file = folder.resolve("a.json").toString();
        try (Run server = SERVERS.start(mode, port)) {
            // a busy machine needs some time to let each have its turn
            String options = "--connections 1,9 --seconds 1.5 --label mine -o " + file;
            Run.Done load = load(port, options.split(" "));
            assertEquals(0, load.exit(), load.err().toString());
            assertEquals(3, load.out().size(), load.out().toString());
            assertTrue(load.out().get(0).startsWith("connections  requests/s  "));
            assertTrue(load.out().get(2).startsWith("          9 "));
            String shape =
                    "d['program'],d['label'],d['server'].split(':')[0],d['sizeBytes'],d['window'],"
                            + "d['seconds'],d['warmUpSeconds'],"
                            + "[(x['connections'],x['answeredConnections'],x['errors']) for x in r]";
            assertEquals(
                    "('tcp-echo', 'mine', '127.0.0.1', 64, 1, 1.5, 0.5, [(1, 1, 0), (9, 9, 0)])",
                    Loads.json(file, shape));
        }
    }

    @Test
    void theJsonOfTcpHasTheseKeys(@TempDir Path folder) throws Exception {
        Tools.need("python3");
        try (Run server = Run.program("server", "-p", "0", "--quiet")) {
            Run.Done load = load(server.port(), "--connections", "1", "--json");
            assertEquals(0, load.exit(), load.err().toString());
            Path file = Files.write(folder.resolve("a.json"), load.out());
            assertEquals(
                    "connections answeredConnections measuredSeconds requests requestsPerSecond megabytesPerSecond"
                            + " p50Micros p90Micros p99Micros maxMicros errors unanswered generatorBusyShare",
                    Loads.json(file.toString(), "' '.join(r[0])"));
        }
    }

    @Test
    void aRateIsInTheJson(@TempDir Path folder) throws Exception {
        Tools.need("python3");
        String port = Servers.freePort();
        String file = folder.resolve("a.json").toString();
        try (Run server = SERVERS.start("threads", port)) {
            Run.Done load = load(port, "--connections", "3", "--rate", "200", "-o", file);
            assertEquals(0, load.exit(), load.out() + " " + load.err());
            String told = "d['rate'],r[0]['requests']>0,r[0]['unanswered']";
            assertEquals("(200, True, 0)", Loads.json(file, told));
        }
        for (String wrong : List.of("0", "5,", "5,0", "10000001", "x"))
            assertEquals(2, load(port, "--rate", wrong).exit(), wrong);
    }

    @Test
    void severalRatesAreARowEach(@TempDir Path folder) throws Exception {
        Tools.need("python3");
        String port = Servers.freePort();
        String file = folder.resolve("a.json").toString();
        try (Run server = SERVERS.start("threads", port)) {
            Run.Done load = load(port, "--connections", "2", "--rate", "100,200", "-o", file);
            assertEquals(0, load.exit(), load.out() + " " + load.err());
            assertTrue(load.out().get(0).startsWith("    rate connections  requests/s "));
            assertTrue(load.out().get(1).startsWith("     100           2 "), "" + load.out());
            assertTrue(load.out().get(2).startsWith("     200           2 "), "" + load.out());
            String told = "d.get('rate'),[(x['rate'],x['connections']) for x in r]";
            assertEquals("(None, [(100, 2), (200, 2)])", Loads.json(file, told));
        }
    }

    @Test
    void oneConnectionForWantOfPortsIsNotTheServersDoing() throws Exception {
        Tools.needNamespaces();
        Run load = Loads.fewPorts("40000 40000", "5");
        assertEquals(1, load.exit());
        String error =
                "tcp-echo: connect 127.0.0.1:3500: Cannot assign requested address (no local port"
                        + " is free for another connection";
        assertTrue(load.err().get(0).startsWith(error), load.err().toString());
        assertFalse(load.err().toString().contains("one client at a time"), "" + load.err());
    }

    @ParameterizedTest
    @CsvSource({"1000000,4", "1,100", "65537,1", "3,7"})
    void messagesOfAnySizeAndWindow(String size, String window) throws Exception {
        Tools.need("python3");
        String port = Servers.freePort();
        try (Run server = SERVERS.start("threads", port)) {
            Run.Done load = load(port, "--connections", "3", "-s", size, "--window", window);
            assertEquals(0, load.exit(), load.out() + " " + load.err());
        }
    }

    @Test
    void anIterativeServerIsMeasuredByTheOneConnectionItServes() throws Exception {
        try (Run server = Run.program("server", "-p", "0", "--quiet")) {
            Run.Done load = load(server.port(), "--connections", "4");
            assertEquals(1, load.exit());
            String one = "one of 4 connections was answered: does it serve one client at a time?";
            assertTrue(load.err().contains("hint: " + one), load.err().toString());
            assertTrue(load.out().get(1).endsWith(" 3"), load.out().toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mixes-clients | : not what was sent: ",
                "garbage | : not what was sent: ",
                "duplicates | : not what was sent: more than was sent ",
                "upper-case | : not what was sent: byte ",
                "close-after-first | : end of file (the server closed",
                "never-answers | : no answer in the measured time (",
                "first-message-only | : no answer in the measured time (",
            })
    void wrongServersFailWithOneLine(String mode, String reason) throws Exception {
        Tools.need("python3");
        String port = Servers.freePort();
        try (Run server = SERVERS.start(mode, port)) {
            // that a second answer does not come takes time to be seen
            String seconds = mode.equals("first-message-only") ? "3" : "0.6";
            String options = "--connections 6 --quiet --seconds " + seconds;
            Run.Done load = load(port, options.split(" "));
            assertEquals(1, load.exit(), load.out().toString());
            assertEquals(1, load.err().size(), load.err().toString());
            String line = load.err().get(0);
            assertTrue(line.startsWith("tcp-echo: read 127.0.0.1:" + port + reason), line);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"closes-at-once", "dies-after-20"})
    void aServerThatGoesAwayFailsAtOnce(String mode) throws Exception {
        Tools.need("python3");
        String port = Servers.freePort();
        try (Run server = SERVERS.start(mode, port)) {
            // end of file, or a reset if a request was still unread: both are right
            Run.Done load = load(port, "--connections", "6", "--seconds", "1000");
            assertEquals(1, load.exit(), load.out().toString());
            String line = load.err().get(0);
            assertTrue(line.matches("tcp-echo: \\w+ 127.0.0.1:" + port + ": .*"), line);
        }
    }

    @Test
    void nobodyThereIsTheErrorOfConnect() throws Exception {
        String port = Servers.freePort();
        Run.Done load = load(port);
        assertEquals(1, load.exit());
        String error = "tcp-echo: connect 127.0.0.1:" + port + ": Connection refused (";
        assertEquals(1, load.err().size(), load.err().toString());
        assertTrue(load.err().get(0).startsWith(error), load.err().toString());
    }

    @Test
    void aFileThatCannotBeWrittenIsToldAtOnce(@TempDir Path folder) throws Exception {
        Run.Done load = load(Servers.freePort(), "-o", folder.resolve("no/a.json").toString());
        assertEquals(1, load.exit());
        assertTrue(load.err().get(0).contains("open " + folder + "/no/a.json: No such file"));
        assertEquals(List.of(), load.out());
    }

    @Test
    void ctrlCEndsTheMeasurementAndKeepsTheRowsSoFar() throws Exception {
        Tools.need("python3");
        String port = Servers.freePort();
        try (Run server = SERVERS.start("threads", port)) {
            Run load = Run.of(command(port, "--connections", "2,3", "--quiet"), Map.of());
            load.awaitOut("          2 ");
            assertEquals(0, load.signal("INT").exit());
            assertEquals(List.of(), load.err());
        }
    }

    @Test
    void aClosedOutputEndsItQuietly() throws Exception {
        Tools.need("python3");
        String port = Servers.freePort();
        try (Run server = SERVERS.start("threads", port)) {
            String command = String.join(" ", command(port, "--seconds", "1000")) + " >&-";
            Run load = Run.of("sh", "-c", command);
            assertEquals(0, load.exit());
            assertEquals(List.of(), load.err());
        }
    }

    @Test
    void withTooFewDescriptorsItGoesOnWithThoseItHas() throws Exception {
        Tools.need("python3");
        String port = Servers.freePort();
        try (Run server = SERVERS.start("threads", port)) {
            String command = String.join(" ", command(port, "--connections", "100"));
            Run load = Run.of("bash", "-c", "ulimit -n 64; exec " + command);
            assertEquals(1, load.exit(), load.err().toString());
            String error = "tcp-echo: socket 127.0.0.1:" + port + ": Too many open files (";
            assertTrue(load.err().get(0).startsWith(error), load.err().toString());
            assertTrue(load.err().get(0).contains("ulimit -Hn"));
            assertFalse(load.err().toString().contains("at sockets."), load.err().toString());
        }
    }
}
