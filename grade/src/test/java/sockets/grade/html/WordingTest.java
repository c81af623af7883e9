package sockets.grade.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sockets.common.Translations;
import sockets.common.text.Texts;

/** The words of the pages, beside what they speak of: the guide, the probes. */
class WordingTest {
    /** The tests run in the module's folder. */
    private static final Path CLONE = Path.of("").toAbsolutePath().getParent();

    /** As the programs name their probes: an id, and what it claims. */
    private static final Pattern PROBE =
            Pattern.compile("\"([UTCHSR][0-9]+)\",\\s*\"([^\"]{5,})\"");

    private static Map<String, String> probes() throws IOException {
        Map<String, String> probes = new TreeMap<>();
        for (String module : Set.of("udp-echo", "tcp-echo", "chat", "sniffer", "traceroute")) {
            try (Stream<Path> files = Files.walk(CLONE.resolve(module + "/src/main/java"))) {
                for (Path file :
                        files.filter(one -> one.endsWith("check/" + one.getFileName())).toList()) {
                    // ByHand has commands for the same ids
                    if (!file.toString().endsWith("Probes.java")) continue;
                    Matcher probe = PROBE.matcher(Files.readString(file));
                    while (probe.find()) probes.put(probe.group(1), probe.group(2));
                }
            }
        }
        return probes;
    }

    @Test
    void bothLanguagesSayTheSame() {
        assertEquals(Set.of(), Translations.oneSided(HtmlReport.class));
        assertEquals(Set.of(), Translations.differentArguments(HtmlReport.class));
    }

    @Test
    void everyProbeHasItsClaimInSpanish() throws IOException {
        Map<String, String> probes = probes();
        // U1 to U11, T1 to T14, C1 to C8, H1 to H19
        assertTrue(probes.size() >= 52, probes.toString());
        Properties spanish = Texts.load(HtmlReport.class, "claims_es");
        probes.keySet().removeAll(spanish.stringPropertyNames());
        assertEquals(Map.of(), probes, "without words in claims_es.properties");
    }

    @Test
    void everyPurposeOfTheWeightsHasItsWordsInSpanish() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (String line : Files.readAllLines(CLONE.resolve("scripts/weights"))) {
            if (!line.matches("[0-9].* # .*")) continue;
            String purpose = line.replaceFirst(".*? # +", "");
            Html html = new Html();
            new Wording("es").purpose(html, "U1", purpose);
            if (html.page().contains("lang=\"en\"")) missing.add(purpose);
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyFaultIsOneOfAProbe() throws IOException {
        Set<String> strange =
                new TreeSet<>(Texts.load(HtmlReport.class, "texts_en").stringPropertyNames());
        strange.removeIf(key -> !key.startsWith("fault."));
        for (String id : probes().keySet()) strange.remove("fault." + id);
        assertEquals(Set.of(), strange);
    }

    @Test
    void theStepsHaveTheTitlesOfTheGuide() throws IOException {
        assertEquals(titles("docs/practical.md", "Step"), titlesOf("en"));
        assertEquals(titles("docs/practica.md", "Paso"), titlesOf("es"));
    }

    private static Map<String, String> titles(String guide, String word) throws IOException {
        Map<String, String> titles = new TreeMap<>();
        Matcher heading =
                Pattern.compile("(?m)^## " + word + " ([0-9]+): (.+)$")
                        .matcher(Files.readString(CLONE.resolve(guide)));
        while (heading.find()) titles.put(heading.group(1), heading.group(2));
        return titles;
    }

    private static Map<String, String> titlesOf(String language) {
        Texts texts = new Texts(language, HtmlReport.class);
        Map<String, String> titles = new TreeMap<>();
        for (int step = 1; step <= 12; step++) {
            titles.put(String.valueOf(step), texts.get("step." + step));
            assertTrue(texts.has("look." + step));
        }
        return titles;
    }

    @Test
    void pointsHaveTwoDigitsAtMostAndTheCommaOfTheLanguage() {
        assertEquals("2.67", new Wording("en").number(8 / 3.0));
        assertEquals("2,67", new Wording("es").number(8 / 3.0));
        assertEquals("4", new Wording("es").number(3.9999));
        assertEquals("0", new Wording("es").number(-0.0001));
        assertEquals("1234,5/1500", new Wording("es").share(1234.5, 1500));
    }
}
