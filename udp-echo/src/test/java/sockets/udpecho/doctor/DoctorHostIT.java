package sockets.udpecho.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sockets.common.Json;
import sockets.common.Run;
import sockets.common.Servers;
import sockets.common.TwoHosts;

/** Each row of step 6, made with two machines, and told apart. */
// each has hosts of its own, and waits most of the time
@Execution(ExecutionMode.CONCURRENT)
@Timeout(600)
class DoctorHostIT {
    /** A TCP echo server for one client at a time, and a listener that never accepts. */
    private static final String PYTHON =
            """
            import socket, sys
            listener = socket.create_server((sys.argv[1], 3500), backlog=int(sys.argv[3]))
            clients = []
            for _ in range(int(sys.argv[4])):
                client = socket.socket()
                client.setblocking(False)
                client.connect_ex((sys.argv[1], 3500))
                clients.append(client)
            print('ready', flush=True)
            while sys.argv[2] == 'echo':
                client, _ = listener.accept()
                while data := client.recv(1024):
                    client.sendall(data)
                client.close()
            sys.stdin.read()
            """;

    /** A DNS server that knows no name: the question back, with "no such name". */
    private static final String DNS =
            """
            import socket
            server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            server.bind(('10.77.0.1', 53))
            print('ready', flush=True)
            while True:
                query, client = server.recvfrom(512)
                end = query.index(0, 12) + 5
                answer = query[:2] + b'\\x81\\x83' + query[4:6] + bytes(6) + query[12:end]
                server.sendto(answer, client)
            """;

    private TwoHosts hosts;
    private final List<Run> servers = new ArrayList<>();

    @BeforeEach
    void twoHosts() throws Exception {
        hosts = new TwoHosts();
    }

    @AfterEach
    void remove() throws Exception {
        for (Run server : servers) server.terminate().exit();
        if (hosts != null) hosts.close();
    }

    private void serve(List<String> command, String ready) throws Exception {
        Run server = hosts.left(command);
        servers.add(server);
        server.awaitOut(ready);
    }

    private void serveUdp(String... options) throws Exception {
        List<String> words = new ArrayList<>(Run.jar("server"));
        words.addAll(List.of(options));
        serve(words, "bound");
    }

    private void serveTcp(String address, String kind, int backlog, int clients) throws Exception {
        serve(
                List.of(
                        Servers.python(),
                        "-c",
                        PYTHON,
                        address,
                        kind,
                        String.valueOf(backlog),
                        String.valueOf(clients)),
                "ready");
    }

    private static List<String> doctor(String... options) {
        List<String> words = new ArrayList<>(Run.jar("doctor"));
        words.addAll(List.of(options));
        return words;
    }

    private Run ask(String host) {
        return hosts.right(doctor("--json", host));
    }

    /** What the right host is told of an address, by the names of the two causes. */
    private String causes(String host) throws Exception {
        return causes(ask(host));
    }

    private static String causes(Run run) throws Exception {
        assertFalse(run.out().isEmpty(), "exit code " + run.exit() + ", " + run.err());
        Object document = Json.parse(String.join("\n", run.out()));
        boolean ok =
                (Boolean) Json.at(document, "tcp", "ok")
                        || (Boolean) Json.at(document, "udp", "ok");
        assertEquals(ok ? 0 : 1, run.exit(), document.toString());
        return Json.at(document, "tcp", "causeId") + " " + Json.at(document, "udp", "causeId");
    }

    @Test
    void whatWorksIsTold() throws Exception {
        serveUdp("-b", "0.0.0.0");
        serveTcp("0.0.0.0", "echo", 5, 0);
        Run run = hosts.right(doctor(TwoHosts.LEFT));
        assertEquals(0, run.exit(), run.err().toString());
        String first = "diagnosis of 10.77.0.1:3500 from 10.77.0.2 (eth0, the same network)";
        assertEquals(first, run.out().get(0));
        assertTrue(run.out().get(1).startsWith("ok  tcp: connected; the echo came back after "));
        assertTrue(run.out().get(2).startsWith("ok  udp: the echo came back after "));
        assertEquals(3, run.out().size());
    }

    @Test
    void aServerOfOneProtocolIsNoneOfTheOther() throws Exception {
        serveUdp("-b", "0.0.0.0", "--prefix", "OK...");
        assertEquals("refused.tcp other-bytes", causes(TwoHosts.LEFT));
    }

    @Test
    void nobodyThereIsRefused() throws Exception {
        assertEquals("refused.tcp refused.udp", causes(TwoHosts.LEFT));
        assertEquals("refused.tcp refused.udp", causes(TwoHosts.LEFT6));
    }

    @Test
    void boundToLoopbackIsRefusedAndToldOnTheServersMachine() throws Exception {
        serveUdp();
        serveTcp("127.0.0.1", "echo", 5, 0);
        Run far = hosts.right(doctor(TwoHosts.LEFT));
        assertEquals(1, far.exit());
        assertTrue(far.out().get(1).startsWith("no  tcp: connect: Connection refused after "));
        far.awaitOut("or it listens on 127.0.0.1 only");
        String server = far.awaitOut("on the server's machine: ss -ltnp 'sport = :3500'");
        assertTrue(server.contains("127.0.0.1:3500: start it with --bind 0.0.0.0"), server);
        assertTrue(far.isOut("no  udp: recv: Connection refused after "));
        // there, its table of sockets tells
        Run here = hosts.left(doctor(TwoHosts.LEFT));
        assertEquals(1, here.exit());
        assertTrue(here.out().get(0).endsWith("(eth0, this machine)"), here.out().get(0));
        here.awaitOut("the server runs, but at 127.0.0.1:3500 only, not at 10.77.0.1");
        String both = causes(hosts.left(doctor("--json", TwoHosts.LEFT)));
        assertEquals("here.elsewhere here.elsewhere", both);
        assertEquals("works.tcp works.udp", causes(hosts.left(doctor("--json", "127.0.0.1"))));
    }

    @Test
    void nobodyOnThisMachineIsToldFromItsFirewall() throws Exception {
        assertEquals(
                "here.nobody.tcp here.nobody.udp", causes(hosts.left(doctor("--json", "::1"))));
        serveUdp();
        serveTcp("127.0.0.1", "echo", 5, 0);
        hosts.firewallLeft("meta l4proto { tcp, udp } reject with icmpx type port-unreachable");
        assertEquals(
                "here.firewall here.firewall", causes(hosts.left(doctor("--json", "127.0.0.1"))));
    }

    @Test
    void aFirewallThatDropsEverything() throws Exception {
        serveUdp("-b", "0.0.0.0");
        hosts.firewallLeft("meta l4proto { tcp, udp } drop");
        Run six = ask(TwoHosts.LEFT6);
        assertEquals("drops drops", causes(TwoHosts.LEFT));
        assertEquals("drops drops", causes(six));
    }

    @Test
    void aFirewallThatDropsOneProtocol() throws Exception {
        serveTcp("0.0.0.0", "echo", 5, 0);
        hosts.firewallLeft("meta l4proto udp drop");
        assertEquals("works.tcp drops", causes(TwoHosts.LEFT));
        hosts.firewallLeft("meta l4proto tcp drop");
        assertEquals("drops refused.udp", causes(TwoHosts.LEFT));
    }

    @Test
    void aFirewallThatDropsOnePort() throws Exception {
        hosts.firewallLeft("meta l4proto { tcp, udp } th dport 3500 drop");
        assertEquals("port.tcp port.udp", causes(TwoHosts.LEFT));
    }

    @ParameterizedTest
    @CsvSource({
        // the kernel does not tell a UDP socket of the first two
        "net-unreachable, rejected.net rejected.unheard",
        "host-unreachable, rejected.host rejected.unheard",
        "prot-unreachable, rejected.protocol rejected.protocol",
        "port-unreachable, rejected.port rejected.port",
        "net-prohibited, rejected.net rejected.net",
        "host-prohibited, rejected.prohibited rejected.prohibited",
        "admin-prohibited, rejected.prohibited rejected.prohibited",
    })
    void aFirewallThatRejectsByItsKind(String kind, String causes) throws Exception {
        hosts.firewallLeft("meta l4proto { tcp, udp } reject with icmp type " + kind);
        assertEquals(causes, causes(TwoHosts.LEFT));
    }

    @ParameterizedTest
    @CsvSource({
        "no-route, rejected.net rejected.unheard",
        "addr-unreachable, rejected.host rejected.unheard",
        "port-unreachable, rejected.port rejected.port",
        "admin-prohibited, rejected.prohibited rejected.prohibited",
    })
    void aFirewallOfIpv6ThatRejectsByItsKind(String kind, String causes) throws Exception {
        hosts.firewallLeft("meta l4proto { tcp, udp } reject with icmpv6 type " + kind);
        assertEquals(causes, causes(TwoHosts.LEFT6));
    }

    @Test
    void aFirewallThatResetsLooksAsIfNobodyWereThere() throws Exception {
        serveUdp("-b", "0.0.0.0");
        serveTcp("0.0.0.0", "echo", 5, 0);
        hosts.firewallLeft("tcp dport 3500 reject with tcp reset");
        assertEquals("refused.tcp works.udp", causes(TwoHosts.LEFT));
        // and says so
        Run run = hosts.right(doctor(TwoHosts.LEFT));
        run.awaitOut("a firewall that rejects with a TCP reset looks the same");
    }

    @Test
    void aFirewallOfThisMachine() throws Exception {
        hosts.firewallRight("meta l4proto { tcp, udp } drop");
        assertEquals("output output", causes(TwoHosts.LEFT));
    }

    @Test
    void aRejectingFirewallOfThisMachineIsToldInBothLines() throws Exception {
        for (String kind : List.of("", "with icmp type host-prohibited")) {
            hosts.firewallRight("meta l4proto { tcp, udp } reject " + kind);
            assertEquals("output output", causes(TwoHosts.LEFT), kind);
        }
    }

    @Test
    void aFirewallOfThisMachineThatRejectsTheAnswers() throws Exception {
        serveUdp("-b", "0.0.0.0");
        serveTcp("0.0.0.0", "echo", 5, 0);
        hosts.firewallRightInput("meta l4proto { tcp, udp } reject");
        assertEquals("input input", causes(TwoHosts.LEFT));
    }

    @Test
    void aRejectingFirewallOfThisMachineBeforeItsOwnServer() throws Exception {
        serveUdp("-b", "0.0.0.0");
        serveTcp("0.0.0.0", "echo", 5, 0);
        hosts.firewallLeft("meta l4proto { tcp, udp } reject with icmp type host-prohibited");
        assertEquals(
                "here.firewall here.firewall", causes(hosts.left(doctor("--json", TwoHosts.LEFT))));
    }

    @Test
    void anAnswerFromAnotherAddressIsTold() throws Exception {
        serveUdp("-b", "0.0.0.0");
        hosts.addressLeft("10.77.0.22/24");
        assertEquals("refused.tcp elsewhere.address", causes("10.77.0.22"));
        Run run = hosts.right(doctor("10.77.0.22"));
        run.awaitOut(
                "answers come from 10.77.0.1:3500, not from 10.77.0.22: ask it there, or answer"
                        + " with the socket that received");
    }

    @Test
    void anAnswerFromAnotherPortIsTold() throws Exception {
        String code =
                """
                import socket
                one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                one.bind(('0.0.0.0', 3500))
                other = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                other.bind(('0.0.0.0', 3501))
                print('ready', flush=True)
                while True: other.sendto(*one.recvfrom(2048))
                """;
        serve(List.of(Servers.python(), "-c", code), "ready");
        assertEquals("refused.tcp elsewhere.port", causes(TwoHosts.LEFT));
        Run run = hosts.right(doctor(TwoHosts.LEFT));
        run.awaitOut("answers come from 10.77.0.1:3501, not from port 3500: ask it there");
    }

    @Test
    void hostAndPortMayStandTogether() throws Exception {
        serveUdp("-b", "0.0.0.0", "-p", "3511");
        for (String together : List.of("10.77.0.1:3511", "10.77.0.1"))
            assertEquals(
                    together.contains(":") ? "refused.tcp works.udp" : "refused.tcp refused.udp",
                    causes(together));
        Run six = hosts.right(doctor("[fd77::1]:3511"));
        String first = "diagnosis of [fd77::1]:3511 from [fd77::2] (eth0, the same network)";
        assertEquals(first.replace("[fd77::2]", "fd77::2"), six.out().get(0));
        Run wrong = hosts.right(doctor("10.77.0.1:99999"));
        assertEquals(2, wrong.exit());
    }

    @Test
    void theOtherFamilysAddressThatWorksIsTold(@TempDir Path folder) throws Exception {
        Path names = Files.writeString(folder.resolve("hosts"), "10.77.0.1 both\nfd77::1 both\n");
        serveUdp("-6", "-b", "fd77::1");
        List<String> words = doctor("both");
        words.add(1, "-Djdk.net.hosts.file=" + names);
        Run run = hosts.right(words);
        assertEquals(1, run.exit(), run.err().toString());
        run.awaitOut("the address of the other family answers: [fd77::1]:3500 (-6); ask it there");
    }

    @Test
    void anAbsentHostInTheSameNetwork() throws Exception {
        Run six = ask("fd77::99");
        Run run = hosts.right(doctor("10.77.0.99"));
        assertEquals(1, run.exit());
        assertTrue(run.out().get(1).startsWith("no  tcp: connect: No route to host after "));
        run.awaitOut("nobody in this network has the address 10.77.0.99 (no answer to ARP");
        run.awaitOut("    probable cause: the same as over TCP");
        assertEquals("absent absent", causes(six));
    }

    @Test
    void anAbsentHostBehindARouter() throws Exception {
        hosts.routeThroughLeft();
        Run run = hosts.right(doctor("10.88.0.99"));
        assertEquals(1, run.exit());
        String first = "diagnosis of 10.88.0.99:3500 from 10.77.0.2 (eth0, behind a router)";
        assertEquals(first, run.out().get(0));
        run.awaitOut("the router of that network found nobody with the address 10.88.0.99");
    }

    @Test
    void aRouterWithoutARoute() throws Exception {
        hosts.routeThroughLeft();
        assertEquals("rejected.net rejected.unheard", causes("10.99.0.1"));
    }

    @Test
    void silenceBehindARouter() throws Exception {
        hosts.routeThroughLeft();
        hosts.firewallRouter("drop");
        assertEquals("silent silent", causes("10.88.0.99"));
    }

    @Test
    void withoutARouteNothingIsSent() throws Exception {
        assertEquals("route.ENETUNREACH route.ENETUNREACH", causes("10.99.0.1"));
        Run run = hosts.right(doctor("10.99.0.1"));
        assertEquals("diagnosis of 10.99.0.1:3500: no route", run.out().get(0));
        run.awaitOut("this machine has no route to 10.99.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "unreachable, route.EHOSTUNREACH",
        "prohibit, route.EACCES",
        "blackhole, route.EINVAL"
    })
    void aRouteThatForbids(String kind, String cause) throws Exception {
        hosts.right(List.of("ip", "route", "add", kind, "10.98.0.0/16")).exit();
        assertEquals(cause + " " + cause, causes("10.98.0.1"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.77.0.255, route.EACCES",
        "255.255.255.255, route.ENETUNREACH",
        "224.0.0.9, route.EACCES",
        "fe80::1, route.EINVAL"
    })
    void anAddressThatIsNoMachines(String host, String cause) throws Exception {
        assertEquals(cause + " " + cause, causes(host));
    }

    @Test
    void aFullQueueIsToldOnTheServersMachine() throws Exception {
        serveTcp(TwoHosts.LEFT, "hold", 0, 4);
        // from here a firewall that drops the port looks the same
        assertEquals("port.tcp refused.udp", causes(TwoHosts.LEFT));
        assertEquals(
                "here.queue here.nobody.udp", causes(hosts.left(doctor("--json", TwoHosts.LEFT))));
    }

    @Test
    void aServerThatServesAnotherClientIsBusy() throws Exception {
        serveTcp("0.0.0.0", "hold", 5, 0);
        Run run = hosts.right(doctor(TwoHosts.LEFT));
        assertEquals(0, run.exit());
        assertTrue(run.out().get(1).startsWith("ok  tcp: connected; no echo after "));
        run.awaitOut("it serves another client (one at a time)");
    }

    @Test
    void aUdpServerThatKeepsSilent() throws Exception {
        serveUdp("-b", "0.0.0.0", "--loss", "100");
        assertEquals("refused.tcp port.udp", causes(TwoHosts.LEFT));
        assertEquals(
                "here.nobody.tcp here.silent", causes(hosts.left(doctor("--json", TwoHosts.LEFT))));
    }

    /** Runs with a file of its own in the place of /etc/resolv.conf, seen by nobody else. */
    private Run withNameServer(Path folder, String... options) throws Exception {
        Path file = folder.resolve("resolv.conf");
        Files.writeString(file, "nameserver 10.77.0.1\n");
        String mount = "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"";
        List<String> words = new ArrayList<>(List.of("sh", "-c", mount, file.toString()));
        words.addAll(doctor(options));
        return hosts.right(words);
    }

    @Test
    void aNameThatDoesNotExistIsToldFromASilentNameServer(@TempDir Path folder) throws Exception {
        serve(List.of(Servers.python(), "-c", DNS), "ready");
        Run unknown = withNameServer(folder, "nosuch.example");
        assertEquals(1, unknown.exit());
        String line = "udp-echo: getaddrinfo nosuch.example: Name or service not known (no such";
        assertTrue(unknown.err().get(0).startsWith(line), unknown.err().toString());
        hosts.firewallLeft("udp dport 53 drop");
        Run silent = withNameServer(folder, "nosuch.example");
        assertEquals(1, silent.exit());
        // as the doctor says when its own patience is over, or the resolver when it is its
        line = "udp-echo: getaddrinfo nosuch.example: Temporary failure in name resolution (";
        assertTrue(silent.err().get(0).startsWith(line), silent.err().toString());
        assertTrue(silent.err().get(0).contains("the DNS server does not answer"));
    }

    @Test
    void speaksSpanish() throws Exception {
        Run run = hosts.right(doctor(TwoHosts.LEFT, "--lang", "es"));
        assertEquals(1, run.exit());
        run.awaitOut("causa probable: la máquina está y rechaza (RST)");
        run.awaitOut("en la máquina del servidor: ss -ltnp 'sport = :3500'");
        run.awaitOut("en esta máquina: ¿son esos la dirección y el puerto?");
    }

    @Test
    void theAddressForBindingIsThisMachine() throws Exception {
        Run run = hosts.left(doctor("0.0.0.0", "4000"));
        assertEquals(1, run.exit());
        run.awaitErr("hint: that address is for binding");
        run.awaitOut("no program listens on TCP port 4000 of this machine");
    }
}
