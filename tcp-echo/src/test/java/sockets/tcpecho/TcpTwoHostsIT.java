package sockets.tcpecho;

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
class TcpTwoHostsIT {
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
        server.awaitOut("listening");
    }

    private Run ask(String... options) {
        List<String> words = new java.util.ArrayList<>(Run.jar("client", "-m", "hola"));
        words.addAll(List.of(options));
        return hosts.right(words);
    }

    @Test
    void boundToAllItServesTheOtherMachine() throws Exception {
        serve("-b", "0.0.0.0");
        String hint = server.awaitErr("other machines can reach it");
        assertTrue(hint.contains("java -jar " + Run.path() + " client 10.77.0.1 3500"), hint);
        Run client = ask(TwoHosts.LEFT);
        assertEquals(0, client.exit(), client.err().toString());
        assertTrue(server.awaitOut("#1 ").startsWith("#1 10.77.0.2:"));
    }

    @Test
    void boundToOneAddressOrToIpv6ItServesToo() throws Exception {
        serve("-b", TwoHosts.LEFT);
        assertEquals(0, ask(TwoHosts.LEFT).exit());
        server.terminate().exit();
        serve("-6", "-b", "::");
        assertEquals(0, ask(TwoHosts.LEFT6).exit());
        assertEquals(0, ask(TwoHosts.LEFT).exit());
    }

    @Test
    void boundToLoopbackItIsRefusedAndTheHintSaysWhy() throws Exception {
        serve();
        assertTrue(server.awaitErr("only this machine can reach").contains("--bind 0.0.0.0"));
        String line = failure(TwoHosts.LEFT);
        assertTrue(
                line.startsWith("tcp-echo: connect 10.77.0.1:3500: Connection refused (is"), line);
        assertTrue(line.contains("server --bind 0.0.0.0"), line);
    }

    private String failure(String... options) throws Exception {
        Run client = ask(options);
        assertEquals(1, client.exit());
        // a hint may come before
        return client.err().get(client.err().size() - 1);
    }

    @Test
    void aFirewallThatDropsIsATimeout() throws Exception {
        serve("-b", "0.0.0.0");
        hosts.firewallLeft("tcp dport 3500 drop");
        String line = failure(TwoHosts.LEFT, "-w", "1");
        assertTrue(
                line.contains("Connection timed out after 1 s (nobody answers: a firewall"), line);
    }

    @Test
    void aFirewallThatRejectsIsToldByItsKind() throws Exception {
        serve("-b", "0.0.0.0");
        hosts.firewallLeft("tcp dport 3500 reject with tcp reset");
        assertTrue(failure(TwoHosts.LEFT).contains("Connection refused (is the server"));
        hosts.firewallLeft("tcp dport 3500 reject with icmp type admin-prohibited");
        String line = failure(TwoHosts.LEFT);
        assertTrue(line.contains("No route to host (rejected: a firewall"), line);
    }

    @Test
    void anAbsentHostAndAMissingRouteAreToldApart() throws Exception {
        String absent = failure("10.77.0.99");
        assertTrue(absent.contains("No route to host (nobody in this network has"), absent);
        String lost = failure("10.99.0.1");
        String route =
                "tcp-echo: connect 10.99.0.1:3500: Network is unreachable (this machine has no";
        assertTrue(lost.startsWith(route), lost);
    }
}
