package sockets.sniffer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import sockets.common.Json;
import sockets.common.Run;
import sockets.common.Tools;
import sockets.common.TwoHosts;

/** The command check, on the sample captures and on captures of tcpdump and dumpcap. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class CheckIT {
    private static final Path SAMPLES = Path.of("..", "docs", "captures");

    /** An echo server: FAMILY ADDRESS udp|tcp; it prints its port. */
    private static final String SERVER =
            """
            import socket, sys
            kind = socket.SOCK_DGRAM if sys.argv[3] == 'udp' else socket.SOCK_STREAM
            s = socket.socket(int(sys.argv[1]), kind)
            s.bind((sys.argv[2], 0))
            if kind == socket.SOCK_STREAM: s.listen(5)
            print(s.getsockname()[1], flush=True)
            while kind == socket.SOCK_DGRAM:
                data, peer = s.recvfrom(65535)
                s.sendto(data, peer)
            while True:
                c, peer = s.accept()
                while data := c.recv(1024): c.sendall(data)
                c.close()
            """;

    /** A client: FAMILY ADDRESS udp|tcp PORT TEXT... */
    private static final String CLIENT =
            """
            import socket, sys
            kind = socket.SOCK_DGRAM if sys.argv[3] == 'udp' else socket.SOCK_STREAM
            s = socket.socket(int(sys.argv[1]), kind)
            if kind == socket.SOCK_STREAM: s.connect((sys.argv[2], int(sys.argv[4])))
            for text in sys.argv[5:]:
                s.sendto(text.encode(), (sys.argv[2], int(sys.argv[4])))
                s.recv(65535)
            s.close()
            """;

    @TempDir Path folder;

    /** The verdict lines in short: {@code S1 PASS S2 FAIL}. */
    private static String kinds(Run.Done done) {
        return done.out().stream()
                .filter(line -> line.matches("(PASS|FAIL|NOTE|SKIP) S.*"))
                .map(line -> line.split(" ")[1] + " " + line.split(" ")[0])
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "udp-echo, 5, S1 PASS S2 PASS S3 PASS S4 PASS S5 SKIP S6 SKIP",
        "empty-datagram, 5, S1 PASS S2 PASS S3 PASS S4 PASS S5 SKIP S6 SKIP",
        "closed-port, 5, S1 PASS S2 NOTE S3 PASS S4 SKIP S5 SKIP S6 PASS",
        "udp-echo, 6, S1 PASS S2 PASS S3 PASS S4 PASS S7 PASS S8 SKIP S9 SKIP",
        "tcp-echo, 7, S1 PASS S2 PASS S3 PASS S10 PASS S11 PASS S12 PASS S13 NOTE S14 SKIP",
        "second-client-waiting, 7,"
                + " S1 PASS S2 PASS S3 PASS S10 PASS S11 PASS S12 PASS S13 NOTE S14 SKIP",
        "reset, 7, S1 PASS S2 PASS S3 PASS S10 PASS S11 NOTE S12 PASS S13 NOTE S14 SKIP",
        "closed-port, 7, S1 PASS S2 NOTE S3 PASS S10 SKIP S11 SKIP S12 SKIP S13 SKIP S14 PASS"
    })
    void theSamplesPass(String name, String step, String kinds) {
        String file = SAMPLES.resolve(name + ".pcap").toString();
        Run.Done done = Run.inside("check", file, "--step", step);
        assertEquals(kinds, kinds(done), done::toString);
        assertEquals(0, done.exit());
        assertEquals(
                List.of("hint: the port of the server seems to be 3500; another one: --port"),
                done.err());
    }

    @Test
    void aFailTellsTheStepAndACommandThatShowsIt() {
        String file = SAMPLES.resolve("udp-echo.pcap").toString();
        Run.Done done = Run.inside("check", file, "--step=5", "-p", "53", "--expect", "echo");
        assertEquals(1, done.exit());
        assertTrue(done.out().get(1).matches("FAIL S2 only .*: expected .* \\(step 5\\)"));
        assertEquals("1 passed, 2 failed, 0 noted, 3 skipped", done.out().get(6));
        assertTrue(done.err().get(0).matches("hint: S2 by hand: sniffer .* 'not port 53'"));
        Run.Done quiet = Run.inside("check", file, "--step=5", "-p", "53", "--quiet");
        assertEquals(List.of(), quiet.err());
    }

    @Test
    void everyCommandByHandRunsWhateverTheFileIsCalled() throws Exception {
        Path file = folder.resolve("it's $(false) PORT.pcap");
        Files.copy(SAMPLES.resolve("chat-private.pcap"), file);
        Path text = Files.writeString(folder.resolve("-text"), "no capture\n");
        List<String> commands = new ArrayList<>();
        for (String step : List.of("5", "6", "7"))
            for (String one : List.of(file.toString(), "./-text"))
                commands.addAll(byHand(Run.inside(arguments(one, step, file))));
        assertTrue(commands.size() >= 7, commands::toString);
        assertTrue(Files.exists(text));
        for (String command : commands.stream().distinct().toList()) {
            Run run = Run.of("sh", "-c", "cd " + folder + " && " + command);
            assertEquals(0, run.exit(), () -> command);
            assertTrue(!run.out().isEmpty(), command);
        }
    }

    private String[] arguments(String file, String step, Path other) {
        String name = file.startsWith("./") ? folder.resolve(file.substring(2)).toString() : file;
        List<String> words = new ArrayList<>(List.of("check", name, "--step", step, "--json"));
        if (step.equals("6")) words.addAll(List.of("--other", other.toString()));
        words.addAll(List.of("--expect", step.equals("5") ? "empty" : "echo"));
        return words.toArray(String[]::new);
    }

    private static List<String> byHand(Run.Done done) throws Exception {
        List<String> commands = new ArrayList<>();
        Object json = Json.parse(String.join("\n", done.out()));
        for (Object probe : (List<?>) Json.at(json, "probes"))
            if (((Map<?, ?>) probe).containsKey("byHand"))
                commands.add(
                        ((String) Json.at(probe, "byHand"))
                                .replaceAll(
                                        "\\bsniffer (?=[a-z])", "java -jar " + Run.path() + " "));
        assertEquals(1, done.exit());
        return commands;
    }

    @Test
    void theJsonDocumentAndJunitHaveTheShapeOfTheOtherChecks() throws Exception {
        String file = SAMPLES.resolve("udp-echo.pcap").toString();
        Path junit = folder.resolve("junit.xml");
        Run.Done done =
                Run.inside("check", file, "--step", "5", "--json", "--junit", junit.toString());
        Map<?, ?> json = (Map<?, ?>) Json.parse(String.join("\n", done.out()));
        assertEquals("sniffer", json.get("program"));
        assertEquals(file, json.get("capture"));
        assertEquals(3500.0, json.get("port"));
        assertEquals(4.0, json.get("packetCount"));
        assertEquals(64, ((String) json.get("sha256")).length());
        assertEquals(64, ((String) json.get("packets")).length());
        assertEquals(4.0, json.get("passed"));
        assertEquals(6, ((List<?>) json.get("probes")).size());
        Element suite =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(junit.toFile())
                        .getDocumentElement();
        assertEquals("6", suite.getAttribute("tests"));
        assertEquals("sniffer check " + file, suite.getAttribute("name"));
    }

    @Test
    void wrongUsageAndFilesThatCannotBeReadAreOneLine() throws Exception {
        String file = SAMPLES.resolve("udp-echo.pcap").toString();
        for (List<String> words :
                List.of(
                        List.of(file),
                        List.of(file, "--step", "4"),
                        List.of(file, "--step", "7", "--expect", "empty"),
                        List.of(file, "--step", "6", "--expect", "unreachable"),
                        List.of(file, "--step", "5", "--expect", "eco"),
                        List.of("--step", "5"))) {
            List<String> all = new ArrayList<>(List.of("check"));
            all.addAll(words);
            Run.Done done = Run.inside(all.toArray(String[]::new));
            assertEquals(2, done.exit(), words::toString);
            assertEquals(2, done.err().size(), done::toString);
        }
        Path pipe = folder.resolve("pipe");
        Tools.need("mkfifo");
        assertEquals(0, Run.of("mkfifo", pipe.toString()).exit());
        for (String wrong : List.of("/nowhere", folder.toString(), pipe.toString())) {
            Run.Done done = Run.inside("check", wrong, "--step", "5");
            assertEquals(1, done.exit());
            assertEquals(List.of(), done.out());
            assertEquals(1, done.err().size(), done::toString);
        }
    }

    // ---- captures of others' programs ----

    private static List<String> python(String program, String... arguments) {
        List<String> words = new ArrayList<>(List.of("python3", "-c", program));
        words.addAll(List.of(arguments));
        return words;
    }

    private List<String> tcpdump(String on, String name, String filter) {
        Tools.need("tcpdump");
        return List.of("tcpdump", "-U", "-Z", "root", "-i", on, "-w", file(name), filter);
    }

    private List<String> dumpcap(String on, String name, String filter) {
        Tools.need("dumpcap");
        return List.of("dumpcap", "-q", "-i", on, "-f", filter, "-w", file(name));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    /**
     * Waits until all that is captured has reached the files: then all is right.
     *
     * @param kinds the last verdicts; those of a part may be right, too
     */
    private Run.Done passes(String kinds, String... arguments) throws InterruptedException {
        long end = System.nanoTime() + 180_000_000_000L;
        while (true) {
            Run.Done done = Run.inside(arguments);
            if (done.exit() == 0 && kinds(done).endsWith(kinds)) return done;
            assertTrue(System.nanoTime() < end, done::toString);
            Thread.sleep(50);
        }
    }

    @ParameterizedTest
    @CsvSource({"10.77.0.1, 2", "fd77::1, 10"})
    void capturesOfBothEndsPass(String address, String family) throws Exception {
        Tools.need("python3");
        try (TwoHosts hosts = new TwoHosts()) {
            for (String kind : List.of("udp", "tcp")) bothEnds(hosts, address, family, kind);
        }
    }

    private void bothEnds(TwoHosts hosts, String address, String family, String kind)
            throws Exception {
        try (Run server = hosts.left(python(SERVER, family, address, kind))) {
            String port = server.awaitOut("");
            String filter = kind + " port " + port;
            try (Run here = hosts.left(tcpdump("eth0", kind + ".pcap", filter));
                    Run there = hosts.right(dumpcap("eth0", kind + ".pcapng", filter))) {
                here.awaitErr("listening on");
                there.awaitErr("File: ");
                List<String> client =
                        python(CLIENT, family, address, kind, port, "hola", "ñandú", "hola");
                assertEquals(0, hosts.right(client).exit());
                String[] words = {
                    "check",
                    file(kind + ".pcap"),
                    "--step=6",
                    "--expect=echo",
                    "--other",
                    file(kind + ".pcapng")
                };
                Run.Done done = passes("S7 PASS S8 PASS S9 NOTE", words);
                assertTrue(
                        done.out().stream().anyMatch(line -> line.contains("the server's end")),
                        done::toString);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 2, lo", "::1, 10, lo", "127.0.0.1, 2, any", "::1, 10, any"})
    void capturesOfLoopbackPass(String address, String family, String on) throws Exception {
        Tools.needRoot();
        Tools.need("python3");
        try (Run udp = Run.of(python(SERVER, family, address, "udp"), Map.of());
                Run tcp = Run.of(python(SERVER, family, address, "tcp"), Map.of())) {
            for (String kind : List.of("udp", "tcp")) {
                String port = (kind.equals("udp") ? udp : tcp).awaitOut("");
                try (Run capture = Run.of(tcpdump(on, kind + ".pcap", "port " + port), Map.of())) {
                    capture.awaitErr("listening on");
                    List<String> client = python(CLIENT, family, address, kind, port, "a", "b");
                    assertEquals(0, Run.of(client, Map.of()).exit());
                    String step = kind.equals("udp") ? "5" : "7";
                    passes("", "check", file(kind + ".pcap"), "--step", step, "--expect", "echo");
                }
            }
        }
    }
}
