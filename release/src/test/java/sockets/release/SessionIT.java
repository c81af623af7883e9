package sockets.release;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import sockets.common.Tools;

/**
 * That a document which prints something wrong is found, and one that is right is left in peace.
 */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class SessionIT {
    @BeforeAll
    static void needNamespaces() throws InterruptedException {
        Tools.needNamespaces();
        Tools.need("bash", "python3");
    }

    private static void run(String... lines) throws Exception {
        Document document = Document.parse("a.md", List.of(lines));
        try (Session session =
                new Session(document.sections().get(0), DocumentsIT.ROOT, document.language())) {
            session.run();
        }
    }

    private static void passes(String... lines) {
        assertDoesNotThrow(() -> run(lines));
    }

    private static void fails(String message, String... lines) {
        AssertionError error = assertThrows(AssertionError.class, () -> run(lines));
        assertTrue(error.getMessage().contains(message), error.getMessage());
    }

    @Test
    void linesThatComeInOrderPass() {
        passes("```console", "$ printf 'a\\nb\\n7 c\\nd'", "a", "...", "12 c", "d", "```");
    }

    @Test
    void aLineThatDoesNotComeFailsAndTellsWhere() {
        fails("a.md:3", "```console", "$ echo a", "b", "```");
        fails("| a", "```console", "$ printf 'x\\na\\n'", "b", "```");
    }

    @Test
    void linesInAnotherOrderFail() {
        fails("expected: a", "```console", "$ printf 'a\\nb\\n'", "b", "a", "```");
    }

    @Test
    void whatAnEarlierCommandPrintedDoesNotCount() {
        fails("a.md:4", "```console", "$ echo a", "$ echo b", "a", "```");
    }

    @Test
    void aCommandThatFailsMustShowIt() {
        fails("exit code 1", "```console", "$ false", "```");
        fails("exit code 127", "```console", "$ nosuchcommand", "$ true", "```");
        passes("```console", "$ ls /nosuchfile", "ls: ...No such file or directory", "```");
    }

    @Test
    void aProgramReadsWhatIsTyped() {
        passes("```console", "$ sort", "> b", "> a", "^D", "a", "b", "$ echo c", "c", "```");
        passes("```console", "$ for i in a b; do", ">   echo $i$i", "> done", "aa", "bb", "```");
    }

    @Test
    void aProgramRunsOnWhileOtherTerminalsAreUsed() {
        passes(
                "```console one",
                "$ cat > file",
                "> from one",
                "```",
                "```console two",
                "$ tail -f -n +1 file",
                "from one",
                "```",
                "```console one",
                "> more",
                "^D",
                "```",
                "```console two",
                "more",
                "^C",
                "$ echo end",
                "end",
                "```");
    }

    @Test
    void twoMachinesAreOnACable() {
        passes(
                "```console pc1 server",
                "$ python3 -m http.server --bind 10.0.0.1 8000",
                "Serving HTTP on 10.0.0.1 port 8000 ...",
                "```",
                "```console pc2",
                "$ python3 -c 'import urllib.request as u; print(u.urlopen(\"http://10.0.0.1:8000\").status)'",
                "200",
                "```",
                "```console pc1 server",
                "10.0.0.2 - - [...] \"GET / HTTP/1.1\" 200 -",
                "```");
    }

    @Test
    void aSpanishDocumentHasSpanishTerminals() {
        passes(
                "<!-- lang: es -->",
                "```console",
                "$ java -jar dist/udp-echo.jar --help",
                "Uso: ...",
                "```");
    }

    @Test
    void sudoIsDropped() {
        passes("```console", "$ sudo echo a | sudo cat", "a", "```");
    }
}
