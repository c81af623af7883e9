package sockets.sockopts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sockets.common.Run;
import sockets.common.Tools;

/** Experiments about addresses, packets and what the kernel knows: each one shows its effect. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class DemosOnTheWireIT {
    private static List<String> run(int code, List<String> command) throws InterruptedException {
        try (Run run = Run.of(command.toArray(String[]::new))) {
            List<String> out = run.out();
            assertEquals(code, run.exit(), () -> out + "" + errors(run));
            return out;
        }
    }

    private static List<String> errors(Run run) {
        try {
            return run.err();
        } catch (InterruptedException e) {
            return List.of();
        }
    }

    private static List<String> demo(String name, String... options) {
        List<String> words = new ArrayList<>(List.of("demo", name));
        words.addAll(List.of(options));
        Run.Done run = Run.inside(words.toArray(String[]::new));
        assertEquals(0, run.exit(), () -> run.out() + "" + run.err());
        return run.out();
    }

    private static void assertLine(String part, List<String> out) {
        assertTrue(out.stream().anyMatch(line -> line.contains(part)), part + " in " + out);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SO_PEERCRED | yes: pid 0, uid -1",
                "SO_PASSCRED | yes: with it the credentials are beside the data",
                "SO_PASSRIGHTS | yes: with the option 0 at the reader, sendmsg gave -1 EPERM",
                "SO_BINDTODEVICE | -1 ENODEV",
                "SO_ACCEPTCONN | yes: SO_ACCEPTCONN was 0 after bind and is 1 after listen",
                "SO_TIMESTAMPNS | cmsg SCM_TIMESTAMPNS = ",
                "SO_PRIORITY | yes: IP_TOS has changed SO_PRIORITY from 0 to 6",
                "SO_INCOMING_CPU | of 20 datagrams 0 went to the first, 20 to the second",
                "SO_ATTACH_FILTER | yes: 5 of 10 arrive",
                "SO_RXQ_OVFL | lost = 200",
                "SO_PEEK_OFF | yes: two looks with it: abc def",
                "IP_TTL | yes: the receiver is told TTL 7",
                "IP_RECVERR | yes: it was an ICMP message of type 3, code 3",
                "IP_ADD_MEMBERSHIP | yes: with IP_MULTICAST_ALL 0: they get [for A] and [for B]",
                "IP_BIND_ADDRESS_NO_PORT | yes: with it 4 of 4 connected",
                "UDP_SEGMENT | yes: with UDP_GRO they were read by 1 recvmsg: 10000 bytes",
                "IPV6_V6ONLY | accepted as [::ffff:7f00:1]:",
                "TCP_INFO | yes: 200000 more bytes are acknowledged",
                "TCP_USER_TIMEOUT | getsockopt(SO_ERROR, [ETIMEDOUT]) = 0",
                "TCP_RTO_MAX_MS | yes: the next one waits 1000 ms with the option,",
                "TCP_SAVE_SYN | yes: in the IP header the TTL is 77",
                "TCP_DEFER_ACCEPT | yes: nothing to accept in 400 ms",
            })
    void isSeenWithPrivilegesAndWithout(String name, String line) throws Exception {
        ControlIT.needKernelOf(name);
        List<String> out = demo(name);
        assertLine(line, out);
        assertLine("The effect was seen", out);
        if (!Tools.isRoot()) return;
        Tools.need("setpriv");
        assertLine(line, run(0, asNobody(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SO_DOMAIN", "ip_recvttl", "IP_MTU", "UDP_GRO", "TCP_SAVED_SYN"})
    void isFoundByTheOptionsThatAreShownWithAnother(String name) throws Exception {
        assertLine("The effect was seen", demo(name));
    }

    @Test
    void theCookieIsTheOneThatSsPrints() throws Exception {
        Tools.need("ss");
        assertLine("yes: the row of ss has sk:", demo("SO_COOKIE"));
    }

    @Test
    void aProcessOfAnotherPidIsThePeer() throws Exception {
        List<String> out = demo("SO_PEERCRED");
        String started =
                out.stream().filter(line -> line.contains("was started: pid")).findFirst().get();
        assertLine("yes: the peer is pid " + started.replaceAll(".*pid ", "") + ",", out);
    }

    @Test
    void runsAtTheSameTimeDoNotDisturbEachOther() {
        List<String> names = new ArrayList<>(Collections.nCopies(4, "SO_PEERCRED"));
        names.addAll(Collections.nCopies(4, "IP_ADD_MEMBERSHIP"));
        names.parallelStream().forEach(name -> assertLine("The effect was seen", demo(name)));
    }

    @Test
    void bytesOfTheHeaderAreSeenOnTheWire() throws Exception {
        Tools.needRoot();
        assertLine("yes: in the packet on lo the TTL is 255", demo("IP_TTL"));
        ControlIT.needKernelOf("SO_PRIORITY");
        assertLine("yes: in the packet on lo the second byte is 0x10", demo("IP_TOS"));
    }

    @Test
    void aRefusedPriorityIsTheEffectForWhoHasNoPrivilege() throws Exception {
        Tools.needRoot();
        Tools.need("setpriv");
        ControlIT.needKernelOf("SO_PRIORITY");
        List<String> out = run(0, asNobody("SO_PRIORITY"));
        assertLine("yes: 7 is refused", out);
    }

    @Test
    void aMarkIsForWhoHasThePrivilege() throws Exception {
        Tools.needRoot();
        ControlIT.needKernelOf("SO_MARK");
        assertLine("yes: with SO_MARK it is told 7", demo("SO_MARK"));
        Tools.need("setpriv");
        List<String> out = run(1, asNobody("SO_MARK"));
        assertLine("Skipped:", out);
        assertLine("it needs the capability CAP_NET_ADMIN", out);
    }

    @Test
    void toSendAsAnotherProcessIsRefusedToWhoHasNoPrivilege() throws Exception {
        Tools.needRoot();
        Tools.need("setpriv");
        assertLine("yes: to send as pid 1 is refused", run(0, asNobody("SO_PASSCRED")));
    }

    @Test
    void theDefaultTtlIsTheOneOfTheSystem() throws Exception {
        String ttl = Files.readAllLines(Path.of("/proc/sys/net/ipv4/ip_default_ttl")).get(0);
        assertLine("getsockopt(IP_TTL, [" + ttl + "]) = 0", demo("IP_TTL"));
    }

    @Test
    void fragmentsAreSeenOnASmallLo() throws Exception {
        List<String> out = run(0, inNetwork("ip link set lo mtu 1300 up", "IP_MTU_DISCOVER"));
        assertLine("getsockopt(IP_MTU, [1300]) = 0", out);
        assertLine("yes: 3900 bytes arrived in fragments, the largest of ", out);
    }

    @Test
    void withoutPrivilegesAnotherInterfaceTellsItsMtu() throws Exception {
        Tools.need("setpriv");
        String link = "ip link set lo up; ip link add one type veth peer name two; ";
        String up = "ip addr add 192.0.2.1/24 dev one; ip link set one mtu 1200 up; ";
        String two = "ip link set two up";
        List<String> out = run(0, inNetwork(link + up + two, asNobody("IP_MTU_DISCOVER")));
        assertLine("getsockopt(IP_MTU, [1200]) = 0", out);
        assertLine("send(1173, MSG_MORE) = -1 EMSGSIZE", out);
        out = run(1, inNetwork("ip link set lo up", asNobody("IP_MTU_DISCOVER")));
        assertLine("unshare -rn sh -c ", out);
    }

    @Test
    void theSynCarriesDataWhereTheSystemAllowsIt() throws Exception {
        String sysctl = "echo 3 > /proc/sys/net/ipv4/tcp_fastopen";
        List<String> out = run(0, inNetwork("ip link set lo up; " + sysctl, "TCP_FASTOPEN"));
        assertLine("yes: with the cookie the SYN carried the data", out);
    }

    @Test
    void whereTheSystemDoesNotAllowItTheWayOutIsTold() throws Exception {
        Tools.need("setpriv");
        String sysctl = "echo 1 > /proc/sys/net/ipv4/tcp_fastopen";
        List<String> command = inNetwork("ip link set lo up; " + sysctl, asNobody("TCP_FASTOPEN"));
        List<String> out = run(1, command);
        assertLine("Skipped:", out);
        assertLine("unshare -rn sh -c ", out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IP_RECVERR", "TCP_FASTOPEN", "IP_MTU_DISCOVER", "IP_ADD_MEMBERSHIP"})
    void needsNoInterfaceButLo(String name) throws Exception {
        assertLine("The effect was seen", run(0, inNetwork("ip link set lo up", name)));
    }

    @Test
    void whereThereIsOnlyLoNothingIsTiedToAnother() throws Exception {
        List<String> out = run(1, inNetwork("ip link set lo up", "SO_BINDTODEVICE"));
        assertLine("Skipped:", out);
        assertLine("java -jar " + Run.path() + " demo SO_BINDTODEVICE", out);
        // the way out that it tells
        String two = "ip link set lo up; ip link add other type veth; ip link set other up";
        assertLine("The effect was seen", run(0, inNetwork(two, "SO_BINDTODEVICE")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SO_SNDTIMEO", "TCP_DEFER_ACCEPT", "TCP_SAVE_SYN"})
    void underSynCookiesTheSysctlIsNamed(String name) throws Exception {
        String always = "ip link set lo up; echo 2 > /proc/sys/net/ipv4/tcp_syncookies";
        assertLine("net.ipv4.tcp_syncookies is 2", run(1, inNetwork(always, name)));
    }

    @Test
    void withoutIpv6ItsExperimentIsSkippedWithTheReason() throws Exception {
        String off = "echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6; ip link set lo up";
        List<String> out = run(1, inNetwork(off, "IPV6_V6ONLY"));
        assertLine("IPv6 is switched off", out);
    }

    @Test
    void speaksSpanish() throws Exception {
        List<String> out = demo("IP_RECVERR", "--lang", "es");
        assertLine("fue un mensaje ICMP de tipo 3, código 3", out);
        assertLine("Se vio el efecto (5 de 5", out);
    }

    private static List<String> inNetwork(String setUp, String name) throws InterruptedException {
        return inNetwork(setUp, Run.jar("demo", name));
    }

    /** The experiment in a network namespace of its own. */
    private static List<String> inNetwork(String setUp, List<String> demo)
            throws InterruptedException {
        Tools.needNamespaces();
        List<String> command = new ArrayList<>(List.of("unshare", "--net", "sh", "-c"));
        command.addAll(List.of(setUp + "; exec \"$@\"", "sh"));
        command.addAll(demo);
        return command;
    }

    private static List<String> asNobody(String name) {
        return Tools.asNobody(Run.jar("demo", name));
    }
}
