package sockets.udpecho.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sockets.common.Json;
import sockets.common.Run;
import sockets.common.Tools;
import sockets.common.TwoHosts;

/** What doctor says of a machine: a host of its own, whatever else runs on this one. */
@Timeout(600)
class DoctorSelfTestIT {
    private TwoHosts hosts;

    @BeforeEach
    void twoHosts() throws Exception {
        hosts = new TwoHosts();
    }

    @AfterEach
    void remove() throws Exception {
        if (hosts != null) hosts.close();
    }

    private static String line(Run run, String start) throws Exception {
        List<String> lines = run.out();
        List<String> found = lines.stream().filter(line -> line.startsWith(start)).toList();
        assertEquals(1, found.size(), start + " in " + lines + run.err());
        return found.get(0);
    }

    private Run examine(String... options) {
        List<String> words = new ArrayList<>(Run.jar("doctor"));
        words.addAll(List.of(options));
        return hosts.left(words);
    }

    @Test
    void rootMayDoEverything() throws Exception {
        Tools.need("tcpdump", "nc", "telnet", "tshark", "python3");
        Run run = examine();
        assertEquals(0, run.exit(), run.out().toString());
        line(run, "ok  java (step 1): " + System.getProperty("java.version"));
        line(run, "ok  udp (steps 2 to 6): bound to 127.0.0.1:");
        line(run, "ok  tcp (steps 7 to 10): listened on 127.0.0.1:");
        line(run, "ok  udp port 3500 (steps 2 to 6): free");
        line(run, "ok  tcp port 3500 (steps 7 to 10): free");
        line(run, "ok  ipv6 (steps 2 to 10 with -6): bound to [::1]:");
        line(run, "ok  localhost (steps 2 to 10): 127.0.0.1");
        assertTrue(line(run, "ok  network (step 6): ").contains("10.77.0.1"));
        line(run, "ok  capture (steps 5, 7, 11): CAP_NET_RAW is there");
        line(run, "ok  raw sockets (step 11): CAP_NET_RAW is there");
        line(run, "ok  icmp sockets (step 11): ");
        line(run, "ok  terminal (steps 4, 10): UTF-8 (LANG=C.UTF-8)");
        for (String tool : List.of("netstat or ss", "nc", "telnet", "tcpdump", "python3"))
            line(run, "ok  " + tool + " (step");
        run.awaitErr("hint: java -jar " + Run.path() + " doctor HOST [PORT] tells why");
    }

    @Test
    void anOrdinaryUserIsToldWhatToDoInstead() throws Exception {
        Run run = hosts.left(Tools.asNobody(Run.jar("doctor")));
        // each has another way, so nothing is missing
        assertEquals(0, run.exit(), run.out().toString());
        String capture = line(run, "no  capture (steps 5, 7, 11): not without privileges; ");
        assertTrue(capture.contains("sudo tcpdump -ni lo"), capture);
        String raw = line(run, "no  raw sockets (step 11): CAP_NET_RAW is missing; ");
        assertTrue(raw.contains("traceroute without --raw needs no privileges"), raw);
        line(run, "no  icmp sockets (step 11): net.ipv4.ping_group_range is 1 0; ");
        assertTrue(run.out().get(run.out().size() - 1).endsWith(" no, 0 of them needed"));
    }

    @Test
    void icmpSocketsAreThereForAGroupOfTheRange() throws Exception {
        String range = "sysctl -qw net.ipv4.ping_group_range='0 100' && exec \"$@\"";
        List<String> words = new ArrayList<>(List.of("sh", "-c", range, "sh"));
        words.addAll(Tools.asNobody(Run.jar("doctor")));
        line(hosts.left(words), "ok  icmp sockets (step 11): net.ipv4.ping_group_range is 0 100");
    }

    /** Wireshark's helper as this test wants it, for an ordinary user. */
    private Run withDumpcap(Path folder, String script) throws Exception {
        Path dumpcap = folder.resolve("dumpcap");
        Files.writeString(dumpcap, "#!/bin/sh\n" + script + "\n");
        for (Path path : List.of(folder, dumpcap))
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> words = new ArrayList<>(List.of("/usr/bin/env", "PATH=" + folder));
        words.addAll(Run.jar("doctor"));
        return hosts.left(Tools.asNobody(words));
    }

    @Test
    void whoeverMayRunDumpcapMayCapture(@TempDir Path folder) throws Exception {
        Run run = withDumpcap(folder, "test \"$*\" = '-i lo -L'");
        line(run, "ok  capture (steps 5, 7, 11): Wireshark's dumpcap may");
    }

    @Test
    void aDumpcapThatHangsIsNotWaitedFor(@TempDir Path folder) throws Exception {
        Run run = withDumpcap(folder, "exec /bin/sleep 300");
        line(run, "no  capture (steps 5, 7, 11): not without privileges; ");
    }

    @Test
    void withoutToolsStepThreeCannotBeDone() throws Exception {
        List<String> words = new ArrayList<>(List.of("/usr/bin/env", "PATH=/nonexistent"));
        words.addAll(Run.jar("doctor"));
        Run run = hosts.left(words);
        assertEquals(1, run.exit());
        String netstat = line(run, "no  netstat or ss (steps 3, 7): not in PATH; ");
        assertTrue(netstat.contains("apt-get install net-tools"), netstat);
        for (String tool : List.of("nc", "telnet", "tcpdump", "wireshark", "python3"))
            assertTrue(line(run, "no  " + tool + " (").contains("): not in PATH; "));
        assertTrue(run.out().get(run.out().size() - 1).endsWith(" no, 1 of them needed"));
    }

    @Test
    void withoutLoopbackNothingCanBeDone() throws Exception {
        hosts.left(List.of("ip", "link", "set", "lo", "down")).exit();
        Run run = examine();
        assertEquals(1, run.exit());
        line(run, "no  udp (steps 2 to 6): ");
        assertTrue(line(run, "no  tcp (steps 7 to 10): ").contains("ip link set lo up"));
    }

    @Test
    void theHolderOfThePortIsNamedAndWhoReachesIt() throws Exception {
        try (Run server = hosts.left(Run.jar("server"))) {
            server.awaitOut("bound");
            Run run = examine();
            assertEquals(0, run.exit());
            String pid = server.awaitOut("bound").replaceAll(".*pid ([0-9]+).*", "$1");
            String held = "no  udp port 3500 (steps 2 to 6): taken: 127.0.0.1:3500 of pid " + pid;
            String line = line(run, held + " (java); ");
            assertTrue(line.contains("only this machine can reach it"), line);
            line(run, "ok  tcp port 3500 ");
            // another user's process cannot be seen, only whose it is
            line(
                    hosts.left(Tools.asNobody(Run.jar("doctor"))),
                    "no  udp port 3500 (steps 2 to 6): taken: 127.0.0.1:3500 of a process of user id 0; ");
            server.terminate().exit();
        }
        try (Run server = hosts.left(Run.jar("server", "-b", "0.0.0.0"))) {
            server.awaitOut("bound");
            String line = line(examine(), "no  udp port 3500 (steps 2 to 6): taken: 0.0.0.0:3500 ");
            assertFalse(line.contains("only this machine"), line);
            server.terminate().exit();
        }
    }

    @Test
    void aTerminalWithoutAccentsIsTold() throws Exception {
        List<String> words = new ArrayList<>(List.of("/usr/bin/env", "LC_ALL=C"));
        words.addAll(Run.jar("doctor"));
        String line = line(hosts.left(words), "no  terminal (steps 4, 10): ");
        assertTrue(line.contains("(LC_ALL=C); these programs print UTF-8 all the same"), line);
    }

    @Test
    void speaksSpanish() throws Exception {
        List<String> words = new ArrayList<>(Run.jar("doctor", "--lang", "es"));
        Run run = hosts.left(Tools.asNobody(words));
        String raw = line(run, "no  raw sockets (step 11): CAP_NET_RAW is missing; ");
        assertTrue(raw.contains("no requiere privilegios"), raw);
        run.awaitErr("dice por qué no se llega a un servidor");
    }

    @Test
    void printsJson() throws Exception {
        Run run = examine("--json");
        assertEquals(0, run.exit());
        Object document = Json.parse(String.join("\n", run.out()));
        assertEquals("udp-echo", Json.at(document, "program"));
        assertEquals(0.0, Json.at(document, "needed"));
        Map<?, ?> java = (Map<?, ?>) Json.at(document, "items", 0);
        assertEquals("java", java.get("item"));
        assertEquals(true, java.get("ok"));
        assertEquals(true, java.get("needed"));
        assertEquals("", java.get("toDo"));
    }
}
