package sockets.tcpecho.check;

import java.io.IOException;
import java.util.List;
import sockets.harness.check.Deadline;
import sockets.harness.check.Probe;
import sockets.harness.check.Samples;
import sockets.harness.check.ServerProcess;
import sockets.harness.check.Verdict;

/** The probes T13 and T14, which take their time: what shows late, or to certain words only. */
final class ThoroughProbes {
    private static final int CONNECTIONS = 2000;

    /** Threads that a server may have more than before: a pool that has grown. */
    private static final int POOL = 256;

    private final ServerProcess process;
    private final Answers answers;

    /**
     * @param process the server if check started it, else null
     */
    ThoroughProbes(ServerProcess process, Answers answers) {
        this.process = process;
        this.answers = answers;
    }

    List<Probe> all() {
        return List.of(
                ByHand.probe("T13", "serves " + CONNECTIONS + " clients one by one", 7, this::many),
                ByHand.probe("T14", "echoes words that others take for commands", 7, this::words));
    }

    /** T13: what each connection costs adds up: descriptors, threads, a counter. */
    private Verdict many(Deadline deadline) throws IOException {
        int before = process == null ? -1 : process.descriptorsAtRest(deadline);
        int threadsBefore = process == null ? -1 : process.threads();
        int clients = 0;
        while (clients < CONNECTIONS && !deadline.passed()) {
            try (TcpPeer peer = answers.client(deadline)) {
                Verdict verdict =
                        answers.ask(peer, answers.message("T13 " + (clients + 1)), deadline);
                if (verdict.isCutShort(deadline)) break;
                if (verdict.failed()) return verdict.of("connection " + (clients + 1));
            }
            clients++;
        }
        // where the system does not tell them, they are -1; what has grown shows in time or not
        int threads = process == null ? -1 : process.threads();
        if (threads > threadsBefore + POOL)
            return grown("threads", threadsBefore, threads, clients);
        if (clients < CONNECTIONS)
            return Verdict.notJudged(
                    "too slow for it: " + clients + " of " + CONNECTIONS + " clients");
        int after = process == null ? -1 : process.descriptorsAtRest(deadline);
        if (after > before + 2) return grown("descriptors", before, after, clients);
        return Verdict.pass();
    }

    private static Verdict grown(String what, int before, int after, int clients) {
        return Verdict.fail(
                before + " " + what + " before, " + after + " after " + clients + " clients");
    }

    /** T14: an echo server knows no commands. */
    private Verdict words(Deadline deadline) throws IOException {
        for (byte[] message : Samples.commands()) {
            try (TcpPeer peer = answers.client(deadline)) {
                Verdict verdict = answers.ask(peer, message, deadline);
                if (verdict.failed()) return verdict;
            }
            try (TcpPeer peer = answers.client(deadline)) {
                Verdict verdict = answers.ask(peer, answers.message("T14 after it"), deadline);
                if (verdict.failed()) return verdict.of("after " + Samples.sent(message));
            }
        }
        return Verdict.pass();
    }
}
