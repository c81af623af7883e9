package sockets.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sockets.common.Run;
import sockets.common.Tools;

/** The sample captures of docs/captures can be made again. */
@Timeout(600)
class CapturesIT {
    private static final Path CAPTURES = DocumentsIT.ROOT.resolve("docs/captures");

    @TempDir private Path folder;

    @Test
    void madeAgainACaptureTellsTheSame() throws InterruptedException {
        Tools.needNamespaces();
        Tools.need("nsenter", "flock");
        // all of them take a minute: -Dcaptures="udp-echo empty-datagram ... traceroute"
        String names = System.getProperty("captures", "closed-port tcp-echo traceroute");

        List<String> words = new ArrayList<>(List.of(CAPTURES.resolve("make").toString(), "-d"));
        words.add(folder.toString());
        words.addAll(List.of(names.split(" ")));
        Run make = Run.of(words, Map.of("JAVA_HOME", System.getProperty("java.home")));
        assertEquals(0, make.exit(), () -> "" + errors(make));

        for (String name : names.split(" "))
            assertEquals(shape(CAPTURES, name), shape(folder, name), name);
    }

    /** The packets of a capture, without what differs from run to run. */
    private static List<String> shape(Path folder, String name) throws InterruptedException {
        String sniffer = DocumentsIT.ROOT.resolve("dist/sniffer.jar").toString();
        String file = folder.resolve(name + ".pcap").toString();
        return Run.of(Run.java(), "-jar", sniffer, "read", "-n", "-t", file).out().stream()
                // an acknowledgement alone may also ride on the data that follow
                .filter(line -> !line.matches(".*Flags \\[\\.\\],.* length 0"))
                .map(line -> line.replaceAll("(seq|ack|win) [0-9:]+,", "$1,"))
                .map(line -> line.replaceAll("options \\[.*\\], ", ""))
                .map(line -> line.replaceFirst("^IP 10\\.0\\.1\\.1\\.[0-9]+", "IP 10.0.1.1.PORT"))
                // what two clients do at the same moment has no order
                .sorted()
                .toList();
    }

    private static List<String> errors(Run run) {
        try {
            return run.err();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
