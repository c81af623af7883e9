package sockets.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import sockets.common.Run;
import sockets.common.Tools;

/** Grades classes: servers right and wrong, absent, hanging, and names that attack. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class GradeIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir private Path folder;

    private static String tcp(String mode) {
        return Hands.in("tcp-echo", "tcp_servers", mode);
    }

    private static String udp(String mode) {
        return Hands.in("udp-echo", "udp_servers", mode);
    }

    private Run.Done grade(List<String> lines, String... options) throws IOException {
        return Run.inside(words(lines, options).toArray(String[]::new));
    }

    private List<String> words(List<String> lines, String... options) throws IOException {
        Path list = folder.resolve("list");
        Files.write(list, lines);
        List<String> words = new ArrayList<>(List.of(list.toString()));
        words.addAll(List.of("-o", folder.resolve("grades").toString()));
        words.addAll(List.of("--dist", ROOT.resolve("dist").toString()));
        // their servers are files of this repository, and not below the list's folder
        words.add("--no-isolation");
        words.addAll(Arrays.asList(options));
        return words;
    }

    private List<String> written(String name) throws IOException {
        return Files.readAllLines(folder.resolve("grades").resolve(name));
    }

    @Test
    void aClassGetsPointsByStep() throws Exception {
        Tools.need("python3");
        Path profile = ROOT.resolve("chat/profiles/rooms.properties");
        Files.copy(profile, folder.resolve("rooms.properties"));
        Socket absent = bound();
        Run.Done grade =
                grade(
                        List.of(
                                "# the class",
                                "'Ana Pérez <ana@example.edu>' - - tcp-echo -- " + tcp("threads"),
                                "beto - - udp-echo -- " + udp("truncate-1024"),
                                "caro - - udp-echo --prefix OK... -- " + udp("prefix"),
                                "dora - - chat --profile rooms.properties -- "
                                        + Hands.in("chat", "variant_servers", "rooms-silent"),
                                "ana2 127.0.0.1 " + absent.getLocalPort() + " tcp-echo:6"),
                        "-j",
                        "2");
        List<String> table = grade.out();
        String all = String.join("\n", table) + "\n" + String.join("\n", grade.err());
        assertEquals(1, grade.exit(), all);
        assertEquals(
                "student step 4 step 5 step 6 step 7 step 8 step 9 step 10 step 11 step 12 total"
                        + " failed",
                table.get(0).replaceAll(" +", " "),
                all);
        assertEquals(
                "Ana Pérez - - - 3/6 - - - - - 3/39 not handed in: 4-6, 8-12, 7 (capture S*)",
                table.get(1).replaceAll(" +", " "),
                all);
        assertTrue(table.get(2).matches("beto +3\\.6/4 +(- +){8}3\\.6/39 +udp-echo: U5;.*"), all);
        assertTrue(table.get(3).matches("caro +4/4 +(- +){8}4/39 +not handed in: 5-12"), all);
        assertTrue(table.get(4).matches("dora +(- +){6}9/10 +- +- +9/39 +chat: H15;.*"), all);
        String refused = "ana2 +- +- +0/5 .* 0/39 +tcp-echo: connect .*: Connection refused;.*";
        assertTrue(table.get(5).matches(refused), all);
        // what failed while others ran had a second chance alone; who is absent had not
        assertTrue(grade.err().contains("again beto udp-echo: U5"), all);
        assertTrue(grade.err().contains("again dora chat: H15"), all);
        assertEquals(8, grade.err().size(), all);
        List<String> results = written("results.csv");
        assertEquals(
                "student,id,step 4,step 5,step 6,step 7,step 8,step 9,step 10,step 11,step 12,"
                        + "total,of,not handed in,failed",
                results.get(0));
        assertEquals(
                "Ana Pérez,ana@example.edu,0,0,0,3,0,0,0,0,0,3,39,\"4-6, 8-12, 7 (capture S*)\",",
                results.get(1));
        long probes =
                written("probes.csv").stream().filter(l -> l.startsWith("dora,,5,chat,H")).count();
        assertEquals(15, probes);
        assertEquals(5, suites().getLength());
        List<String> lost = written("lost.csv");
        assertTrue(
                lost.stream().anyMatch(l -> l.matches("beto,,4,U5,echoes datagrams.*,0.4,,.*")),
                lost::toString);
        List<String> text = written("dora.txt");
        assertTrue(text.contains("total: 9 of 39") && text.contains("step 10: 9 of 10"), "" + text);
        assertTrue(text.contains("step 10, 1 points: H15 who is not in a room cannot speak in it"));
        absent.close();
    }

    /** Bound, but not listening: its port refuses, and nobody else can take it. */
    private static Socket bound() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress("127.0.0.1", 0));
        return socket;
    }

    /** As GitLab and Jenkins do: one result for each class and name. */
    @Test
    void aCiKeepsEveryResultApart() throws Exception {
        Tools.need("python3");
        String plain = " - - udp-echo -- " + udp("plain");
        grade(List.of("'Ana P.'" + plain, "'Ana P.'" + plain, "beto" + plain), "-j", "3");
        Set<String> shown = new HashSet<>();
        NodeList suites = suites();
        int results = 0;
        for (int i = 0; i < suites.getLength(); i++) {
            Element suite = (Element) suites.item(i);
            assertTrue(suite.hasAttribute("time"));
            NodeList cases = suite.getElementsByTagName("testcase");
            assertEquals(String.valueOf(cases.getLength()), suite.getAttribute("tests"));
            for (int j = 0; j < cases.getLength(); j++, results++) {
                Element one = (Element) cases.item(j);
                shown.add(one.getAttribute("classname") + " " + one.getAttribute("name"));
                String student = suite.getAttribute("name").replace(" udp-echo", "");
                assertTrue(one.getAttribute("classname").startsWith(student + "."));
                assertTrue(Double.parseDouble(one.getAttribute("time")) >= 0);
            }
        }
        assertEquals(27, results);
        assertEquals(27, shown.size(), shown::toString);
    }

    /** What the weights once passed over. */
    @Test
    void aDeathByAnEmptyDatagramAndAFeignedLineCostPoints() throws Exception {
        Tools.need("python3");
        Run.Done grade =
                grade(
                        List.of(
                                "ana - - udp-echo -- " + udp("exits-on-empty"),
                                "beto - - chat -- "
                                        + Hands.in("chat", "chat_servers", "passes-cr")));
        String all = String.join("\n", grade.out());
        assertTrue(grade.out().get(1).matches("ana +3\\.6/4 .* udp-echo: U4;.*"), all);
        assertTrue(grade.out().get(2).matches("beto .* 9\\.67/10 .* chat: H9;.*"), all);
        List<String> lost = written("lost.csv");
        String nine = "beto,,10,H9,a text cannot feign another line,0\\.3333,,.*";
        assertTrue(lost.stream().anyMatch(line -> line.matches(nine)), lost::toString);
    }

    private NodeList suites() throws Exception {
        Path junit = folder.resolve("grades/junit.xml");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(junit.toFile())
                .getElementsByTagName("testsuite");
    }

    @Test
    void whoHangsIsEndedWithAllThatItHasStarted() throws Exception {
        Path pid = folder.resolve("pid");
        String stubborn = "\"trap '' TERM; sleep 3600 & echo \\$! > '" + pid + "'; wait; wait\"";
        Run.Done grade = grade(List.of("ana run:12 x -- sh -c " + stubborn), "--time", "5");
        assertEquals(1, grade.exit());
        assertTrue(grade.out().get(1).contains("run: no end after 15 s;"), grade.out()::toString);
        String child = Files.readString(pid).strip();
        assertTrue(isGone(child), "the student's child is still there");
    }

    /** Ended, though init may not have looked after it yet. */
    private static boolean isGone(String pid) throws IOException {
        try {
            return Files.readString(Path.of("/proc", pid, "stat")).contains(") Z");
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    @Test
    void whoIsAbsentOrFailsStopsNobody() throws Exception {
        Run.Done grade =
                grade(
                        List.of(
                                "ana run:12 x -- sh -c 'exec sleep 3600 & echo x'",
                                "beto run:12 x -- /nobody/has/this",
                                "caro run:12 x -- yes",
                                "dora run:12 '^x=[0-9]+$' -- echo x=12",
                                "eva run:12 '^x=[0-9]+$' -- echo y=12",
                                "fede run:12 x -- sh -c 'echo x; exit 3'",
                                "gema - - tcp-echo -- sh -c 'exit 3'"));
        List<String> table = grade.out();
        String all = String.join("\n", table);
        assertEquals(1, grade.exit(), all);
        assertTrue(table.get(1).matches("ana +(- +){8}3/3 +3/39 .*"), all);
        List<String> text = written("ana.txt");
        assertTrue(
                text.stream().anyMatch(l -> l.matches(" +left sleep .* running: ended")),
                "" + text);
        assertTrue(table.get(2).contains("run: No such file or directory"), all);
        assertTrue(table.get(3).contains("run: more than 4 MiB of output"), all);
        assertTrue(table.get(4).matches("dora +(- +){8}3/3 +3/39 .*"), all);
        assertTrue(table.get(5).contains("expected a line with ^x=[0-9]+$, got y=12"), all);
        assertTrue(table.get(6).contains("run: exit status 3"), all);
        assertTrue(
                table.get(7).matches("gema +(- +){3}0/6 +(- +){5}0/39 +tcp-echo: start .*"), all);
    }

    @Test
    void whoHandedInNothingHasARowAndAPage() throws Exception {
        Path pages = folder.resolve("pages");
        Run.Done grade =
                grade(
                        List.of("'Juan O\"Neil <j@x.org>' nothing", "dora run:12 '^1' -- echo 12"),
                        "--html",
                        pages.toString());
        assertEquals(0, grade.exit(), grade.err()::toString);
        assertTrue(grade.err().contains("1/2 Juan O\"Neil nothing: counts 0"), "" + grade.err());
        assertEquals(
                "\"Juan O\"\"Neil\",j@x.org,0,0,0,0,0,0,0,0,0,0,39,4-12,",
                written("results.csv").get(1));
        assertTrue(written("Juan_O_Neil.txt").contains("total: 0 of 39"));
        assertTrue(Files.readString(pages.resolve("001-Juan-O-Neil.html")).contains("0/39"));
    }

    @Test
    void captureCountsThePacketsThatMeetAFilter() throws Exception {
        Files.write(folder.resolve("echo.pcap"), twoDatagrams());
        Files.writeString(folder.resolve("none.pcap"), "this is no capture");
        Run.Done grade =
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
        assertTrue(table.get(1).matches("ana +- +3/3 +(- +){7}3/39 .*"), all);
        assertTrue(table.get(2).matches("beto +- +3/3 +(- +){7}3/39 .*"), all);
        assertTrue(table.get(3).contains("expected 3+ packets of udp, got 2 in echo.pcap"), all);
        assertTrue(table.get(6).contains("syntax error at >>nonsense<<"), all);
        assertTrue(table.get(4).matches(".* 0/3 .* 0/39 +capture: .*"), all);
        // what the list may be to blame for costs nobody anything
        for (int i = 5; i < 7; i++)
            assertTrue(table.get(i).matches(".* 0/0 .* 0/36 +capture: .*"), all);
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

    /** It may lead out of a student's archive to any file of the teacher's. */
    @Test
    void aCaptureBehindALinkIsNotRead() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "TEACHERS ONLY");
        Files.createDirectories(folder.resolve("ana"));
        Files.createSymbolicLink(folder.resolve("ana/x.pcap"), secret);
        List<String> lines = List.of("ana sniffer:5 ana/x.pcap", "ana capture:5 ana/x.pcap 1+");
        for (String list : List.of("/list", "/./list", "/ana/../list")) {
            List<String> words = words(lines);
            words.set(0, folder + list);
            Run.Done grade = Run.inside(words.toArray(String[]::new));
            String row = grade.out().get(1);
            assertTrue(row.contains("a symbolic link, which is not followed"), list + grade);
        }
        try (var files = Files.walk(folder.resolve("grades"))) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                assertFalse(Files.readString(file).contains("TEACHERS ONLY"), file::toString);
        }
    }

    /** A filter that is none is the teacher's, and costs nobody points. */
    @Test
    void aFilterThatIsNoneIsNotJudged() throws Exception {
        Files.write(folder.resolve("echo.pcap"), twoDatagrams());
        Run.Done grade = grade(List.of("ana capture:5 echo.pcap 1+ 'tcp[13) & 2'"));
        assertEquals(1, grade.exit());
        assertTrue(written("results.csv").get(1).contains(",36,"), "" + written("results.csv"));
        assertEquals(2, grade(List.of("ana capture:5 echo.pcap 9-2 udp")).exit());
    }

    /** Alone, with more time, it may do: also where nothing else ran beside it. */
    @Test
    void whatTakesTooLongIsGivenMoreTimeWhateverRunsBeside() throws Exception {
        for (String jobs : List.of("1", "2")) {
            Path once = folder.resolve("once" + jobs);
            String command =
                    "test -e " + once + " && echo 12 || { touch " + once + "; sleep 300; }";
            Run.Done grade =
                    grade(
                            List.of("ana run:12 '^12$' -- sh -c '" + command + "'"),
                            "--time",
                            "5",
                            "-j",
                            jobs);
            assertEquals(0, grade.exit(), "" + grade);
        }
    }

    @Test
    void whatWasLostIsWhatIsMissing() throws Exception {
        Files.writeString(folder.resolve("none.pcap"), "none");
        grade(List.of("ana sniffer:7 none.pcap", "ana run:12 x -- echo y"));
        double lost = 0;
        for (String row : written("lost.csv").subList(1, written("lost.csv").size()))
            lost +=
                    Double.parseDouble(
                            row.replaceAll(
                                    "^[^,]*,[^,]*,[^,]*,[^,]*,(\"[^\"]*\"|[^,]*),([^,]*),.*",
                                    "$2"));
        assertEquals(39, lost, 0.005);
    }

    @Test
    void namesAreTextsOnly() throws Exception {
        Run.Done grade =
                grade(
                        List.of(
                                "../../etc/passwd run:12 x -- echo x",
                                "\"=cmd|'/C calc'!A1\" run:12 x -- echo y",
                                "'a\u001b[2Jb\u202ec <&>\"' run:12 x -- echo x",
                                "-rf run:12 x -- echo x"));
        String all = String.join("\n", grade.out());
        assertEquals(5, grade.out().size(), all);
        assertFalse(all.contains("\u001b") || all.contains("\u202e"), all);
        assertTrue(written("results.csv").get(2).startsWith("'=cmd|'/C calc'!A1,,"), all);
        assertEquals(4, suites().getLength());
        try (Stream<Path> files = Files.list(folder.resolve("grades"))) {
            assertTrue(files.allMatch(f -> f.getFileName().toString().matches("[A-Za-z0-9_.-]+")));
        }
        assertTrue(Files.exists(folder.resolve("grades/001-______etc_passwd-run.log")));
    }

    @Test
    void aSpreadsheetThatDividesCellsBySemicolonsSeesNoFormula() throws Exception {
        grade(List.of("ana run:12 x -- echo 'y;=cmd|1; -2'"));
        assertTrue(written("results.csv").get(1).endsWith(";'=cmd|1; '-2\""));
        grade(
                List.of("'=ana' run:12 x -- echo 'y;=cmd|1; -2'", "beto run:12 x -- echo x"),
                "--csv",
                ";");
        List<String> rows = written("results.csv");
        assertTrue(rows.get(0).startsWith("\ufeffstudent;id;step 4;"), rows.get(0));
        assertTrue(rows.get(1).startsWith("'=ana;;0;0;"), rows.get(1));
        assertTrue(rows.get(1).endsWith(";'=cmd|1; '-2\""), rows.get(1));
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
        grade(List.of("ana 127.0.0.1 3500 tcp-echo --nonsense"));
        assertEquals("mine", Files.readString(mine));
        assertFalse(Files.readString(grades.resolve("junit.xml")).contains("earlier"));
        assertEquals(1, suites().getLength());
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
                        "ana nothing at all",
                        "ana run:12 '(' -- echo",
                        "ana run:12 x -- echo \0",
                        "O'Brien 127.0.0.1 3500 tcp-echo")) {
            Run.Done grade = grade(List.of("", "# comment", line));
            assertEquals(2, grade.exit(), line);
            assertEquals(2, grade.err().size(), grade.err().toString());
            String list = folder.resolve("list").toString();
            assertTrue(grade.err().get(0).startsWith("grade: " + list + ":3: "), "" + grade.err());
            assertEquals("Try 'grade --help'", grade.err().get(1));
        }
        assertEquals(2, Run.inside().exit());
        assertEquals(0, Run.inside("--help").exit());
    }

    /** Neither the time nor the memory of the teacher is a hand-in's to spend. */
    @Test
    void whatKeepsAPatternBusyIsGivenUp() throws Exception {
        Tools.need("python3");
        String deep = "python3 -c 'print(\"ab\" * 5000)'";
        Run.Done grade = grade(List.of("ana run:12 '^(a|b)*$' -- " + deep));
        assertTrue(
                grade.out().get(1).contains("run: no end of looking for ^(a|b)*$"),
                grade.out()::toString);
    }

    @Test
    void aFolderUnderTheNameOfAReportIsPutAside() throws Exception {
        Files.createDirectories(folder.resolve("grades/results.csv/mine"));
        grade(
                List.of(
                        "ana run:12 x -- sh -c 'rm -rf grades/001*; mkdir -p grades/lost.csv/x; echo x'"));
        assertTrue(written("results.csv").get(1).startsWith("ana,,"));
        assertTrue(written("lost.csv").get(1).startsWith("ana,,"));
    }

    @Test
    void whatIsNoListIsSaidToBeNone() throws Exception {
        Run.Done absent = Run.inside("/nobody/has/this");
        assertEquals(1, absent.exit());
        assertTrue(
                absent.err().get(0).startsWith("grade: open /nobody/has/this: No such file"),
                absent.err()::toString);
        Run.Done place = Run.inside(folder.toString());
        assertEquals(2, place.exit());
        assertEquals(
                "grade: " + folder + ": a folder, no list (grade --list FOLDER writes one of it)",
                place.err().get(0));
        Run.Done empty = grade(List.of("# nobody"));
        assertEquals(2, empty.exit());
        assertTrue(empty.err().get(0).endsWith("list: no students"), empty.err()::toString);
    }

    @Test
    void ctrlCEndsWhatRunsAndTellsWhatWasGraded() throws Exception {
        List<String> words =
                words(
                        List.of(
                                "ana run:12 x -- echo x",
                                "beto run:12 x -- sleep 3600",
                                "caro run:12 x -- echo x"),
                        "-j",
                        "1");
        Run grade = Run.of(Run.jar(words.toArray(String[]::new)), Map.of());
        grade.awaitErr("1/3 ana run: good");
        grade.terminate();
        assertEquals(1, grade.exit());
        String all = String.join("\n", grade.out());
        assertTrue(grade.out().get(2).contains("run: interrupted"), all);
        assertTrue(grade.out().get(3).contains("run: interrupted"), all);
        assertTrue(written("results.csv").get(1).startsWith("ana,,0,0,0,0,0,0,0,0,3,3,39,"), all);
    }
}
