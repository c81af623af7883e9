package sockets.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import sockets.common.Run;
import sockets.common.Tools;

/**
 * scripts/grade grades a class: servers right and wrong, absent, hanging, and names that attack.
 */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class GradeIT {
    private static final Path ROOT = DocumentsIT.ROOT;
    private static final String SHARED = "PYTHONPATH=" + ROOT.resolve("common") + servers();

    @TempDir private Path folder;

    private static String servers() {
        return "/src/test/resources/servers";
    }

    @BeforeEach
    void python() {
        Tools.need("python3");
    }

    /** The command of a server of the tests, that listens on the port which grade chooses. */
    private static String server(String module, String script, String mode) {
        return "env "
                + SHARED
                + " python3 '"
                + ROOT.resolve(module)
                + servers()
                + "/"
                + script
                + "' "
                + mode
                + " {port}";
    }

    private static String tcp(String mode) {
        return server("tcp-echo", "tcp_servers.py", mode);
    }

    private static String udp(String mode) {
        return server("udp-echo", "udp_servers.py", mode);
    }

    private Run grade(List<String> lines, String... options) throws IOException {
        Path list = folder.resolve("list");
        Files.write(list, lines);
        List<String> words = new ArrayList<>(List.of("python3", script(), list.toString()));
        words.addAll(List.of("-o", folder.resolve("grades").toString()));
        words.addAll(Arrays.asList(options));
        return Run.of(words, Map.of("JAVA_HOME", QuickJava.HOME.toString()));
    }

    private static String script() {
        return ROOT.resolve("scripts/grade").toString();
    }

    private List<String> written(String name) throws IOException {
        return Files.readAllLines(folder.resolve("grades").resolve(name));
    }

    @Test
    void aClassGetsPointsByStep() throws Exception {
        Path profile = ROOT.resolve("chat/profiles/rooms.properties");
        Files.copy(profile, folder.resolve("rooms.properties"));
        Socket absent = bound();
        Run grade =
                grade(
                        List.of(
                                "# the class",
                                "'Ana Pérez' - - tcp-echo -- " + tcp("threads"),
                                "beto - - udp-echo -- " + udp("truncate-1024"),
                                "caro - - udp-echo --prefix OK... -- " + udp("prefix"),
                                "dora - - chat --profile rooms.properties -- "
                                        + server("chat", "variant_servers.py", "rooms-silent"),
                                "ana2 127.0.0.1 " + absent.getLocalPort() + " tcp-echo:6"),
                        "-j",
                        "2");
        List<String> table = grade.out();
        String all = String.join("\n", table) + "\n" + String.join("\n", grade.err());
        assertEquals(1, grade.exit(), all);
        assertEquals(
                "student step 4 step 6 step 7 step 10 total failed",
                table.get(0).replaceAll(" +", " "),
                all);
        assertEquals("Ana Pérez - - 3/3 - 3/3", table.get(1).replaceAll(" +", " "), all);
        assertTrue(table.get(2).matches("beto +3\\.5/4 +- +- +- +3\\.5/4 +udp-echo: U5"), all);
        assertEquals("caro 4/4 - - - 4/4", table.get(3).replaceAll(" +", " "), all);
        assertTrue(table.get(4).matches("dora .* +6/7 +6/7 +chat: H15"), all);
        String refused = "ana2 +- +0/3 +- +- +0/3 +tcp-echo: connect .*: Connection refused";
        assertTrue(table.get(5).matches(refused + ".*"), all);
        // what failed while others ran had a second chance alone; who is absent had not
        grade.awaitErr("again beto udp-echo: U5");
        grade.awaitErr("again dora chat: H15");
        assertEquals(7, grade.err().size(), all);
        List<String> results = written("results.csv");
        assertEquals("student,step 4,step 6,step 7,step 10,total,of,failed", results.get(0));
        assertEquals("Ana Pérez,,,3,,3,3,", results.get(1));
        long probes =
                written("probes.csv").stream().filter(l -> l.startsWith("dora,5,chat,H")).count();
        assertEquals(15, probes);
        assertEquals(5, suites());
        absent.close();
    }

    /** Bound, but not listening: its port refuses, and nobody else can take it. */
    private static Socket bound() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress("127.0.0.1", 0));
        return socket;
    }

    private int suites() throws Exception {
        Path junit = folder.resolve("grades/junit.xml");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(junit.toFile())
                .getElementsByTagName("testsuite")
                .getLength();
    }

    @Test
    void whoHangsOrIsAbsentStopsNobodyAndLeavesNothingBehind() throws Exception {
        Path pid = folder.resolve("pid");
        String stubborn = "\"trap '' TERM; sleep 3600 & echo \\$! > '" + pid + "'; wait; wait\"";
        Run grade =
                grade(
                        List.of(
                                "ana run:12 x -- sh -c " + stubborn,
                                "beto run:12 x -- /nobody/has/this",
                                "caro run:12 x -- yes",
                                "dora run:12 '^x=[0-9]+$' -- echo x=12",
                                "eva run:12 '^x=[0-9]+$' -- echo y=12",
                                "fede run:12 x -- sh -c 'echo x; exit 3'",
                                "gema - - tcp-echo -- sh -c 'exit 3'"),
                        "--time",
                        "20");
        List<String> table = grade.out();
        String all = String.join("\n", table);
        assertEquals(1, grade.exit(), all);
        assertTrue(table.get(1).endsWith("run: no end after 20 s"), all);
        assertTrue(table.get(2).contains("run: No such file or directory"), all);
        assertTrue(table.get(3).contains("run: more than 4 MiB of output"), all);
        assertTrue(table.get(4).matches("dora +- +3/3 +3/3"), all);
        assertTrue(table.get(5).contains("expected a line with ^x=[0-9]+$, got y=12"), all);
        assertTrue(table.get(6).contains("run: exit status 3"), all);
        assertTrue(table.get(7).matches("gema +0/3 +- +0/3 +tcp-echo: .*"), all);
        String child = Files.readString(pid).strip();
        assertFalse(Files.exists(Path.of("/proc", child)), "the student's child is still there");
    }

    @Test
    void captureCountsThePacketsThatMeetAFilter() throws Exception {
        Files.write(folder.resolve("echo.pcap"), twoDatagrams());
        Files.writeString(folder.resolve("none.pcap"), "this is no capture");
        Run grade =
                grade(
                        List.of(
                                "ana capture:5 echo.pcap 2 udp port 3500",
                                "beto capture:5 echo.pcap 1-3 'udp[4:2] = 8 or tcp'",
                                "caro capture:5 echo.pcap 3+ udp",
                                "dora capture:5 none.pcap 0",
                                "eva capture:5 absent.pcap 0",
                                "fede capture:5 echo.pcap 0 nonsense"));
        List<String> table = grade.out();
        String all = String.join("\n", table);
        assertEquals(1, grade.exit(), all);
        assertTrue(table.get(1).matches("ana +3/3 +3/3"), all);
        assertTrue(table.get(2).matches("beto +3/3 +3/3"), all);
        assertTrue(table.get(3).contains("expected 3+ packets of udp, got 2 in echo.pcap"), all);
        assertTrue(table.get(6).contains("syntax error at >>nonsense<<"), all);
        for (int i = 4; i < 7; i++) assertTrue(table.get(i).matches(".* 0/3 +capture: .*"), all);
    }

    /** A pcap file of raw IPv4: two empty datagrams to port 3500. */
    private static byte[] twoDatagrams() {
        ByteBuffer file = ByteBuffer.allocate(24 + 2 * (16 + 28)).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0);
        file.putInt(65535).putInt(101);
        for (int i = 0; i < 2; i++) {
            file.putInt(1000 + i).putInt(0).putInt(28).putInt(28).order(ByteOrder.BIG_ENDIAN);
            file.putInt(0x4500001c).putInt(0).putInt(0x40110000);
            file.putInt(0x7f000001).putInt(0x7f000001);
            file.putShort((short) 42472).putShort((short) 3500).putInt(0x00080000);
            file.order(ByteOrder.LITTLE_ENDIAN);
        }
        return file.array();
    }

    @Test
    void namesAreTextsOnly() throws Exception {
        Run grade =
                grade(
                        List.of(
                                "../../etc/passwd run:12 x -- echo x",
                                "\"=cmd|'/C calc'!A1\" run:12 x -- echo y",
                                "'a\u001b[2Jb\u202ec <&>\"' run:12 x -- echo x",
                                "-rf run:12 x -- echo x"));
        String all = String.join("\n", grade.out());
        assertEquals(5, grade.out().size(), all);
        assertFalse(all.contains("\u001b") || all.contains("\u202e"), all);
        assertTrue(written("results.csv").get(2).startsWith("'=cmd|'/C calc'!A1,"), all);
        assertEquals(4, suites());
        try (Stream<Path> files = Files.list(folder.resolve("grades"))) {
            assertTrue(files.allMatch(f -> f.getFileName().toString().matches("[A-Za-z0-9_.-]+")));
        }
        assertTrue(Files.exists(folder.resolve("grades/001-______etc_passwd-run.log")));
    }

    @Test
    void aSpreadsheetThatDividesCellsBySemicolonsSeesNoFormula() throws Exception {
        grade(List.of("ana run:12 x -- echo 'y;=cmd|1; -2'")).exit();
        assertTrue(written("results.csv").get(1).endsWith(";'=cmd|1; '-2\""));
    }

    @Test
    void whatLiesUnderTheNameOfAReportIsNotTaken() throws Exception {
        Path grades = Files.createDirectories(folder.resolve("grades"));
        Path mine = Files.writeString(folder.resolve("mine"), "mine");
        Files.createSymbolicLink(grades.resolve("001-ana-tcp-echo.json"), mine);
        Files.writeString(
                grades.resolve("001-ana-tcp-echo.xml"),
                "<testsuite><testcase name='T1 of an earlier run'/></testsuite>");
        // an option that check does not have: no report
        grade(List.of("ana 127.0.0.1 3500 tcp-echo --nonsense")).exit();
        assertEquals("mine", Files.readString(mine));
        assertFalse(Files.readString(grades.resolve("junit.xml")).contains("earlier"));
        assertEquals(1, suites());
    }

    @Test
    void whatIsWrongInAListIsToldByItsLine() throws Exception {
        for (String line :
                List.of(
                        "ana",
                        "ana 127.0.0.1 3500 web-server",
                        "ana -x 3500 tcp-echo",
                        "ana 127.0.0.1 3500 tcp-echo:13",
                        "ana 127.0.0.1 3500 tcp-echo --",
                        "ana capture:5 echo.pcap two",
                        "ana run:12 '(' -- echo",
                        "O'Brien 127.0.0.1 3500 tcp-echo")) {
            Run grade = grade(List.of("", "# comment", line));
            assertEquals(2, grade.exit(), line);
            assertEquals(2, grade.err().size(), grade.err().toString());
            String list = folder.resolve("list").toString();
            assertTrue(grade.err().get(0).startsWith("grade: " + list + ":3: "), "" + grade.err());
            assertEquals("Try 'grade --help'", grade.err().get(1));
        }
        assertEquals(2, Run.of("python3", script()).exit());
        assertEquals(1, Run.of("python3", script(), "/nobody/has/this").exit());
        assertEquals(0, Run.of("python3", script(), "--help").exit());
    }

    @Test
    void ctrlCEndsWhatRunsAndTellsWhatWasGraded() throws Exception {
        Run grade =
                grade(
                        List.of(
                                "ana run:12 x -- echo x",
                                "beto run:12 x -- sleep 3600",
                                "caro run:12 x -- echo x"),
                        "-j",
                        "1");
        grade.awaitErr("1/3 ana run: good");
        grade.terminate();
        assertEquals(1, grade.exit());
        String all = String.join("\n", grade.out());
        assertTrue(grade.out().get(2).contains("run: interrupted"), all);
        assertTrue(grade.out().get(3).contains("run: interrupted"), all);
        assertTrue(written("results.csv").get(1).startsWith("ana,3,"), all);
    }
}
