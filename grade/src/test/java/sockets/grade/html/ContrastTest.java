package sockets.grade.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Contrast as WCAG 2.2, success criterion 1.4.3 (level AA), computes it. */
class ContrastTest {
    private static final double TEXT = 4.5;

    private static double luminance(String colour) {
        double sum = 0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        for (int i = 0; i < 3; i++) {
            double c = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private static double contrast(String one, String two) {
        double a = luminance(one);
        double b = luminance(two);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static String css() throws Exception {
        try (var in = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> colours(String kind) throws Exception {
        Matcher found = Pattern.compile("--(" + kind + "[a-z-]*): (#[0-9a-f]{6});").matcher(css());
        Map<String, String> colours = new TreeMap<>();
        while (found.find()) colours.put(found.group(1), found.group(2));
        assertTrue(colours.size() > 4, kind);
        return colours;
    }

    @Test
    void isComputedAsTheStandardDoes() {
        assertEquals(21, contrast("#000000", "#ffffff"), 1e-9);
        assertEquals(4.54, contrast("#767676", "#ffffff"), 0.01);
    }

    @Test
    void everyInkIsReadOnEveryPaper() throws Exception {
        Map<String, String> papers = colours("paper");
        colours("ink")
                .forEach(
                        (ink, colour) ->
                                papers.forEach(
                                        (paper, ground) ->
                                                assertTrue(
                                                        contrast(colour, ground) >= TEXT,
                                                        ink + " on " + paper)));
    }

    @Test
    void noRuleHasAColourOfItsOwn() throws Exception {
        String rules = css().lines().filter(l -> !l.contains("--")).collect(Collectors.joining());
        String used = css().substring(css().indexOf('}'));
        assertTrue(!rules.contains("#"), rules);
        Matcher colour = Pattern.compile("[ {](color|background): ([^;]+);").matcher(used);
        while (colour.find())
            assertTrue(
                    colour.group(2)
                            .matches(
                                    colour.group(1).equals("color")
                                            ? "var\\(--ink[a-z-]*\\)|inherit"
                                            : "var\\(--(paper[a-z-]*|ink-good)\\)|none"),
                    colour.group());
    }

    @Test
    void theWordsOfALadderAreReadOnIts() throws Exception {
        Matcher fill = Pattern.compile("\\{[^}]*fill: (#[0-9a-f]{6})").matcher(Pages.ladder());
        int inks = 0;
        while (fill.find()) {
            inks++;
            assertTrue(contrast(fill.group(1), "#ffffff") >= TEXT, fill.group(1));
        }
        assertEquals(5, inks);
    }
}
