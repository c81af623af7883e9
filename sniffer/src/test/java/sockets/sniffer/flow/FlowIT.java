package sockets.sniffer.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sockets.sniffer.flow.Wire.ACK;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sockets.common.Run;
import sockets.common.Tools;
import sockets.packet.IpProtocol;
import sockets.sniffer.file.CaptureWriter;
import sockets.sniffer.file.Frame;
import sockets.sniffer.file.LinkType;

/** The command, beside tshark where it has words for the same. */
@Timeout(300)
class FlowIT {
    /** What tshark calls the remarks. */
    private static final Map<String, String> ANALYSIS =
            Map.of(
                    "retransmission", "retransmission",
                    "out of order", "out_of_order",
                    "keep-alive", "keep_alive",
                    "answer to keep-alive", "keep_alive_ack",
                    "zero window", "zero_window",
                    "zero window probe", "zero_window_probe",
                    "answer to zero window probe", "zero_window_probe_ack",
                    "window update", "window_update",
                    "duplicate ACK", "duplicate_ack",
                    "before it 5 bytes are missing", "lost_segment");

    private static final Pattern ROW =
            Pattern.compile(".*[|].* seq (\\d+)(?: ack (\\d+))?(?: len (\\d+))? .*");

    @TempDir Path folder;

    private interface Packets {
        void send(Wire wire);
    }

    private Path write(String name, Packets packets) throws IOException {
        Path file = folder.resolve(name);
        List<IOException> failures = new ArrayList<>();
        try (CaptureWriter writer =
                CaptureWriter.open(
                        Files.newOutputStream(file),
                        name,
                        LinkType.RAW,
                        LinkType.SNAPSHOT_LENGTH,
                        false)) {
            Wire wire = new Wire();
            wire.sink = frame -> put(writer, frame, failures);
            packets.send(wire);
        }
        assertEquals(List.of(), failures);
        return file;
    }

    private static void put(CaptureWriter writer, Frame frame, List<IOException> failures) {
        try {
            writer.write(frame);
        } catch (IOException e) {
            failures.add(e);
        }
    }

    private static List<String> flow(Path file) {
        Run.Done run = Run.inside("flow", file.toString());
        assertEquals(0, run.exit(), () -> "it failed: " + run.err());
        return run.out();
    }

    private static List<String> tshark(Path file, String... fields) throws Exception {
        Tools.need("tshark");
        List<String> command =
                new ArrayList<>(List.of("tshark", "-n", "-r", file.toString(), "-T", "fields"));
        for (String field : fields) command.addAll(List.of("-e", field));
        return Run.of(command, Map.of()).out();
    }

    private static void everything(Wire wire) {
        wire.handshake().client(ACK, 1, 1, "hola").server(ACK, 1, 5, "hola").client(ACK, 5, 5);
        // lost, asked for, sent again
        wire.client(ACK, 10, 5, "mundo").server(ACK, 5, 5).server(ACK, 5, 5);
        wire.micros += 100_000;
        wire.client(ACK, 5, 5, " el  ").server(ACK, 5, 15);
        wire.client(ACK, 5, 5, " el  ");
        // overtaken
        wire.client(ACK, 20, 5, "bbbbb").client(ACK, 15, 5, "aaaaa").server(ACK, 5, 25);
        wire.client(ACK, 24, 5).server(ACK, 5, 25);
        wire.window = 0;
        wire.server(ACK, 5, 25);
        wire.window = 1000;
        wire.client(ACK, 25, 5, "x");
        wire.window = 0;
        wire.server(ACK, 5, 25);
        wire.window = 1000;
        // what comes behind a probe tshark miscounts
        wire.server(ACK, 5, 25);
    }

    @Test
    void theRemarksAreThoseOfTshark() throws Exception {
        Path file = write("all.pcap", FlowIT::everything);
        List<String> fields = new ArrayList<>(List.of("tcp.seq", "tcp.ack", "tcp.len"));
        List<String> names = ANALYSIS.values().stream().sorted(Comparator.reverseOrder()).toList();
        names.forEach(name -> fields.add("tcp.analysis." + name));
        List<String> expected = new ArrayList<>();
        for (String line : tshark(file, fields.toArray(new String[0]))) {
            String[] columns = line.split("\t", -1);
            StringBuilder text = new StringBuilder();
            text.append(columns[0]).append(' ').append(columns[1]).append(' ').append(columns[2]);
            for (int i = 0; i < names.size(); i++)
                if (!columns[3 + i].isEmpty()) text.append(' ').append(names.get(i));
            // the answer says so, too
            expected.add(text.toString().replace("_probe_ack zero_window", "_probe_ack"));
        }
        List<String> rows = new ArrayList<>();
        for (String line : flow(file)) {
            Matcher row = ROW.matcher(line + " ");
            if (!row.matches()) continue;
            String remark = line.contains(" ! ") ? line.substring(line.indexOf(" ! ") + 3) : "";
            rows.add(
                    row.group(1)
                            + " "
                            + (row.group(2) == null ? "0" : row.group(2))
                            + " "
                            + (row.group(3) == null ? "0" : row.group(3))
                            + (remark.isEmpty() ? "" : " " + ANALYSIS.get(remark)));
        }
        assertEquals(String.join("\n", expected), String.join("\n", rows));
    }

    @Test
    void aDatagramInFragmentsIsAsLongAsTsharkSays() throws Exception {
        Path file =
                write(
                        "fragments.pcap",
                        wire -> {
                            var whole = Wire.datagram(4000, 3500, new byte[4000]);
                            wire.fragment(IpProtocol.UDP, 7, whole, 0, 1480);
                            wire.fragment(IpProtocol.UDP, 7, whole, 1480, 2960);
                            wire.fragment(IpProtocol.UDP, 7, whole, 2960, 4008);
                        });
        String rows = String.join("\n", flow(file));
        assertTrue(rows.contains(" 4000 bytes ") && rows.contains("! in 3 fragments"), rows);
        assertTrue(String.join(" ", tshark(file, "udp.length")).contains("4008"));
    }

    @Test
    void twoCapturesAreOneLadder() throws Exception {
        Path one = write("one.pcap", Wire::handshake);
        Path other = write("other.pcap", Wire::handshake);
        Run.Done run = Run.inside("flow", one.toString(), other.toString(), "tcp", "port", "3500");
        assertEquals(0, run.exit(), () -> "it failed: " + run.err());
        String text = String.join("\n", run.out());
        assertTrue(text.contains("captured in one place"), text);
        assertTrue(text.contains("3 packets, 3 in both captures"), text);
    }

    @Test
    void ofTwoCapturesThereAreAPictureAndAStreamToo() throws Exception {
        Path one = write("one.pcap", wire -> wire.handshake().client(ACK, 1, 1, "hola"));
        Path other = write("other.pcap", Wire::handshake);
        Path svg = folder.resolve("two.svg");
        String[] words = {"flow", one.toString(), other.toString(), "--svg", svg.toString()};
        Run.Done run = Run.inside(words);
        assertEquals(List.of("wrote " + svg), run.out());
        // it is a picture
        javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(svg.toFile());
        run = Run.inside("flow", one.toString(), other.toString(), "--follow", "1");
        assertEquals(0, run.exit());
        assertEquals(
                List.of("> [the next 4 bytes are only in " + one + "]", "> hola"),
                run.out().subList(1, run.out().size()));
        run = Run.inside("flow", one.toString(), other.toString(), "--follow", "2");
        assertEquals(2, run.exit());
        String error = "--follow 2: there are 1 conversations in the captures";
        assertTrue(run.err().get(0).contains(error), run.err().toString());
        run = Run.inside("flow", one.toString(), other.toString(), "--svg", other.toString());
        assertEquals(1, run.exit());
        assertTrue(run.err().get(0).contains("this is the file that is read"));
    }

    @Test
    void aSecondCaptureThatIsNotThereIsAnError() throws Exception {
        Path one = write("one.pcap", Wire::handshake);
        Run.Done run = Run.inside("flow", one.toString(), folder.resolve("no.pcap").toString());
        assertEquals(1, run.exit());
        assertTrue(run.err().get(0).contains("no.pcap"), run.err().toString());
    }

    @Test
    void aFilterThatLetsNothingThroughIsSaid() throws Exception {
        Path one = write("one.pcap", Wire::handshake);
        Run.Done run = Run.inside("flow", one.toString(), "udp", "port", "9");
        assertEquals(0, run.exit());
        assertTrue(
                run.err().get(0).contains("no packet meets the filter: udp port 9"),
                run.err().toString());
    }
}
