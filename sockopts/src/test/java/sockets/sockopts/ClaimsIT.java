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
    private record Claim(int number, SocketOption option, String words) {
        @Override
        public String toString() {
            return option + ": " + words;
        }
    }

    private static Run claims(String argument) {
        String script = Path.of("src/test/resources/claims.py").toAbsolutePath().toString();
        return Run.of(List.of(Servers.python(), script, argument), Map.of());
    }

    static Stream<Claim> all() throws InterruptedException {
        Tools.need("python3");
        List<Claim> all = new ArrayList<>();
        for (String line : claims("--list").out()) {
            String[] columns = line.split("\t");
            all.add(new Claim(all.size(), Options.table().find(columns[0]), columns[1]));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void itIsSaidAndItIsSo(Claim claim) throws Exception {
        Meanings meanings = new Meanings("en");
        String said = meanings.of(claim.option()) + " " + meanings.use(claim.option());
        assertTrue(said.contains(claim.words()), said);
        Run experiment = claims("" + claim.number());
        assertEquals(0, experiment.exit(), experiment.err().toString());
    }
}
