package sockets.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sockets.common.text.Texts;
import sockets.trace.words.Words;

/** The words for a call: those of its side, of what it is a case of, or of the program. */
class ExplainedTest {
    private static String line(Texts own, String side, String why, boolean byJava) {
        List<String> lines = new ArrayList<>();
        Result done = Result.of(0);
        Call call = new Call(side, "call", "#2", "7", done, "Java.call", why, List.of(), byJava, 0);
        new Explained(own, side.equals("MyProgram") ? null : side, lines::add).accept(call);
        return lines.get(0);
    }

    private static String why(String side, String why) {
        String line = line(new Texts("en"), side, why, false);
        return line.substring(line.lastIndexOf(" | ") + 3);
    }

    @Test
    void aLineHasSideCallJavaAndWhy() {
        assertEquals(
                "explain: server | call(#2, 7) = 0 | Java.call | reads nothing more; nothing is"
                        + " sent (by Java)",
                line(new Texts("en"), "server", "shutdown.read", true));
    }

    @Test
    void aSideHasItsOwnWords() {
        assertEquals(
                "takes what has come, up to the buffer; a stream does not keep the boundaries of"
                        + " the client's writes",
                why("server", "read"));
        assertEquals(
                "takes what has come; one write of the server may need several reads, or two be"
                        + " read as one",
                why("client", "read"));
        assertEquals(
                "takes what has come, up to the buffer; a stream does not keep the boundaries of"
                        + " the other side's writes",
                why("MyProgram", "read"));
    }

    @Test
    void whatHasNoTextIsTheCaseOfSomething() {
        String some = "sets an option of the socket (sockopts explain tells what it means)";
        assertEquals(some, why("server", "option.SO_RCVBUF.4096"));
        assertEquals(
                "close throws unsent data away and sends RST: no TIME_WAIT",
                why("client", "option.SO_LINGER.0"));
        assertEquals("close waits so long for unsent data", why("client", "option.SO_LINGER.5"));
        assertEquals("the call failed: the error says why", why("MyProgram", "failed.write"));
    }

    @Test
    void aProgramsOwnWordsGoBefore() {
        Texts own = new Texts("en", Words.class);
        assertEquals(
                "explain: server | call(#2, 7) = 0 | Java.call | in this program's words",
                line(own, "server", "write.part", false));
        assertEquals(
                "explain: server | call(#2, 7) = 0 | Java.call | end of file: the other side has"
                        + " sent FIN and will send no more",
                line(own, "server", "read.end", false));
    }
}
