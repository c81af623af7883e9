package sockets.tcpecho.check;

import java.io.IOException;
import java.util.function.Supplier;
import sockets.common.text.Times;
import sockets.harness.check.Deadline;
import sockets.harness.check.ServerProcess;
import sockets.harness.check.Verdict;

/** The probes C4 to C6: what shows in the process of a server of many clients only. */
final class ProcessProbes {
    /** How long a typed line, or the end of the input, may take to end a server. */
    private static final double TO_END = 0.5;

    private static final int CLIENTS = 20;

    /** Threads at rest that no pool of a student has, after as many connections as check made. */
    private static final int TOO_MANY_THREADS = 256;

    private final ServerProcess process;
    private final Answers answers;
    private final Supplier<Clients> clients;

    ProcessProbes(ServerProcess process, Answers answers, Supplier<Clients> clients) {
        this.process = process;
        this.answers = answers;
        this.clients = clients;
    }

    /** C4: how many threads serve many clients is a choice; to keep what they used is not. */
    Verdict resources(Deadline deadline) throws IOException {
        int before = process.descriptorsAtRest(deadline);
        int threadsBefore = process.threads();
        if (before < 0)
            return Verdict.notAsked("this system does not tell a process's descriptors");
        int threads;
        try (Clients crowd = clients.get()) {
            Verdict joined = crowd.gather(CLIENTS, deadline);
            if (joined.failed()) return joined;
            threads = process.threads();
            String busy = process.busy("with " + CLIENTS + " silent clients", deadline);
            if (busy != null) return Verdict.fail(busy);
            // half of them leave in order, half do not
            for (int i = 0; i < CLIENTS / 2; i++) crowd.peer(i).reset();
        }
        int after = atRest(before, threadsBefore, deadline);
        String clients = CLIENTS + " clients";
        if (after > before + 2)
            return Verdict.fail(
                    before + " descriptors before, " + after + " after " + clients + " had left");
        if (process.endsWithin(0)) return Verdict.fail("it ended when clients had reset");
        int zombies = unreapedAfterTheNext(deadline);
        if (zombies > CLIENTS / 2) return Verdict.fail(unreaped(zombies));
        int kept = threadsKept(before, threadsBefore, deadline);
        if (kept > TOO_MANY_THREADS)
            return Verdict.fail(kept + " threads although all clients have left");
        String count = threadsBefore + " threads before, " + threads + " with " + clients;
        if (threads >= threadsBefore + CLIENTS)
            return Verdict.note("a thread or process for each client: " + count);
        if (threads > threadsBefore) return Verdict.note("some threads more: " + count);
        return Verdict.note(
                "as many threads as before: "
                        + Times.count(threads, "thread")
                        + " with "
                        + clients);
    }

    /** Waits until a server is as it was before its clients came; its descriptors then. */
    private int atRest(int descriptors, int threads, Deadline deadline) throws IOException {
        int now = process.descriptors();
        for (Deadline moment = deadline.orIn(1.5); !moment.passed(); moment.pause(0.02)) {
            now = process.descriptors();
            if (now <= descriptors + 2 && process.threads() <= threads) break;
        }
        return now;
    }

    /** A pool grows up to its size: who gets a thread more for each client is asked again. */
    private int threadsKept(int descriptors, int threadsBefore, Deadline deadline)
            throws IOException {
        int before = threadsBefore;
        int now = process.threads();
        while (now >= before + CLIENTS && now <= TOO_MANY_THREADS && !deadline.passed()) {
            before = now;
            try (Clients crowd = clients.get()) {
                if (crowd.gather(CLIENTS, deadline).failed()) break;
            }
            atRest(descriptors, before, deadline);
            now = process.threads();
        }
        return now;
    }

    /** Many a right server waits for those that have ended when the next client comes. */
    private int unreapedAfterTheNext(Deadline deadline) throws IOException {
        if (process.zombies() <= CLIENTS / 2) return 0;
        try (Clients next = clients.get()) {
            next.gather(2, deadline);
        }
        return process.zombies();
    }

    static String unreaped(int zombies) {
        return zombies + " ended processes for which nobody waits (zombies)";
    }

    /** C5: the course's servers end at a typed line; the one with threads waits for its clients. */
    Verdict typedLine(Deadline deadline) throws IOException {
        try (TcpPeer peer = answers.client(deadline)) {
            answers.ask(peer, answers.message("C5"), deadline);
            process.type("quit");
            boolean atOnce = process.endsWithin(TO_END);
            peer.close();
            boolean later = process.endsWithin(atOnce ? 0 : TO_END);
            if (!later) return Verdict.note("a line typed at its terminal does not end it");
            process.start(deadline);
            return Verdict.note(
                    atOnce
                            ? "a typed line ends it at once, although a client is connected"
                            : "a typed line ends it, but not before its clients have left");
        }
    }

    /** C6: in the background a server has no standard input; to go on or to end is a choice. */
    Verdict endOfInput(Deadline deadline) throws IOException {
        process.endInput();
        if (process.endsWithin(TO_END)) {
            process.start(deadline);
            return Verdict.note("the end of file on its standard input ends it");
        }
        String busy = process.busy("after the end of file", deadline);
        if (busy != null) return Verdict.fail(busy);
        return Verdict.note("the end of file on its standard input does not end it");
    }
}
