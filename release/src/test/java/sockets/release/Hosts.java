package sockets.release;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import sockets.common.Run;

/**
 * The machines of a section's terminals, each a network namespace: one that has only loopback, or
 * {@code pc1} and {@code pc2} (10.0.0.1 and 10.0.0.2) on a cable. Needs root.
 */
final class Hosts implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String prefix =
            "doc" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet() + "-";
    private final Set<String> hosts = new LinkedHashSet<>();

    Hosts(List<String> terminals) throws InterruptedException {
        for (String terminal : terminals) hosts.add(host(terminal));
        if (hosts.stream().anyMatch(host -> !host.equals("pc"))) {
            hosts.addAll(List.of("pc1", "pc2"));
            hosts.remove("pc");
        }
        for (String host : hosts) {
            run("ip", "netns", "add", prefix + host);
            run("ip", "-n", prefix + host, "link", "set", "lo", "up");
        }
        if (hosts.contains("pc1")) cable();
    }

    private void cable() throws InterruptedException {
        String left = prefix + "pc1";
        String right = prefix + "pc2";
        run(
                "ip", "link", "add", "eth0", "netns", left, "type", "veth", "peer", "name", "eth0",
                "netns", right);
        run("ip", "-n", left, "addr", "add", "10.0.0.1/24", "dev", "eth0");
        run("ip", "-n", right, "addr", "add", "10.0.0.2/24", "dev", "eth0");
        for (String host : List.of(left, right)) run("ip", "-n", host, "link", "set", "eth0", "up");
    }

    private static String host(String terminal) {
        String word = terminal.split(" ")[0];
        return word.matches("pc[12]") ? word : "pc";
    }

    /** The command as it runs on the host of a terminal. */
    List<String> on(String terminal, List<String> command) {
        String host = host(terminal);
        if (!hosts.contains(host)) host = "pc1";
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", prefix + host));
        words.addAll(command);
        return words;
    }

    private static List<String> run(String... command) throws InterruptedException {
        Run run = Run.of(command);
        if (run.exit() != 0) throw new AssertionError(List.of(command) + ": " + run.err());
        return run.out();
    }

    private static void end(ProcessHandle process) {
        process.destroyForcibly();
        // what still runs may write files
        process.onExit().completeOnTimeout(process, 60, TimeUnit.SECONDS).join();
    }

    /** Ends all that still runs on the hosts, and removes them. */
    @Override
    public void close() throws InterruptedException {
        for (String host : hosts) {
            for (String pid : run("ip", "netns", "pids", prefix + host))
                ProcessHandle.of(Long.parseLong(pid)).ifPresent(Hosts::end);
            run("ip", "netns", "del", prefix + host);
        }
    }
}
