package sockets.udpecho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sockets.common.OtherSystem;
import sockets.common.Run;
import sockets.common.Translations;

/** What the program tells to do is done by commands that the system has. */
@Timeout(600)
@Isolated
class UdpOtherSystemsIT {
    @ParameterizedTest
    @CsvSource({"Mac OS X, lsof -nP -iUDP:", "Windows 11, netstat -ano -p UDP | findstr :"})
    void aTakenPortIsFoundByACommandOfTheSystem(String system, String command) throws Exception {
        try (DatagramSocket other = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(other.getLocalPort());
            OtherSystem.run(
                    system,
                    () -> {
                        String error = Run.inside("server", "-p", port).error();
                        assertTrue(error.contains("who? " + command + port + ";"), error);
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mac OS X", "Windows 11"})
    void nothingThatIsPrintedNamesWhatTheSystemLacks(String system) throws Exception {
        List<String> printed = new ArrayList<>();
        OtherSystem.run(
                system,
                () -> {
                    for (String language : new String[] {"en", "es"}) {
                        printed.addAll(told("doctor", "--lang", language));
                        printed.addAll(told("doctor", "127.0.0.1", "1", "--lang", language));
                        printed.addAll(told("demo", "--lang", language));
                        printed.addAll(told("client", "127.0.0.1", "1", "--connect", "-m", "a"));
                    }
                });
        List<String> lacking =
                printed.stream()
                        // of the server's machine nobody knows here what system it has
                        .filter(line -> !line.contains("server's machine"))
                        .filter(line -> !line.contains("máquina del servidor"))
                        .filter(line -> Translations.isLacking(line, system))
                        .toList();
        assertEquals(List.of(), lacking);
        // as the demo has it, in both languages
        long own = printed.stream().filter(line -> line.contains("netstat -an -p ")).count();
        assertTrue(own >= 4, printed::toString);
    }

    private static List<String> told(String... arguments) {
        Run.Done run = Run.inside(arguments);
        List<String> lines = new ArrayList<>(run.out());
        lines.addAll(run.err());
        assertTrue(!lines.isEmpty(), String.join(" ", arguments));
        return lines;
    }
}
