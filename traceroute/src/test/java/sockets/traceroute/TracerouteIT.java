package sockets.traceroute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sockets.common.Run;
import sockets.common.Tools;
import sockets.common.Trace;

/** The program as its user runs it, on loopback. */
@Timeout(600)
class TracerouteIT {
    /** Root, too, has no capability then; others have none. */
    private static List<String> withoutRawSockets() {
        if (!Tools.isRoot()) return List.of();
        return List.of("setpriv", "--bounding-set=-net_raw", "--inh-caps=-net_raw", "--");
    }

    @Test
    void tracesThisMachine() throws Exception {
        Run.Done run = Run.inside("-n", "127.0.0.1");
        assertEquals(0, run.exit());
        assertEquals(
                "traceroute to 127.0.0.1 (127.0.0.1), 30 hops max, 60 byte packets",
                run.out().get(0));
        assertTrue(
                run.out().get(1).matches(" 1  127\\.0\\.0\\.1(  [0-9.]+ ms){3}"),
                run.out().toString());
        assertEquals(2, run.out().size());
        assertEquals(List.of(), run.err());
    }

    @ParameterizedTest
    @CsvSource({
        "-Dos.name=Windows 11, libc Windows 11 , tracert HOST",
        "-Dos.name=Mac OS X, libc Mac OS X , traceroute HOST",
        "-Dos.arch=arm, libc Linux arm: , tracepath HOST",
        "-Djna.tmpdir=/proc/nonesuch, dlopen /proc/nonesuch: , -Djna.tmpdir="
    })
    void whereItCannotWorkOneLineSaysWhatDoes(String property, String begin, String way)
            throws Exception {
        for (String[] words : new String[][] {{"-n", "127.0.0.1"}, {"check", "--", "x"}}) {
            List<String> command = new ArrayList<>(Run.jar(words));
            command.add(command.indexOf("-jar"), property);
            Run run = Run.of(command, Map.of());
            assertEquals(1, run.exit());
            assertEquals(1, run.err().size(), run.err()::toString);
            assertTrue(run.err().get(0).startsWith("traceroute: " + begin), run.err().get(0));
            assertTrue(run.err().get(0).contains(way), run.err().get(0));
            assertEquals(List.of(), run.out());
        }
    }

    @Test
    void ofARepeatedOptionTheLastValueCounts() throws Exception {
        Run.Done run = Run.inside("-nn", "-4", "-4", "-U", "-U", "-q", "9", "-q", "1", "127.0.0.1");
        assertEquals(0, run.exit(), run.err().toString());
        assertTrue(run.out().get(1).matches(" 1  127\\.0\\.0\\.1  [0-9.]+ ms"), run.out().get(1));
    }

    @ParameterizedTest
    @CsvSource({
        "-4 -6, -4 and -6 exclude each other",
        "-I -T, '-U, -I and -T exclude each other'",
        "-U -I, '-U, -I and -T exclude each other'"
    })
    void whatExcludesEachOtherIsWrongUsage(String options, String message) {
        Run.Done run = Run.inside((options + " 127.0.0.1").split(" "));
        assertEquals(2, run.exit());
        assertEquals("traceroute: " + message, run.err().get(0));
    }

    @Test
    void printsNamesBesideAddresses() throws Exception {
        Run.Done run = Run.inside("localhost");
        assertTrue(run.out().get(0).startsWith("traceroute to localhost (127.0.0.1), 30 hops max"));
        assertTrue(run.out().get(1).startsWith(" 1  localhost (127.0.0.1)  "), run.out().get(1));
    }

    @Test
    void printsJson() throws Exception {
        Run.Done run = Run.inside("-n", "--json", "127.0.0.1");
        assertEquals(0, run.exit());
        String json = String.join("", run.out()).replace(" ", "");
        assertTrue(json.startsWith("{\"host\":\"127.0.0.1\",\"address\":\"127.0.0.1\""), json);
        assertTrue(json.contains("\"reached\":true"), json);
        assertTrue(json.contains("{\"ttl\":1,\"probes\":[{\"address\":\"127.0.0.1\""), json);
    }

    @Test
    void refusesWrongUsageInOneLine() throws Exception {
        String[][] wrong = {
            {"-m", "0", "127.0.0.1"},
            {"-m", "256", "127.0.0.1"},
            {"-f", "9", "-m", "8", "127.0.0.1"},
            {"-q", "0", "127.0.0.1"},
            {"-N", "0", "127.0.0.1"},
            {"-w", "x", "127.0.0.1"},
            {"-w", "0", "127.0.0.1"},
            {"-w", "1,2,3,4", "127.0.0.1"},
            {"-p", "65536", "127.0.0.1"},
            {"-I", "-T", "127.0.0.1"},
            {"-4", "-6", "localhost"},
            {"--paths", "--mtu", "127.0.0.1"},
            {"--confidence", "99", "127.0.0.1"},
            {"--paths", "--confidence", "100", "127.0.0.1"},
            {"--mtu", "-T", "127.0.0.1"},
            {"--simple", "-T", "127.0.0.1"},
            {"--simple", "-i", "lo", "127.0.0.1"},
            {"--simple", "127.0.0.1", "60"},
            {"--nosuch", "127.0.0.1"},
            {"127.0.0.1", "70000"},
            {"127.0.0.1", "60", "1"},
            {""},
            {}
        };
        for (String[] arguments : wrong) {
            Run.Done run = Run.inside(arguments);
            String of = String.join(" ", arguments);
            assertEquals(2, run.exit(), of);
            assertEquals(2, run.err().size(), of + run.err());
            assertEquals("Try 'traceroute --help'", run.err().get(1), of);
            assertEquals(List.of(), run.out(), of);
        }
    }

    /** What the kernel is asked for, not only what --explain tells of it. */
    @Test
    void simpleSetsTheOptionsOfTheCoursesProgramAndNoOther(@TempDir Path folder) throws Exception {
        Tools.needRoot();
        Tools.need("strace");
        Path file = folder.resolve("calls");
        List<String> words =
                new ArrayList<>(List.of("strace", "-f", "-o", file.toString(), "-e", "setsockopt"));
        words.addAll(Run.jar("--simple", "--explain", "127.0.0.1"));
        try (Run run = Run.of(words, Map.of())) {
            assertEquals(0, run.exit(), run.err().toString());
            String title = "traceroute to 127.0.0.1 (127.0.0.1), 30 hops max, 28 byte packets";
            assertEquals(title, run.out().get(0));
            assertTrue(
                    run.out().get(1).matches(" 1  127\\.0\\.0\\.1  [0-9.]+ ms"), run.out().get(1));
            List<String> told =
                    run.err().stream()
                            .filter(line -> line.contains("| setsockopt("))
                            .map(line -> line.replaceAll(".*setsockopt\\((\\w+).*", "$1"))
                            .toList();
            assertEquals(List.of("SO_RCVTIMEO", "IP_TTL"), told);
        }
        List<String> asked =
                Files.readAllLines(file).stream()
                        .filter(line -> line.contains("setsockopt("))
                        // Java's own look what this system can do, at its start
                        .filter(line -> !line.matches(".*(IPV6|SO_REUSEPORT).*"))
                        .map(line -> line.replaceAll(".*, ((SO|IP)_\\w+).*", "$1"))
                        .map(name -> name.replace("_OLD", ""))
                        .toList();
        assertEquals(List.of("SO_RCVTIMEO", "IP_TTL"), asked);
    }

    @Test
    void blamesTheOptionThatDoesNotExistNotItsValue() throws Exception {
        String[][] wrong = {
            {"-t", "16", "127.0.0.1"},
            {"-t16", "127.0.0.1"},
            {"-n", "-q", "1", "-t", "16", "127.0.0.1"},
            {"127.0.0.1", "-t", "16"},
            {"--tos", "16", "127.0.0.1", "60"},
            {"-w", "-1", "--tos", "x", "127.0.0.1", "60"}
        };
        for (String[] arguments : wrong) {
            String first = Run.inside(arguments).err().get(0);
            String of = String.join(" ", arguments) + ": " + first;
            boolean value = first.contains("--wait -1");
            assertTrue(first.contains("unknown option -") || value, of);
            assertFalse(first.contains("PACKETLEN"), of);
        }
    }

    @Test
    void tracesNamesWithOtherLettersThanThoseOfAscii(@TempDir Path folder) throws Exception {
        String name = "127.0.0.1 xn--bcher-kva.example";
        Path names = Files.writeString(folder.resolve("hosts"), name);
        List<String> words = new ArrayList<>(Run.jar("-n", "bücher.example"));
        words.add(1, "-Djdk.net.hosts.file=" + names);
        Run run = Run.of(words, java.util.Map.of("LC_ALL", "C.UTF-8"));
        assertEquals(0, run.exit(), run.err().toString());
        String first = "traceroute to bücher.example (127.0.0.1), 30 hops max, 60 byte packets";
        assertEquals(first, run.out().get(0));
    }

    @Test
    void tellsFailuresInOneLine() throws Exception {
        String[][] failures = {
            {"no-such-host.invalid"},
            {"-6", "127.0.0.1"},
            {"-s", "192.0.2.77", "127.0.0.1"},
            {"-i", "nosuch0", "127.0.0.1"},
            {"255.255.255.255"}
        };
        for (String[] arguments : failures) {
            Run.Done run = Run.inside(arguments);
            String of = String.join(" ", arguments);
            assertEquals(1, run.exit(), of);
            assertEquals(1, run.err().size(), of + run.err());
            assertTrue(run.err().get(0).startsWith("traceroute: "), run.err().get(0));
            assertTrue(run.err().get(0).endsWith(")"), "no way out: " + run.err().get(0));
        }
    }

    @Test
    void explainsTheCallsThatTheKernelGets(@TempDir Path folder) throws Exception {
        Tools.need("strace");
        for (String method : List.of("-U", "-T")) {
            explained(folder.resolve("trace" + method), method, List.of());
        }
    }

    @Test
    void explainsTheConnectionsOfWhoMayOpenNoRawSocket(@TempDir Path folder) throws Exception {
        Tools.need("strace");
        List<String> told = explained(folder.resolve("trace"), "-T", withoutRawSockets());
        assertEquals(3, told.stream().filter("connect"::equals).count(), told.toString());
    }

    /** The calls that --explain tells, which must be those of the kernel. */
    private static List<String> explained(Path file, String method, List<String> before)
            throws Exception {
        List<String> words = new ArrayList<>(before);
        words.addAll(Run.jar("--explain", "-n", method, "-p", "33434", "-m", "2", "127.0.0.1"));
        Run run = Run.of(Trace.strace(file, words), java.util.Map.of());
        assertEquals(0, run.exit(), run.err().toString());
        // a socket that cannot be made has no life
        List<String> err = new ArrayList<>(run.err());
        err.removeIf(line -> line.contains("= -1 EPERM"));
        List<String> told = new ArrayList<>(Trace.explained(err));
        // the comparison knows no waits, and no socket that neither sends nor receives
        told.removeIf(name -> name.equals("poll"));
        assertEquals(List.of("socket", "setsockopt"), told.subList(0, 2));
        assertEquals("close", told.get(told.size() - 1));
        told = told.subList(2, told.size() - 1);
        assertEquals(Trace.kernel(file), told, method);
        return told;
    }

    @Test
    void explainsWhereItWaits() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            String port = String.valueOf(silent.getLocalPort());
            String line = "--explain -n -q 1 -m 1 -w 1 -U -p " + port + " 127.0.0.1";
            Run.Done run = Run.inside(line.split(" "));
            assertEquals(1, run.exit());
            String waits =
                    "explain: traceroute \\| poll\\(1 socket, \\d+ ms\\) <unfinished \\.\\.\\.>"
                            + " \\| LibC.poll \\| waits for answers: none has come yet";
            assertTrue(run.err().stream().anyMatch(l -> l.matches(waits)), run.err().toString());
        }
    }

    @Test
    void explainsInSpanish() throws Exception {
        Run.Done run = Run.inside("--explain", "--lang", "es", "-n", "127.0.0.1");
        assertEquals(0, run.exit());
        assertTrue(
                run.err().stream()
                        .anyMatch(
                                line ->
                                        line.contains(
                                                "IP_TTL, 1) = 0 | LibC.setsockopt | cuántos saltos")),
                run.err().toString());
    }

    @Test
    void speaksSpanish() throws Exception {
        Run.Done run = Run.inside("--help", "--lang", "es");
        assertEquals(0, run.exit());
        assertTrue(run.out().stream().anyMatch(line -> line.contains("Sondas por salto")));
    }
}
