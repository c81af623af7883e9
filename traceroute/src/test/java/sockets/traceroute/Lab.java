package sockets.traceroute;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Function;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import sockets.common.Run;
import sockets.common.Tools;
import sockets.libc.LibC;
import sockets.libc.Linux;

/**
 * A chain of machines made of network namespaces: client, hop 1, hop 2 ... server. Hop k answers
 * from 10.88.k.2 and fd88:0:0:k::2; its number is written in decimal in both. Needs root.
 *
 * <pre>
 * try (Lab lab = Lab.chain(8).silent(3).up()) { lab.client(List.of("traceroute", lab.server())); }
 * </pre>
 */
final class Lab implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    // _LINUX_CAPABILITY_VERSION_3
    private static final int CAPABILITY_VERSION = 0x20080522;

    /** No limit on ICMP, forwarding, and a choice of equal routes by addresses and ports. */
    private static final String SYSCTL =
            "net.ipv4.ip_forward=1 net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0"
                    + " net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.default.send_redirects=0"
                    + " net.ipv4.icmp_ratelimit=0 net.ipv4.icmp_ratemask=0"
                    + " net.ipv4.icmp_msgs_per_sec=1000000 net.ipv4.icmp_msgs_burst=100000"
                    + " net.ipv4.fib_multipath_hash_policy=3"
                    + " net.ipv4.fib_multipath_hash_fields=55"
                    + " net.ipv6.conf.all.forwarding=1 net.ipv6.conf.default.accept_dad=0"
                    + " net.ipv6.conf.all.accept_dad=0 net.ipv6.icmp.ratelimit=0"
                    + " net.ipv6.fib_multipath_hash_policy=3"
                    + " net.ipv6.fib_multipath_hash_fields=55";

    private final String tag =
            "tr" + ProcessHandle.current().pid() + "x" + NUMBER.incrementAndGet() + "x";
    private final int hops;
    private final List<String> nodes = new ArrayList<>();
    private final List<Run> helpers = new ArrayList<>();
    private final StringBuilder extra = new StringBuilder();
    private int parallelAt;
    private int width = 1;
    private int narrowLink;
    private int mtu = 1500;
    private int slowLink;
    private double delayMillis;
    private String nameServer;
    private final Map<Integer, List<String>> extensions = new TreeMap<>();

    private Lab(int hops) {
        this.hops = hops;
    }

    /** A chain whose server is so many hops away. */
    static Lab chain(int hops) throws InterruptedException {
        Tools.needNamespaces();
        Tools.need("nft", "sysctl", "setpriv", "traceroute");
        return new Lab(hops);
    }

    /** The address of a hop. */
    static String hop(int k) {
        return "10.88." + k + ".2";
    }

    String server() {
        return hop(hops);
    }

    String server6() {
        return "fd88:0:0:" + hops + "::2";
    }

    /** A router that forwards but never says that a time to live is over. */
    Lab silent(int k) {
        return output(k, "icmp type time-exceeded drop; icmpv6 type time-exceeded drop;");
    }

    /** A router that withholds each n-th of these messages. */
    Lab withholdEach(int k, int n) {
        String each = " numgen inc mod " + n + " " + (n - 1) + " drop; ";
        return output(k, "icmp type time-exceeded" + each + "icmpv6 type time-exceeded" + each);
    }

    /** A machine that sends so many ICMP errors in a second, after the first five. */
    Lab limit(int k, int perSecond) {
        String over = " limit rate over " + perSecond + "/second burst 5 packets drop; ";
        return output(
                k,
                "icmp type { time-exceeded, destination-unreachable }"
                        + over
                        + "icmpv6 type { time-exceeded, destination-unreachable }"
                        + over);
    }

    /** A server that drops what fits into no connection, as firewalls of hosts do. */
    Lab dropsInvalid() {
        return chainOf(hops, "input", "ct state invalid drop;");
    }

    private Lab output(int k, String rules) {
        return chainOf(k, "output", rules);
    }

    /** A router that refuses what goes to the server, with an ICMP message as nft calls it. */
    Lab refuse(int k, String four, String six) {
        return chainOf(
                k,
                "forward",
                "ip daddr "
                        + server()
                        + " reject with icmp type "
                        + four
                        + "; "
                        + "ip6 daddr "
                        + server6()
                        + " reject with icmpv6 type "
                        + six
                        + ";");
    }

    /** A router that drops what goes to the server. */
    Lab drop(int k) {
        return chainOf(
                k, "forward", "ip daddr " + server() + " drop; ip6 daddr " + server6() + " drop;");
    }

    private Lab chainOf(int k, String hook, String rules) {
        String table =
                "table inet lab"
                        + hook
                        + " { chain c { type filter hook "
                        + hook
                        + " priority 0; "
                        + rules
                        + " }; }";
        extra.append("ip netns exec " + name(k) + " nft '" + table + "'\n");
        return this;
    }

    /** So many routers share the load at a hop. */
    Lab parallel(int k, int routers) {
        parallelAt = k;
        width = routers;
        return this;
    }

    /** Of echo requests the load is shared by type, code and checksum, as some routers do. */
    Lab pingsByChecksum() {
        String router = name(parallelAt - 1);
        for (int way = 0; way < width; way++)
            for (String ip : new String[] {"ip -n " + router, "ip -6 -n " + router}) {
                boolean six = ip.contains("-6");
                String next = six ? address6(parallelAt, way, 2) : address(parallelAt, way, 2);
                int table = 100 + way;
                extra.append(ip + " rule add fwmark " + table + " table " + table + "\n");
                extra.append(ip + " route add default via " + next + " table " + table + "\n");
            }
        String mark = " meta mark set jhash @th,0,32 mod " + width + " offset 100; ";
        return chainOf(
                parallelAt - 1,
                "prerouting",
                "icmp type echo-request" + mark + "icmpv6 type echo-request" + mark);
    }

    /** The link to a hop takes packets of so many bytes. */
    Lab mtu(int k, int bytes) {
        narrowLink = k;
        mtu = bytes;
        return this;
    }

    /** The link to a hop adds so much to each round trip. */
    Lab delay(int k, double millis) {
        Tools.need("python3");
        assumeTrue(Files.exists(Path.of("/dev/net/tun")), "needs /dev/net/tun");
        slowLink = k;
        delayMillis = millis;
        return this;
    }

    /** A router that adds MPLS labels to its answers, rightly or not: see extensions.py. */
    Lab extensions(int k, String kind, String... labels) {
        Tools.need("python3");
        List<String> words = new ArrayList<>(List.of(kind));
        words.addAll(List.of(labels));
        extensions.put(k, words);
        return output(
                k,
                "meta mark != 7 icmp type time-exceeded drop;"
                        + " meta mark != 7 icmpv6 type time-exceeded drop;");
    }

    /**
     * The server does not answer ARP, nor neighbour discovery. The last router gives it up after
     * 1.5 s instead of 3: a SYN that is sent again just when the router gives up (after 1 s, after
     * 3 s) makes Linux forget the others that it would have told of.
     */
    Lab deadServer() {
        for (String ip : new String[] {"ipv4", "ipv6"})
            extra.append("ip netns exec " + name(hops - 1) + " sysctl -qw net.")
                    .append(ip + ".neigh.east.retrans_time_ms=500\n");
        extra.append("ip -n " + name(hops) + " link set west arp off\n");
        extra.append("ip -n " + name(hops) + " addr flush dev west\n");
        return this;
    }

    /** Ping sockets are for everybody on the client. */
    Lab pingForAll() {
        extra.append(
                "ip netns exec "
                        + name(0)
                        + " sysctl -qw net.ipv4.ping_group_range='0 2147483647'\n");
        return this;
    }

    /** The client has a name server that answers after so many questions, or never: names.py. */
    Lab names(int questions) {
        Tools.need("python3");
        nameServer = String.valueOf(questions);
        return this;
    }

    private String name(int k) {
        return tag + k;
    }

    /** Builds it. */
    Lab up() throws InterruptedException {
        StringBuilder script = new StringBuilder("set -e\n");
        for (int k = 0; k <= hops; k++) node(script, name(k));
        for (int p = 1; p < width; p++) node(script, name(parallelAt) + "p" + p);
        for (int k = 1; k <= hops; k++) link(script, name(k - 1), name(k), k, 0);
        for (int p = 1; p < width; p++) {
            String router = name(parallelAt) + "p" + p;
            link(script, name(parallelAt - 1), router, parallelAt, p);
            link(script, router, name(parallelAt + 1), parallelAt + 1, p);
            routes(script, router, parallelAt, p, 1);
        }
        for (int k = 0; k <= hops; k++)
            routes(script, name(k), k, 0, k + 1 == parallelAt ? width : 1);
        script.append(extra);
        try {
            shell(script.toString());
            warm();
        } catch (AssertionError e) {
            close();
            throw e;
        }
        return this;
    }

    private void node(StringBuilder script, String name) {
        nodes.add(name);
        script.append("ip netns add " + name + "\n");
        script.append("ip netns exec " + name + " sysctl -qw " + SYSCTL + "\n");
        script.append("ip -n " + name + " link set lo up\n");
    }

    /** A cable: east of one machine, west of the next; path p has its own of both. */
    private void link(StringBuilder script, String a, String b, int k, int p) {
        String east = p == 0 || a.contains("p") ? "east" : "east" + p;
        String west = p == 0 || b.contains("p") ? "west" : "west" + p;
        if (k == slowLink) {
            script.append("ip -n " + a + " tuntap add dev " + east + " mode tap\n");
            script.append("ip -n " + b + " tuntap add dev " + west + " mode tap\n");
        } else {
            script.append("ip -n " + a + " link add " + east + " type veth peer name " + west);
            script.append(" netns " + b + "\n");
        }
        int bytes = k == narrowLink ? mtu : 1500;
        end(script, a, east, bytes, address(k, p, 1), address6(k, p, 1));
        end(script, b, west, bytes, address(k, p, 2), address6(k, p, 2));
    }

    private static void end(
            StringBuilder script, String node, String device, int mtu, String four, String six) {
        String ip = "ip -n " + node + " ";
        script.append(ip + "addr add " + four + "/24 dev " + device + "\n");
        script.append(ip + "link set " + device + " mtu " + mtu + " up\n");
        script.append(ip + "addr add " + six + "/64 dev " + device + " nodad\n");
    }

    private static String address(int k, int p, int host) {
        return "10." + (88 - p) + "." + k + "." + host;
    }

    private static String address6(int k, int p, int host) {
        return "fd" + (88 - p) + ":0:0:" + k + "::" + host;
    }

    private void routes(StringBuilder script, String node, int k, int p, int ways) {
        String ip = "ip -n " + node + " ";
        if (k < hops) {
            StringBuilder four = new StringBuilder();
            StringBuilder six = new StringBuilder();
            for (int way = p; way < p + ways; way++) {
                four.append(" nexthop via " + address(k + 1, way, 2));
                six.append(" nexthop via " + address6(k + 1, way, 2));
            }
            script.append(ip + "route add default" + four + "\n");
            script.append(ip + "-6 route add default" + six + "\n");
        }
        if (k < 2) return;
        script.append(ip + "route add 10.88.1.0/24 via " + address(k, p, 1) + "\n");
        script.append(ip + "-6 route add fd88:0:0:1::/64 via " + address6(k, p, 1) + "\n");
    }

    /** Neighbours are known before the first trace. */
    private void warm() throws InterruptedException {
        if (slowLink > 0) startDelay();
        for (int k : extensions.keySet()) startExtensions(k);
        if (nameServer != null) startNames();
        String trace = "ip netns exec " + name(0) + " traceroute -n -q 1 -w 1 -m " + hops + " ";
        shell(trace + server() + " >/dev/null; " + trace + server6() + " >/dev/null; true");
    }

    private void startDelay() throws InterruptedException {
        String script = Lab.class.getResource("delay.py").getPath();
        Run cable =
                Run.of(
                        "python3",
                        script,
                        name(slowLink - 1),
                        "east",
                        name(slowLink),
                        "west",
                        String.valueOf(delayMillis));
        helpers.add(cable);
        cable.awaitOut("ready");
    }

    private void startNames() throws InterruptedException {
        // what lies there stands in the place of /etc/resolv.conf for "ip netns exec"
        Path folder = Path.of("/etc/netns", name(0));
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("resolv.conf"), "nameserver 127.0.0.1\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String script = Lab.class.getResource("names.py").getPath();
        Run server = on(0, List.of("python3", script, nameServer));
        helpers.add(server);
        server.awaitOut("ready");
    }

    private void startExtensions(int k) throws InterruptedException {
        String script = Lab.class.getResource("extensions.py").getPath();
        List<String> words = new ArrayList<>(List.of("python3", script));
        words.addAll(List.of(address(k, 0, 2), address6(k, 0, 2)));
        words.addAll(extensions.get(k));
        Run router = on(k, words);
        helpers.add(router);
        router.awaitOut("ready");
    }

    private static void shell(String script) throws InterruptedException {
        Run run = Run.of("sh", "-c", script);
        if (run.exit() != 0) throw new AssertionError(run.err());
    }

    /** A command on the client. */
    Run client(List<String> command) {
        return on(0, command);
    }

    /** Our program on the client, to its end, in this JVM: a thread of it is put there. */
    Run.Done inside(List<String> arguments) throws Exception {
        return inside(arguments, () -> {});
    }

    /** The same by somebody who has no capability: it is the threads that have them. */
    Run.Done insideWithoutCapabilities(List<String> arguments) throws Exception {
        return inside(arguments, Lab::dropCapabilities);
    }

    private Run.Done inside(List<String> arguments, Runnable before) throws Exception {
        FutureTask<Run.Done> task =
                new FutureTask<>(
                        () -> {
                            enter(name(0));
                            before.run();
                            return Run.inside(arguments.toArray(String[]::new));
                        });
        new Thread(task, "on the client").start();
        return task.get();
    }

    /** capset(2) of the calling thread, and of those that it starts. */
    private static void dropCapabilities() {
        int[] thisThread = {CAPABILITY_VERSION, 0};
        int[] none = new int[6];
        Object[] arguments = {thisThread, none};
        if (Function.getFunction("c", "capset").invokeInt(arguments) != 0)
            throw new AssertionError("capset");
    }

    /** setns(2) of the calling thread, and of those that it starts. */
    private static void enter(String namespace) {
        String file = "/run/netns/" + namespace;
        int network = Function.getFunction("c", "open").invokeInt(new Object[] {file, 0});
        Object[] arguments = {network, Linux.CLONE_NEWNET};
        if (Function.getFunction("c", "setns").invokeInt(arguments) != 0)
            throw new AssertionError("setns " + file);
        LibC.close(network);
    }

    /** A command on any of the machines. */
    Run on(int k, List<String> command) {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", name(k)));
        words.addAll(command);
        return Run.of(words, Map.of());
    }

    @Override
    public void close() throws InterruptedException {
        for (Run helper : helpers) helper.close();
        StringBuilder script = new StringBuilder();
        for (String node : nodes) script.append("ip netns del " + node + "\n");
        if (nameServer != null) script.append("rm -r /etc/netns/" + name(0) + "\n");
        Run.of("sh", "-c", script.toString()).exit();
    }
}
