package sockets.sockopts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sockets.common.Run;
import sockets.common.Servers;
import sockets.common.Tools;

/**
 * What explain says, each claim held against this kernel by an experiment in Python, and against
 * this Java by one of {@link JavaClaims}. A sentence that none of them shows has its reason in
 * {@code claims/unshown.tsv}; a new one without either fails here.
 */
@Timeout(900)
@Execution(ExecutionMode.CONCURRENT)
class ClaimsIT {
    private static final Path FOLDER = Path.of("src/test/resources/claims").toAbsolutePath();

    /** Names and errno that both languages write alike, and every number. */
    private static final Pattern ALIKE =
            Pattern.compile(
                    "\\b(?:E[A-Z]{4,}[0-9]?|[A-Z0-9]+_[A-Z0-9_]+)\\b|(?<![\\w.:-])-?\\d+\\b");

    /** How an experiment ended: "so", "not so", "needs root" or its error. */
    private record Shown(String option, String words, String answer) {
        @Override
        public String toString() {
            return option + ": " + words;
        }
    }

    /** A row of a table: words of a sentence of an option; without an option, of any. */
    private record Row(String option, String words) {
        boolean isOf(String name, String sentence) {
            return (option == null || option.equals(name)) && sentence.contains(words);
        }
    }

    static List<Shown> inPython() throws InterruptedException {
        Tools.need("python3");
        Run run =
                Run.of(List.of(Servers.python(), FOLDER.resolve("claims.py").toString()), Map.of());
        List<Shown> shown = new ArrayList<>();
        for (String line : run.out()) {
            String[] columns = line.split("\t");
            shown.add(new Shown(columns[0], columns[1], columns[2]));
        }
        assertEquals(0, run.exit(), run.err().toString());
        return shown;
    }

    static Stream<JavaClaims.Claim> inJava() {
        return JavaClaims.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("inPython")
    void itIsSaidAndItIsSo(Shown claim) {
        assumeFalse(claim.answer().equals("needs root"), "needs root");
        assertEquals("so", claim.answer(), claim.toString());
    }

    @ParameterizedTest
    @MethodSource("inJava")
    void javaDoesWhatIsSaidOfIt(JavaClaims.Claim claim) throws Exception {
        assertTrue(claim.experiment().call());
    }

    /** The rows of all tables: experiments in Python and Java, and sentences without one. */
    private static List<Row> rows() throws IOException, InterruptedException {
        Tools.need("python3");
        List<Row> rows = new ArrayList<>();
        JavaClaims.ALL.forEach(claim -> rows.add(new Row(claim.option(), claim.words())));
        List<String> list =
                List.of(Servers.python(), FOLDER.resolve("claims.py").toString(), "--list");
        List<String> lines = new ArrayList<>(Run.of(list, Map.of()).out());
        lines.addAll(Files.readAllLines(FOLDER.resolve("unshown.tsv")));
        for (String line : lines) {
            if (line.startsWith("#")) continue;
            String[] columns = line.split("\t");
            assertTrue(columns.length == 2 || columns.length == 3, "no reason: " + line);
            rows.add(new Row(columns[0], columns[1]));
        }
        return rows;
    }

    /** What is said of an option: its meaning, its use, what Java offers; split into sentences. */
    private static List<String> sentences(SocketOption option, String language) {
        Meanings meanings = new Meanings(language);
        List<String> sentences = new ArrayList<>();
        for (String text :
                new String[] {meanings.of(option), meanings.use(option), meanings.java(option)}) {
            if (text != null) sentences.addAll(List.of(text.split("(?<=\\.) +")));
        }
        return sentences;
    }

    @Test
    void everySentenceIsShownOrHasItsReason() throws Exception {
        List<Row> rows = rows();
        List<String> bare = new ArrayList<>();
        List<Row> unsaid = new ArrayList<>(rows);
        for (SocketOption option : Options.table().all())
            for (String sentence : sentences(option, "en")) {
                List<Row> its = rows.stream().filter(r -> r.isOf(option.name(), sentence)).toList();
                if (its.isEmpty()) bare.add(option + ": " + sentence);
                unsaid.removeAll(its);
            }
        assertEquals(List.of(), bare, "sentences without an experiment or a reason");
        assertEquals(List.of(), unsaid, "words that no sentence says");
    }

    /** Sentence by sentence: as many in both languages, and with the same names and numbers. */
    @Test
    void spanishSaysTheSame() {
        List<String> different = new ArrayList<>();
        for (SocketOption option : Options.table().all()) {
            List<String> english = sentences(option, "en");
            List<String> spanish = sentences(option, "es");
            if (english.size() != spanish.size()) different.add(option + ": " + spanish);
            else
                for (int i = 0; i < english.size(); i++)
                    if (!marks(english.get(i)).equals(marks(spanish.get(i))))
                        different.add(option + ": " + english.get(i) + " / " + spanish.get(i));
        }
        assertEquals(List.of(), different);
    }

    private static TreeSet<String> marks(String sentence) {
        TreeSet<String> marks = new TreeSet<>();
        Matcher found = ALIKE.matcher(sentence);
        while (found.find()) marks.add(found.group());
        return marks;
    }
}
