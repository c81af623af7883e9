package sockets.grade.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The parts of what check says of a failure. */
class DetailTest {
    @Test
    void eachPartHasItsName() {
        assertEquals(
                Map.of("detail.came", "expected 3 bytes, got 0", "detail.sent", "\"hola\\n\""),
                Detail.parts("expected 3 bytes, got 0; sent \"hola\\n\""));
        assertEquals(
                Map.of(
                        "detail.came",
                        "beto does not hear ana",
                        "detail.sent",
                        "\"SAY a\\n\"; beto received \"ERROR; wanted \"",
                        "detail.wanted",
                        "\"ana: a\""),
                Detail.parts(
                        "beto does not hear ana; sent \"SAY a\\n\"; beto received"
                                + " \"ERROR; wanted \"; wanted \"ana: a\""));
        assertEquals(
                Map.of("detail.came", "end of file", "detail.ended", "(exit status 1: a; sent b)"),
                Detail.parts("end of file; the server ended (exit status 1: a; sent b)"));
        assertEquals(
                Map.of(
                        "detail.came",
                        "no",
                        "detail.sent",
                        "\"a\"...",
                        "detail.printed",
                        "it's \"; sent x; the server ended y"),
                Detail.parts("no; sent \"a\"...; it printed: it's \"; sent x; the server ended y"));
    }

    @Test
    void quotedBytesDivideNothing() {
        String detail = "expected \"a; sent \\\"b\", got \"\\\\\"; sent \"; it printed: \"";
        assertEquals(
                Map.of(
                        "detail.came",
                        "expected \"a; sent \\\"b\", got \"\\\\\"",
                        "detail.sent",
                        "\"; it printed: \""),
                Detail.parts(detail));
        assertEquals(Map.of("detail.came", ""), Detail.parts(""));
        assertEquals(Map.of("detail.came", "a \"; sent b\\"), Detail.parts("a \"; sent b\\"));
    }
}
