package sockets.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sockets.release.Document.Spot;

/** What is true of all documents without running anything. */
class DocumentsTest {
    private static final Path ROOT = DocumentsIT.ROOT;
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z0-9-]*");
    private static List<Document> documents;

    private final List<String> problems = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        documents = Document.all(ROOT);
    }

    @Test
    void everyCommandStandsInABlockThatIsRunOrSaysWhyNot() {
        for (Document document : documents)
            for (Section section : document.sections())
                for (Block block : section.blocks()) {
                    String command = block.strayCommand();
                    if (command != null) problem(document, block.line(), "not run: " + command);
                    if (block.notRun() != null && block.notRun().isBlank())
                        problem(document, block.line(), "not run, but why?");
                }
        end();
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        Map<Path, Document> byPath = new TreeMap<>();
        for (Document document : documents) byPath.put(ROOT.resolve(document.name()), document);
        for (Document document : documents)
            for (Spot link : document.links()) {
                String problem = problem(document, link.text(), byPath);
                if (problem != null) problem(document, link.line(), link.text() + ": " + problem);
            }
        end();
    }

    /** Who reads one language finds the other. */
    @Test
    void everyReadmeAndItsLeemeLeadToEachOther() {
        Map<String, Document> byName = new TreeMap<>();
        for (Document document : documents) byName.put(document.name(), document);
        for (Document document : documents)
            if (document.name().endsWith("README.md")) {
                String name = document.name().replace("README.md", "LEEME.md");
                Document leeme = byName.get(name);
                if (leeme == null) problem(document, 1, "there is no " + name);
                else if (!leads(document, "LEEME.md") || !leads(leeme, "README.md"))
                    problem(document, 1, "no link to and from " + name);
            }
        end();
    }

    private static boolean leads(Document document, String other) {
        return document.links().stream().anyMatch(link -> link.text().equals(other));
    }

    private static String problem(Document document, String link, Map<Path, Document> byPath)
            throws IOException {
        if (link.matches("[a-z]+:.*"))
            return link.matches("https?://[\\w.-]+(:\\d+)?(/\\S*)?|mailto:\\S+@\\S+")
                    ? null
                    : "not an address";
        String[] parts = link.split("#", 2);
        Path here = ROOT.resolve(document.name());
        Path file = parts[0].isEmpty() ? here : here.resolveSibling(parts[0]).normalize();
        if (!file.startsWith(ROOT) || !Files.exists(file)) return "no such file";
        if (parts.length < 2) return null;
        Document other = byPath.get(file);
        if (other != null) return other.anchors().contains(parts[1]) ? null : "no such heading";
        Matcher line = Pattern.compile("L(\\d+)").matcher(parts[1]);
        if (!line.matches()) return "no such place";
        return Integer.parseInt(line.group(1)) <= Files.readAllLines(file).size()
                ? null
                : "no such line";
    }

    /** An option that a text names in inline code is one of a program. */
    @Test
    void everyOptionExists() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> folders = Files.list(ROOT)) {
            for (Path folder : folders.toList()) {
                Path main = folder.resolve("src/main/java");
                if (Files.exists(main)) sources.put(folder.getFileName().toString(), text(main));
            }
        }
        for (Document document : documents)
            for (Spot code : document.code()) {
                String program = program(code.text(), sources);
                if (program == null) continue;
                Matcher option = OPTION.matcher(code.text().replaceFirst(" -- .*", ""));
                while (option.find())
                    if (!hasOption(sources, program, option.group()))
                        problem(document, code.line(), "no such option in " + code.text());
            }
        end();
    }

    /** In a network of one's own lo is down: nothing works there until it is brought up. */
    @Test
    void whoeverMakesANetworkBringsItUp() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Document document : documents) files.add(ROOT.resolve(document.name()));
        try (Stream<Path> folders = Files.list(ROOT)) {
            for (Path folder : folders.toList()) {
                Path texts = folder.resolve("src/main/resources");
                if (!Files.exists(texts)) continue;
                try (Stream<Path> all = Files.walk(texts)) {
                    files.addAll(
                            all.filter(file -> file.toString().endsWith(".properties")).toList());
                }
            }
        }
        int seen = 0;
        for (Path file : files) {
            for (String line : Files.readAllLines(file)) {
                if (!line.matches(".*\\bunshare -[a-zA-Z]*n\\b.*")) continue;
                seen++;
                if (!line.contains("ip link set lo ")) problems.add(file + ": " + line);
            }
        }
        end();
        assertTrue(seen > 0, "nobody makes a network");
    }

    /** The program whose options a piece of code names: "" is any, null none of ours. */
    private static String program(String code, Map<String, String> sources) {
        String words = code.replaceFirst("^(sudo )?(java -jar (dist/)?)?", "");
        String first = words.replaceFirst("(\\.jar)?( .*|$)", "");
        if (sources.containsKey(first)) return first;
        String commands =
                "-.*|server|client|demo|check|load|plot|doctor|capture|read|flow|filter|interfaces"
                        + "|list|get|set|explain";
        return first.matches(commands) ? "" : null;
    }

    private static boolean hasOption(Map<String, String> sources, String program, String option) {
        String quoted = "\"" + option + "\"";
        // picocli's own; Kathará's
        if (option.matches("--help|--version|--privileged")) return true;
        if (program.isEmpty()) return sources.values().stream().anyMatch(s -> s.contains(quoted));
        return sources.get(program).contains(quoted) || sources.get("common").contains(quoted);
    }

    private static String text(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                text.append(Files.readString(file));
        }
        return text.toString();
    }

    private void problem(Document document, int line, String what) {
        problems.add(document.name() + ":" + line + ": " + what);
    }

    private void end() {
        assertEquals("", String.join("\n", problems));
    }
}
