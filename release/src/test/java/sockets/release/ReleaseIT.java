package sockets.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sockets.common.Run;
import sockets.common.Tools;

/**
 * The zip as somebody uses it who has nothing else: unpacked in a folder with a space in its name.
 */
@Timeout(600)
class ReleaseIT {
    private static final String VERSION = System.getProperty("project.version");
    private static final Path DIST = Path.of(Run.path()).getParent();
    private static final Path ZIP = DIST.resolve("sockets-" + VERSION + ".zip");
    private static final String NO_JAVA =
            "udp-echo: java: not found (install Java 17 or later, or set JAVA_HOME:"
                    + " https://adoptium.net)";

    @TempDir private static Path folder;
    private static Path home;

    @BeforeAll
    static void unpack() throws Exception {
        Tools.need("unzip");
        // others than the one who runs the tests may go through
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path place = Files.createDirectory(folder.resolve("a place"));
        Run unzip = Run.of("unzip", "-q", ZIP.toString(), "-d", place.toString());
        assertEquals(0, unzip.exit(), unzip.err()::toString);
        home = place.resolve("sockets-" + VERSION);
    }

    static List<String> programs() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(DIST)) {
            for (Path file : files.sorted().toList())
                if (file.toString().endsWith(".jar"))
                    names.add(file.getFileName().toString().replace(".jar", ""));
        }
        assertEquals(9, names.size(), names::toString);
        return names;
    }

    private static String script(String program) {
        return home.resolve("bin/" + program).toString();
    }

    /** A date stands behind it once it is released. */
    @Test
    void theChangelogBeginsWithThisVersionAndTheDocumentsNameIt() throws Exception {
        Path root = DIST.getParent();
        String changes = Files.readString(root.resolve("CHANGELOG.md"));
        String first = changes.lines().filter(line -> line.startsWith("## ")).findFirst().get();
        String date = "( \\(\\d{4}-\\d{2}-\\d{2}\\))?";
        assertTrue(first.matches("## " + Pattern.quote(VERSION) + date), first);
        List<Path> documents = new ArrayList<>();
        try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
        }
        documents.add(root.resolve("README.md"));
        documents.add(root.resolve("LEEME.md"));
        Pattern zip = Pattern.compile("sockets-\\d+\\.\\d+\\.\\d+");
        Set<String> named = new TreeSet<>();
        for (Path document : documents)
            zip.matcher(Files.readString(document)).results().forEach(it -> named.add(it.group()));
        assertEquals(Set.of("sockets-" + VERSION), named);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void startsByItsName(String program) throws Exception {
        Run run = Run.of(script(program), "--version");
        String line = run.out().get(0);
        assertTrue(line.startsWith(program + " " + VERSION + " (Java "), line);
        assertEquals(0, run.exit());
    }

    /**
     * Changed by hand, a program is compiled whole by one line, and runs with its jar behind it.
     */
    @ParameterizedTest
    @MethodSource("programs")
    void isCompiledWholeWithoutMaven(String program, @TempDir Path mine) throws Exception {
        String jar = home.resolve("dist/" + program + ".jar").toString();
        String main;
        try (JarFile archive = new JarFile(jar)) {
            main = archive.getManifest().getMainAttributes().getValue("Specification-Title");
        }
        Path sources = home.resolve(program + "/src/main/java");
        String[] javac = {
            "-encoding",
            "UTF-8",
            "-Xprefer:source",
            "-cp",
            jar,
            "-sourcepath",
            sources.toString(),
            "-d",
            mine.toString(),
            sources.resolve(main.replace('.', '/') + ".java").toString()
        };
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler().run(null, said, said, javac),
                said::toString);
        try (Stream<Path> classes = Files.walk(mine)) {
            assertTrue(classes.anyMatch(file -> file.endsWith(main.replace('.', '/') + ".class")));
        }
        Run run = Run.of(Run.java(), "-cp", mine + ":" + jar, main, "--help");
        assertEquals(0, run.exit(), run.err()::toString);
        assertTrue(run.out().get(0).startsWith("Usage: " + program), run.out()::toString);
    }

    @Test
    void aFolderWithAnAccentIsFoundInAnyLocale() throws Exception {
        String script =
                "place=$1/$(printf 'caf\\303\\251') && cp -r \"$2\" \"$place\""
                        + " && LC_ALL=C exec \"$place/bin/udp-echo\" --version";
        try (Run run = Run.of("sh", "-c", script, "sh", folder.toString(), home.toString())) {
            assertEquals(0, run.exit(), run.err().toString());
            assertTrue(run.out().get(0).startsWith("udp-echo " + VERSION), run.out().toString());
        }
    }

    @Test
    void runsForAnybodyThroughSymbolicLinks() throws Exception {
        Tools.needRoot();
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("one"), Path.of("../a place", bin(home)));
        Files.createSymbolicLink(bin.resolve("two"), Path.of("one"));
        List<String> demo = List.of(bin.resolve("two").toString(), "demo");
        Run run = Run.of(Tools.asNobody(demo), Map.of());
        assertEquals(0, run.exit(), run.err()::toString);
        assertTrue(String.join("\n", run.out()).contains("sendto"), run.out()::toString);
    }

    private static String bin(Path home) {
        return home.getFileName() + "/bin/udp-echo";
    }

    @Test
    void startsFromTheFolderOfTheScripts() throws Exception {
        Run run = Run.of("sh", "-c", "cd '" + home + "/bin' && sh udp-echo --version");
        assertEquals(0, run.exit(), run.err()::toString);
    }

    @Test
    void passesEveryWordOnAsItIs() throws Exception {
        Run run = Run.of(script("udp-echo"), "client", "--source-port", "a  b");
        assertTrue(run.err().get(0).contains("a  b"), run.err()::toString);
        assertEquals(2, run.exit());
    }

    private Run start(String path, String javaHome, String language) {
        Map<String, String> environment =
                Map.of("PATH", path, "JAVA_HOME", javaHome, "LANG", language);
        return Run.of(List.of(script("udp-echo"), "--version"), environment);
    }

    @Test
    void findsJavaInThePathOrByJavaHome() throws Exception {
        String java = System.getProperty("java.home");
        assertEquals(0, start("/nowhere", java, "C").exit());
        assertEquals(0, start(java + "/bin:/usr/bin:/bin", "", "C").exit());
        // a JAVA_HOME that is gone, or too old, does not stop the one in the path
        assertEquals(0, start(java + "/bin:/usr/bin:/bin", "/nowhere", "C").exit());
        String old = java("11.0.2", true);
        assertEquals(0, start(java + "/bin:/usr/bin:/bin", old, "C").exit());
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        Run run = start("/nowhere", "", "C");
        assertEquals(List.of(NO_JAVA), run.err());
        assertEquals(1, run.exit());
        Run spanish = start("/nowhere", "", "es_AR.UTF-8");
        assertTrue(spanish.err().get(0).contains("instale Java 17"), spanish.err()::toString);
    }

    @Test
    void saysThatJavaIsTooOld() throws Exception {
        for (boolean file : new boolean[] {true, false}) {
            Run eleven = start("/nowhere", java("11.0.2", file), "C");
            String line = eleven.err().get(0);
            assertTrue(line.startsWith("udp-echo: java: version 11 is too old ("), line);
            assertEquals(1, eleven.exit());
            Run eight = start("/nowhere", java("1.8.0_402", file), "C");
            assertTrue(eight.err().get(0).contains("version 8 is too old"), eight.err()::toString);
        }
    }

    /** A folder that passes for a JDK, with the file that tells its version or without. */
    private static String java(String version, boolean file) throws IOException {
        Path jdk = Files.createTempDirectory(folder, "jdk");
        Path java = Files.createDirectory(jdk.resolve("bin")).resolve("java");
        String says = "#!/bin/sh\necho 'openjdk version \"" + version + "\" 2020-01-01' >&2\n";
        Files.writeString(java, says);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        if (file)
            Files.writeString(
                    jdk.resolve("release"),
                    "IMPLEMENTOR=\"N/A\"\nJAVA_VERSION=\"" + version + "\"\n");
        return jdk.toString();
    }

    @Test
    void bashCompletesSubcommandsAndOptions() throws Exception {
        assertEquals("client", completed("udp-echo", "cl"));
        assertEquals("--retries", completed("udp-echo", "client", "--ret"));
        assertEquals("check client", completed("chat", "c"));
        assertEquals("--mtu", completed("traceroute", "--mt"));
        for (String program : programs()) {
            assertEquals("--version", completed(program, "--vers"), program);
            String script = Files.readString(home.resolve("completions/" + program));
            assertFalse(script.contains("compopt +o default"), "names of files are left out");
        }
    }

    /** What the Tab key offers behind these words. */
    private static String completed(String... words) throws Exception {
        String typed = String.join(" ", words);
        String press =
                """
                set -eu
                . "$1/completions/all.sh"
                read -ra COMP_WORDS <<<"$2"
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                COMP_LINE=$2 COMP_POINT=${#2} COMP_TYPE=9 COMP_KEY=9
                registered=$(complete -p "${COMP_WORDS[0]}")
                function=${registered##*-F }
                set +eu
                ${function%% *} "${COMP_WORDS[0]}" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
                printf '%s\\n' "${COMPREPLY[@]}" | sort
                """;
        Run bash = Run.of("bash", "--norc", "-c", press, "bash", home.toString(), typed);
        assertEquals(0, bash.exit(), bash.err()::toString);
        return String.join(" ", bash.out()).strip();
    }

    @Test
    void windowsScriptsHaveItsLineEnds() throws IOException {
        for (String program : programs()) {
            String text = Files.readString(home.resolve("bin/" + program + ".cmd"));
            assertFalse(text.replace("\r\n", "").contains("\n"), program);
        }
    }

    @Test
    void notesTheLicenceOfWhatTheJarsBundle() throws Exception {
        Map<String, Set<String>> noted = new TreeMap<>();
        Matcher row =
                Pattern.compile("(?m)^\\| `[^`]+:([^`]+)` \\| [^|]+ \\| ([^|]+) \\|$")
                        .matcher(Files.readString(home.resolve("THIRD-PARTY.md")));
        while (row.find()) {
            List<String> in = List.of(row.group(2).split(", "));
            noted.put(row.group(1), new TreeSet<>(in.equals(List.of("all")) ? programs() : in));
        }
        assertEquals(bundled(library -> library.replaceAll("-[0-9].*", "")), noted);
    }

    @Test
    void listsWhatTheJarsBundleForAudits() throws Exception {
        Path sbom = home.resolve("sbom.json");
        assumeTrue(Files.exists(sbom), "Maven makes no SBOM offline (-o)");
        String text = Files.readString(sbom);
        assertFalse(text.contains("serialNumber") || text.contains("\"timestamp\""));
        Set<String> listed = new TreeSet<>();
        Matcher purl =
                Pattern.compile("pkg:maven/([^/]+)/([^@]+)@([^?]+)\\?type=jar").matcher(text);
        while (purl.find())
            if (!purl.group(1).equals("sockets")) listed.add(purl.group(2) + "-" + purl.group(3));
        assertEquals(bundled(library -> library).keySet(), listed);
    }

    /** Libraries, as the function names them, and the programs whose jars have them. */
    private static Map<String, Set<String>> bundled(UnaryOperator<String> name) throws IOException {
        Map<String, Set<String>> bundled = new TreeMap<>();
        for (String program : programs())
            for (String library : libraries(DIST.resolve(program + ".jar")))
                bundled.computeIfAbsent(name.apply(library), key -> new TreeSet<>()).add(program);
        return bundled;
    }

    /** The libraries whose classes a jar has, as their files are named: NAME-VERSION. */
    private static Set<String> libraries(Path jar) throws IOException {
        Set<String> found = new TreeSet<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            assertTrue(zip.getEntry("META-INF/sockets/THIRD-PARTY.md") != null, jar::toString);
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                String name = all.nextElement().getName();
                if (!name.endsWith(".class") || name.startsWith("sockets/")) continue;
                List<String> origins =
                        Collections.list(ReleaseIT.class.getClassLoader().getResources(name))
                                .stream()
                                .map(url -> url.getPath().replaceAll(".*/([^/]+)\\.jar!.*", "$1"))
                                // it has the classes of picocli, compiled anew
                                .filter(library -> !library.equals("common"))
                                .toList();
                assertFalse(origins.isEmpty(), jar + " has " + name + " of no dependency");
                found.add(origins.get(0));
            }
        }
        return found;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.toList();
        }
    }

    @Test
    void nothingMayBeChangedByOthersAndScriptsRun() throws IOException {
        for (Path file : files()) {
            Set<PosixFilePermission> modes = Files.getPosixFilePermissions(file);
            assertFalse(modes.contains(PosixFilePermission.OTHERS_WRITE), file::toString);
            assertFalse(modes.contains(PosixFilePermission.GROUP_WRITE), file::toString);
            assertTrue(modes.contains(PosixFilePermission.OTHERS_READ), file::toString);
            Path clone = DIST.resolve("..").resolve(home.relativize(file));
            if (Files.isRegularFile(clone) && Files.isExecutable(clone))
                assertTrue(modes.contains(PosixFilePermission.OTHERS_EXECUTE), file::toString);
        }
    }

    @Test
    void linksOfTheDocumentsHoldWithoutAClone() throws IOException {
        Pattern link = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
        for (Path file : files()) {
            if (!file.toString().endsWith(".md")) continue;
            Matcher found = link.matcher(Files.readString(file));
            while (found.find()) {
                String to = found.group(1);
                if (to.startsWith("http")) continue;
                assertTrue(Files.exists(file.resolveSibling(to)), file + " leads to " + to);
            }
        }
    }

    /** Each document is there as a page, too, valid, and its links hold in the zip. */
    @Test
    void documentsAreAlsoPagesWhoseLinksHold() throws Exception {
        Pattern link = Pattern.compile("(?:href|src)=\"([^\"#]*)(?:#([^\"]*))?\"");
        for (Path file : files()) {
            if (!file.toString().endsWith(".md")) continue;
            Path page = Path.of(file.toString().replaceAll("md$", "html"));
            Matcher found = link.matcher(Files.readString(page));
            while (found.find()) {
                String path = URLDecoder.decode(found.group(1), StandardCharsets.UTF_8);
                if (path.startsWith("http")) continue;
                Path to = path.isEmpty() ? page : page.resolveSibling(path).normalize();
                assertTrue(Files.exists(to), page + " leads to " + to);
                assertFalse(to.toString().endsWith(".md"), page + " leads to " + to);
                if (found.group(2) == null || !to.toString().endsWith(".html")) continue;
                String anchor = URLDecoder.decode(found.group(2), StandardCharsets.UTF_8);
                boolean there = Files.readString(to).contains("id=\"" + anchor + "\"");
                assertTrue(there, page + " leads to #" + anchor);
            }
        }
    }

    @Test
    void pagesAreValidHtml() throws Exception {
        Tools.need("tidy");
        List<String> words = new ArrayList<>(List.of("tidy", "-q", "-e", "-utf8"));
        for (Path file : files()) if (file.toString().endsWith(".html")) words.add(file.toString());
        assertTrue(words.size() > 30, words::toString);
        Run tidy = Run.of(words, Map.of());
        assertEquals(0, tidy.exit(), tidy.err()::toString);
    }

    /** The hint names what was typed: by the PATH, by its path, and in Spanish. */
    @Test
    void helpIsNamedByTheCommandThatWasTyped() throws Exception {
        String path = home.resolve("bin") + ":" + System.getenv("PATH");
        Map<String, String> environment = Map.of("PATH", path, "LANG", "es_AR.UTF-8");
        Run byName = Run.of(List.of("sh", "-c", "udp-echo client --nosuch"), environment);
        assertEquals("Pruebe 'udp-echo client --help'", byName.err().get(1));
        String inFolder = "cd '" + home + "' && bin/udp-echo client --nosuch";
        Run byPath = Run.of("sh", "-c", inFolder);
        assertEquals("Try 'bin/udp-echo client --help'", byPath.err().get(1));
        Run jar = Run.of("sh", "-c", "cd '" + home + "' && java -jar dist/chat.jar --nosuch");
        assertEquals("Try 'java -jar dist/chat.jar --help'", jar.err().get(1));
    }

    /**
     * What is printed for sudo is a line that sudo finds, though its PATH has no folder of ours.
     */
    @Test
    void theLineForSudoIsFoundByIt() throws Exception {
        Tools.needRoot();
        String path = home.resolve("bin") + ":" + System.getenv("PATH");
        String capture = "setpriv --bounding-set=-net_raw sniffer capture";
        Run denied = Run.of(List.of("sh", "-c", capture), Map.of("PATH", path));
        String hint = denied.err().get(1);
        Matcher line = Pattern.compile("hint: as root: sudo (.*) capture \\.\\.\\.").matcher(hint);
        assertTrue(line.matches(), hint);
        // sudo looks in this PATH only, and keeps no JAVA_HOME
        String asRoot = "unset JAVA_HOME; PATH=/usr/sbin:/usr/bin:/sbin:/bin exec \"$@\"";
        String script = "set -- " + line.group(1) + " --version; " + asRoot;
        Run found = Run.of(List.of("sh", "-c", script), Map.of("PATH", path));
        assertEquals(0, found.exit(), found.err()::toString);
    }

    @Test
    void twoBuildsAreAlike() throws IOException {
        // no time of the build, and an order that does not depend on the disk
        Set<Long> times = new TreeSet<>();
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            zip.stream().forEach(entry -> times.add(entry.getTime()));
        }
        assertEquals(1, times.size(), times::toString);
    }
}
