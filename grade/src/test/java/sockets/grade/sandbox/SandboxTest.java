package sockets.grade.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import sockets.common.Run;
import sockets.common.text.Texts;
import sockets.grade.Grade;

/** What is said where nothing is kept in, and words that a shell must not change. */
class SandboxTest {
    private static final Texts ENGLISH = new Texts("en", Grade.class);

    @Test
    void withoutAToolItSaysSoAndRunsCommandsAsTheyAre() throws Exception {
        try (Sandbox sandbox = Sandbox.find(Limits.usual(), List.of(), List.of("no-such-tool"))) {
            assertFalse(sandbox.isIsolated());
            assertEquals(
                    "not isolated: no-such-tool is not installed (install bubblewrap)",
                    sandbox.reason(ENGLISH));
            assertEquals(
                    "sin aislar: no-such-tool no está instalado (instale bubblewrap)",
                    sandbox.reason(new Texts("es", Grade.class)));
            List<String> words = List.of("python3", "ana/server.py");
            assertEquals(words, sandbox.handIn(words, Path.of("/"), path -> false, false));
            assertEquals(words, sandbox.grader(words));
            assertEquals(words, sandbox.lab(words));
        }
    }

    @Test
    void aToolThatFailsIsNotUsedAndItsReasonTold() throws Exception {
        Said reason = Trial.run(List.of("sh", "-c", "echo one; echo '\033[1mtwo' >&2; exit 1"));
        assertEquals("\\x1b[1mtwo", reason.in(ENGLISH));
        assertEquals("false: exit status 1", Trial.run(List.of("false")).in(ENGLISH));
        String why = WhyNot.of(List.of(Said.raw("a: b"), Said.raw("c: d")), true).text(ENGLISH);
        assertTrue(why.matches("not isolated: a: b; c: d \\(.+\\)"), why);
    }

    @Test
    void theShellTakesWordsAsTheyStand() throws Exception {
        List<String> words =
                List.of("a b", "it's", "$HOME", "`id`", "\\", "", "*", "\n", "ñ", "-n");
        String script = "printf '%s|' " + Shell.quote(words);
        assertEquals(
                String.join("|", words) + "|", String.join("\n", Run.of("sh", "-c", script).out()));
    }
}
