package sockets.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every lesson keeps to: small, plain, the same code in both languages. */
class LessonsTest {
    /** The most lines of code that a lesson may have: one or two screens. */
    private static final Map<String, Integer> LONGEST =
            Map.ofEntries(
                    Map.entry("UdpServer", 40),
                    Map.entry("UdpClient", 45),
                    Map.entry("TcpServer", 55),
                    Map.entry("TcpClient", 45),
                    Map.entry("ThreadServer", 60),
                    Map.entry("SelectServer", 95),
                    Map.entry("ChatServer", 140),
                    Map.entry("ChatClient", 65),
                    Map.entry("Traceroute", 100),
                    Map.entry("Sniffer", 130),
                    Map.entry("SocketOptions", 35));

    static List<Lesson> lessons() {
        return Lesson.LANGUAGES.stream().flatMap(l -> Lesson.all(l).stream()).toList();
    }

    @Test
    void thereIsOneForEachProgramOfTheCourse() {
        for (String language : Lesson.LANGUAGES) {
            Set<String> names =
                    Lesson.all(language).stream().map(Lesson::name).collect(Collectors.toSet());
            assertEquals(LONGEST.keySet(), names);
        }
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void isTheSameCodeInBothLanguages(Lesson lesson) {
        assertEquals(lesson.in("en").code(), lesson.in("es").code());
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void isReadAtOnce(Lesson lesson) {
        int lines = lesson.code().size();
        assertTrue(lines <= LONGEST.get(lesson.name()), lines + " lines of code");
        for (String line : lesson.source().lines().toList()) assertTrue(line.length() <= 100, line);
        // no class of ours, but the calls that Java lacks and the headers
        String own = "import sockets\\.";
        if (Set.of("Traceroute", "Sniffer").contains(lesson.name())) own += "(?!libc|packet)";
        Matcher found = Pattern.compile(own).matcher(lesson.source());
        assertTrue(!found.find(), () -> found.group());
    }

    /** The head names the command, the manual pages, what is left out and the class that has it. */
    @ParameterizedTest
    @MethodSource("lessons")
    void tellsWhatIsLeftOutAndWhichClassHasIt(Lesson lesson) throws IOException {
        String head = lesson.source().substring(0, lesson.source().indexOf("\nimport "));
        assertTrue(head.contains(" " + lesson.file()), "how to start it");
        boolean spanish = lesson.file().toString().contains("/es/");
        assertTrue(head.contains(spanish ? "Páginas del manual: " : "Manual pages: "));
        String left = spanish ? "Qué falta, a qué precio" : "What is left out, at what price";
        assertTrue(head.contains(left));
        Set<String> classes = classes();
        for (String item : head.substring(head.indexOf(left)).split("\n// - ")) {
            Matcher words = Pattern.compile("\\b[A-Z][a-z]+(?:[A-Z][a-z]+)*\\b").matcher(item);
            if (item.startsWith(left)) continue;
            assertTrue(words.results().anyMatch(word -> classes.contains(word.group())), item);
        }
    }

    private static Set<String> classes() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> modules = Files.list(DocumentsIT.ROOT)) {
            for (Path module : modules.toList()) {
                Path main = module.resolve("src/main/java");
                if (!Files.isDirectory(main)) continue;
                try (Stream<Path> files = Files.walk(main)) {
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java"))
                            .forEach(name -> names.add(name.replace(".java", "")));
                }
            }
        }
        return names;
    }
}
