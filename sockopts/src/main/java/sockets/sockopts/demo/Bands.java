package sockets.sockopts.demo;

import static sockets.libc.Linux.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import sockets.libc.Fd;
import sockets.trace.Tracer;

/**
 * What SO_PRIORITY does in this machine: an interface that sends slowly has a queue of three bands
 * (pfifo_fast), and what waits in the first leaves before the others. Here lo, which is never slow,
 * is made so in a network of its own. tc(8), tc-htb(8).
 */
final class Bands {
    private static final int SO_PRIORITY = 12;
    private static final int LO_MTU = 65536;

    /** By the priomap of pfifo_fast: in the last band, and in the first. */
    private static final int LOW = 1;

    private static final int HIGH = 6;
    private static final int EACH = 5;

    /** At 8 kbit/s it keeps the line busy for some 5 s: all that follow are queued by then. */
    private static final int LONG = 6600;

    private static final int PATIENCE_MILLIS = 60_000;

    private static final List<String> SLOW_LO =
            List.of(
                    "tc qdisc add dev lo root handle 1: htb default 1",
                    "tc class add dev lo parent 1: classid 1:1 htb rate 8kbit quantum 1500",
                    "tc qdisc add dev lo parent 1:1 pfifo_fast");

    private Bands() {}

    /** Shows it where a network of its own is permitted, else skips the experiment. */
    static void show(Stage stage) throws IOException, InterruptedException {
        if (!OwnNetwork.run(LO_MTU, () -> inOwnNetwork(stage)))
            throw new Demo.Skipped("SO_PRIORITY.skipped");
    }

    private static void inOwnNetwork(Stage stage) throws IOException {
        for (String command : SLOW_LO) {
            stage.call("", command);
            String error = Tool.run("SO_PRIORITY.no-tc", command.split(" "));
            if (!error.isEmpty()) throw new Demo.Skipped("SO_PRIORITY.no-queue", error);
        }
        try (Fd receiver = Link.udp();
                Fd sender = Fd.socket(AF_INET, SOCK_DGRAM, 0)) {
            sender.connect(receiver.getsockname());
            // the rest waits behind it
            stage.tell("sender", sender).send(new byte[LONG], 0);
            List<String> order = new ArrayList<>();
            for (int i = 0; i < EACH; i++) {
                send(sender, LOW, "low");
                send(sender, HIGH, "high");
                // one line tells the others
                sender.tell(Tracer.SILENT, "");
            }
            stage.call("", "... and so on, " + EACH + " of each");
            Datagram.receive(receiver, PATIENCE_MILLIS);
            for (int i = 0; i < 2 * EACH; i++) order.add(next(receiver));
            List<String> expected = new ArrayList<>(Collections.nCopies(EACH, "high"));
            expected.addAll(Collections.nCopies(EACH, "low"));
            stage.check(order.equals(expected), "overtakes", String.join(" ", order));
        }
    }

    private static void send(Fd sender, int priority, String text) throws IOException {
        sender.setsockopt(SOL_SOCKET, SO_PRIORITY, priority);
        sender.send(Datagram.bytes(text), 0);
    }

    private static String next(Fd receiver) throws IOException {
        Datagram datagram = Datagram.receive(receiver, PATIENCE_MILLIS);
        return datagram == null ? "-" : datagram.text();
    }
}
