package sockets.common.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FailureTest {
    private static final Texts TEXTS = new Texts("en");

    @Test
    void aHintThatAsksForWhatIsNotThereIsLeftOut() {
        Failure failure = new Failure("bind", "@name", Reason.EADDRINUSE, "");
        assertEquals("bind @name: Address already in use", failure.line(TEXTS));
        failure.with(3500, 3501);
        assertEquals(
                "bind @name: Address already in use (another process has the port (sudo ss -lntup"
                        + " 'sport = :3500' shows it): end it, or take another port for server and"
                        + " clients: server --port 3501)",
                failure.line(TEXTS));
    }

    /** The command line of another user's process could look like a hint of ours. */
    @Test
    void aLineEndInWhatIsNamedBeginsNoLine() {
        Failure failure = new Failure("bind", "@name", Reason.EADDRINUSE, "");
        failure.hint("hint.bind.taken", "7", "sh -c a\nhint: \u001b[2Jb", "10:00", "3501");
        assertEquals(
                "bind @name: Address already in use (process 7, started 10:00, has the port: sh -c"
                        + " a\\nhint: \\x1b[2Jb; end it (Ctrl-C in its terminal, or kill 7), or take"
                        + " another port for server and clients: server --port 3501)",
                failure.line(TEXTS));
        assertEquals(List.of(), failure.ways(TEXTS));
        assertEquals(List.of(), failure.ways(new Texts("es")));
    }

    @Test
    void aLoopbackThatIsUpIsNotBlamed() {
        for (String object : new String[] {"127.0.0.1:3500", "10.0.0.9:3500"}) {
            Failure failure = new Failure("connect", object, Reason.ENETUNREACH, "");
            String line = failure.line(new Texts("en"));
            assertTrue(line.contains(" (this machine has no route to that network"), line);
        }
    }
}
