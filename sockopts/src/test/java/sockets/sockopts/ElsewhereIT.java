package sockets.sockopts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sockets.common.Json;
import sockets.common.Run;

/** The program where it takes itself to be on Windows or macOS: Java alone answers. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class ElsewhereIT {
    private static Run on(String system, List<String> java, String... words) {
        List<String> command = new ArrayList<>(Run.jar(words));
        command.add(command.indexOf("-jar"), "-Dos.name=" + system);
        command.addAll(command.indexOf("-jar"), java);
        return Run.of(command, Map.of());
    }

    private static Run onWindows(String... words) {
        return on("Windows 11", List.of(), words);
    }

    /** What Java says itself, by the names of C: the value of each of its options. */
    private static Map<String, String> told(NetworkChannel fresh) throws IOException {
        Map<String, String> values = new TreeMap<>();
        try (fresh) {
            for (SocketOption<?> option : fresh.supportedOptions()) {
                String name = option.name().replace("INTERVAL", "INTVL").replace("COUNT", "CNT");
                values.put(name, String.valueOf(fresh.getOption(option)));
            }
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Windows 11", "Mac OS X"})
    void listTellsWhatJavaTells(String system) throws Exception {
        Run list = on(system, List.of(), "list", "--json");
        Map<String, String> tcp = new TreeMap<>();
        Map<String, String> udp = new TreeMap<>();
        int lines = 0;
        for (Object option : (List<?>) Json.parse(String.join("", list.out()))) {
            String name = (String) Json.at(option, "name");
            assertEquals(null, Json.at(option, "number"), name + " has the number of Linux");
            assertEquals(null, Json.at(option, "levelNumber"), name);
            Map<?, ?> values = (Map<?, ?>) Json.at(option, "values");
            if (values.containsKey("tcp")) tcp.put(name, "" + Json.at(values, "tcp", "value"));
            if (values.containsKey("udp")) udp.put(name, "" + Json.at(values, "udp", "value"));
            lines++;
        }
        assertEquals(told(SocketChannel.open(StandardProtocolFamily.INET)), tcp);
        assertEquals(told(DatagramChannel.open(StandardProtocolFamily.INET)), udp);
        assertTrue(lines >= 16, lines + " lines");
        // what is left out, and where to go for it
        String hint = String.join("\n", list.err());
        int all = Options.table().all().size();
        assertTrue(hint.startsWith("hint: " + lines + " of " + all + ": on " + system), hint);
        for (String way : List.of("virtual machine", "container", "WSL 2"))
            assertTrue(hint.contains(way), hint);
    }

    @Test
    void theTableHasNoNumberOfLinux() throws Exception {
        List<String> lines = onWindows("list", "--level", "tcp").out();
        assertTrue(
                lines.get(1).matches("TCP_NODELAY +TCP +- +Boolean +yes +false +- +TCP_NODELAY"));
        for (String line : lines) assertTrue(line.startsWith("NAME ") || line.startsWith("TCP_"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SO_KEEPALIVE | on | setOption(SO_KEEPALIVE, true)",
                "SO_LINGER | on,5 | setOption(SO_LINGER, 5)",
                "SO_LINGER | off | setOption(SO_LINGER, -1)",
                "IP_TOS | IPTOS_LOWDELAY | setOption(IP_TOS, 16)",
                "TCP_KEEPINTVL | 7 | setOption(TCP_KEEPINTERVAL, 7)",
                "IP_MULTICAST_IF | 127.0.0.1 | setOption(IP_MULTICAST_IF, name:lo (lo))"
            })
    void setTakesWhatItTakesOnLinux(String name, String value, String call) throws Exception {
        Run set = onWindows("set", name, value);
        assertEquals(0, set.exit(), set.err().toString());
        assertEquals(call, set.out().get(2));
        assertTrue(set.out().get(4).startsWith("Java tells what it was given: "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "get SO_TYPE | getsockopt SO_TYPE: Function not implemented (on Windows 11 ",
                "set SO_TYPE 1 | setsockopt SO_TYPE: Function not implemented (on Windows 11 ",
                "get SO_LINGER --type packet | socket packet: Function not implemented (Java ",
                "set SO_RCVBUF -1 | setsockopt SO_RCVBUF: Invalid argument (Java does not take ",
                "set SO_INCOMING_NAPI_ID 1 | setsockopt SO_INCOMING_NAPI_ID: Protocol not avail",
                "set IP_MULTICAST_IF 192.0.2.1 | setsockopt IP_MULTICAST_IF: Cannot assign requ",
                "demo SO_LINGER | libc Windows 11 amd64: Function not implemented (here explain, "
            })
    void whatIsNotThereIsOneLine(String words, String line) throws Exception {
        Run run = onWindows(words.split(" "));
        assertEquals(1, run.exit());
        assertEquals(1, run.err().size(), run.err().toString());
        String expected = "sockopts: " + line.replace("amd64", System.getProperty("os.arch"));
        assertTrue(run.err().get(0).startsWith(expected), run.err().get(0));
    }

    /** Newer ones than 18 have the name that Windows has. */
    @Test
    void whatOnlyOtherSystemsHaveCanBeSetThere() throws Exception {
        Run set = onWindows("set", "IP_DONTFRAGMENT", "on");
        boolean known = Runtime.version().feature() > 18;
        assertEquals(known ? 0 : 1, set.exit(), set.err().toString());
        if (known) assertEquals("setOption(IP_DONTFRAGMENT, true)", set.out().get(2));
    }

    @Test
    void getGoesOnAfterOneThatIsNotThere() throws Exception {
        Run get = on("Mac OS X", List.of(), "get", "SO_TYPE", "SO_KEEPALIVE", "SO_BROADCAST");
        assertEquals(List.of("SO_KEEPALIVE = false", "SO_BROADCAST = false"), get.out());
        assertEquals(1, get.exit());
    }

    @Test
    void explainTellsAll() throws Exception {
        List<String> lines = onWindows("explain", "SO_LINGER").out();
        assertTrue(lines.contains("  SO_LINGER = -1"), lines.toString());
        assertTrue(lines.size() > 20);
        assertTrue(onWindows("explain", "SO_TYPE").out().size() > 10);
    }

    @Test
    void theCLibraryIsNotTouched(@TempDir Path folder) throws Exception {
        Path classes = folder.resolve("classes");
        String log = "-Xlog:class+load:file=" + classes;
        Run list = on("Windows 11", List.of(log), "list");
        assertEquals(0, list.exit(), list.err().toString());
        String loaded = Files.readString(classes);
        assertTrue(loaded.contains("sockets.sockopts.InJava"));
        assertFalse(loaded.contains("com.sun.jna"));
    }
}
