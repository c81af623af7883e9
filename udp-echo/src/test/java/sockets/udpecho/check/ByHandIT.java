package sockets.udpecho.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sockets.common.Run;
import sockets.common.Servers;
import sockets.common.Tools;

/** The command lines that a FAIL advises, typed against a right server. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class ByHandIT {
    private static final Servers SERVERS = new Servers(ByHandIT.class, "/servers/udp_servers.py");

    @ParameterizedTest
    @CsvSource({
        "U1, corta",
        "U2, 127.0.0.1",
        "U3, client2",
        "U4, hola",
        "U5, 9000",
        "U6, 141 000 142 377 303 170 040",
        // of what comes while its queue is full even a right server answers nothing
        "U7, ''",
        "U8, b'199'",
        "U9, UNCONN",
        "U10, hola",
        "U11, hola"
    })
    void showsWhatARightServerDoes(String probe, String shown) throws Exception {
        Tools.need("nc", "python3", "ss");
        String port = Servers.freePort();
        String command =
                ByHand.of(probe)
                        .replace("HOST", "127.0.0.1")
                        .replace("PORT", port)
                        // a busy machine may take longer than a student waits
                        .replace("-w 1 ", "-w 10 ")
                        .replace("settimeout(2)", "settimeout(60)")
                        .replace("1 2 3 4", "1");
        try (Run server = SERVERS.start("plain", port);
                Run shell = Run.of("sh", "-c", command)) {
            List<String> out = shell.out();
            assertTrue(String.join("\n", out).contains(shown), command + "\n" + out);
            assertEquals(List.of(), shell.err(), command);
        }
    }
}
