package sockets.sniffer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sockets.common.Run;
import sockets.common.Tools;
import sockets.common.TwoHosts;

/** Live capture, on loopback and between two network namespaces. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class CaptureIT {
    /** Sends frames of given hexadecimal text on an interface, through a packet socket. */
    private static final String SEND =
            "import socket,sys\n"
                    + "s=socket.socket(socket.AF_PACKET,socket.SOCK_RAW)\n"
                    + "s.bind(('eth0',0))\n"
                    + "for f in sys.argv[1:]: s.send(bytes.fromhex(f))\n";

    private static final String ETHERNET = "ffffffffffff020000000001";

    /** IPv4 and UDP from 10.9.9.9:5000 to 10.9.9.8:PORT, without data. */
    private static String udp(int port) {
        return "45000020000040004011000"
                + "00a0909090a090908"
                + "1388"
                + hex4(port)
                + "000c000061626364";
    }

    private static String hex4(int value) {
        return Integer.toHexString(0x10000 | value).substring(1);
    }

    @TempDir Path folder;

    @BeforeEach
    void needs() {
        Tools.needRoot();
    }

    private static void send(int port, String text) throws Exception {
        try (DatagramSocket socket = new DatagramSocket()) {
            byte[] bytes = text.getBytes();
            InetAddress loopback = InetAddress.getByName("127.0.0.1");
            socket.send(new DatagramPacket(bytes, bytes.length, loopback, port));
        }
    }

    private static DatagramSocket receiver() throws Exception {
        return new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
    }

    private static void awaitSize(Path file, long size) throws Exception {
        long end = System.nanoTime() + 60_000_000_000L;
        while (Files.size(file) < size) {
            assertTrue(System.nanoTime() < end, () -> file + " does not grow to " + size);
            Thread.sleep(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--buffer=4", "--simple"})
    void loopbackShowsEachPacketOnceAtOnceAndCounts(String how) throws Exception {
        try (DatagramSocket receiver = receiver();
                Run run =
                        Run.program(
                                "capture",
                                "-n",
                                how,
                                "udp",
                                "port",
                                "" + receiver.getLocalPort())) {
            int port = receiver.getLocalPort();
            assertEquals(
                    "listening on lo, link-type EN10MB (Ethernet), snapshot length 262144 bytes",
                    run.awaitErr("listening on"));
            send(port, "hola");
            run.awaitOut("127.0.0.1." + port + ": UDP, length 4");
            send(port, "chau!");
            run.awaitOut("UDP, length 5");
            run.terminate();
            assertEquals(2, run.out().size());
            List<String> err = run.err();
            List<String> counts = err.subList(err.size() - 3, err.size());
            assertEquals(
                    List.of(
                            "2 packets captured",
                            "2 packets received by filter",
                            "0 packets dropped by kernel"),
                    counts);
            assertEquals(0, run.exit());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--buffer=4", "--simple"})
    void whatCameRightBeforeTheEndIsShown(String how) throws Exception {
        try (DatagramSocket receiver = receiver()) {
            int port = receiver.getLocalPort();
            Run run = Run.program("capture", "-n", how, "udp", "port", "" + port);
            run.awaitErr("listening on");
            // the ring keeps a packet for up to 60 ms until it hands it over
            send(port, "hola");
            run.awaitOut("UDP, length 4");
            send(port, "chau!");
            run.terminate();
            assertTrue(run.out().get(1).endsWith("UDP, length 5"), () -> "only one packet");
        }
    }

    @Test
    void aQuietLinksPacketIsInTheFileAtOnce() throws Exception {
        Tools.need("capinfos");
        for (String name : new String[] {"q.pcap", "q.pcapng"}) {
            Path file = folder.resolve(name);
            try (DatagramSocket receiver = receiver()) {
                String port = "" + receiver.getLocalPort();
                Run run = Run.program("capture", "-w", file.toString(), "udp", "port", port);
                try (run) {
                    run.awaitErr("listening on");
                    long header = Files.size(file);
                    assertTrue(header > 0);
                    send(receiver.getLocalPort(), "hola");
                    awaitSize(file, header + 1);
                    // it is still being written
                    Run.Done read = Run.inside("read", "-n", "-t", file.toString());
                    assertEquals(1, read.out().size());
                    run.terminate();
                    assertEquals(0, run.exit());
                }
                if (name.endsWith("ng")) {
                    Run info = Run.of("capinfos", "-c", file.toString());
                    assertTrue(String.join("", info.out()).endsWith("1"), () -> "one packet");
                }
            }
        }
    }

    @Test
    void aQuietLinksPacketIsInTheDocumentAtOnce() throws Exception {
        try (DatagramSocket receiver = receiver()) {
            int port = receiver.getLocalPort();
            try (Run run = Run.program("capture", "--json", "udp", "port", "" + port)) {
                run.awaitErr("listening on");
                assertEquals("[", run.awaitOut("["));
                send(port, "hola");
                assertTrue(run.awaitOut("\"frame.number\":1,").endsWith("}"));
                send(port, "chau!");
                assertTrue(run.awaitOut("\"frame.number\":2,").startsWith(",{"));
                run.terminate();
                assertEquals(0, run.exit());
                String document = String.join("\n", run.out());
                assertEquals(
                        List.of("" + port), JsonPackets.of(document).get(1).get("udp.dstport"));
            }
        }
    }

    @Test
    void endsAfterCountAndCutsToSnaplen() throws Exception {
        Path file = folder.resolve("s.pcap");
        try (DatagramSocket receiver = receiver()) {
            String port = "" + receiver.getLocalPort();
            Run run =
                    Run.program(
                            "capture", "-c", "2", "-s", "50", "-w", file.toString(), "port", port);
            try (run) {
                run.awaitErr("listening on");
                for (int i = 0; i < 3; i++) send(receiver.getLocalPort(), "hola mundo, hola");
                assertEquals(0, run.exit());
            }
        }
        List<String> lines = Run.inside("read", "-n", "-e", "-t", file.toString()).out();
        assertEquals(2, lines.size());
        assertTrue(lines.get(0).contains("length 58: "), lines.get(0));
        assertEquals(2 * (16 + 50) + 24, Files.size(file));
    }

    private static List<String> capture(String... words) {
        List<String> arguments =
                new ArrayList<>(List.of("capture", "-n", "-e", "-t", "-i", "eth0"));
        arguments.addAll(List.of(words));
        return Run.jar(arguments.toArray(new String[0]));
    }

    private static void send(TwoHosts hosts, String... frames) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", "-c", SEND));
        command.addAll(List.of(frames));
        assertEquals(0, hosts.left(command).exit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--buffer=16", "--simple"})
    void vlanTagsAreBackAndFiltersMeanTheSameAsOnAFile(String how) throws Exception {
        try (TwoHosts hosts = new TwoHosts()) {
            String plain = ETHERNET + "0800" + udp(7001);
            String tagged = ETHERNET + "81000007" + "0800" + udp(7002);
            String twice = ETHERNET + "88a80005" + "81000007" + "0800" + udp(7003);
            String last = ETHERNET + "0800" + udp(7009);
            String[] filters = {
                "udp port 7001 or udp port 7002 or udp port 7009",
                "vlan 7 or udp port 7009",
                "udp port 7009 or vlan",
                "udp port 7009 or (vlan 5 and vlan 7 and udp)"
            };
            Path all = folder.resolve("all.pcap");
            Run everything =
                    hosts.right(
                            Run.jar(
                                    "capture",
                                    "-i",
                                    "eth0",
                                    "-w",
                                    all.toString(),
                                    how,
                                    "ether",
                                    "src",
                                    "02:00:00:00:00:01"));
            List<Run> runs = new ArrayList<>();
            for (String filter : filters) {
                List<String> command = new ArrayList<>(capture(how));
                command.addAll(List.of(filter.split(" ")));
                runs.add(hosts.right(command));
            }
            everything.awaitErr("listening on");
            for (Run run : runs) run.awaitErr("listening on");
            send(hosts, plain, tagged, twice, last);
            awaitSize(all, 24 + 4 * 16 + 46 + 50 + 54 + 46);
            everything.terminate();
            assertEquals(0, everything.exit());
            List<String> frames = Run.inside("read", "-n", "-e", "-t", all.toString()).out();
            assertEquals(4, frames.size());
            assertTrue(frames.get(1).contains("ethertype 802.1Q (0x8100), length 50: vlan 7, p 0"));
            assertTrue(frames.get(2).contains("802.1Q-QinQ (0x88a8)"), frames.get(2));
            for (int i = 0; i < filters.length; i++) {
                List<String> words =
                        new ArrayList<>(List.of("read", "-n", "-e", "-t", all.toString()));
                words.addAll(List.of(filters[i].split(" ")));
                List<String> expected = Run.inside(words.toArray(new String[0])).out();
                Run run = runs.get(i);
                if (!expected.isEmpty()) run.awaitOut(expected.get(expected.size() - 1));
                run.terminate();
                assertEquals(expected, run.out(), filters[i]);
            }
        }
    }

    @Test
    void allInterfacesTogether() throws Exception {
        try (DatagramSocket receiver = receiver()) {
            String port = "" + receiver.getLocalPort();
            try (Run run =
                    Run.program("capture", "-n", "-i", "any", "-c", "1", "udp", "port", port)) {
                run.awaitErr("listening on any, link-type LINUX_SLL2 (Linux cooked v2)");
                send(receiver.getLocalPort(), "hola");
                String line = run.awaitOut("UDP, length 4");
                assertTrue(line.contains(" lo    In  IP 127.0.0.1."), line);
                assertEquals(0, run.exit());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--buffer=4", "--simple"})
    void anInterfaceThatGoesDownIsToldAndCapturedOnWhenItIsUp(String how) throws Exception {
        try (TwoHosts hosts = new TwoHosts();
                Run run = hosts.right(capture(how, "udp port 7001 or udp port 7002"))) {
            run.awaitErr("listening on");
            send(hosts, ETHERNET + "0800" + udp(7001));
            run.awaitOut(".7001: UDP");
            link(hosts, "set", "eth0", "down");
            run.awaitErr("sniffer: eth0 went down; the capture goes on when it is up again");
            link(hosts, "set", "eth0", "up");
            run.awaitErr("sniffer: eth0 is up again");
            send(hosts, ETHERNET + "0800" + udp(7002));
            run.awaitOut(".7002: UDP");
            link(hosts, "del", "eth0");
            run.awaitErr("sniffer: recv eth0: No such device (the interface is gone)");
            assertEquals(1, run.exit());
            List<String> told = run.err().stream().filter(l -> l.contains("up again")).toList();
            assertTrue(told.size() <= 3, () -> "said once, and once for the end: " + told);
            assertTrue(run.err().contains("2 packets captured"), run.err().toString());
        }
    }

    private static void link(TwoHosts hosts, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("ip", "link"));
        command.addAll(List.of(words));
        assertEquals(0, hosts.right(command).exit());
    }

    @Test
    void oneThatIsDownIsToldWithTheCommandThatBringsItUp() throws Exception {
        try (TwoHosts hosts = new TwoHosts()) {
            link(hosts, "set", "eth0", "down");
            for (String how : new String[] {"--buffer=4", "--simple"}) {
                Run run = hosts.right(capture(how));
                assertEquals(1, run.exit());
                String way = "(bring it up: sudo ip link set eth0 up)";
                assertEquals(List.of("sniffer: bind eth0: Network is down " + way), run.err());
            }
        }
    }

    /** Where /sys is still that of the network before, it knows nothing of the interface. */
    @Test
    void aTunnelIsSeenAsWhatItIsThroughAnotherNetworksSys() throws Exception {
        Tools.needNamespaces();
        String make = "ip tuntap add dev tun9 mode tun && ip link set tun9 up && exec \"$@\"";
        List<String> command = new ArrayList<>(List.of("unshare", "--net", "sh", "-c", make, "sh"));
        List<String> capture = new ArrayList<>(command);
        capture.addAll(Run.jar("capture", "-i", "tun9"));
        try (Run run = Run.of(capture, Map.of())) {
            String line = run.awaitErr("listening on");
            assertTrue(line.startsWith("listening on tun9, link-type RAW (Raw IP)"), line);
        }
        command.addAll(Run.jar("interfaces"));
        List<String> lines = Run.of(command, Map.of()).out();
        String tunnel = lines.stream().filter(line -> line.startsWith("tun9")).findFirst().get();
        assertEquals(List.of("tun9", "2", "UP", "1500", "-"), List.of(tunnel.split(" +")));
    }

    @Test
    void interfacesHaveTheNumbersOfTcpdump() throws Exception {
        Tools.needNamespaces();
        Tools.need("tcpdump");
        String make =
                "ip link set lo up && ip tuntap add dev tun8 mode tun"
                        + " && ip tuntap add dev tun9 mode tun && ip link set tun9 up && exec \"$@\"";
        List<String> within = new ArrayList<>(List.of("unshare", "--net", "sh", "-c", make, "sh"));
        List<String> command = new ArrayList<>(within);
        command.addAll(List.of("tcpdump", "-D"));
        List<String> expected =
                Run.of(command, Map.of()).out().stream()
                        .map(line -> line.replaceAll("^[0-9]+\\.| .*", ""))
                        // the others are no interfaces
                        .filter(List.of("lo", "tun8", "tun9", "any")::contains)
                        .toList();
        command = new ArrayList<>(within);
        command.addAll(Run.jar("interfaces"));
        List<String> lines = Run.of(command, Map.of()).out();
        assertEquals(expected, lines.stream().skip(1).map(line -> line.split(" ")[0]).toList());
        command = new ArrayList<>(within);
        command.addAll(Run.jar("capture", "-i", "" + (1 + expected.indexOf("lo"))));
        try (Run run = Run.of(command, Map.of())) {
            String line = run.awaitErr("listening on");
            assertTrue(line.startsWith("listening on lo, "), line);
        }
    }

    @Test
    void aPcapFileHasMicrosecondsUnlessNanosecondsAreAskedFor() throws Exception {
        Path file = Files.createTempFile("sniffer", ".pcap");
        for (boolean nanos : new boolean[] {false, true}) {
            List<String> words = new ArrayList<>(List.of("capture", "-w", file.toString()));
            if (nanos) words.add("--nano");
            try (Run run = Run.program(words.toArray(new String[0]))) {
                // the header is in the file by then
                run.awaitErr("listening on");
                byte[] magic = Arrays.copyOf(Files.readAllBytes(file), 4);
                assertEquals(nanos ? "4d3cb2a1" : "d4c3b2a1", HexFormat.of().formatHex(magic));
            }
        }
        Files.delete(file);
    }

    @Test
    void aClosedPipeEndsACaptureQuietly() throws Exception {
        Tools.need("bash");
        try (DatagramSocket receiver = receiver()) {
            String port = "" + receiver.getLocalPort();
            String capture =
                    String.join(" ", Run.jar("capture", "-U", "-w", "-", "udp", "port", port));
            // head goes when it has the header of the file
            Run run = Run.of("bash", "-c", capture + " | head -c 24 >&2; exit ${PIPESTATUS[0]}");
            try (run) {
                run.awaitErr("listening on");
                while (isAlive(run)) send(receiver.getLocalPort(), "hola");
                assertEquals(0, run.exit());
                String err = String.join("\n", run.err());
                assertFalse(err.contains("sniffer:"), err);
            }
        }
    }

    private static boolean isAlive(Run run) {
        return ProcessHandle.of(run.pid()).map(ProcessHandle::isAlive).orElse(false);
    }

    @Test
    void withoutPrivilegeTheErrorIsShortAndItsHintsAreWaysOut() throws Exception {
        Run run = Run.of(Tools.asNobody(Run.jar("capture")), Map.of());
        assertEquals(1, run.exit());
        List<String> lines = run.err();
        assertEquals(
                "sniffer: socket AF_PACKET SOCK_RAW: Operation not permitted"
                        + " (it needs the capability CAP_NET_RAW)",
                lines.get(0));
        assertEquals(5, lines.size());
        for (String hint : lines.subList(1, 5)) assertTrue(hint.startsWith("hint: "), hint);
        for (String part : new String[] {"sudo java", "setpriv", "docs/lab/lab", "read, flow"})
            assertTrue(lines.stream().anyMatch(line -> line.contains(part)), part);
        assertFalse(String.join("", lines).contains("setcap"));
        run = Run.of(Tools.asNobody(Run.jar("capture", "--quiet")), Map.of());
        assertEquals(1, run.err().size());
    }

    /** The way that needs no root is one: there the loopback is up, and a packet is seen. */
    @Test
    void theNetworkOfItsOwnThatTheHintMakesCanBeCaptured() throws Exception {
        Tools.needNamespaces();
        Tools.need("bash");
        Run told = Run.of(Tools.asNobody(Run.jar("capture")), Map.of());
        String hint = told.err().stream().filter(l -> l.contains("unshare")).findFirst().get();
        String way = hint.replaceAll(".*(unshare -rn sh -c '[^']*').*", "$1");
        assertTrue(way.endsWith("exec sh'"), hint);
        String shell = way.replace("exec sh'", "exec \"$@\"' sh \"$@\"");
        List<String> command = new ArrayList<>(List.of("bash", "-c", shell, "bash", "bash", "-c"));
        String send = "echo hola >/dev/udp/127.0.0.1/9; done 2>/dev/null; wait";
        command.add("\"$@\" & while kill -0 $!; do " + send);
        command.add("bash");
        command.addAll(Run.jar("capture", "-n", "-c", "1", "udp"));
        Run run = Run.of(Tools.asNobody(command), Map.of());
        try (run) {
            run.awaitOut("127.0.0.1.9: UDP, length 5");
        }
    }

    @Test
    void readFlowFilterAndInterfacesNeedNoPrivilege() throws Exception {
        Path file = Files.createTempFile("sniffer", ".pcap");
        try {
            Traffic.write(file, 50, new Traffic(1, 0, 64));
            assertTrue(file.toFile().setReadable(true, false));
            for (String[] words :
                    new String[][] {
                        {"read", "-n", file.toString()},
                        {"flow", file.toString()},
                        {"filter", "tcp port 80"},
                        {"interfaces"}
                    }) {
                Run run = Run.of(Tools.asNobody(Run.jar(words)), Map.of());
                assertEquals(0, run.exit(), words[0]);
                assertFalse(run.out().isEmpty(), words[0]);
            }
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aWrongInterfaceOrFileIsOneLine() throws Exception {
        Run.Done run = Run.inside("capture", "-i", "nosuch0");
        assertEquals(1, run.exit());
        assertTrue(run.err().get(0).startsWith("sniffer: if_nametoindex nosuch0: No such device"));
        run = Run.inside("read", folder.resolve("none.pcap").toString());
        assertEquals(1, run.exit());
        assertTrue(run.err().get(0).contains("No such file or directory"), run.err().get(0));
        Path text = Files.writeString(folder.resolve("text.pcap"), "this is no capture");
        run = Run.inside("read", text.toString());
        assertEquals(1, run.exit());
        assertTrue(run.err().get(0).contains("not a capture file"), run.err().get(0));
        run = Run.inside("capture", "-w", "/dev/full");
        assertEquals(1, run.exit());
        String full = "sniffer: write /dev/full: No space left on device";
        assertTrue(run.err().contains(full), run.err().toString());
    }

    @Test
    void explainTellsTheCallsInTheirOrder() throws Exception {
        try (DatagramSocket receiver = receiver()) {
            String port = "" + receiver.getLocalPort();
            Run run = Run.program("capture", "--explain", "-n", "-c", "1", "udp", "port", port);
            try (run) {
                // it does not wait for what is there already
                run.awaitErr("| poll(");
                send(receiver.getLocalPort(), "hola");
                assertEquals(0, run.exit());
                List<String> calls =
                        run.err().stream()
                                .filter(line -> line.startsWith("explain: "))
                                .map(line -> line.split(" \\| ")[1].replaceAll("[(].*", ""))
                                .toList();
                assertEquals(
                        List.of(
                                "socket",
                                "setsockopt",
                                "setsockopt",
                                "setsockopt",
                                "setsockopt",
                                "mmap",
                                "setsockopt",
                                "bind"),
                        calls.subList(0, 8));
                assertEquals(
                        List.of("munmap", "close"), calls.subList(calls.size() - 2, calls.size()));
                assertTrue(calls.contains("poll"), calls.toString());
            }
        }
    }
}
