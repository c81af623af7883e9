package sockets.sniffer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sockets.common.Run;
import sockets.common.Tools;

/** The lines of read are those of tcpdump, byte for byte; the fields of --json those of tshark. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class PrintIT {
    @TempDir static Path folder;
    private static Path capture;

    @BeforeAll
    static void capture() throws IOException {
        capture = folder.resolve("traffic.pcap");
        // half of the frames is cut somewhere
        Traffic.write(capture, 6000, new Traffic(3, 50, 64));
    }

    private static List<String> read(String... options) {
        List<String> words = new ArrayList<>(List.of("read", capture.toString()));
        words.addAll(Arrays.asList(options));
        Run.Done run = Run.inside(words.toArray(new String[0]));
        assertEquals(0, run.exit(), () -> "it failed: " + run.err());
        return run.out();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-n",
                "-n -v",
                "-n -vv",
                "-n -vvv",
                "-n -e",
                "-n -e -v",
                "-n -t -x",
                "-n -tt -xx",
                "-n -ttt -X",
                "-n -tttt -XX -e",
                "-n -ttttt -A",
                "-n -S -AA -v"
            })
    void linesAreThoseOfTcpdump(String options) throws Exception {
        Tcpdump.assertSame(capture, options, read(options.split(" ")));
    }

    @Test
    void aChecksumLeftToTheCardIsNotCalledWrong() throws Exception {
        List<String> lines = read("-n", "-v", "tcp");
        assertTrue(lines.stream().anyMatch(line -> line.contains("(offloaded -> 0x")));
    }

    @Test
    void fieldsAreThoseOfTshark() throws Exception {
        Tools.need("tshark");
        // some frames are cut: what came before the cut is there, as in tshark
        Path some = folder.resolve("fields.pcap");
        Traffic.write(some, 1900, new Traffic(5, 40, 64));
        String[] names =
                ("eth.dst eth.src eth.type vlan.id arp.opcode arp.src.hw_mac arp.src.proto_ipv4"
                                + " arp.dst.hw_mac arp.dst.proto_ipv4 ip.version ip.hdr_len"
                                + " ip.dsfield ip.len ip.id ip.flags ip.flags.df ip.flags.mf"
                                + " ip.frag_offset ip.ttl ip.proto ip.checksum ip.checksum.status"
                                + " ip.src ip.dst ipv6.tclass ipv6.flow ipv6.plen ipv6.nxt"
                                + " ipv6.hlim ipv6.src ipv6.dst ipv6.fraghdr.offset tcp.srcport"
                                + " tcp.dstport tcp.len tcp.seq_raw tcp.ack_raw tcp.hdr_len"
                                + " tcp.flags tcp.window_size_value tcp.checksum"
                                + " tcp.checksum.status tcp.urgent_pointer tcp.options.mss_val"
                                + " tcp.options.wscale.shift tcp.options.timestamp.tsval"
                                + " udp.srcport udp.dstport udp.length udp.checksum icmp.type"
                                + " icmp.code icmp.checksum icmpv6.type icmpv6.code dns.id"
                                + " dns.flags dns.count.answers dns.qry.name dns.resp.name dns.a"
                                + " dns.mx.mail_exchange dns.srv.target")
                        .split(" ");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "tshark",
                                "-n",
                                "-T",
                                "fields",
                                "-E",
                                "occurrence=f",
                                "-o",
                                "ip.defragment:FALSE",
                                "-o",
                                "ipv6.defragment:FALSE",
                                "-o",
                                "tcp.desegment_tcp_streams:FALSE",
                                "-o",
                                "tcp.relative_sequence_numbers:FALSE",
                                "-o",
                                "ip.check_checksum:TRUE",
                                "-o",
                                "tcp.check_checksum:TRUE",
                                "-r",
                                some.toString()));
        for (String name : names) command.addAll(List.of("-e", name));
        command.addAll(List.of("-e", "_ws.malformed"));
        List<String> expected = Run.of(command, Map.of()).out();
        List<Map<String, List<String>>> packets =
                JsonPackets.of(
                        String.join("\n", Run.inside("read", some.toString(), "--json").out()));
        assertEquals(expected.size(), packets.size());
        for (int i = 0; i < expected.size(); i++) {
            String[] values = expected.get(i).split("\t", -1);
            if (!values[names.length].isEmpty()) continue;
            Map<String, List<String>> packet = packets.get(i);
            for (int j = 0; j < names.length; j++)
                assertEquals(
                        values[j],
                        packet.getOrDefault(names[j], List.of("")).get(0),
                        "packet " + (i + 1) + " " + names[j]);
        }
    }

    /** A pcap file of datagrams, seconds and fraction of each time as they stand in 32 bits. */
    private static Path timed(String name, int link, String before, long... times)
            throws IOException {
        byte[] packet =
                HexFormat.of()
                        .parseHex(
                                before
                                        + "45000020000100004011667a0a4d00010a4d00029c40270f000c0000"
                                        + "686f6c61");
        ByteBuffer out = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0);
        out.putInt(65535).putInt(link);
        for (int i = 0; i < times.length; i += 2) {
            out.putInt((int) times[i]).putInt((int) times[i + 1]);
            out.putInt(packet.length).putInt(packet.length).put(packet);
        }
        byte[] bytes = Arrays.copyOf(out.array(), out.position());
        return java.nio.file.Files.write(folder.resolve(name), bytes);
    }

    @Test
    void timesOfAllBitsAndBrokenFractionsAreToldAsTheyAre() throws Exception {
        long[] times = {1L << 31, 1, 0xffffffffL, 999_999, 1, 1_000_000, 2, (1L << 31) + 5};
        Path file = timed("times.pcap", 101, "", times);
        String rest = " IP 10.77.0.1.40000 > 10.77.0.2.9999: UDP, length 4";
        List<String> lines = Run.inside("read", "-n", "-tt", file.toString()).out();
        String[] expected = {
            "2147483648.000001",
            "4294967295.999999",
            "1.1000000 (invalid us)",
            "2.2147483653 (invalid us)"
        };
        for (int i = 0; i < expected.length; i++) assertEquals(expected[i] + rest, lines.get(i));
        lines = Run.inside("read", "-n", "-tt", "--nano", file.toString()).out();
        assertEquals("2147483648.000001000" + rest, lines.get(0));
        assertEquals("1.1000000000 (invalid ns)" + rest, lines.get(2));
        Path copy = folder.resolve("times-copy.pcap");
        assertEquals(0, Run.inside("read", file.toString(), "-w", copy.toString()).exit());
        assertEquals(-1, java.nio.file.Files.mismatch(file, copy));
    }

    @Test
    void namesOfAnotherMachinesInterfacesAreCalledDoubtful() throws Exception {
        String header = "0800000000000001030400060200000000010000";
        Path file = timed("cooked.pcap", 276, header, 1, 1);
        Run.Done run = Run.inside("read", "-n", file.toString());
        assertEquals(1, run.out().size());
        String hint = "hint: the file has numbers of interfaces, and the names are those that this";
        assertTrue(run.err().get(1).startsWith(hint), run.err().toString());
        assertEquals(1, Run.inside("read", "--json", file.toString()).err().size());
    }

    @Test
    void countAndFilterAndStandardInput() throws Exception {
        assertEquals(5, read("-n", "-c", "5").size());
        String command = Run.java() + " -jar " + Run.path() + " read - -n udp port 53 < " + capture;
        List<String> piped = Run.of("sh", "-c", command).out();
        assertEquals(read("-n", "udp", "port", "53"), piped);
        assertTrue(piped.size() > 100);
    }

    @Test
    void packetsAreCopiedWithWrite() throws Exception {
        for (String name : new String[] {"copy.pcap", "copy.pcapng"}) {
            Path copy = folder.resolve(name);
            read("-w", copy.toString());
            assertEquals(read("-n"), Run.inside("read", copy.toString(), "-n").out());
        }
    }

    @Test
    void aPacketThroughAPipeIsShownBeforeTheNext() throws Exception {
        String script =
                "import sys,struct,time\n"
                        + "o=sys.stdout.buffer\n"
                        + "o.write(struct.pack('<IHHiIII',0xa1b2c3d4,2,4,0,0,262144,1))\n"
                        + "p=bytes.fromhex('ffffffffffff020000000001080600010800060400010200"
                        + "000000010a4d00010000000000000a4d0002')\n"
                        + "o.write(struct.pack('<IIII',1,0,len(p),len(p))+p)\n"
                        + "o.flush()\n"
                        + "sys.stdin.readline()\n";
        String command =
                "python3 -c \"$SCRIPT\" | " + Run.java() + " -jar " + Run.path() + " read - -n";
        try (Run run = Run.of(List.of("sh", "-c", command), Map.of("SCRIPT", script))) {
            run.awaitOut("who-has 10.77.0.2 tell 10.77.0.1");
            run.type("end");
            assertEquals(0, run.exit());
        }
    }

    @Test
    void aQuietLinksPacketIsInTheDocumentAtOnceAndManyTakeLittleMemory() throws Exception {
        Tools.need("bash");
        Path many = folder.resolve("many.pcap");
        Traffic.write(many, 60_000, new Traffic(5, 0, 64));
        // a pipe that stays open: the last packet is followed by nothing, not even an end
        String pipe = "mkfifo \"$1\" && exec 3<>\"$1\" && { cat \"$2\" >&3 & } && shift 2 && ";
        List<String> command = new ArrayList<>(List.of("bash", "-c", pipe + "exec \"$@\" <&3"));
        command.addAll(List.of("bash", folder.resolve("pipe").toString(), many.toString()));
        command.addAll(Run.jar("read", "-", "--json"));
        try (Run run = Run.of(command, Map.of())) {
            run.awaitOut("\"frame.number\":60000,");
            assertEquals("[", run.awaitOut("["));
            Path status = Path.of("/proc", "" + run.pid(), "status");
            for (String line : java.nio.file.Files.readAllLines(status))
                if (line.startsWith("VmHWM:")) {
                    int kibibytes = Integer.parseInt(line.replaceAll("[^0-9]", ""));
                    assertTrue(kibibytes < 120 * 1024, line);
                }
        }
    }

    /** Each of the 200 look-ups takes ten seconds and more: who waited for each would not end. */
    @Test
    void aDeadNameServerHoldsLinesBackOnlyOnce() throws Exception {
        Tools.needNamespaces();
        Tools.need("python3");
        Path file = folder.resolve("addresses.pcap");
        Path hosts = java.nio.file.Files.writeString(folder.resolve("hosts"), "10.0.0.77 puente\n");
        Path servers =
                java.nio.file.Files.writeString(
                        folder.resolve("resolv.conf"), "nameserver 127.0.0.1\n");
        String script =
                """
                import socket, struct, subprocess, sys
                server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                server.bind(('127.0.0.1', 53))
                with open(sys.argv[1], 'wb') as f:
                    f.write(struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 65535, 101))
                    for i in range(200):
                        source = bytes([10, 0, 0, 77 if i == 199 else i // 2])
                        ip = bytes.fromhex('450000200001000040110000') + source
                        ip += bytes([10, 2, 0, i]) + struct.pack('>HHHH', 4000, 5000, 12, 0) + b'hola'
                        f.write(struct.pack('<IIII', 1700000000, i, 32, 32) + ip)
                sys.exit(subprocess.call(sys.argv[2:]))
                """;
        String network =
                "ip link set lo up && mount --bind \"$1\" /etc/resolv.conf"
                        + " && mount --bind \"$2\" /etc/hosts && shift 2 && exec \"$@\"";
        List<String> command = new ArrayList<>(List.of("unshare", "--net", "--mount", "sh", "-c"));
        command.addAll(List.of(network, "sh", servers.toString(), hosts.toString()));
        command.addAll(List.of("python3", "-c", script, file.toString()));
        command.addAll(Run.jar("read", "-t", file.toString()));
        Run run = Run.of(command, Map.of());
        assertEquals(0, run.exit(), () -> "it failed");
        assertEquals(200, run.out().size());
        assertEquals("IP 10.0.0.0.4000 > 10.2.0.0.5000: UDP, length 4", run.out().get(0));
        assertEquals("IP puente.4000 > 10.2.0.199.5000: UDP, length 4", run.out().get(199));
        // once
        assertEquals(2, run.err().size(), run.err().toString());
        String hint = "hint: some names did not come in 2 s, so addresses stand in their place";
        assertTrue(run.err().get(1).startsWith(hint), run.err().get(1));
        assertTrue(run.err().get(1).endsWith("with -n no name server is asked"));
    }
}
