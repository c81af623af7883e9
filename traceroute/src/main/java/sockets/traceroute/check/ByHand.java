package sockets.traceroute.check;

import java.util.List;
import java.util.stream.Collectors;
import sockets.common.Started;
import sockets.common.text.Quote;

/**
 * Command lines that show a fault without this grader: the network of {@code docs/lab/lab} is the
 * kernel's own, and has the same addresses. What no kernel does on request, {@code --show} shows.
 */
final class ByHand {
    private static final String LAB = "docs/lab/lab ";
    private static final String UP = LAB + "routers " + Routers.COUNT + " --no-shell; ";
    private static final String DOWN = "; " + LAB + "down";
    private static final String NO_ERRORS =
            "'table inet x { chain x { type filter hook output priority 0;"
                    + " icmp type time-exceeded drop; }; }'";

    /** As {@code ping -f}, which is not everywhere. */
    private static final String PINGS =
            "\"import socket; s = socket.socket(socket.AF_INET, socket.SOCK_RAW, 1);"
                    + " any(s.sendto(bytes.fromhex('0800f7fd00010001'), ('"
                    + toHost()
                    + "', 0)) < 0 for _ in iter(int, 1))\"";

    private final Runner runner;

    ByHand(Runner runner) {
        this.runner = runner;
    }

    private String run(String host) {
        return LAB + "run client " + quoted(runner.words(host));
    }

    private static String toHost() {
        return Routers.host().getHostAddress();
    }

    private static String quoted(List<String> words) {
        return words.stream().map(Quote::shell).collect(Collectors.joining(" "));
    }

    String chain() {
        return UP + run(toHost()) + DOWN;
    }

    String silentRouter() {
        return UP + LAB + "run r2 nft " + NO_ERRORS + "; " + run(toHost()) + DOWN;
    }

    /** All that another program's pings get comes to raw sockets, too. */
    String beside() {
        String pings = LAB + "run client python3 -c " + PINGS + " & sleep 1; ";
        return UP + pings + run(toHost()) + DOWN;
    }

    /** The second router sends back what is for the host. */
    String loop() {
        String back = LAB + "run r2 ip route replace default via 10.0.2.1; ";
        return UP + back + run(toHost()) + DOWN;
    }

    String near() {
        return UP + run(Routers.hop(1).getHostAddress()) + DOWN;
    }

    String shown(String id) {
        String check = Started.command("traceroute") + " check --show " + id + " -- ";
        return check + quoted(runner.command());
    }
}
