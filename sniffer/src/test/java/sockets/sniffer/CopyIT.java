package sockets.sniffer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sockets.common.Run;
import sockets.common.Tools;

/** read -w: what is copied is what it was, and what cannot be is refused before it is spoiled. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class CopyIT {
    private static final String LINKS = "a pcap file holds packets of one link type";

    @TempDir Path folder;

    /** Writes pcapng blocks. */
    private static final class Blocks {
        private final ByteBuffer out;

        Blocks(ByteOrder order) {
            out = ByteBuffer.allocate(10_000).order(order);
        }

        Blocks section() {
            ByteBuffer body = body(16);
            body.putInt(0x1a2b3c4d).putShort((short) 1).putShort((short) 0).putLong(-1);
            return block(0x0a0d0d0a, body);
        }

        private ByteBuffer body(int size) {
            return ByteBuffer.allocate(size).order(out.order());
        }

        /** An interface: if_name, if_tsresol, if_tsoffset. */
        Blocks described(int link, int snapshot, String name, int resolution, long offset) {
            byte[] text = name.getBytes(StandardCharsets.UTF_8);
            ByteBuffer body = body(8 + 4 + (text.length + 3 & ~3) + 8 + 12 + 4);
            body.putShort((short) link).putShort((short) 0).putInt(snapshot);
            body.putShort((short) 2).putShort((short) text.length).put(text);
            while (body.position() % 4 != 0) body.put((byte) 0);
            body.putShort((short) 9).putShort((short) 1).put((byte) resolution).put(new byte[3]);
            body.putShort((short) 14).putShort((short) 8).putLong(offset).putInt(0);
            return block(1, body);
        }

        Blocks packet(int from, long units, String hex) {
            byte[] bytes = ofHex(hex);
            ByteBuffer body = body(20 + (bytes.length + 3 & ~3));
            body.putInt(from).putInt((int) (units >>> 32)).putInt((int) units);
            body.putInt(bytes.length).putInt(bytes.length).put(bytes);
            body.position(body.limit());
            return block(6, body);
        }

        /** A block of a type: what stands before its options, then these. */
        Blocks told(int type, byte[] head, byte[]... options) {
            ByteBuffer body = body(1000);
            body.put(head);
            for (byte[] option : options) body.put(option);
            return block(type, body.putInt(0));
        }

        byte[] option(int code, byte... value) {
            ByteBuffer option = body(4 + (value.length + 3 & ~3));
            option.putShort((short) code).putShort((short) value.length).put(value);
            return option.array();
        }

        byte[] text(int code, String value) {
            return option(code, value.getBytes(StandardCharsets.UTF_8));
        }

        byte[] number(int code, int value) {
            return option(code, body(4).putInt(value).array());
        }

        byte[] number(int code, long value) {
            return option(code, body(8).putLong(value).array());
        }

        private Blocks block(int type, ByteBuffer body) {
            body.flip();
            int size = body.limit() + 12;
            out.putInt(type).putInt(size).put(body).putInt(size);
            return this;
        }

        byte[] bytes() {
            return Arrays.copyOf(out.array(), out.position());
        }
    }

    private static byte[] ofHex(String hex) {
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++)
            bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        return bytes;
    }

    private static final String UDP =
            "45000020000100004011" + "66c90a0000010a000002" + "9c40270f000c0000" + "686f6c61";
    private static final String ETHERNET = "020000000002020000000001" + "0800" + UDP;

    /** Ethernet, raw IP, BSD loopback in big-endian order, a radio; several clocks and lengths. */
    private Path several() throws IOException {
        Path file = folder.resolve("several.pcapng");
        long seconds = 1_700_000_000L;
        byte[] first =
                new Blocks(ByteOrder.LITTLE_ENDIAN)
                        .section()
                        .described(1, 96, "eth0", 6, 0)
                        .described(101, 262144, "tun0", 12, 0)
                        .described(1, 0, "unused", 9, 0)
                        .packet(0, seconds * 1_000_000 + 123_456, ETHERNET)
                        .packet(1, 7_000_000_000_000L + 999_999_999_999L, UDP)
                        .bytes();
        byte[] second =
                new Blocks(ByteOrder.BIG_ENDIAN)
                        .section()
                        .described(0, 65535, "lo0", 9, 3600)
                        .described(127, 128, "wlan0", 0x80 | 30, 0)
                        .packet(0, seconds * 1_000_000_000 + 987_654_321, "00000002" + UDP)
                        .packet(1, seconds << 30 | 12_345, "00000800" + "00000000" + "d400")
                        .packet(0, seconds * 1_000_000_000, "00000002" + UDP)
                        .bytes();
        Files.write(file, first);
        Files.write(file, second, java.nio.file.StandardOpenOption.APPEND);
        return file;
    }

    private static Run.Done copy(Path from, Path to, String... filter) {
        List<String> words = new ArrayList<>(List.of("read", from.toString(), "-w", to.toString()));
        words.addAll(List.of(filter));
        return Run.inside(words.toArray(new String[0]));
    }

    /** What tshark sees of each packet: interface, link type, time in full, bytes. */
    private static List<String> seen(Path file) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("tshark", "-r", file.toString()));
        command.addAll(List.of("-T", "fields"));
        for (String field :
                "frame.interface_name frame.encap_type frame.time_epoch frame.len frame.cap_len"
                        .split(" ")) command.addAll(List.of("-e", field));
        List<String> all = new ArrayList<>(Run.of(command, Map.of()).out());
        all.addAll(Run.of("tshark", "-n", "-x", "-r", file.toString()).out());
        return all;
    }

    @Test
    void eachInterfaceKeepsItsLinkTypeLengthClockAndName() throws Exception {
        Tools.need("tshark", "capinfos");
        Path file = several();
        Path copy = folder.resolve("copy.pcapng");
        assertEquals(0, copy(file, copy).exit());
        assertEquals(5, seen(file).stream().filter(line -> line.contains("\t")).count());
        assertEquals(seen(file), seen(copy));
        // the interface without packets is left out, all else is told of each as before
        Set<String> told = interfaces(file);
        Set<String> again = interfaces(copy);
        assertEquals(5, told.size());
        told.removeIf(one -> one.contains("Name = unused"));
        assertEquals(told, again);
        // and what is copied twice
        Path twice = folder.resolve("twice.pcapng");
        assertEquals(0, copy(copy, twice).exit());
        assertArrayEquals(Files.readAllBytes(copy), Files.readAllBytes(twice));
        assertEquals(
                Run.inside("read", "-n", "-tt", "--nano", file.toString()).out(),
                Run.inside("read", "-n", "-tt", "--nano", copy.toString()).out());
    }

    /** All that a file can tell of a section, its interface and a packet, in an order. */
    private static byte[] told(ByteOrder order) {
        Blocks out = new Blocks(order);
        ByteBuffer head = out.body(16).putInt(0x1a2b3c4d).putShort((short) 1).putShort((short) 0);
        out.told(
                0x0a0d0d0a,
                head.putLong(-1).array(),
                out.text(1, "of the section " + order),
                out.text(2, "a machine"),
                out.text(3, "a system"),
                out.text(4, "a program"));
        out.told(
                1,
                out.body(8).putShort((short) 1).putShort((short) 0).putInt(0).array(),
                out.text(1, "of the interface " + order),
                out.text(2, "eth7"),
                out.text(3, "to the laboratory"),
                out.number(8, 1_000_000_000L),
                out.option(9, (byte) 6),
                out.text(11, "\0tcp port 80"),
                out.text(12, "Linux 6"),
                out.option(13, (byte) 4),
                out.number(14, 3600L),
                out.text(15, "a card"));
        ByteBuffer frame = out.body(64).put(ofHex(ETHERNET)).putInt(60, 0xdeadbeef);
        ByteBuffer packet = out.body(84).putInt(0).putInt(0).putInt(5).putInt(64).putInt(64);
        out.told(
                6,
                packet.put(frame.array()).array(),
                out.text(1, "it is lost"),
                out.text(1, "así parece"),
                out.number(2, 0x12345),
                out.option(3, (byte) 2, (byte) 1, (byte) 2, (byte) 3, (byte) 4),
                out.number(4, 7L),
                out.number(5, 99L),
                out.number(6, 3),
                out.option(7, (byte) 0, (byte) 8));
        // the old kind of block: losses stand in its head
        packet = out.body(84).putShort((short) 0).putShort((short) 5);
        packet.putInt(0).putInt(6).putInt(64).putInt(64);
        out.told(2, packet.put(frame.array()).array(), out.text(1, "of old"), out.number(2, 1));
        return out.bytes();
    }

    @Test
    void whatAFileTellsOfPacketsAndInterfacesIsCopied() throws Exception {
        Tools.need("tshark", "capinfos", "tcpdump");
        Path file = folder.resolve("told.pcapng");
        Files.write(file, told(ByteOrder.LITTLE_ENDIAN));
        byte[] second = told(ByteOrder.BIG_ENDIAN);
        Files.write(file, second, java.nio.file.StandardOpenOption.APPEND);
        Path copy = folder.resolve("told-copy.pcapng");
        Run.Done run = copy(file, copy);
        assertEquals(0, run.exit());
        assertEquals(1, run.err().size(), run.err().toString());
        List<String> command = new ArrayList<>(List.of("tshark", "-T", "fields"));
        for (String field :
                ("frame.comment frame.packet_flags frame.drop_count frame.packet_id"
                                + " frame.interface_queue frame.verdict frame.interface_name"
                                + " frame.interface_description frame.time_epoch eth.fcs")
                        .split(" ")) command.addAll(List.of("-e", field));
        command.add("-r");
        command.add(file.toString());
        List<String> expected = Run.of(command, Map.of()).out();
        assertEquals(4, expected.size());
        assertTrue(expected.get(2).startsWith("it is lost,así parece\t0x00012345\t7\t99\t3\t"));
        assertTrue(expected.get(3).startsWith("of old\t0x00000001\t5\t"), expected.get(3));
        command.set(command.size() - 1, copy.toString());
        assertEquals(expected, Run.of(command, Map.of()).out());
        assertEquals(interfaces(file), interfaces(copy));
        String info = String.join("\n", Run.of("capinfos", copy.toString()).out());
        for (String part :
                "of the section|a machine|a system|a program|FCS length = 4|a card|Speed"
                        .split("[|]")) assertTrue(info.contains(part), part + " in " + info);
        assertTrue(
                new String(Files.readAllBytes(copy), StandardCharsets.UTF_8)
                        .contains("BIG_ENDIAN"));
        // the frame check sequence is shown as tcpdump shows it, which reads one order only
        Files.write(file, second);
        for (String how : new String[] {"-e", "-XX", "-x", "-v"})
            Tcpdump.assertSame(
                    file,
                    "-n -t " + how,
                    Run.inside("read", "-n", "-t", how, file.toString()).out());
        // what pcap has no room for is told
        run = copy(file, folder.resolve("told.pcap"));
        assertEquals(0, run.exit());
        assertTrue(run.err().get(1).startsWith("hint: a pcap file has no room"), run.err().get(1));
    }

    @Test
    void theFrameCheckSequenceThatAPcapHeaderTellsIsTold() throws Exception {
        Tools.need("tshark", "capinfos");
        ByteBuffer out = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        // four bytes: two pairs
        out.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0);
        out.putInt(65535).putInt(0x24000001).putInt(1).putInt(2).putInt(50).putInt(50);
        out.put(ofHex(ETHERNET)).putInt(0xefbeadde);
        Path file = Files.write(folder.resolve("fcs.pcap"), Arrays.copyOf(out.array(), 90));
        for (String to : new String[] {"f.pcap", "f.pcapng"}) {
            Path copy = folder.resolve(to);
            Run.Done run = copy(file, copy);
            assertEquals(List.of(), run.err().subList(1, run.err().size()));
            Run shown = Run.of("tshark", "-T", "fields", "-e", "eth.fcs", "-r", copy.toString());
            assertEquals(List.of("0xdeadbeef"), shown.out());
            if (to.equals("f.pcap"))
                assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(copy));
            else
                assertTrue(
                        Run.of("capinfos", copy.toString())
                                .out()
                                .toString()
                                .contains("FCS length = 4"));
        }
    }

    /** What capinfos tells of each interface but its packets, which it counts in no section. */
    private static Set<String> interfaces(Path file) throws InterruptedException {
        String all = String.join("", Run.of("capinfos", file.toString()).out());
        Set<String> each = new LinkedHashSet<>();
        for (String one : all.split("Interface #[0-9]+ info:"))
            if (one.contains("Name = "))
                each.add(one.replaceAll(" *(Timestamp offset = 0|Number of packets = .*)\\b", ""));
        return each;
    }

    @Test
    void aPcapFileTakesOneLinkTypeAndIsNotTouchedElse() throws Exception {
        Path file = several();
        Path old = Files.writeString(folder.resolve("old.pcap"), "what was there");
        Run.Done run = copy(file, old);
        assertEquals(1, run.exit());
        String error = run.err().get(run.err().size() - 1);
        assertTrue(error.startsWith("sniffer: write " + old + ": " + LINKS), error);
        assertTrue(error.contains("EN10MB and RAW"), error);
        assertTrue(error.contains(".pcapng"), error);
        assertEquals("what was there", Files.readString(old));
        Path none = folder.resolve("none.pcap");
        assertEquals(1, copy(file, none).exit());
        assertFalse(Files.exists(none));
        // one kind of several is no mixture
        assertEquals(0, copy(file, none, "ether", "host", "02:00:00:00:00:01").exit());
        assertEquals(1, Run.inside("read", none.toString()).out().size());
        assertEquals(0, Run.inside("read", file.toString(), "-c1", "-w", old.toString()).exit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pcap", "-"})
    void ofAPipeTheOtherLinkTypeIsRefusedWhenItComes(String to) throws Exception {
        Tools.need("bash", "tcpdump");
        Path out = folder.resolve("pipe.pcap");
        String jar = String.join(" ", Run.jar("read", "-", "-w"));
        String write = to.equals("-") ? " - >" + out : " " + out;
        Run run = Run.of("bash", "-c", "cat " + several() + " | " + jar + write);
        assertEquals(1, run.exit());
        assertTrue(run.err().get(run.err().size() - 1).contains(LINKS), "told");
        // what came before is whole
        List<String> lines = Run.of("tcpdump", "-n", "-r", out.toString()).out();
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).endsWith("UDP, length 4"), lines.get(0));
    }

    @Test
    void aLinkTypeThatIsNotTakenApartIsCopiedAsItIs() throws Exception {
        Path file = folder.resolve("radio.pcapng");
        Files.write(
                file,
                new Blocks(ByteOrder.BIG_ENDIAN)
                        .section()
                        .described(127, 128, "wlan0", 6, 0)
                        .packet(0, 77, "0000080000000000d400")
                        .bytes());
        for (String name : new String[] {"r.pcap", "r.pcapng"}) {
            Path copy = folder.resolve(name);
            assertEquals(0, copy(file, copy).exit());
            Run.Done read = Run.inside("read", copy.toString());
            assertTrue(read.err().get(0).contains("link type 127 (802.11)"), read.err().get(0));
        }
    }

    @Test
    void aPcapFileHasRoomForTheLongestOfSeveralSnapshotLengths() throws Exception {
        Tools.need("tcpdump");
        Path file = folder.resolve("lengths.pcapng");
        Blocks blocks = new Blocks(ByteOrder.LITTLE_ENDIAN).section();
        blocks.described(1, 40, "a", 6, 0).described(1, 100_000, "b", 9, 0);
        blocks.packet(0, 1, ETHERNET.substring(0, 80)).packet(1, 1_000_000_007, ETHERNET);
        Files.write(file, blocks.bytes());
        for (String to : new String[] {"l.pcap", "l.pcapng"}) {
            Path copy = folder.resolve(to);
            assertEquals(0, copy(file, copy).exit());
            List<String> lines =
                    Run.inside("read", "-n", "-tt", "--nano", "-x", copy.toString()).out();
            assertEquals(
                    "1.000000007 IP 10.0.0.1.40000 > 10.0.0.2.9999: UDP, length 4", lines.get(3));
            assertEquals(
                    Run.inside("read", "-n", "-tt", "--nano", "-x", file.toString()).out(), lines);
        }
        Run dump = Run.of("tcpdump", "-n", "-x", "-r", folder.resolve("l.pcap").toString());
        assertEquals(6, dump.out().size());
        assertTrue(dump.err().get(0).endsWith("snapshot length 100000"), dump.err().get(0));
    }

    @Test
    void theFileThatIsReadIsNotWritten() throws Exception {
        Tools.need("bash");
        Path file = folder.resolve("traffic.pcap");
        Traffic.write(file, 20, new Traffic(1, 0, 64));
        byte[] bytes = Files.readAllBytes(file);
        Path soft = Files.createSymbolicLink(folder.resolve("soft.pcap"), file);
        Path hard = Files.createLink(folder.resolve("hard.pcap"), file);
        Path around = folder.resolve("../" + folder.getFileName() + "/traffic.pcap");
        String said = ": this is the file that is read (name another file)";
        for (Path to : new Path[] {file, soft, hard, around}) {
            Run.Done run = copy(file, to);
            assertEquals(1, run.exit());
            assertTrue(run.err().contains("sniffer: write " + to + said), run.err().toString());
            assertEquals(1, Run.inside("flow", file.toString(), "--svg", to.toString()).exit());
            String junit = to.toString();
            String[] check = {"check", file.toString(), "--step", "5", "--junit", junit};
            assertEquals(1, Run.inside(check).exit());
            assertArrayEquals(bytes, Files.readAllBytes(file));
        }
        String read = String.join(" ", Run.jar("read"));
        for (String words :
                new String[] {
                    " - -w " + file + " <" + file,
                    " /dev/stdin -w " + soft + " <" + hard,
                    " " + file + " -w - >>" + file,
                    " " + file + " -w - 1<>" + hard,
                    " " + file + " -w /dev/stdout 1<>" + hard
                }) {
            Run run = Run.of("bash", "-c", read + words);
            assertEquals(1, run.exit(), words);
            assertTrue(run.err().get(1).endsWith(said), words);
            assertArrayEquals(bytes, Files.readAllBytes(file), words);
        }
    }

    @Test
    void aDashIsStandardOutputAndWhoLeavesIsNoFailure() throws Exception {
        Tools.need("bash", "tcpdump");
        Path file = folder.resolve("many.pcap");
        Traffic.write(file, 20_000, new Traffic(1, 0, 64));
        String read = String.join(" ", Run.jar("read", file.toString(), "-w", "-"));
        Run all = Run.of("bash", "-c", "cd " + folder + "; " + read + " | cmp - " + file);
        assertEquals(0, all.exit());
        assertFalse(Files.exists(folder.resolve("-")));
        Run some = Run.of("bash", "-c", read + " | head -c 1000 | wc -c; exit ${PIPESTATUS[0]}");
        assertEquals(0, some.exit());
        assertEquals(1, some.err().size(), () -> "quietly");
    }
}
