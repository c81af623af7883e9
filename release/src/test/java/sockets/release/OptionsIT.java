package sockets.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sockets.common.Run;
import sockets.common.Tools;

/**
 * The options that the teachers' guide proposes for step 12: each has its effect, and is graded.
 */
@Timeout(600)
class OptionsIT {
    private static final Path ROOT = DocumentsIT.ROOT;
    private static final Pattern ROW =
            Pattern.compile("\\| `([A-Z0-9_]+)`[^|]*\\|[^|]*\\| `((capture|run):12 .*)` \\|");

    @TempDir private Path folder;

    /** Option and the words for grade's list. */
    private static Map<String, String> rows(String guide) throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs").resolve(guide))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) rows.put(row.group(1), row.group(2));
        }
        return rows;
    }

    private static String program() throws URISyntaxException {
        return Path.of(OptionsIT.class.getResource("/options.py").toURI()).toString();
    }

    private static String shell(String command) {
        return "unshare -n sh -ec \"ip link set lo up; " + command + "\"";
    }

    @Test
    void everyOptionOfTheGuideIsGradedByItsLine() throws Exception {
        Tools.needNamespaces();
        Tools.need("python3", "ss");
        Map<String, String> rows = rows("teachers.md");
        assertTrue(rows.size() >= 12, rows.toString());
        capture(rows);
        List<String> lines = new ArrayList<>();
        rows.forEach(
                (option, words) -> {
                    String graded = words.replace(" FILE ", " options.pcap ");
                    if (words.startsWith("run"))
                        graded =
                                words.replace(
                                        "python3 FILE", shell("exec python3 options.py " + option));
                    lines.add(option + " " + graded);
                });
        Files.write(folder.resolve("list"), lines);
        Run grade = grade();
        assertEquals(0, grade.exit(), String.join("\n", grade.out()));
        assertEquals(rows.size() + 1, grade.out().size());
    }

    private Run grade() {
        List<String> words = new ArrayList<>();
        words.add(ROOT.resolve("scripts/grade").toString());
        // they make networks of their own
        words.add("--no-isolation");
        words.addAll(
                List.of(folder.resolve("list").toString(), "-o", folder.resolve("g").toString()));
        return Run.of(words, Map.of("JAVA_HOME", System.getProperty("java.home")));
    }

    /** One capture of all whose effect is on the wire. */
    private void capture(Map<String, String> rows) throws Exception {
        Files.copy(Path.of(program()), folder.resolve("options.py"));
        List<String> wire =
                rows.keySet().stream().filter(o -> rows.get(o).startsWith("capture")).toList();
        String script =
                """
                set -e
                ip link set lo up
                "$1" -jar "$2" capture -i lo -w options.pcap 2> log &
                until grep -q listening log; do kill -0 $!; sleep 0.1; done
                shift 2
                python3 options.py "$@"
                kill $!
                wait $!
                """;
        String jar = ROOT.resolve("dist/sniffer.jar").toString();
        List<String> words = new ArrayList<>(List.of("unshare", "-n", "bash", "-c"));
        words.addAll(List.of("cd '" + folder + "'\n" + script, "capture", Run.java(), jar));
        words.addAll(wire);
        Run run = Run.of(words, Map.of());
        assertEquals(0, run.exit(), run.err().toString());
    }

    @Test
    void bothGuidesProposeTheSame() throws IOException {
        assertEquals(rows("teachers.md"), rows("docentes.md"));
    }

    /** An option must be new to the student. */
    @Test
    void noneHasADemo() throws Exception {
        String jar = ROOT.resolve("dist/sockopts.jar").toString();
        List<String> demos =
                Run.of(Run.java(), "-jar", jar, "demo", "--list").out().stream()
                        .map(line -> line.split(" ")[0])
                        .toList();
        assertTrue(demos.contains("SO_REUSEADDR"), demos.toString());
        for (String option : rows("teachers.md").keySet())
            assertTrue(!demos.contains(option), option + " has a demo");
    }
}
