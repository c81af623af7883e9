package sockets.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two machines on one cable: network namespaces joined by a veth pair. The left one is 10.77.0.1
 * and fd77::1, the right one 10.77.0.2 and fd77::2. Needs root.
 */
public final class TwoHosts implements AutoCloseable {
    public static final String LEFT = "10.77.0.1";
    public static final String RIGHT = "10.77.0.2";
    public static final String LEFT6 = "fd77::1";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String left;
    private final String right;

    public TwoHosts() throws InterruptedException {
        Tools.needNamespaces();
        Tools.need("nft");
        String name = "sk" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
        left = name + "l";
        right = name + "r";
        run("ip", "netns", "add", left);
        run("ip", "netns", "add", right);
        run(
                "ip", "link", "add", "eth0", "netns", left, "type", "veth", "peer", "name", "eth0",
                "netns", right);
        for (String host : List.of(left, right)) {
            String number = host.equals(left) ? "1" : "2";
            run("ip", "-n", host, "addr", "add", "10.77.0." + number + "/24", "dev", "eth0");
            run("ip", "-n", host, "addr", "add", "fd77::" + number + "/64", "dev", "eth0", "nodad");
            run("ip", "-n", host, "link", "set", "lo", "up");
            run("ip", "-n", host, "link", "set", "eth0", "up");
        }
    }

    private static void run(String... command) throws InterruptedException {
        Run run = Run.of(command);
        if (run.exit() != 0) throw new AssertionError(List.of(command) + ": " + run.err());
    }

    /** Starts a command on the left host. */
    public Run left(List<String> command) {
        return on(left, command);
    }

    /** Starts a command on the right host. */
    public Run right(List<String> command) {
        return on(right, command);
    }

    /** Runs nft with a ruleset on the left host, whose input hook it may name {@code input}. */
    public void firewallLeft(String rule) throws InterruptedException {
        firewall(left, "input", rule);
    }

    /** The same for what the right host sends. */
    public void firewallRight(String rule) throws InterruptedException {
        firewall(right, "output", rule);
    }

    /** The same for what comes to the right host. */
    public void firewallRightInput(String rule) throws InterruptedException {
        firewall(right, "input", rule);
    }

    /** One address more for the left host. */
    public void addressLeft(String address) throws InterruptedException {
        run("ip", "-n", left, "addr", "add", address, "dev", "eth0");
    }

    /** The same for what the left host passes on as a router. */
    public void firewallRouter(String rule) throws InterruptedException {
        firewall(left, "forward", rule);
    }

    private static void firewall(String host, String hook, String rule)
            throws InterruptedException {
        String type = "type filter hook " + hook + " priority 0\n";
        String chain = "chain " + hook + " {\n" + type + rule + "\n}\n";
        String ruleset = "flush ruleset\ntable inet t {\n" + chain + "}\n";
        run("ip", "netns", "exec", host, "nft", ruleset);
    }

    /** Makes the left host the router of the right one, with a second network 10.88.0.0/24. */
    public void routeThroughLeft() throws InterruptedException {
        run("ip", "-n", right, "route", "add", "default", "via", LEFT);
        run("ip", "netns", "exec", left, "sysctl", "-qw", "net.ipv4.ip_forward=1");
        run("ip", "-n", left, "link", "add", "eth1", "type", "veth", "peer", "name", "eth2");
        for (String card : List.of("eth1", "eth2"))
            run("ip", "-n", left, "link", "set", card, "up");
        run("ip", "-n", left, "addr", "add", "10.88.0.1/24", "dev", "eth1");
    }

    private static Run on(String host, List<String> command) {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", host));
        words.addAll(command);
        return Run.of(words, Map.of());
    }

    @Override
    public void close() throws InterruptedException {
        run("ip", "netns", "del", left);
        run("ip", "netns", "del", right);
    }
}
