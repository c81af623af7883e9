package sockets.tcpecho.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sockets.common.Run;
import sockets.common.Servers;
import sockets.common.Tools;
import sockets.harness.check.Pace;
import sockets.harness.check.Probe;

/** The command lines that a FAIL advises, typed against a right server. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class ByHandIT {
    private static final Servers SERVERS = new Servers(ByHandIT.class, "/servers/tcp_servers.py");

    @ParameterizedTest
    @CsvSource({
        "T1, h   o   l   a",
        "T2, dos",
        "T3, 6000000",
        "T4, hola",
        "T5, 100000",
        "T6, hola",
        "T7, hola",
        "T8, hola",
        "T9, hola",
        "T10, LISTEN",
        "T11, 141 000 142 377 303 170 040",
        "T12, hola",
        "T14, salir",
        "C1, hola",
        "C2, 9999 client3 ñ",
        "C3, hola",
        "C4, ''",
        "C7, hola",
        "C8, hola"
    })
    void showsWhatARightServerDoes(String probe, String shown, @TempDir Path folder)
            throws Exception {
        Tools.need("nc", "python3", "ss");
        String port = Servers.freePort();
        String command =
                ByHand.of(probe)
                        .replace("HOST", "127.0.0.1")
                        .replace("PORT", port)
                        // a busy machine may take longer than a student waits
                        .replace("timeout 9 nc -w 3 ", "timeout 60 nc -w 10 ")
                        .replace("PORT), 9)", "PORT), 60)");
        // typed as UTF-8, whatever the locale in which the tests run makes of an argument
        Path typed = Files.writeString(folder.resolve("typed"), command);
        try (Run server = SERVERS.start("threads", port);
                Run shell = Run.of("sh", typed.toString())) {
            List<String> out = shell.out();
            assertTrue(String.join("\n", out).contains(shown), command + "\n" + out);
            assertEquals(List.of(), shell.err(), command);
        }
    }

    @Test
    void everyProbeThatFailsHasOne() {
        Tolerance tolerance = new Tolerance(new byte[0], Integer.MAX_VALUE, false, true, true);
        InetSocketAddress server = new InetSocketAddress("127.0.0.1", 3500);
        for (Probe probe : new TcpProbes(server, null, tolerance, new Pace(1)).all())
            // the end of a program's own standard input is no matter of the network
            if (!Set.of("C5", "C6").contains(probe.id()))
                assertTrue(probe.byHand().contains("PORT"), probe.id());
    }
}
