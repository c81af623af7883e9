package sockets.tcpecho.check;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import sockets.common.text.Log;
import sockets.harness.check.Deadline;
import sockets.harness.check.Lap;
import sockets.harness.check.Pace;
import sockets.harness.check.Samples;
import sockets.harness.check.Verdict;

/** The probe C8: neither one that never reads nor one that sends all the time stops the others. */
final class BesideProbe {
    /** What the client that never reads sends at most. */
    static final int FLOOD = 16 << 20;

    /** What the busy client has said before the others are asked, in messages. */
    private static final int AHEAD = 20;

    private static final int MESSAGE = 1000;

    /** When the busy client ends at the latest, in seconds. */
    private static final double LONGEST_TALK = 60;

    private final Tolerance tolerance;
    private final Pace pace;
    private final Answers answers;
    private final Supplier<Clients> clients;

    BesideProbe(Tolerance tolerance, Pace pace, Answers answers, Supplier<Clients> clients) {
        this.tolerance = tolerance;
        this.pace = pace;
        this.answers = answers;
        this.clients = clients;
    }

    /** C8. */
    Verdict slowOnes(Deadline deadline) throws IOException {
        try (Clients others = clients.get()) {
            Verdict joined = others.gather(2, deadline);
            if (joined.failed()) return joined;
            Verdict busy = besideBusy(others, deadline);
            return busy.failed() ? busy : besideSilent(others, deadline);
        }
    }

    private Verdict besideBusy(Clients others, Deadline deadline) throws IOException {
        try (TcpPeer busy = answers.client(deadline)) {
            Verdict before = measure(others, deadline);
            if (before.failed()) return before;
            CountDownLatch ahead = new CountDownLatch(AHEAD);
            Thread sender = new Thread(() -> sendAllTheTime(busy, ahead), "C8");
            sender.start();
            try {
                await(ahead, deadline.orIn(pace.patience()));
                return atOnce(
                        others,
                        "a client that sends " + MESSAGE + " bytes again and again",
                        deadline);
            } finally {
                sender.interrupt();
                join(sender);
            }
        }
    }

    private Verdict besideSilent(Clients others, Deadline deadline) throws IOException {
        try (TcpPeer slow = answers.client(TcpPeer.SMALL_WINDOW)) {
            slow.connect(deadline);
            Verdict before = measure(others, deadline);
            if (before.failed()) return before;
            byte[] flood = Samples.random(FLOOD);
            int sent = slow.flood(flood, 0.3, deadline.orIn(2));
            others.add().connect(deadline);
            String who = "a client that sends " + sent + " bytes and never reads";
            Verdict verdict = atOnce(others, who, deadline);
            return verdict.failed() ? verdict : drained(slow, Arrays.copyOf(flood, sent), deadline);
        }
    }

    /** How fast it is with as many clients, while they are all quiet. */
    private Verdict measure(Clients others, Deadline deadline) throws IOException {
        try (TcpPeer oneMore = answers.client(deadline)) {
            for (int i = 0; i < others.size(); i++) {
                Lap lap = deadline.lap();
                others.send(i, answers.message("C8 quiet " + i), deadline);
                Verdict verdict = others.judge(i, deadline);
                if (verdict.failed()) return Clients.told(i, verdict);
                pace.saw(lap);
            }
            Verdict verdict = answers.ask(oneMore, answers.message("C8 one more"), deadline);
            return verdict.failed() ? verdict.of("one more client") : verdict;
        }
    }

    /** Sends and reads without a pause until it is interrupted. */
    private static void sendAllTheTime(TcpPeer peer, CountDownLatch ahead) {
        byte[] bytes = Samples.random(MESSAGE);
        Deadline end = Deadline.in(LONGEST_TALK);
        try {
            while (!end.passed() && !peer.isEnded() && !Thread.currentThread().isInterrupted()) {
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

    private Verdict atOnce(Clients others, String beside, Deadline deadline) throws IOException {
        for (int i = 0; i < others.size(); i++) {
            others.send(i, answers.message("C8 other " + i), deadline);
            Verdict verdict = others.judge(i, deadline, pace.atOnce());
            String who = i < 2 ? "client " + (i + 1) : "a new client";
            if (verdict.failed()) return verdict.of("beside " + beside + ", " + who);
        }
        return Verdict.pass();
    }

    /** Now it reads: all that it sent comes back, or the server has cut it off. */
    private Verdict drained(TcpPeer slow, byte[] sent, Deadline deadline) throws IOException {
        if (tolerance.prefix().length > 0) return Verdict.pass();
        slow.exchange(new byte[0], sent.length, deadline);
        Verdict verdict = answers.judge(sent, slow);
        if (verdict.failed() && Answers.isCutOff(sent, slow))
            return Verdict.note("answers the others, and cuts off the one that never reads");
        // it was still coming: a slow server, but a right one
        if (verdict.isCutShort(deadline)) return Verdict.pass();
        return verdict.failed() ? verdict.of("when it reads at last") : verdict;
    }
}
