package sockets.grade.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A ladder as a part of a page. */
class PictureTest {
    private static String svg(String inside) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">" + inside + "</svg>";
    }

    private static String markup(String inside) {
        return Picture.of(svg(inside), "p").markup();
    }

    @Test
    void itsIdsAndRulesAreItsOwn() throws Exception {
        String one = Picture.of(Pages.ladder(), "ladder").markup();
        assertTrue(one.startsWith("<svg id=\"ladder\" "), one);
        assertTrue(one.contains("<marker id=\"ladder-head\""), one);
        assertTrue(one.contains("#ladder .arrow { stroke"), one);
        assertTrue(one.contains("marker-end: url(#ladder-head)"), one);
        assertTrue(one.contains("#ladder .note, #ladder .time {"), one);
        assertFalse(one.contains("<?xml") || one.contains("url(#head"), one);
        Pages.parse(one);
    }

    @Test
    void theArrowsAreToldInWords() throws Exception {
        List<Picture.Arrow> arrows = Picture.of(Pages.ladder(), "x").arrows();
        assertEquals(10, arrows.size());
        assertEquals(new Picture.Arrow("0.000000 s", true, "SYN seq 0"), arrows.get(0));
        assertEquals(new Picture.Arrow("0.000022 s", false, "SYN,ACK seq 0 ack 1"), arrows.get(1));
    }

    @Test
    void whatDoesNotBelongThereIsLeftOut() {
        String markup =
                markup(
                        "<script>alert(1)</script><a href='x'><text>no</text></a>"
                                + "<image href='http://x/'/><foreignObject><p/></foreignObject>"
                                + "<text onload='x' style='y' x='1'>a &lt;b&gt;&amp;\u202e</text>"
                                + "<style>@import url(http://x/);</style>");
        assertFalse(
                markup.matches("(?s).*(script|href|image|foreign|onload|style|import).*"), markup);
        assertTrue(markup.contains("<text x=\"1\">a &lt;b&gt;&amp;\\u202e</text>"), markup);
    }

    @Test
    void whatIsNoPictureIsNone() {
        for (String no :
                List.of(
                        "",
                        " ",
                        "no",
                        "<html/>",
                        "<svg>",
                        "<!DOCTYPE svg [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><svg>&e;</svg>"))
            assertNull(Picture.of(no, "p"), no);
        assertEquals(List.of(), Picture.of(svg("<line class='arrow' x1='?'/>"), "p").arrows());
    }
}
