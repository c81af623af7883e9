package sockets.tcpecho.check;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sockets.common.text.Failure;
import sockets.common.text.Log;
import sockets.common.text.Times;
import sockets.harness.check.Deadline;
import sockets.harness.check.Probe;
import sockets.harness.check.Samples;
import sockets.harness.check.ServerProcess;
import sockets.harness.check.Verdict;

/** The probes C1 to C8: what a TCP echo server does with many clients at the same time. */
final class ConcurrentProbes {
    private static final double PATIENCE = Answers.PATIENCE;

    /** How long a client may wait while another one is slow. */
    private static final double AT_ONCE = 1;

    /** How long a typed line, or the end of the input, may take to end a server. */
    private static final double TO_END = 0.5;

    /** When the busy client ends at the latest. */
    private static final double LONGEST_TALK = 60;

    private static final int MANY = 50;
    private static final int BURST = 30;
    private static final double BURST_PATIENCE = 5;
    private static final int TALKERS = 10;
    private static final int FLOOD = 16 << 20;

    /** What the busy client has said before the others are asked, in messages. */
    private static final int AHEAD = 20;

    /** The window of a client that does not read: the kernel shall not take all on its behalf. */
    private static final int SMALL_WINDOW = 16 * 1024;

    /** Threads at rest that no pool of a student has, after as many connections as check made. */
    private static final int TOO_MANY_THREADS = 256;

    private final InetSocketAddress server;
    private final ServerProcess process;
    private final Tolerance tolerance;
    private final Answers answers;
    private boolean fewOnly;

    ConcurrentProbes(InetSocketAddress server, ServerProcess process, Tolerance tolerance) {
        this.server = server;
        this.process = process;
        this.tolerance = tolerance;
        answers = new Answers(tolerance);
    }

    List<Probe> all() {
        return List.of(
                new Probe("C1", "answers " + MANY + " clients connected together", 8, this::many),
                new Probe("C2", "gives each client its own bytes, in order", 8, this::ownBytes),
                new Probe("C3", "loses none of " + BURST + " that connect at once", 8, this::burst),
                new Probe("C4", "gives descriptors and threads back", 8, this::resources),
                new Probe("C5", "ends when a line is typed", 8, this::typedLine),
                new Probe("C6", "end of file on standard input", 9, this::endOfInput),
                new Probe("C7", "keeps the others when clients leave or reset", 9, this::leaving),
                new Probe("C8", "answers others beside a slow or busy one", 9, this::slowOnes));
    }

    /** Clients of a probe, closed together. */
    private final class Connections implements Closeable {
        final List<TcpPeer> peers = new ArrayList<>();
        final List<ByteArrayOutputStream> sent = new ArrayList<>();
        private final List<Integer> messages = new ArrayList<>();

        /**
         * Connects one client after the other, each answered before the next: so none has to find a
         * place in a short queue. The first that is not answered is judged.
         */
        Verdict gather(int size, Deadline deadline) throws IOException {
            for (int i = 0; i < size; i++) {
                Verdict verdict = join(deadline);
                if (verdict.failed()) return verdict;
            }
            return Verdict.pass();
        }

        /** One more client; a server that answers once has no answer to spare for it. */
        Verdict join(Deadline deadline) throws IOException {
            int client = peers.size();
            add().connect(deadline);
            if (tolerance.once()) return Verdict.pass();
            send(client, Answers.message("client " + client), deadline);
            return judge(client, deadline.orIn(PATIENCE));
        }

        TcpPeer add() throws IOException {
            TcpPeer peer = new TcpPeer(server, 0);
            peers.add(peer);
            sent.add(new ByteArrayOutputStream());
            messages.add(0);
            return peer;
        }

        /** Sends a message, which may be answered behind a prefix. */
        void send(int client, byte[] bytes, Deadline deadline) throws IOException {
            sent.get(client).writeBytes(bytes);
            messages.set(client, messages.get(client) + 1);
            exchange(client, bytes, 0, deadline);
        }

        private void exchange(int client, byte[] bytes, long total, Deadline deadline)
                throws IOException {
            try {
                peers.get(client).exchange(bytes, total, deadline);
            } catch (IOException e) {
                throw new Failure("client " + (client + 1), "", e);
            }
        }

        /** Receives until a client has all that it sent, or time is over. */
        Verdict judge(int client, Deadline deadline) throws IOException {
            TcpPeer peer = peers.get(client);
            byte[] wanted = sent.get(client).toByteArray();
            long total = wanted.length + (long) messages.get(client) * tolerance.prefix().length;
            exchange(client, new byte[0], total, deadline);
            return answers.judge(wanted, peer.received(), true);
        }

        /** True if a client has got nothing at all. */
        boolean isSilent(int client) {
            return peers.get(client).size() == 0;
        }

        @Override
        public void close() throws IOException {
            for (TcpPeer peer : peers) peer.close();
        }
    }

    /** C1: all are connected, all ask before the first is listened to. */
    private Verdict many(Deadline deadline) throws IOException {
        fewOnly = true;
        try (Connections crowd = new Connections()) {
            Verdict joined = crowd.gather(MANY, deadline);
            int last = crowd.peers.size() - 1;
            if (joined.failed() && deadline.passed())
                return Verdict.notJudged("no time left after " + last + " of them");
            if (joined.failed()) return crowd.isSilent(last) ? few(last) : told(last, joined);
            for (int i = 0; i < MANY; i++)
                crowd.send(i, Answers.message("C1 client " + i), deadline.orIn(PATIENCE));
            Deadline moment = deadline.orIn(PATIENCE);
            int answered = 0;
            for (int i = 0; i < MANY; i++) {
                int before = crowd.peers.get(i).size();
                Verdict verdict = crowd.judge(i, moment);
                if (!verdict.failed()) answered++;
                else if (crowd.peers.get(i).size() > before) return told(i, verdict);
            }
            if (answered < MANY) return few(answered);
        }
        fewOnly = false;
        return Verdict.pass();
    }

    private static Verdict few(int answered) {
        return Verdict.fail(answered + " of them were answered in " + (int) PATIENCE + " s");
    }

    private static Verdict told(int client, Verdict verdict) {
        return Verdict.fail("client " + (client + 1) + ": " + verdict.detail());
    }

    /** C2: ten clients whose bytes are under way together, in pieces of all sizes. */
    private Verdict ownBytes(Deadline deadline) throws IOException {
        if (fewOnly) return notEnough();
        if (tolerance.once()) return Verdict.skip("one answer a connection (--once)");
        try (Connections crowd = new Connections()) {
            Verdict joined = crowd.gather(TALKERS, deadline);
            if (joined.failed()) return told(crowd.peers.size() - 1, joined);
            // where a prefix may stand before each read, pieces must not be joined
            int pieces = tolerance.prefix().length == 0 ? 3 : 1;
            int[] sizes = {1, 20, 300, 1000, 4096, 20_000};
            for (int round = 1; round <= 4 * sizes.length && !deadline.passed(); round++) {
                int size = Math.min(sizes[round % sizes.length], tolerance.maxSize());
                for (int piece = 0; piece < pieces; piece++)
                    for (int i = 0; i < TALKERS; i++)
                        crowd.send(i, Samples.random(size + i), deadline);
                Deadline moment = deadline.orIn(PATIENCE);
                for (int i = 0; i < TALKERS; i++) {
                    Verdict verdict = crowd.judge(i, moment);
                    if (verdict.failed()) return own(crowd, i, verdict);
                }
            }
            return Verdict.pass();
        }
    }

    /** Says whose bytes they were, if they were another client's. */
    private static Verdict own(Connections crowd, int client, Verdict verdict) {
        byte[] got = crowd.peers.get(client).received();
        byte[] wanted = crowd.sent.get(client).toByteArray();
        int at = Arrays.mismatch(wanted, got);
        byte[] strange = Arrays.copyOfRange(got, at, Math.min(got.length, at + 8));
        if (strange.length < 8) return told(client, verdict);
        for (int other = 0; other < TALKERS; other++) {
            boolean his = Samples.contains(crowd.sent.get(other).toByteArray(), strange);
            if (!his) continue;
            String whose = other == client ? "its own, out of order" : "client " + (other + 1);
            String what = other == client ? " bytes are " : " bytes belong to ";
            return Verdict.fail(
                    "client " + (client + 1) + ": from byte " + at + " on the" + what + whose);
        }
        return told(client, verdict);
    }

    private static Verdict notEnough() {
        return Verdict.skip("needs a server that serves several clients together (C1)");
    }

    /** C3: more than a short queue holds; the kernel drops, the clients' kernels try again. */
    private Verdict burst(Deadline deadline) throws IOException {
        if (fewOnly) return notEnough();
        int late = 0;
        try (Connections crowd = new Connections()) {
            for (int i = 0; i < BURST; i++) crowd.add();
            // a connection whose last ACK was dropped is repaired after a second
            Deadline moment = deadline.orIn(BURST_PATIENCE);
            for (int i = 0; i < BURST; i++) {
                try {
                    crowd.peers.get(i).connect(moment);
                } catch (IOException e) {
                    if (!moment.passed()) throw e;
                    late++;
                    continue;
                }
                crowd.send(i, Answers.message("C3 client " + i), deadline);
                Verdict verdict = crowd.judge(i, moment);
                if (verdict.failed() && !(moment.passed() && crowd.isSilent(i)))
                    return told(i, verdict);
                if (verdict.failed()) late++;
            }
        }
        if (late == 0) return Verdict.pass();
        try (Connections after = new Connections()) {
            if (late == BURST || after.join(deadline).failed())
                return Verdict.fail("after them no client is answered");
        }
        return Verdict.note(
                "a short queue: "
                        + late
                        + " of "
                        + BURST
                        + " at once waited more than "
                        + (int) BURST_PATIENCE
                        + " s");
    }

    /** C4: how many threads serve many clients is a choice; to keep what they used is not. */
    private Verdict resources(Deadline deadline) throws IOException {
        if (process == null) return Verdict.skip("needs -- COMMAND");
        if (fewOnly) return notEnough();
        int before = process.descriptorsAtRest(deadline);
        int threadsBefore = process.threads();
        if (before < 0) return Verdict.skip("this system does not tell a process's descriptors");
        int threads;
        try (Connections crowd = new Connections()) {
            Verdict joined = crowd.gather(2 * TALKERS, deadline);
            if (joined.failed()) return told(crowd.peers.size() - 1, joined);
            threads = process.threads();
            String busy = process.busy("with " + 2 * TALKERS + " silent clients", deadline);
            if (busy != null) return Verdict.fail(busy);
            // half of them leave in order, half do not
            for (int i = 0; i < TALKERS; i++) crowd.peers.get(i).reset();
        }
        int after = process.descriptors();
        int threadsAfter = process.threads();
        for (Deadline moment = deadline.orIn(1.5); !moment.passed(); moment.pause(0.02)) {
            after = process.descriptors();
            threadsAfter = process.threads();
            if (after <= before + 2 && threadsAfter <= threadsBefore) break;
        }
        String clients = 2 * TALKERS + " clients";
        if (after > before + 2)
            return Verdict.fail(
                    before + " descriptors before, " + after + " after " + clients + " had left");
        if (threadsAfter > TOO_MANY_THREADS)
            return Verdict.fail(threadsAfter + " threads although all clients have left");
        String count = threadsBefore + " threads before, " + threads + " with " + clients;
        if (threads >= threadsBefore + 2 * TALKERS)
            return Verdict.note("a thread or process for each client: " + count);
        if (threads > threadsBefore) return Verdict.note("some threads more: " + count);
        return Verdict.note(
                "as many threads as before: "
                        + Times.count(threads, "thread")
                        + " with "
                        + clients);
    }

    /** C5: the course's servers end at a typed line; the one with threads waits for its clients. */
    private Verdict typedLine(Deadline deadline) throws IOException {
        if (process == null) return Verdict.skip("needs -- COMMAND");
        try (TcpPeer peer = new TcpPeer(server, deadline)) {
            if (!tolerance.once()) answers.ask(peer, Answers.message("C5"), deadline);
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
    private Verdict endOfInput(Deadline deadline) throws IOException {
        if (process == null) return Verdict.skip("needs -- COMMAND");
        process.endInput();
        if (process.endsWithin(TO_END)) {
            process.start(deadline);
            return Verdict.note("the end of file on its standard input ends it");
        }
        String busy = process.busy("after the end of file", deadline);
        if (busy != null) return Verdict.fail(busy);
        return Verdict.note("the end of file on its standard input does not end it");
    }

    /** C7: some leave in all the ways there are; those who stay notice nothing. */
    private Verdict leaving(Deadline deadline) throws IOException {
        if (fewOnly) return notEnough();
        if (tolerance.once()) return Verdict.skip("one answer a connection (--once)");
        try (Connections crowd = new Connections()) {
            Verdict joined = crowd.gather(TALKERS, deadline);
            if (joined.failed()) return told(crowd.peers.size() - 1, joined);
            // one resets while the server waits to write to it, one closes without having read
            resetWhileStuck(deadline);
            crowd.peers.get(1).reset();
            crowd.send(3, Samples.random(4000), deadline);
            crowd.peers.get(3).close();
            crowd.peers.get(5).close();
            // one says "no more from me", and is still due the rest
            crowd.send(7, Samples.random(Math.min(100_000, tolerance.maxSize())), deadline);
            crowd.peers.get(7).shutdownOutput();
            Verdict half = crowd.judge(7, deadline.orIn(PATIENCE));
            if (half.failed()) return Verdict.fail("half-closed " + half.detail());
            if (!crowd.peers.get(7).receiveToEnd(deadline.orIn(PATIENCE)))
                return Verdict.fail("half-closed client: no end of file");
            deadline.pause(0.1);
            for (int i : new int[] {0, 2, 4, 6, 8, 9}) {
                Verdict verdict = stays(crowd, i, deadline.orIn(PATIENCE));
                if (verdict.failed()) return verdict;
            }
            return Verdict.pass();
        }
    }

    /** One that never reads, until the server can send no more to it; then it is gone. */
    private void resetWhileStuck(Deadline deadline) throws IOException {
        TcpPeer peer = new TcpPeer(server, SMALL_WINDOW);
        try {
            peer.connect(deadline);
            peer.flood(Samples.random(FLOOD), 0.1, deadline.orIn(1));
        } catch (IOException e) {
            // a server may cut off who does not read
            Log.debug("C7", e);
        }
        peer.reset();
    }

    private Verdict stays(Connections crowd, int client, Deadline deadline) {
        try {
            crowd.send(client, Answers.message("C7 who stays " + client), deadline);
            Verdict verdict = crowd.judge(client, deadline);
            if (!crowd.peers.get(client).isEnded() || !verdict.failed())
                return verdict.failed() ? told(client, verdict) : verdict;
        } catch (IOException e) {
            Log.debug("C7", e);
        }
        return Verdict.fail("client " + (client + 1) + " was cut off with those that left");
    }

    /**
     * C8: neither one that sends all the time nor one that never reads keeps the others waiting.
     */
    private Verdict slowOnes(Deadline deadline) throws IOException {
        if (fewOnly) return notEnough();
        if (tolerance.once()) return Verdict.skip("one answer a connection (--once)");
        try (Connections others = new Connections()) {
            Verdict joined = others.gather(2, deadline);
            if (joined.failed()) return told(others.peers.size() - 1, joined);
            try (TcpPeer busy = new TcpPeer(server, deadline)) {
                CountDownLatch ahead = new CountDownLatch(AHEAD);
                Thread sender = new Thread(() -> sendAllTheTime(busy, ahead), "C8");
                sender.start();
                try {
                    await(ahead, deadline.orIn(AT_ONCE));
                    Verdict verdict = atOnce(others, "one that sends all the time", deadline);
                    if (verdict.failed()) return verdict;
                } finally {
                    sender.interrupt();
                    join(sender);
                }
            }
            try (TcpPeer slow = new TcpPeer(server, SMALL_WINDOW)) {
                slow.connect(deadline);
                byte[] flood = Samples.random(FLOOD);
                int sent;
                try {
                    sent = slow.flood(flood, 0.3, deadline.orIn(2));
                } catch (IOException e) {
                    Log.debug("C8", e);
                    sent = -1;
                }
                others.add().connect(deadline.orIn(AT_ONCE));
                Verdict verdict = atOnce(others, "one that never reads", deadline);
                if (verdict.failed()) return verdict;
                return sent < 0 ? cutOff() : drained(slow, flood, sent, deadline);
            }
        }
    }

    /** Sends and reads without a pause until it is interrupted. */
    private static void sendAllTheTime(TcpPeer peer, CountDownLatch ahead) {
        byte[] bytes = Samples.random(1000);
        Deadline end = Deadline.in(LONGEST_TALK);
        try {
            while (!end.passed() && !Thread.currentThread().isInterrupted()) {
                // the answer is hardly there, and the next message is under way
                peer.exchange(bytes, bytes.length, end);
                peer.forget();
                ahead.countDown();
            }
        } catch (IOException e) {
            Log.debug("C8", e);
        }
    }

    private static void await(CountDownLatch latch, Deadline deadline) {
        try {
            while (!deadline.passed() && !latch.await(deadline.millis(), TimeUnit.MILLISECONDS)) {}
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Verdict atOnce(Connections others, String beside, Deadline deadline)
            throws IOException {
        for (int i = 0; i < others.peers.size(); i++) {
            others.send(i, Answers.message("C8 other " + i), deadline);
            if (others.judge(i, deadline.orIn(AT_ONCE)).failed()) {
                String who = i < 2 ? "client " + (i + 1) : "a new client";
                return Verdict.fail("beside " + beside + " " + who + " is not answered within 1 s");
            }
        }
        return Verdict.pass();
    }

    private static Verdict cutOff() {
        return Verdict.note("answers the others, and cuts off the one that never reads");
    }

    /** Now it reads: all that it sent comes back, or the server has cut it off. */
    private Verdict drained(TcpPeer slow, byte[] flood, int sent, Deadline deadline) {
        if (tolerance.prefix().length > 0) return Verdict.pass();
        try {
            int before = -1;
            while (slow.size() < sent && !slow.isEnded() && !deadline.passed()) {
                if (slow.size() == before) break;
                before = slow.size();
                slow.exchange(new byte[0], sent, deadline.orIn(PATIENCE));
            }
        } catch (IOException e) {
            Log.debug("C8", e);
            return cutOff();
        }
        byte[] got = slow.received();
        boolean beginning = Arrays.mismatch(flood, 0, sent, got, 0, got.length) == got.length;
        if (got.length == sent && Arrays.equals(flood, 0, sent, got, 0, sent))
            return Verdict.pass();
        if (beginning && slow.isEnded()) return cutOff();
        // it was still coming: a slow server, but a right one
        if (beginning && deadline.passed()) return Verdict.pass();
        String detail = answers.judge(Arrays.copyOf(flood, sent), got, true).detail();
        return Verdict.fail("when it reads at last: " + detail);
    }
}
