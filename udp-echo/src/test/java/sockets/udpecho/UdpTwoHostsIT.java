package sockets.udpecho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sockets.common.Run;
import sockets.common.TwoHosts;

/** Step 6: the server on one machine, the client on another. */
@Timeout(600)
class UdpTwoHostsIT {
    private TwoHosts hosts;
    private Run server;

    @BeforeEach
    void twoHosts() throws Exception {
        hosts = new TwoHosts();
    }

    @AfterEach
    void remove() throws Exception {
        if (server != null) server.terminate().exit();
        if (hosts != null) hosts.close();
    }

    private void serve(String... options) throws Exception {
        List<String> words = new java.util.ArrayList<>(Run.jar("server"));
        words.addAll(List.of(options));
        server = hosts.left(words);
        server.awaitOut("bound");
    }

    private Run ask(String... options) {
        List<String> words = new java.util.ArrayList<>(Run.jar("client", "-m", "hola"));
        words.addAll(List.of(options));
        if (!words.contains("-w")) words.addAll(List.of("-w", "60"));
        return hosts.right(words);
    }

    @Test
    void boundToAllItAnswersTheOtherMachine() throws Exception {
        serve("-b", "0.0.0.0");
        String hint = server.awaitErr("other machines can reach it");
        assertTrue(hint.contains("java -jar " + Run.path() + " client 10.77.0.1 3500"), hint);
        Run client = ask(TwoHosts.LEFT);
        assertEquals(0, client.exit(), client.err().toString());
        assertTrue(server.awaitOut("#1 ").startsWith("#1 10.77.0.2:"));
    }

    @Test
    void boundToOneAddressOrToIpv6ItAnswersToo() throws Exception {
        serve("-b", TwoHosts.LEFT);
        assertEquals(0, ask(TwoHosts.LEFT).exit());
        server.terminate().exit();
        serve("-6", "-b", "::");
        assertEquals(0, ask(TwoHosts.LEFT6).exit());
        // an IPv6 socket bound to all takes IPv4 as well
        assertEquals(0, ask(TwoHosts.LEFT).exit());
    }

    @Test
    void boundToLoopbackItIsRefusedAndTheHintSaysWhy() throws Exception {
        serve();
        assertTrue(server.awaitErr("only this machine can reach").contains("--bind 0.0.0.0"));
        Run connected = ask(TwoHosts.LEFT, "--connect", "-w", "20");
        assertEquals(1, connected.exit());
        String line = connected.err().get(0);
        assertTrue(line.contains("Connection refused (ICMP port unreachable came back"), line);
        assertTrue(line.contains("server --bind 0.0.0.0"), line);
        Run plain = ask(TwoHosts.LEFT, "-w", "0.5");
        assertEquals(1, plain.exit());
        assertTrue(plain.err().get(0).contains("no answer in 0.5 s (UDP does not say why"));
    }

    @Test
    void aFirewallThatDropsIsSilence() throws Exception {
        serve("-b", "0.0.0.0");
        hosts.firewallLeft("udp dport 3500 drop");
        Run client = ask(TwoHosts.LEFT, "--connect", "-w", "0.5");
        assertEquals(1, client.exit());
        String line = client.err().get(0);
        assertTrue(line.contains("no answer in 0.5 s (not refused either: a firewall drops"), line);
    }

    @Test
    void aFirewallThatRejectsIsToldByItsKind() throws Exception {
        serve("-b", "0.0.0.0");
        hosts.firewallLeft("udp dport 3500 reject with icmp type port-unreachable");
        Run refused = ask(TwoHosts.LEFT, "--connect", "-w", "20");
        assertEquals(1, refused.exit());
        assertTrue(refused.err().get(0).contains("Connection refused"), refused.err().toString());
        hosts.firewallLeft("udp dport 3500 reject with icmp type admin-prohibited");
        Run prohibited = ask(TwoHosts.LEFT, "--connect", "-w", "20");
        assertEquals(1, prohibited.exit());
        String line = prohibited.err().get(0);
        assertTrue(line.contains("No route to host (rejected: a firewall"), line);
    }

    @Test
    void anAbsentHostAndAMissingRouteAreToldApart() throws Exception {
        // the neighbour that does not answer ARP is silence for UDP, connected or not
        Run absent = ask("10.77.0.99", "--connect", "-w", "0.5");
        assertEquals(1, absent.exit());
        String line = absent.err().get(0);
        assertTrue(line.contains("no answer in 0.5 s (not refused either:"), line);
        Run lost = ask("10.99.0.1");
        assertEquals(1, lost.exit());
        String route =
                "udp-echo: sendto 10.99.0.1:3500: Network is unreachable (this machine has no";
        assertTrue(lost.err().get(0).startsWith(route), lost.err().toString());
    }

    @Test
    void aBroadcastNeedsItsOptionAndFindsTheServers() throws Exception {
        serve("-b", "0.0.0.0");
        Run without = ask("10.77.0.255");
        assertEquals(1, without.exit());
        String line = without.err().get(0);
        assertTrue(line.contains("sendto 10.77.0.255:3500: Permission denied (a broadcast"), line);
        Run client = ask("10.77.0.255", "--broadcast", "-w", "5");
        assertEquals(0, client.exit(), client.err().toString());
        assertTrue(client.out().get(0).startsWith("4 bytes from 10.77.0.1:3500: \"hola\""));
    }
}
