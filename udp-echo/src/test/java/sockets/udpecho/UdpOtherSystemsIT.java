package sockets.udpecho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    @CsvSource({"Mac OS X, ifconfig, udp", "Windows 11, ipconfig, UDP"})
    void errorsNameCommandsOfTheSystem(String system, String addresses, String udp)
            throws Exception {
        OtherSystem.run(
                system,
                () -> {
                    String bind = Run.inside("server", "-b", "203.0.113.1", "-p", "0").error();
                    assertTrue(bind.contains(": see " + addresses + ";"), bind);
                    String[] client = {"client", "127.0.0.1", "1", "--connect", "-m", "a"};
                    String refused = Run.inside(client).error();
                    assertTrue(refused.endsWith("? see netstat -an -p " + udp + ")"), refused);
                });
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
