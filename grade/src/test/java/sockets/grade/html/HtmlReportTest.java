package sockets.grade.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import sockets.common.Run;
import sockets.common.Tools;
import sockets.common.text.Failure;
import sockets.common.text.Texts;
import sockets.grade.model.Course;

/** The pages as files: valid, whole, harmless. */
class HtmlReportTest {
    @TempDir Path folder;

    private Pages small(String language) throws Exception {
        return Pages.of(Classes.small(), language, folder.resolve("small"));
    }

    private Pages hostile(String language) throws Exception {
        return Pages.of(Classes.hostile(), language, folder.resolve("hostile"));
    }

    @Test
    void writesAPageForTheClassAndOneForEachStudent() throws Exception {
        assertEquals(
                List.of("001-Ana-Perez.html", "002-Beto-Nanez.html", "003-Caro.html", "index.html"),
                small("es").names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void everyPageIsATreeWithUniqueIdsAndHeadingsInOrder(String language) throws Exception {
        for (Pages pages : List.of(small(language), hostile(language)))
            for (String name : pages.names()) {
                Document tree = pages.tree(name);
                assertEquals(language, tree.getDocumentElement().getAttribute("lang"));
                Set<String> ids = new HashSet<>();
                for (Element element : Pages.elements(tree, of -> of.hasAttribute("id")))
                    assertTrue(ids.add(element.getAttribute("id")), name + element);
                int level = 0;
                for (Element heading :
                        Pages.elements(tree, of -> of.getTagName().matches("h[1-6]"))) {
                    int next = heading.getTagName().charAt(1) - '0';
                    assertTrue(next <= level + 1, name + ": " + heading.getTextContent());
                    assertFalse(heading.getTextContent().isBlank(), name);
                    assertEquals(level == 0, next == 1, name);
                    level = next;
                }
                for (Element labelled :
                        Pages.elements(tree, of -> of.hasAttribute("aria-labelledby")))
                    assertTrue(ids.contains(labelled.getAttribute("aria-labelledby")), name);
            }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void tidyHasNothingToSay(String language) throws Exception {
        Tools.need("tidy");
        for (Pages pages : List.of(small(language), hostile(language)))
            for (String name : pages.names()) {
                String file = pages.folder().resolve(name).toString();
                // it does not know that SVG has style elements of its own
                try (Run tidy = Run.of("tidy", "-e", "-q", "--fix-style-tags", "no", file)) {
                    List<String> said = new ArrayList<>(tidy.err());
                    said.removeIf(line -> line.contains("found <style> tag in <body>"));
                    assertEquals(List.of(), said, name);
                }
            }
    }

    @Test
    void tablesHaveHeadersAndPagesHaveLandmarks() throws Exception {
        Pages pages = small("en");
        for (String name : pages.names()) {
            Document tree = pages.tree(name);
            for (Element header : Pages.elements(tree, of -> of.getTagName().equals("th")))
                assertTrue(header.getAttribute("scope").matches("row|col"), name);
            for (Element row : Pages.elements(tree, of -> of.getTagName().equals("tr")))
                assertTrue(row.getElementsByTagName("th").getLength() > 0, name);
            for (String landmark : List.of("main", "header", "footer"))
                assertEquals(1, tree.getElementsByTagName(landmark).getLength(), landmark);
            assertTrue(pages.body(name).contains("class=\"skip\" href=\"#content\""), name);
        }
        assertTitle(pages, "001-Ana-Perez.html", "Ana Pérez - Sockets practical: results");
        assertTitle(pages, "index.html", "Sockets practical: results");
    }

    private static void assertTitle(Pages pages, String name, String title) throws Exception {
        Document tree = pages.tree(name);
        assertEquals(title, tree.getElementsByTagName("title").item(0).getTextContent());
    }

    @Test
    void everyLinkLeadsSomewhere() throws Exception {
        for (Pages pages : List.of(small("es"), hostile("es")))
            for (String name : pages.names())
                for (Element link :
                        Pages.elements(pages.tree(name), of -> of.hasAttribute("href"))) {
                    String href = link.getAttribute("href");
                    if (href.startsWith("#"))
                        assertTrue(
                                pages.body(name).contains("id=\"" + href.substring(1) + "\""),
                                name + href);
                    else assertTrue(pages.names().contains(href), name + " " + href);
                }
    }

    @Test
    void noPageFetchesOrRunsAnything() throws Exception {
        for (Pages pages : List.of(small("es"), hostile("es")))
            for (String name : pages.names()) {
                String text = pages.text(name).replace("http://www.w3.org/2000/svg", "");
                assertFalse(text.matches("(?s).*(https?:|@import|\\ssrc=|url\\((?!#)).*"), name);
                assertTrue(text.contains("content=\"default-src &#39;none&#39;;"), name);
                Document tree = pages.tree(name);
                List<Element> bad =
                        Pages.elements(
                                tree,
                                of ->
                                        Set.of("script", "link", "iframe", "img", "form", "object")
                                                .contains(of.getTagName()));
                assertEquals(List.of(), bad, name);
                for (Element element : Pages.elements(tree, of -> true))
                    for (int i = 0; i < element.getAttributes().getLength(); i++)
                        assertFalse(
                                element.getAttributes().item(i).getNodeName().startsWith("on"),
                                name);
            }
    }

    @Test
    void namesOfAnyKindAreHarmless() throws Exception {
        Pages pages = hostile("es");
        Course course = Classes.hostile();
        // the class, and each student once, in this folder and nowhere else
        assertEquals(course.students().size() + 1, pages.names().size());
        assertEquals(1, Files.list(folder).count());
        for (String name : pages.names()) {
            assertTrue(name.matches("index\\.html|[0-9]{3}(-[A-Za-z0-9-]{1,40})?\\.html"), name);
            String text = pages.text(name);
            for (int point : text.codePoints().toArray())
                assertFalse(
                        point < ' ' && point != '\n' || "\u202e\u200f\u0007".indexOf(point) >= 0);
            assertFalse(text.contains("<script"), name);
            // one style of the page, and one of each ladder
            assertTrue(text.split("</style>").length <= 3, name);
        }
        String index = pages.words("index.html");
        for (String shown :
                List.of("<script>alert(1)</script>", "../../x", "(sin nombre)", "\\u202ecod.exe"))
            assertTrue(index.contains(shown), shown);
        assertTrue(
                pages.names().containsAll(List.of("006-Ana.html", "007-Ana.html", "003-x.html")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void allIsTold(String language) throws Exception {
        Pages pages = small(language);
        Texts texts = new Texts(language, HtmlReport.class);
        boolean spanish = language.equals("es");
        String page = pages.words("002-Beto-Nanez.html");
        List<String> told =
                new ArrayList<>(List.of("0042", "U5", "T1", "T2", "python3 <servidor>.py"));
        // points by step, in all, of each lost part; why
        told.addAll(
                spanish
                        ? List.of(
                                "2,5/4",
                                "0/6",
                                "2,5 de 10 puntos",
                                "−1,5",
                                "por T1",
                                "sin juzgar: U4")
                        : List.of(
                                "2.5/4", "0/6", "2.5 of 10 points", "−1.5", "of T1", "judged: U4"));
        told.addAll(List.of("got 1024, different from byte 1024: \"\\x8e<b>\"", Classes.BY_HAND));
        told.addAll(
                List.of("1025 bytes \"r\\xbd'\\xbf<\\xdc; sent x\"...", "Traceback \"x; sent y"));
        told.addAll(
                List.of("the server ended <at once>", "ran & ended", "not judged (no time left)"));
        for (String key :
                List.of("step.7", "look.7", "fault.U5", "look.4", "detail.sent", "by.hand"))
            told.add(texts.get(key));
        told.add(spanish ? "docs/practica.md, Paso 7" : "docs/practical.md, Step 7");
        told.add(spanish ? "devuelve enteros datagramas" : "echoes datagrams of all sizes whole");
        for (String part : told) assertTrue(page.contains(part), part + " in " + page);
        String whole = pages.words("001-Ana-Perez.html");
        assertTrue(whole.contains(texts.get("lost.none")), whole);
        assertFalse(whole.contains(texts.get("look.title")), whole);
        String missing = pages.words("003-Caro.html");
        assertTrue(missing.contains(texts.get("state.missing")), missing);
        assertTrue(missing.contains("2 packets of icmp & more"), missing);
        assertTrue(missing.contains("<what> is not in our list (capture S*)"), missing);
        String own = spanish ? "un servidor propio" : "a server of their own";
        assertTrue(missing.contains(own + " (T1-T14)" + texts.get("state.missing")), missing);
    }

    @Test
    void theClassHasItsTableItsGapsAndItsFaults() throws Exception {
        String page = small("es").words("index.html");
        for (String told :
                List.of(
                        "1Ana Pérez a@example.org4/46/610/10",
                        "2Beto Ñáñez 00422,5/4 *, algo quedó sin juzgar0/62,5/10",
                        "3Caro0/40/6 ∅, no entregado0/10",
                        "Promedio2,1724,17",
                        "Paso 7 (1 de 3) Caro",
                        "1 de 2 fallaron−1,5Paso 4U5 devuelve enteros datagramas",
                        "1 de 2 fallaron−3Paso 7T1 devuelve un mensaje",
                        "Beto Ñáñez: U4",
                        "Beto Ñáñez, tcp-echo: the server ended <at once>"))
            assertTrue(page.contains(told), told + " in " + page);
    }

    @Test
    void whatIsInEnglishByContractSaysSo() throws Exception {
        Document tree = small("es").tree("002-Beto-Nanez.html");
        List<Element> english = Pages.elements(tree, of -> of.getAttribute("lang").equals("en"));
        assertTrue(
                english.stream().anyMatch(of -> of.getTextContent().startsWith("expected 1025")));
        assertTrue(english.stream().noneMatch(of -> of.getTextContent().contains("devuelve")));
        Document other = small("en").tree("002-Beto-Nanez.html");
        // the page, and the ladder, which is the same in each language
        assertEquals(2, Pages.elements(other, of -> of.hasAttribute("lang")).size());
    }

    @Test
    void aClassOfNobodyIsAPage() throws Exception {
        Pages pages = Pages.of(new Course(List.of(), List.of()), "en", folder.resolve("none"));
        assertEquals(List.of("index.html"), pages.names());
        assertTrue(pages.words("index.html").contains("Students or groups: 0"));
    }

    @Test
    void aFolderThatCannotBeIsToldInOneLine() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        HtmlReport report = new HtmlReport("en", capture -> "");
        Failure failure =
                assertThrows(Failure.class, () -> report.write(Classes.small(), file.resolve("x")));
        assertTrue(failure.getMessage().startsWith("mkdir " + file), failure.getMessage());
    }
}
