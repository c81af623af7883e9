package sockets.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sockets.common.Run;
import sockets.common.Tools;

/** The archive of classes that the launcher has made: used once it is there, and never noticed. */
@Timeout(600)
class LauncherIT {
    private static final Path DIST = Path.of(Run.path()).getParent();
    private static final String VERSION = System.getProperty("project.version");
    private static final String JAVA = System.getProperty("java.home");

    @TempDir private static Path folder;
    private static Path home;
    private Path cache = folder.resolve("cache");

    @BeforeAll
    static void unpack() throws Exception {
        Tools.need("unzip");
        // others than the one who runs the tests may go through
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        String name = "sockets-" + VERSION;
        List<String> unzip =
                List.of("unzip", "-q", DIST.resolve(name + ".zip").toString(), name + "/bin/*");
        List<String> words = new ArrayList<>(unzip);
        words.addAll(List.of(name + "/dist/udp-echo.jar", "-d", folder.toString()));
        Run run = Run.of(words, Map.of());
        assertEquals(0, run.exit(), run.err()::toString);
        home = folder.resolve(name);
    }

    private Path jar() {
        return home.resolve("dist/udp-echo.jar");
    }

    private Path archive() {
        return archive(JAVA);
    }

    private Path archive(String javaHome) {
        return Path.of(cache + "/sockets" + javaHome + "/bin/java" + home + "/udp-echo.jsa");
    }

    private Run start(Map<String, String> more, String... arguments) {
        Map<String, String> environment = new HashMap<>();
        environment.put("XDG_CACHE_HOME", cache.toString());
        environment.put("JAVA_HOME", JAVA);
        environment.putAll(more);
        List<String> words = new ArrayList<>(List.of(home.resolve("bin/udp-echo").toString()));
        words.addAll(List.of(arguments));
        return Run.of(words, environment);
    }

    private void startsSilently() throws Exception {
        try (Run run = start(Map.of(), "--version")) {
            assertEquals(0, run.exit());
            assertEquals(1, run.out().size(), run.out()::toString);
            assertTrue(run.out().get(0).startsWith("udp-echo " + VERSION), run.out()::toString);
            assertEquals(List.of(), run.err());
        }
    }

    /** True if a start takes its first class from an archive, as the JVM itself tells. */
    private boolean isArchived(Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("JAVA_TOOL_OPTIONS", "-Xlog:class+load");
        try (Run run = start(environment, "--version")) {
            assertEquals(0, run.exit(), run.err()::toString);
            return run.out().stream()
                    .anyMatch(line -> line.contains("UdpEcho source: shared objects file"));
        }
    }

    /** What works in the background has this folder in its command line. */
    @AfterEach
    void awaitTheBackground() throws Exception {
        await(
                () ->
                        ProcessHandle.allProcesses()
                                .map(process -> process.info().commandLine().orElse(""))
                                .noneMatch(line -> line.contains(folder.toString())));
    }

    /** Until it is so; the bound is that of the test. */
    private static void await(Callable<Boolean> done) throws Exception {
        while (!done.call()) Thread.sleep(50);
    }

    /** The archive is there, of the jar as it is, and nothing is under way. */
    private boolean isMade() throws IOException {
        Path of = Path.of(archive() + ".of");
        return Files.exists(of)
                && Files.getLastModifiedTime(of).equals(Files.getLastModifiedTime(jar()))
                && !Files.exists(Path.of(archive() + ".making"));
    }

    /** From here on nothing has been made yet; otherwise the tests share what there is. */
    private void startAnew() throws IOException {
        cache = Files.createTempDirectory(folder, "cache");
    }

    private void make() throws Exception {
        startsSilently();
        await(this::isMade);
    }

    @Test
    void theSecondStartTakesTheClassesFromTheArchive() throws Exception {
        startAnew();
        List<Path> before = files();
        assertFalse(isArchived(Map.of()), "the first one makes it");
        await(this::isMade);
        assertTrue(isArchived(Map.of()));
        startsSilently();
        assertFalse(isArchived(Map.of("SOCKETS_ARCHIVE", "no")));
        assertEquals(before, files(), "nothing comes beside the jars");
        assertEquals("rw-------", mode(Path.of(archive() + ".of")), "it is nobody else's");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.sorted().toList();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void printsWhatItPrintsWithoutAnArchive() throws Exception {
        startAnew();
        for (String[] words : new String[][] {{"client", "--help"}, {"client", "--nonsense"}, {}}) {
            Run without = start(Map.of("SOCKETS_ARCHIVE", "no"), words);
            for (int i = 0; i < 2; i++) {
                Run with = start(Map.of(), words);
                assertEquals(without.exit(), with.exit());
                assertEquals(without.out(), with.out());
                assertEquals(without.err(), with.err());
                await(this::isMade);
            }
        }
    }

    @Test
    void makesItAnewForAnotherJar() throws Exception {
        make();
        FileTime first = Files.getLastModifiedTime(archive());
        Files.setLastModifiedTime(jar(), FileTime.fromMillis(1_800_000_000_000L));
        assertFalse(isArchived(Map.of()));
        await(this::isMade);
        assertTrue(Files.getLastModifiedTime(archive()).compareTo(first) > 0);
        assertTrue(isArchived(Map.of()));
        try (Stream<Path> all = Files.list(archive().getParent())) {
            assertEquals(3, all.count(), "the old one is gone");
        }
    }

    @Test
    void makesItAnewForAnotherJava() throws Exception {
        make();
        Path of = Path.of(archive() + ".java");
        Files.setLastModifiedTime(of, FileTime.fromMillis(0));
        assertFalse(isArchived(Map.of()), "as if Java had been renewed at its place");
        await(() -> isMade() && Files.getLastModifiedTime(of).toMillis() > 0);
        assertTrue(isArchived(Map.of()));
    }

    @Test
    void anArchiveThatIsBrokenIsNoError() throws Exception {
        make();
        byte[] whole = Files.readAllBytes(archive());
        byte[] none = new byte[0];
        byte[] other = "not an archive at all".repeat(1000).getBytes(UTF_8);
        for (byte[] bytes : new byte[][] {none, other, Arrays.copyOf(whole, 100_000)}) {
            Files.delete(archive());
            Files.write(archive(), bytes);
            startsSilently();
        }
        Files.delete(archive());
        startsSilently();
        await(this::isMade);
        assertTrue(isArchived(Map.of()), "one that is missing is made");
    }

    @Test
    void anotherUsersArchiveIsNotUsed() throws Exception {
        Tools.needRoot();
        make();
        Run.of("chown", "65534", archive().toString()).exit();
        assertFalse(isArchived(Map.of()));
        await(this::isMade);
        assertTrue(isArchived(Map.of()), "and replaced by one's own");
    }

    @Test
    void whereNothingMayBeWrittenItStartsAsWell() throws Exception {
        Tools.needRoot();
        List<String> start = List.of(home.resolve("bin/udp-echo").toString(), "--version");
        startAnew();
        for (String place : new String[] {cache.toString(), "/nonexistent", "/proc", "relative"}) {
            Map<String, String> environment =
                    Map.of("XDG_CACHE_HOME", place, "HOME", folder.toString(), "JAVA_HOME", JAVA);
            try (Run run = Run.of(Tools.asNobody(start), environment)) {
                assertEquals(0, run.exit());
                assertEquals(1, run.out().size(), run.out()::toString);
                assertEquals(List.of(), run.err());
            }
        }
    }

    @Test
    void severalFirstStartsAtOnceMakeOne() throws Exception {
        startAnew();
        List<Run> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) starts.add(start(Map.of(), "--version"));
        for (Run run : starts) {
            assertEquals(0, run.exit());
            assertEquals(1, run.out().size(), run.out()::toString);
            assertEquals(List.of(), run.err());
        }
        await(this::isMade);
        assertTrue(isArchived(Map.of()));
    }

    @Test
    void theFirstCommandDoesNotWaitForTheArchive() throws Exception {
        // a Java that makes an archive only when the test says so
        Path jdk = Files.createDirectories(folder.resolve("jdk/bin")).getParent();
        Path gate = jdk.resolve("gate");
        assertEquals(0, Run.of("mkfifo", gate.toString()).exit());
        String script =
                "#!/bin/sh\ncase $* in *-XX:DumpLoadedClassList*) read -r word <%s ;; esac\necho ran\n";
        Files.writeString(jdk.resolve("bin/java"), String.format(script, gate));
        Files.setPosixFilePermissions(
                jdk.resolve("bin/java"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        // all that it printed, to the end of both pipes
        try (Run run = start(Map.of("JAVA_HOME", jdk.toString()), "client")) {
            assertEquals(List.of("ran"), run.out());
            assertEquals(List.of(), run.err());
        }
        // writing waits for the reader: it is there, and goes on
        Files.writeString(gate, "now\n");
        Path making = Path.of(archive(jdk.toString()) + ".making");
        assertTrue(Files.exists(making.resolve("of")));
    }
}
