package sockets.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sockets.release.Block.Kind;
import sockets.release.Block.Step;

class DocumentTest {
    private static Document parse(String text) {
        return Document.parse("a.md", text.lines().toList());
    }

    private static List<Block> blocks(String text) {
        return parse(text).sections().stream().flatMap(s -> s.blocks().stream()).toList();
    }

    @Test
    void aSectionHoldsTheBlocksBelowItsHeading() {
        Document document =
                parse(
                        """
                        # Title
                        ```console
                        $ a
                        ```
                        ## One
                        ### Deeper
                        ```console server
                        $ b
                        ```
                        ## Two
                        """);
        List<String> headings = document.sections().stream().map(Section::heading).toList();
        assertEquals(List.of("(begin)", "Title", "One", "Two"), headings);
        assertEquals("server", document.sections().get(2).blocks().get(0).terminal());
        assertEquals(8, document.sections().get(2).blocks().get(0).line());
    }

    @Test
    void aConsoleBlockIsCommandsOutputAndKeys() {
        Block block =
                blocks(
                                """
                                ```console pc1
                                $ program \\
                                    --option
                                first line
                                ...
                                > typed

                                >
                                ^C
                                ```
                                """)
                        .get(0);
        assertEquals(
                List.of(
                        new Step(2, Kind.COMMAND, "program \\\n    --option"),
                        new Step(4, Kind.OUTPUT, "first line"),
                        new Step(6, Kind.TYPED, "typed"),
                        new Step(8, Kind.TYPED, ""),
                        new Step(9, Kind.CONTROL, "C")),
                block.steps());
    }

    @Test
    void aCommentSaysWhyTheNextBlockIsNotRun() {
        List<Block> blocks =
                blocks(
                        """
                        <!-- not run: needs Windows -->
                        ```console
                        $ a
                        ```
                        ```console
                        $ b
                        ```
                        """);
        assertEquals(" needs Windows", blocks.get(0).notRun());
        assertTrue(blocks.get(1).isConsole());
    }

    @Test
    void aCommentMayHoldABlockThatReadersDoNotSee() {
        Block block = blocks("<!-- console server\n$ a\n-->\n").get(0);
        assertTrue(block.isConsole());
        assertEquals("server", block.terminal());
        assertEquals(List.of("$ a"), block.lines());
    }

    @Test
    void aCommandOutsideIsFound() {
        assertEquals(
                "java -jar a.jar", blocks("text\n\n    java -jar a.jar\n").get(0).strayCommand());
        assertEquals("$ ls", blocks("```\n$ ls\n```\n").get(0).strayCommand());
        assertNull(blocks("```\nUdpHeader.read(packet)\n```\n").get(0).strayCommand());
        assertNull(blocks("<!-- not run: no -->\n```\n$ ls\n```\n").get(0).strayCommand());
        assertTrue(blocks("- item\n\n    java is its text\n").isEmpty());
    }

    @Test
    void aBlockInAListIsIndentedAsItsFence() {
        Block block = blocks("1. item\n\n   ```console\n   $ a\n     b\n   ```\n").get(0);
        assertEquals(List.of("$ a", "  b"), block.lines());
    }

    @Test
    void anchorsAreGitHubs() {
        assertEquals("qué-pasó-aquí-1a", Document.anchor("¿Qué pasó, `aquí`? (1a)"));
        assertEquals("what---explain-prints", Document.anchor("What --explain prints"));
        assertEquals("a-link_b", Document.anchor("A [link](x.md)_b"));
        assertEquals(
                Set.of("a", "a-1", "b", "c"),
                parse("# A\n## A\n### b #\n<a id=\"c\"></a>\n").anchors());
    }

    @Test
    void linksAndCodeAreFoundInTextOnly() {
        Document document =
                parse("[a](b.md#c) `[no](no)` ![i](i.svg)\n```\n[no](no)\n```\n[x]: y.md\n");
        assertEquals(
                List.of("b.md#c", "i.svg", "y.md"),
                document.links().stream().map(Document.Spot::text).toList());
        assertEquals("[no](no)", document.code().get(0).text());
    }

    @Test
    void aDocumentNamesTheLanguageOfItsTerminals() {
        assertEquals("en", parse("# A\n").language());
        assertEquals("es", parse("<!-- lang: es -->\n# A\n").language());
    }
}
