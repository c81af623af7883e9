package sockets.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sockets.common.Run;
import sockets.common.Servers;

/** The grader of one program passes the servers of others. */
@Timeout(600)
class GraderIT {
    private static final Path DIST = Path.of(Run.path()).getParent();

    @ParameterizedTest
    @ValueSource(strings = {"threaded-server", "select-server"})
    void passesTheServersOfManyClients(String program) throws Exception {
        String port = Servers.freePort();
        List<String> words = new ArrayList<>(jar("tcp-echo"));
        words.addAll(List.of("check", "--concurrent", "127.0.0.1", port, "--"));
        words.addAll(jar(program));
        words.addAll(List.of("server", "-p", port));
        Run run = Run.of(words, Map.of());
        assertEquals(0, run.exit(), run.out().toString());
        assertEquals("15 passed, 0 failed, 5 noted, 0 skipped", run.out().get(20));
        String typed = "NOTE C5 a typed line ends it at once, although a client is connected";
        assertTrue(run.out().contains(typed), run.out().toString());
    }

    private static List<String> jar(String program) {
        return List.of(QuickJava.JAVA, "-jar", DIST.resolve(program + ".jar").toString());
    }
}
