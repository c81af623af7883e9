package sockets.sniffer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sockets.common.Run;
import sockets.common.Tools;

/**
 * The tcpdump that is installed, whichever version it is. Our lines are those of the newest one:
 * what an older one prints otherwise stands in tcpdump-versions.tsv.
 */
final class Tcpdump {
    private static final Pattern VERSION =
            Pattern.compile("tcpdump version (\\d+)\\.(\\d+)\\.(\\d+).*");

    /** The oldest one that the table knows. */
    private static final int OLDEST = 49903;

    /** What a packet's first line begins with: the time in one of its shapes, or the packet. */
    private static final Pattern BEGIN =
            Pattern.compile(
                    "(\\d{4}-\\d\\d-\\d\\d )?[ -]?\\d\\d:\\d\\d:\\d\\d\\.\\d{6} .*|\\d+\\.\\d{6} .*"
                            + "|\\[(Invalid|timestamp|Error).*");

    /** What its other lines begin with. */
    private static final Pattern GOES_ON = Pattern.compile("(\t|    ).*");

    /**
     * A line of the table: before this version a packet with such text had another one in its
     * place, or looked altogether otherwise.
     */
    private record Difference(int since, Pattern text, String before) {}

    private static final List<Difference> DIFFERENCES = differences();

    private Tcpdump() {}

    private static List<Difference> differences() {
        List<Difference> all = new ArrayList<>();
        try (InputStream in = Tcpdump.class.getResourceAsStream("/tcpdump-versions.tsv")) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            for (String line : text.split("\n")) {
                if (line.isEmpty() || line.startsWith("#")) continue;
                String[] cells = line.split("\t", -1);
                assertEquals(3, cells.length, line);
                String before = cells[2].equals("*") ? null : cells[2];
                all.add(new Difference(number(cells[0]), Pattern.compile(cells[1]), before));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return all;
    }

    /** 49903 for 4.99.3. */
    private static int number(String version) {
        String[] parts = version.split("\\.");
        return Integer.parseInt(parts[0]) * 10000
                + Integer.parseInt(parts[1]) * 100
                + Integer.parseInt(parts[2]);
    }

    /** Of the one that is installed; the test is skipped if there is none, or an older one. */
    private static int installed() throws InterruptedException {
        Tools.need("tcpdump");
        Run run = Run.of("tcpdump", "--version");
        List<String> lines = new ArrayList<>(run.out());
        lines.addAll(run.err());
        for (String line : lines) {
            Matcher matcher = VERSION.matcher(line);
            if (!matcher.matches()) continue;
            int version = number(line.split(" ")[2].replaceAll("[^0-9.].*", ""));
            assumeTrue(version >= OLDEST, line + " is too old to compare with");
            return version;
        }
        throw new AssertionError("no version: " + lines);
    }

    /** Compares what it prints of a file with our lines. */
    static void assertSame(Path file, String options, List<String> ours) throws Exception {
        int version = installed();
        List<String> command = new ArrayList<>(List.of("tcpdump", "-r", file.toString()));
        command.addAll(Arrays.asList(options.split(" ")));
        boolean timeless = command.contains("-t");
        List<String> expected = packets(Run.of(command, Map.of()).out(), timeless);
        List<String> packets = packets(ours.stream().map(Tcpdump::asTcpdump).toList(), timeless);
        int compared = 0;
        for (int i = 0; i < Math.min(packets.size(), expected.size()); i++) {
            String right = before(version, expected.get(i));
            String told = before(version, packets.get(i));
            if (right == null || told == null) continue;
            assertEquals(right, told, options + ", packet " + (i + 1));
            compared++;
        }
        assertEquals(expected.size(), packets.size(), options);
        // the table must not take everything out
        assertTrue(compared * 2 > packets.size(), compared + " of " + packets.size());
    }

    /** The one word in which we differ. */
    static String asTcpdump(String line) {
        return line.replace("(offloaded ->", "(incorrect ->")
                .replaceAll("\\[offloaded (udp|icmp6) cksum", "[bad $1 cksum");
    }

    private static List<String> packets(List<String> lines, boolean timeless) {
        List<String> packets = new ArrayList<>();
        StringBuilder packet = new StringBuilder();
        for (String line : lines) {
            boolean begins =
                    timeless ? !GOES_ON.matcher(line).matches() : BEGIN.matcher(line).matches();
            if (begins && !packet.isEmpty()) {
                packets.add(packet.toString());
                packet.setLength(0);
            }
            packet.append(packet.isEmpty() ? "" : "\n").append(line);
        }
        if (!packet.isEmpty()) packets.add(packet.toString());
        return packets;
    }

    /** A packet's text as both of the two have it in a version; null if they cannot be compared. */
    private static String before(int version, String packet) {
        for (Difference one : DIFFERENCES) {
            if (version >= one.since) continue;
            Matcher matcher = one.text.matcher(packet);
            if (!matcher.find()) continue;
            if (one.before == null) return null;
            packet = matcher.replaceAll(one.before);
        }
        return packet;
    }
}
