package sockets.grade.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sockets.common.Run;
import sockets.common.Tools;

/** What hand-ins that do harm come to, with either tool, as root and as an ordinary user. */
@Timeout(600)
class SandboxIT {
    private static final String SECRET = "the teacher's own";

    /** Who grades with what. */
    record Way(String tool, boolean asRoot) {
        @Override
        public String toString() {
            return tool + (asRoot ? " as root" : " as an ordinary user");
        }

        List<String> words(List<String> command) {
            return Tools.isRoot() && !asRoot ? Tools.asNobody(command) : command;
        }
    }

    static List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        for (String tool : new String[] {"bwrap", "unshare"})
            for (boolean asRoot : new boolean[] {true, false}) ways.add(new Way(tool, asRoot));
        return ways;
    }

    static List<Way> bubblewraps() {
        return ways().stream().filter(way -> way.tool().equals("bwrap")).toList();
    }

    @TempDir private Path folder;
    private Path list;
    private Path home;
    private Sandbox sandbox;

    @BeforeEach
    void handIn() throws IOException {
        list = Files.createDirectories(folder.resolve("the class's list"));
        home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(home.resolve("notes"), SECRET);
        Path ana = Files.createDirectory(list.resolve("ana"));
        Path beto = Files.createDirectory(list.resolve("beto"));
        Files.writeString(beto.resolve("server.py"), SECRET);
        try (InputStream in = SandboxIT.class.getResourceAsStream("/hand-ins/hostile.py")) {
            Files.copy(in, ana.resolve("hostile.py"));
        }
        Files.createSymbolicLink(ana.resolve("link"), home.resolve("notes"));
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(path -> !Files.isSymbolicLink(path)).toList())
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
    }

    @AfterEach
    void close() throws IOException {
        if (sandbox != null) sandbox.close();
    }

    /** As it is found, or with what another user would find. */
    private void find(Way way) throws Exception {
        if (way.asRoot()) Tools.needRoot();
        Tools.need("python3", way.tool());
        sandbox =
                Sandbox.of(
                        Trial.path(way.tool()), new User(way.asRoot()), Limits.usual(), List.of());
        Said trouble = Trial.run(way.words(sandbox.grader(handIn("true"))));
        assumeTrue(trouble == null, "needs namespaces, which are not to be had here: " + trouble);
    }

    private List<String> handIn(String... words) throws IOException {
        return sandbox.handIn(List.of(words), list, path -> false, false);
    }

    private Run start(Way way, String... deed) throws IOException {
        List<String> words = new ArrayList<>(List.of("python3", "ana/hostile.py"));
        words.addAll(List.of(deed));
        List<String> all = sandbox.grader(handIn(words.toArray(new String[0])));
        return Run.of(way.words(all), Map.of("TEACHERS_KEY", SECRET));
    }

    /** What it printed, to its end. */
    private String run(Way way, String... deed) throws Exception {
        try (Run run = start(way, deed)) {
            return String.join("\n", run.out()) + String.join("\n", run.err());
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void readsNeitherTheTeachersFilesNorOtherHandIns(Way way) throws Exception {
        find(way);
        // where they are: in words of the command they would be named, and so be there
        String key = System.getProperty("user.home");
        Files.writeString(list.resolve("ana/where"), home + "\n" + list + "\n" + key);
        Files.writeString(
                list.resolve("ana/look.py"),
                "import hostile\n"
                        + "home, list, key = open('ana/where').read().split('\\n')\n"
                        + "hostile.reads(home, home + '/notes', list, list + '/beto', key,"
                        + " '/etc/shadow', '/home', '/root', 'ana/link', 'ana')\n");
        try (Run run =
                Run.of(
                        way.words(sandbox.grader(handIn("python3", "ana/look.py"))),
                        Map.of("TEACHERS_KEY", SECRET))) {
            String out = String.join("\n", run.out());
            assertEquals(0, run.exit(), out + run.err());
            assertFalse(out.contains(SECRET), out);
            for (Path path : List.of(home, list.resolve("beto")))
                assertTrue(out.contains("not found " + path), out);
            assertTrue(out.contains("found " + list + " ['ana']"), out);
            assertTrue(out.contains("not found /etc/shadow"), out);
            assertTrue(out.contains("not found ana/link"), out);
            assertFalse(out.contains("TEACHERS_KEY"), out);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void deletesItsCopyOnly(Way way) throws Exception {
        find(way);
        String out = run(way, "deletes");
        assertEquals("left [] True", out);
        assertTrue(Files.exists(list.resolve("ana/hostile.py")));
        assertEquals(SECRET, Files.readString(home.resolve("notes")));
        assertEquals(SECRET, Files.readString(list.resolve("beto/server.py")));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void writesNowhereElse(Way way) throws Exception {
        find(way);
        String mark = "sandbox-" + UUID.randomUUID();
        String out =
                run(way, "writes", "/" + mark, "/usr/" + mark, "/etc/passwd", "/dev/" + mark)
                        + run(way, "writes", "/tmp/" + mark, "ana/" + mark, mark);
        for (String path : List.of("/" + mark, "/usr/" + mark, "/etc/passwd", "/dev/" + mark))
            assertTrue(out.contains("not written " + path), out);
        // its own folders, which have ended with it
        for (String path : List.of("/tmp/" + mark, "ana/" + mark, mark)) {
            assertTrue(out.contains("\nwritten " + path) || out.contains("written " + path), out);
            assertFalse(Files.exists(list.resolve(path)), path);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void isBoundedInProcessesMemoryAndFiles(Way way) throws Exception {
        find(way);
        String forks = run(way, "forks");
        assertTrue(forks.matches("processes [3-5][0-9]{2} Resource temporarily.*"), forks);
        String memory = run(way, "eats");
        assertTrue(memory.matches("memory [0-9] GiB"), memory);
        String files = run(way, "fills");
        for (String place : List.of(". 19[0-3]", "/tmp [0-9]{1,3}", "/dev/shm 1[67]"))
            assertTrue(files.matches("(?s).*filled " + place + " MiB: .*"), files);
        assertFalse(files.contains("no limit"), files);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void getsNoFurtherRights(Way way) throws Exception {
        find(way);
        String out = run(way, "escapes");
        assertFalse(out.contains("raised RLIMIT") && !out.contains("not raised"), out);
        assertFalse(out.contains("done"), out);
        assertEquals(2, out.split("not raised", -1).length - 1, out);
    }

    /** Namespaces do not keep them apart; bubblewrap has a filter of system calls, unshare none. */
    @ParameterizedTest
    @MethodSource("bubblewraps")
    void hasNoKeysOfTheTeachersSession(Way way) throws Exception {
        find(way);
        Files.writeString(
                list.resolve("ana/keys.py"),
                """
                import ctypes, errno, os, socket
                libc = ctypes.CDLL(None, use_errno=True)
                calls = {"x86_64": (248, 249, 250), "aarch64": (217, 218, 219)}
                for number in calls.get(os.uname().machine, ()):
                    print(libc.syscall(number, 0, 0, 0), errno.errorcode[ctypes.get_errno()])
                try:
                    socket.socket(40, socket.SOCK_STREAM)
                except OSError as e:
                    print(errno.errorcode[e.errno])
                socket.socket(socket.AF_UNIX), socket.socket(socket.AF_INET6)
                print("end")
                """);
        Run keys = Run.of(way.words(sandbox.grader(handIn("python3", "ana/keys.py"))), Map.of());
        List<String> out = keys.out();
        assertEquals("end", out.get(out.size() - 1), out + " " + keys.err());
        assertEquals("EAFNOSUPPORT", out.get(out.size() - 2));
        for (String line : out.subList(0, out.size() - 2)) assertEquals("-1 ENOSYS", line);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void reachesNoServerOfTheTeachers(Way way) throws Exception {
        find(way);
        try (ServerSocket server = new ServerSocket(0)) {
            String out = run(way, "connects", String.valueOf(server.getLocalPort()));
            assertTrue(out.contains("not connected to 127.0.0.1 Connection refused"), out);
            assertFalse(out.contains("\nconnected"), out);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void leavesNoProcessBehind(Way way) throws Exception {
        find(way);
        String mark = UUID.randomUUID().toString();
        try (Run run = start(way, "stays", mark)) {
            assertEquals(0, run.exit(), run.err().toString());
        }
        assertEquals(List.of(), processes(mark));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void endsWithWhoeverStartedItHoweverDeafItIs(Way way) throws Exception {
        find(way);
        String mark = UUID.randomUUID().toString();
        try (Run run = start(way, "deaf", mark)) {
            run.awaitOut("deaf");
            assertFalse(processes(mark).isEmpty());
            run.signal("KILL").exit();
            // the kernel ends the others when it ends the first: soon, but not before
            while (!processes(mark).isEmpty()) Thread.onSpinWait();
        }
    }

    /** Those that have this word in their command line; of an ended one the kernel has none. */
    private static List<String> processes(String mark) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path process : all.filter(p -> p.toString().matches("/proc/[0-9]+")).toList()) {
                try {
                    byte[] words = Files.readAllBytes(process.resolve("cmdline"));
                    String line = new String(words, StandardCharsets.UTF_8);
                    if (line.contains(mark)) found.add(process + " " + line.replace('\0', ' '));
                } catch (IOException e) {
                    // it has just ended
                }
            }
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void rawSocketsAreForALabOnly(Way way) throws Exception {
        find(way);
        Files.writeString(
                list.resolve("ana/raw.py"),
                "import socket\n"
                        + "socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)\n"
                        + "print('raw')\n");
        List<String> words = List.of("python3", "ana/raw.py");
        List<String> lab = sandbox.lab(sandbox.handIn(words, list, path -> false, true));
        Run raw = Run.of(way.words(lab), Map.of());
        assertEquals(List.of("raw"), raw.out(), raw.err().toString());
        Run other =
                Run.of(
                        way.words(
                                sandbox.grader(sandbox.handIn(words, list, path -> false, false))),
                        Map.of());
        assertEquals(1, other.exit());
        assertTrue(other.err().toString().contains("Operation not permitted"), "" + other.err());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void howItEndsAndWhatItPrintsIsSeen(Way way) throws Exception {
        find(way);
        for (String end : List.of("exit 3", "kill -9 $$")) {
            List<String> words = sandbox.grader(handIn("sh", "-c", "echo said; " + end));
            Run run = Run.of(way.words(words), Map.of());
            assertEquals(end.equals("exit 3") ? 3 : 137, run.exit(), run.err().toString());
            assertEquals(List.of("said"), run.out());
        }
        Run none = Run.of(way.words(sandbox.grader(handIn("pyhton3", "ana/x.py"))), Map.of());
        assertEquals(127, none.exit());
        assertEquals(List.of("pyhton3: no such program where it is kept in"), none.err());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void leavesNeitherMountsNorFilesBehind(Way way) throws Exception {
        find(way);
        Path own = sandbox.folder();
        run(way, "writes", "ana/x", "/tmp/x");
        assertFalse(Files.readString(Path.of("/proc/self/mountinfo")).contains(own.toString()));
        sandbox.close();
        assertFalse(Files.exists(own));
    }
}
