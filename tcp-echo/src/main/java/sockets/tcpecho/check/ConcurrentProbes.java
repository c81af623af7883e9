package sockets.tcpecho.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sockets.harness.check.Deadline;
import sockets.harness.check.Pace;
import sockets.harness.check.Probe;
import sockets.harness.check.Samples;
import sockets.harness.check.ServerProcess;
import sockets.harness.check.Verdict;

/** The probes C1 to C8: what a TCP echo server does with many clients at the same time. */
final class ConcurrentProbes {
    private static final int MANY = 50;
    private static final int BURST = 30;
    private static final int TALKERS = 10;

    /** Rounds after which it has shown whose bytes it sends to whom. */
    private static final int FEW_ROUNDS = 3;

    private final ServerProcess process;
    private final Tolerance tolerance;
    private final Pace pace;
    private final Answers answers;
    private boolean fewOnly;

    ConcurrentProbes(ServerProcess process, Tolerance tolerance, Pace pace, Answers answers) {
        this.process = process;
        this.tolerance = tolerance;
        this.pace = pace;
        this.answers = answers;
    }

    List<Probe> all() {
        ProcessProbes own = new ProcessProbes(process, answers, this::clients);
        BesideProbe beside = new BesideProbe(tolerance, pace, answers, this::clients);
        return List.of(
                ByHand.probe(
                        "C1", "answers " + MANY + " clients connected together", 8, this::many),
                ByHand.probe(
                        "C2",
                        "gives each client its own bytes, in order",
                        8,
                        several(talking(this::ownBytes))),
                ByHand.probe(
                        "C3",
                        "loses none of " + BURST + " that connect at once",
                        8,
                        several(this::burst)),
                ByHand.probe(
                        "C4",
                        "gives descriptors and threads back",
                        8,
                        started(several(own::resources))),
                ByHand.probe("C5", "ends when a line is typed", 8, started(own::typedLine)),
                ByHand.probe("C6", "end of file on standard input", 9, started(own::endOfInput)),
                ByHand.probe(
                        "C7",
                        "keeps the others when clients leave or reset",
                        9,
                        several(talking(this::leaving))),
                ByHand.probe(
                        "C8",
                        "answers others beside a slow or busy one",
                        9,
                        several(talking(beside::slowOnes))));
    }

    /** A probe that means nothing for a server of one client at a time. */
    private Probe.Body several(Probe.Body body) {
        return deadline ->
                fewOnly
                        ? Verdict.skip("needs a server that serves several clients together (C1)")
                        : body.run(deadline);
    }

    /** A probe that needs more than one answer for a client. */
    private Probe.Body talking(Probe.Body body) {
        return deadline ->
                tolerance.once()
                        ? Verdict.notAsked("one answer a connection (--once)")
                        : body.run(deadline);
    }

    /** A probe that needs the server's process. */
    private Probe.Body started(Probe.Body body) {
        return deadline ->
                process == null ? Verdict.notAsked("needs -- COMMAND") : body.run(deadline);
    }

    private Clients clients() {
        return new Clients(answers, tolerance, pace);
    }

    /** C1: if it fails, what needs many clients is not tried. */
    private Verdict many(Deadline deadline) throws IOException {
        fewOnly = true;
        Verdict verdict = together(deadline);
        fewOnly = verdict.failed() && !verdict.isCutShort(deadline);
        return verdict;
    }

    /** All are connected, all ask before the first is listened to. */
    private Verdict together(Deadline deadline) throws IOException {
        try (Clients crowd = clients()) {
            Verdict joined = crowd.gather(MANY, deadline);
            if (joined.failed()) return after(crowd.size() - 1, joined);
            for (int i = 0; i < MANY; i++)
                crowd.send(i, answers.message("C1 client " + i), deadline);
            for (int i = 0; i < MANY; i++) {
                Verdict verdict = crowd.judge(i, deadline);
                if (verdict.failed()) return after(i, Clients.told(i, verdict));
            }
        }
        return Verdict.pass();
    }

    private static Verdict after(int answered, Verdict verdict) {
        return verdict.of(answered + " of them were answered");
    }

    /** C2: ten clients whose bytes are under way together, in pieces of all sizes. */
    private Verdict ownBytes(Deadline deadline) throws IOException {
        try (Clients crowd = clients()) {
            Verdict joined = crowd.gather(TALKERS, deadline);
            if (joined.failed()) return joined;
            // where a prefix may stand before each read, pieces must not be joined
            int pieces = tolerance.prefix().length == 0 ? 3 : 1;
            int[] sizes = {1, 20, 300, 1000, 4096, 20_000};
            int rounds = pace.rounds(4 * sizes.length, FEW_ROUNDS);
            for (int round = 1; round <= rounds && !deadline.passed(); round++) {
                int size = Math.min(sizes[round % sizes.length], tolerance.maxSize());
                for (int piece = 0; piece < pieces; piece++)
                    for (int i = 0; i < TALKERS; i++)
                        crowd.send(i, Samples.random(size + i), deadline);
                for (int i = 0; i < TALKERS; i++) {
                    Verdict verdict = crowd.judge(i, deadline);
                    // it was still coming, and right as far as it came
                    if (verdict.isCutShort(deadline) && round > FEW_ROUNDS) return Verdict.pass();
                    if (verdict.failed()) return own(crowd, i, verdict);
                }
            }
            return Verdict.pass();
        }
    }

    /** Says whose bytes they were, if they were another client's. */
    private static Verdict own(Clients crowd, int client, Verdict verdict) {
        byte[] got = crowd.peer(client).received();
        byte[] wanted = crowd.sent(client);
        int at = Arrays.mismatch(wanted, got);
        byte[] strange = Arrays.copyOfRange(got, at, Math.min(got.length, at + 8));
        if (strange.length < 8) return Clients.told(client, verdict);
        for (int other = 0; other < TALKERS; other++) {
            if (!Samples.contains(crowd.sent(other), strange)) continue;
            String whose = other == client ? "its own, out of order" : "client " + (other + 1);
            String what = other == client ? " bytes are " : " bytes belong to ";
            return Clients.told(client, Verdict.fail("from byte " + at + " on the" + what + whose));
        }
        return Clients.told(client, verdict);
    }

    /** C3: more than a short queue holds; the kernel drops, the clients' kernels try again. */
    private Verdict burst(Deadline deadline) throws IOException {
        int late = 0;
        try (Clients crowd = clients();
                Clients after = clients()) {
            for (int i = 0; i < BURST; i++) crowd.add();
            // what a short queue drops is tried again after 1, 3 and 7 s
            Deadline moment = pace.isSlow() ? deadline : deadline.orIn(TcpPeer.CONNECT_SECONDS);
            List<Integer> connected = new ArrayList<>();
            for (int i = 0; i < BURST; i++) {
                if (!crowd.isConnected(i, moment)) continue;
                connected.add(i);
                crowd.send(i, answers.message("C3 client " + i), deadline);
            }
            List<Integer> silent = new ArrayList<>();
            for (int i : connected) {
                Verdict verdict = crowd.judge(i, moment, TcpPeer.CONNECT_SECONDS);
                TcpPeer peer = crowd.peer(i);
                // the kernel resets, in the end, a connection for which its queue had no place
                boolean none = peer.size() == 0 && (verdict.isSilence() || peer.isReset());
                if (none) silent.add(i);
                else if (verdict.failed()) return Clients.told(i, verdict);
            }
            late = BURST - connected.size() + silent.size();
            if (late == 0) return Verdict.pass();
            // who comes now is answered, whatever became of them; the time for them may be over
            Verdict next = after.gather(1, Deadline.in(2 * Clients.RETRIES));
            if (next.failed()) return next.of("after them");
            for (int i : silent) {
                // whom the server has taken out of its queue is to be answered before who came
                // later
                if (!crowd.peer(i).isAccepted()) continue;
                Verdict verdict = crowd.judge(i, Deadline.in(Clients.RETRIES), Clients.RETRIES);
                if (verdict.failed())
                    return Verdict.fail("it was accepted, but " + verdict.detail())
                            .of("client " + (i + 1));
            }
        }
        if (late == BURST) return Verdict.silence("not one of them was answered");
        // how many a short queue makes wait is luck, so it is told and not judged
        return Verdict.pass(
                late
                        + " of "
                        + BURST
                        + " at once waited more than "
                        + (int) TcpPeer.CONNECT_SECONDS
                        + " s: a short queue (listen)");
    }

    /** C7: some leave in all the ways there are; those who stay notice nothing. */
    private Verdict leaving(Deadline deadline) throws IOException {
        try (Clients crowd = clients()) {
            Verdict joined = crowd.gather(TALKERS, deadline);
            if (joined.failed()) return joined;
            // one resets while the server waits to write to it, one closes without having read
            answers.resetWhileStuck(BesideProbe.FLOOD, deadline);
            crowd.peer(1).reset();
            crowd.send(3, Samples.random(4000), deadline);
            crowd.peer(3).close();
            crowd.peer(5).close();
            // one says "no more from me", and is still due the rest
            int rest = Math.min(pace.isSlow() ? 3000 : 100_000, tolerance.maxSize());
            crowd.send(7, Samples.random(rest), deadline);
            crowd.peer(7).shutdownOutput();
            Verdict half = crowd.judge(7, deadline);
            if (half.failed()) return half.of("half-closed client");
            if (!crowd.peer(7).receiveToEnd(deadline))
                return Verdict.silence(
                        "half-closed client: all came back, but no end of file: "
                                + Answers.ending(crowd.peer(7)));
            deadline.pause(0.1);
            for (int i : new int[] {0, 2, 4, 6, 8, 9}) {
                Verdict verdict = stays(crowd, i, deadline);
                if (verdict.failed()) return verdict;
            }
            return Verdict.pass();
        }
    }

    private Verdict stays(Clients crowd, int client, Deadline deadline) throws IOException {
        crowd.send(client, answers.message("C7 who stays " + client), deadline);
        Verdict verdict = crowd.judge(client, deadline);
        TcpPeer peer = crowd.peer(client);
        return verdict.failed() && peer.isEnded()
                ? Clients.told(
                        client,
                        Verdict.fail("was cut off with those that left: " + Answers.ending(peer)))
                : Clients.told(client, verdict);
    }
}
