package sockets.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document as a page: what a browser gets of it. */
class PagesTest {
    @TempDir private Path folder;

    private String page(String... lines) throws IOException {
        Path document = Path.of("docs/guia.md");
        Files.createDirectories(folder.resolve("docs"));
        Files.writeString(folder.resolve(document), String.join("\n", lines));
        return new Pages(folder, Set.of(document, Path.of("LEEME.md"))).page(document);
    }

    @Test
    void linksToDocumentsLeadToTheirPagesAndOthersStay() throws IOException {
        String page =
                page(
                        "[a](../LEEME.md) [b](../LEEME.md#para-empezar) [c](#ñandú) [d](x.java) [LEEME.md](../LEEME.md)");
        assertTrue(page.contains("<a href=\"../LEEME.html\">a</a>"), page);
        assertTrue(page.contains("<a href=\"../LEEME.html#para-empezar\">b</a>"), page);
        assertTrue(page.contains("<a href=\"#%C3%B1and%C3%BA\">c</a>"), page);
        assertTrue(page.contains("<a href=\"x.java\">d</a>"), page);
        assertTrue(page.contains("<a href=\"../LEEME.html\">LEEME.html</a>"), page);
    }

    @Test
    void whatIsTypedIsSetOffAndCommentsForTheTestsAreGone() throws IOException {
        String page =
                page(
                        "<!-- lang: es -->",
                        "# A & B",
                        "",
                        "<!-- not run: why -->",
                        "```console pc1",
                        "$ nc <1>",
                        "hola",
                        "```");
        assertTrue(page.contains("<pre><b>$ nc &lt;1&gt;</b>\nhola\n</pre>"), page);
        assertFalse(page.contains("<!--"), page);
        assertFalse(page.contains("```"), page);
        assertTrue(page.contains("<html lang=\"es\">"), page);
        assertTrue(page.contains("<title>A &amp; B</title>"), page);
    }

    @Test
    void headingsHaveTheAnchorsOfGitHub() throws IOException {
        String page = page("## Paso 6: dos máquinas", "", "## `x`, y", "", "## `x`, y");
        assertTrue(page.contains("<h2 id=\"paso-6-dos-máquinas\">"), page);
        assertTrue(page.contains("<h2 id=\"x-y\">"), page);
        assertTrue(page.contains("<h2 id=\"x-y-1\">"), page);
        assertEquals(page, page("## Paso 6: dos máquinas", "", "## `x`, y", "", "## `x`, y"));
    }
}
