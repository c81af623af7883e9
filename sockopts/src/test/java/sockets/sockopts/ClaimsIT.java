package sockets.sockopts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sockets.common.Run;
import sockets.common.Servers;
import sockets.common.Tools;

/** What explain says, each claim held against this kernel by an experiment in Python. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class ClaimsIT {
    private record Claim(String script, int number, SocketOption option, String words) {
        @Override
        public String toString() {
            return option + ": " + words;
        }
    }

    /** Makes a network of its own. */
    private static final String FAMILIES = "families.py";

    private static Run claims(String script, String argument) {
        String file = Path.of("src/test/resources", script).toAbsolutePath().toString();
        return Run.of(List.of(Servers.python(), file, argument), Map.of());
    }

    static Stream<Claim> all() throws InterruptedException {
        Tools.need("python3");
        List<Claim> all = new ArrayList<>();
        for (String script : List.of("claims.py", FAMILIES)) {
            int number = 0;
            for (String line : claims(script, "--list").out()) {
                String[] columns = line.split("\t");
                SocketOption option = Options.table().find(columns[0]);
                all.add(new Claim(script, number++, option, columns[1]));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void itIsSaidAndItIsSo(Claim claim) throws Exception {
        Meanings meanings = new Meanings("en");
        String said = meanings.of(claim.option()) + " " + meanings.use(claim.option());
        assertTrue(said.contains(claim.words()), said);
        if (claim.script().equals(FAMILIES)) Tools.needNamespaces();
        Run experiment = claims(claim.script(), "" + claim.number());
        assertEquals(0, experiment.exit(), experiment.err().toString());
    }
}
