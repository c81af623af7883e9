package sockets.tcpecho.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sockets.common.text.Failure;
import sockets.harness.check.Deadline;
import sockets.harness.check.Pace;
import sockets.harness.check.Probe;
import sockets.harness.check.Samples;
import sockets.harness.check.ServerProcess;
import sockets.harness.check.Verdict;

/** The probes T1 to T12: what a TCP echo server does, seen from the network. C1 to C8 follow. */
final class TcpProbes {
    private static final int MEBIBYTE = 1 << 20;

    /** More than the buffers of the kernel hold, less than a server may call too much. */
    private static final int UNREAD = 6 * MEBIBYTE;

    /** More than one answer of a server with a usual buffer. */
    private static final int SEVERAL_ANSWERS = 3 * 1024;

    private static final int CONNECTIONS = 200;

    /** As many show what each of them costs, if the server is too slow for all. */
    private static final int FEW_CONNECTIONS = 10;

    /** Seconds for them, and what a slow server is given besides. */
    private static final double FOR_ALL = 4;

    private static final double MORE_FOR_ALL = 8;

    private final ServerProcess process;
    private final Tolerance tolerance;
    private final Pace pace;
    private final Answers answers;

    /**
     * @param process the server if check started it, else null
     */
    TcpProbes(InetSocketAddress server, ServerProcess process, Tolerance tolerance, Pace pace) {
        this.process = process;
        this.tolerance = tolerance;
        this.pace = pace;
        answers = new Answers(server, tolerance, pace);
    }

    List<Probe> all() {
        List<Probe> all = new ArrayList<>(alone());
        if (tolerance.concurrent())
            all.addAll(new ConcurrentProbes(process, tolerance, pace, answers).all());
        if (tolerance.thorough()) all.addAll(new ThoroughProbes(process, answers).all());
        return all;
    }

    private List<Probe> alone() {
        return List.of(
                ByHand.probe("T1", "echoes one message unchanged", 7, this::echoes),
                ByHand.probe("T2", "echoes more messages of the same connection", 7, this::more),
                ByHand.probe("T3", "echoes a long message whole", 7, this::longMessage),
                ByHand.probe("T4", "echoes a message that comes byte by byte", 7, this::byteByByte),
                ByHand.probe(
                        "T5",
                        "at the client's end of input echoes the rest, then closes",
                        7,
                        this::halfClose),
                ByHand.probe(
                        "T6",
                        "serves a second client beside an idle one, or after it",
                        7,
                        this::second),
                ByHand.probe("T7", "survives a client's reset", 7, this::reset),
                ByHand.probe(
                        "T8", "survives clients that connect and close at once", 7, this::gone),
                ByHand.probe("T9", "ends a connection in order", 7, this::whoCloses),
                ByHand.probe("T10", "restart on the same port", 7, this::restart),
                ByHand.probe("T11", "leaves all byte values unchanged", 7, this::bytes),
                ByHand.probe("T12", "descriptors and CPU return to rest", 7, this::rest));
    }

    /** A fresh client gets an answer. */
    boolean isAlive(Deadline deadline) throws IOException {
        try (TcpPeer peer = answers.client(deadline)) {
            peer.exchange(answers.message("alive"), 1, deadline, 1 + pace.atOnce());
            return peer.size() > 0;
        }
    }

    /** T1: the same bytes, as many, and no more. */
    private Verdict echoes(Deadline deadline) throws IOException {
        try (TcpPeer peer = answers.client(deadline)) {
            byte[] message = answers.message("T1 hola, ñandú");
            Verdict verdict = answers.ask(peer, message, deadline);
            if (verdict.failed()) return answers.explained(verdict, peer, message, deadline);
            // what comes too much comes soon
            peer.receiveToEnd(deadline.orIn(0.2));
            return answers.judge(message, peer);
        }
    }

    /** T2: twenty messages, longer and shorter: what a longer one leaves in a buffer would show. */
    private Verdict more(Deadline deadline) throws IOException {
        if (tolerance.once()) return Verdict.notAsked("one answer a connection (--once)");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (TcpPeer peer = answers.client(deadline)) {
            for (int i = 1; i <= pace.rounds(20, 5); i++) {
                byte[] message = answers.message("T2 " + i + "x".repeat(i % 4 * 25));
                int answered = peer.size();
                all.write(message);
                peer.exchange(message, answers.expected(all.size(), i), deadline);
                Verdict verdict = answers.judge(all.toByteArray(), peer);
                if (verdict.failed() && i == 2 && peer.isEnded() && peer.size() == answered)
                    // a reset is what a message meets that comes after a close
                    return Verdict.fail(
                            "the server closed the connection after one answer"
                                    + " (a choice? --once); sent "
                                    + Samples.sent(message));
                if (verdict.failed())
                    return answers.explained(verdict, peer, all.toByteArray(), deadline)
                            .of("message " + i);
            }
            return Verdict.pass();
        }
    }

    /** T3: far more than any buffer on the way. */
    private Verdict longMessage(Deadline deadline) throws IOException {
        if (tolerance.once()) return onceLong(deadline);
        Verdict verdict = atOnce(deadline);
        boolean bounded = tolerance.maxSize() < MEBIBYTE || tolerance.prefix().length > 0;
        if (!verdict.equals(Verdict.pass()) || bounded || pace.isSlow()) return verdict;
        return unread(deadline);
    }

    /** Reads while it sends. */
    private Verdict atOnce(Deadline deadline) throws IOException {
        byte[] message = Samples.random(Math.min(MEBIBYTE, tolerance.maxSize()));
        // a slow one shows soon enough whether it goes on
        Deadline enough = pace.isSlow() ? deadline.orIn(2 * pace.patience()) : deadline;
        try (TcpPeer peer = answers.client(deadline)) {
            peer.exchange(message, message.length, enough);
            Verdict verdict = answers.judge(message, peer);
            if (verdict.isCutShort(enough) && !peer.isSilent())
                return slowly(peer.size(), message.length);
            if (verdict.failed()) return verdict;
            peer.receiveToEnd(deadline.orIn(0.2));
            return answers.judge(message, peer);
        }
    }

    /** What came of a long message was right; several answers' worth of it tell enough. */
    private static Verdict slowly(int came, int all) {
        String part = came + " of " + all + " bytes";
        return came < SEVERAL_ANSWERS
                ? Verdict.notJudged("too slow for it: " + part)
                : Verdict.note("slow with a long message: " + part + " came, unchanged");
    }

    /** Reads when the server can send no more: what a send did not take then must not be lost. */
    private Verdict unread(Deadline deadline) throws IOException {
        try (TcpPeer peer = answers.client(TcpPeer.SMALL_WINDOW)) {
            peer.connect(deadline);
            byte[] flood = Samples.random(UNREAD);
            byte[] sent = Arrays.copyOf(flood, peer.flood(flood, 0.2, deadline.orIn(2)));
            peer.exchange(new byte[0], sent.length, deadline);
            Verdict verdict = answers.judge(sent, peer);
            if (verdict.failed() && Answers.isCutOff(sent, peer))
                return Verdict.note("a long message whole; cuts off who does not read in time");
            return verdict.failed() ? verdict.of("sent before anything was read") : verdict;
        }
    }

    /** A server that reads once may answer the beginning only; what it answers must be right. */
    private Verdict onceLong(Deadline deadline) throws IOException {
        byte[] message = Samples.random(Math.min(5000, tolerance.maxSize()));
        try (TcpPeer peer = answers.client(deadline)) {
            peer.exchange(message, message.length, deadline);
            // closed with unread data: RST, and perhaps a lost answer; the lesson of --once
            return peer.isReset()
                    ? Verdict.note("closes with unread data: reset")
                    : answers.judgeBeginning(message, peer);
        }
    }

    /** T4: one write is not one read at the other end. */
    private Verdict byteByByte(Deadline deadline) throws IOException {
        byte[] message = answers.message("T4 ");
        try (TcpPeer peer = answers.client(deadline)) {
            for (byte b : message) {
                peer.exchange(new byte[] {b}, 0, deadline);
                // a pause, so that the kernel does not join the bytes
                peer.receiveToEnd(Deadline.in(0.005));
                if (peer.isEnded()) break;
            }
            if (tolerance.once() && peer.isReset())
                return Verdict.note("answers the first byte only (--once)");
            if (tolerance.once()) return answers.judgeBeginning(message, peer);
            return answers.all(message, peer, deadline);
        }
    }

    /** T5: shutdown(SHUT_WR) is "no more from me", not "good-bye": what is pending is still due. */
    private Verdict halfClose(Deadline deadline) throws IOException {
        byte[] message =
                tolerance.once()
                        ? answers.message("T5")
                        : Samples.random(pace.isSlow() ? 3000 : 100_000);
        try (TcpPeer peer = answers.client(deadline)) {
            peer.exchange(message, 0, deadline);
            peer.shutdownOutput();
            boolean ended = peer.receiveToEnd(deadline);
            Verdict verdict = answers.judge(message, peer);
            if (verdict.failed()) return verdict;
            if (peer.isReset()) return Verdict.fail("all came back, then " + Answers.ending(peer));
            return ended
                    ? Verdict.pass()
                    : Verdict.silence("all came back, but no end of file: " + Answers.ending(peer));
        }
    }

    /** T6: a choice (iterative or concurrent), unless the data of the two get mixed up. */
    private Verdict second(Deadline deadline) throws IOException {
        byte[] hers = answers.message("T6 first client, long words");
        byte[] his = answers.message("T6 second");
        try (TcpPeer ana = answers.client(deadline)) {
            try (TcpPeer beto = answers.client(deadline)) {
                Verdict beside = answers.ask(beto, his, deadline.orIn(pace.atOnce()));
                String waited = Answers.ending(beto);
                if (beto.size() > 0) {
                    if (beside.failed()) return beside;
                    Verdict both = bothAtOnce(ana, beto, his, deadline);
                    if (both.failed()) return both;
                    return Verdict.note("serves several clients at the same time");
                }
                Verdict other = answers.ask(ana, hers, deadline);
                if (other.failed()) return other.of("the first client, beside a second one");
                ana.close();
                beto.exchange(new byte[0], answers.expected(his.length, 1), deadline);
                Verdict after = answers.judge(his, beto);
                if (after.failed()) return after.of("the second client, once the first had left");
                return tolerance.concurrent()
                        ? Verdict.fail(
                                "while the first client was connected and silent, the second sent "
                                        + Samples.sent(his)
                                        + " and "
                                        + waited
                                        + "; it was answered once the first had left")
                        : Verdict.note("serves one client at a time");
            }
        }
    }

    /** Both have bytes under way at the same time, over and over: each must get its own. */
    private Verdict bothAtOnce(TcpPeer ana, TcpPeer beto, byte[] first, Deadline deadline)
            throws IOException {
        ByteArrayOutputStream hers = new ByteArrayOutputStream();
        ByteArrayOutputStream his = new ByteArrayOutputStream();
        his.write(first);
        for (int i = 1; i <= pace.rounds(10, 2) && !deadline.passed(); i++) {
            byte[] toAna = answers.message("T6 first client " + i + "x".repeat(i * 20));
            byte[] toBeto = answers.message("T6 second " + i);
            hers.write(toAna);
            his.write(toBeto);
            ana.exchange(toAna, 0, deadline);
            beto.exchange(toBeto, 0, deadline);
            ana.exchange(new byte[0], answers.expected(hers.size(), i), deadline);
            beto.exchange(new byte[0], answers.expected(his.size(), i + 1), deadline);
            if (tolerance.once()) break;
            Verdict verdict = answers.judge(hers.toByteArray(), ana);
            if (verdict.failed()) return verdict.of("the first");
            verdict = answers.judge(his.toByteArray(), beto);
            if (verdict.failed()) return verdict.of("the second");
        }
        return Verdict.pass();
    }

    /** T7: resets before, during and after an exchange. */
    private Verdict reset(Deadline deadline) throws IOException {
        for (int i = 0; i < 3; i++) {
            TcpPeer peer = answers.client(deadline);
            if (i > 0) peer.exchange(answers.message("T7"), i == 2 ? 1 : 0, deadline);
            peer.reset();
        }
        // one that never reads, gone while the server writes to it and has more to read: its first
        // write fails with ECONNRESET, the next with EPIPE, and the signal SIGPIPE
        answers.resetWhileStuck(UNREAD, deadline);
        return stillServes("T7 after the resets", deadline);
    }

    /** T8: an end of file before any data. */
    private Verdict gone(Deadline deadline) throws IOException {
        for (int i = 0; i < 10; i++) answers.client(deadline).close();
        return stillServes("T8 after ten that left", deadline);
    }

    private Verdict stillServes(String words, Deadline deadline) throws IOException {
        for (int i = 0; ; i++) {
            try (TcpPeer peer = answers.client(deadline)) {
                Verdict verdict = answers.ask(peer, answers.message(words), deadline);
                if (verdict.failed() || i == 1) return verdict;
            }
            deadline.pause(0.2);
        }
    }

    /** T9: who closes first keeps TIME_WAIT. */
    private Verdict whoCloses(Deadline deadline) throws IOException {
        try (TcpPeer peer = answers.client(deadline)) {
            Verdict verdict = answers.ask(peer, answers.message("T9"), deadline);
            if (verdict.failed()) return verdict;
            boolean first = peer.receiveToEnd(deadline.orIn(0.2));
            if (!first) {
                peer.shutdownOutput();
                peer.receiveToEnd(deadline);
            }
            if (peer.isReset())
                return tolerance.once()
                        ? Verdict.note("the server closes first, with a reset")
                        : Verdict.fail("expected an end of file, but " + Answers.ending(peer));
            if (first) return Verdict.note("the server closes first: its side keeps TIME_WAIT");
            return peer.isEnded()
                    ? Verdict.note("the client closes first: its side keeps TIME_WAIT")
                    : Verdict.silence(
                            "the connection stays open after the client's end of input: "
                                    + Answers.ending(peer));
        }
    }

    /**
     * T10: the server ends with a connection open, so its side keeps TIME_WAIT, and starts again.
     */
    private Verdict restart(Deadline deadline) throws IOException {
        if (process == null) return Verdict.notAsked("needs -- COMMAND");
        try (TcpPeer peer = answers.client(deadline)) {
            Verdict verdict = answers.ask(peer, answers.message("T10"), deadline);
            if (verdict.failed()) return verdict;
            process.close();
            peer.receiveToEnd(deadline);
        }
        try {
            process.start(deadline);
        } catch (Failure e) {
            return Verdict.fail("it does not start again at once: " + process.exit());
        }
        return stillServes("T10 after the restart", deadline);
    }

    /** T11: an echo server handles bytes; decoding and encoding them as text changes some. */
    private Verdict bytes(Deadline deadline) throws IOException {
        byte[][] messages = {
            Samples.allValues(),
            "¿qué tal, ñandú? €".getBytes(StandardCharsets.UTF_8),
            {(byte) 0xff, (byte) 0xfe, (byte) 0xc3, 'x', (byte) 0xed, (byte) 0xa0, (byte) 0x80},
            " spaces around ".getBytes(StandardCharsets.UTF_8),
            "line\r\n".getBytes(StandardCharsets.UTF_8),
            "no line end".getBytes(StandardCharsets.UTF_8),
            {0, 0, 0, 0, 0},
            "MiXeD CaSe\n\n".getBytes(StandardCharsets.UTF_8)
        };
        for (byte[] message : messages) {
            if (message.length > tolerance.maxSize()) continue;
            try (TcpPeer peer = answers.client(deadline)) {
                Verdict verdict = answers.ask(peer, message, deadline);
                if (verdict.failed()) return answers.explained(verdict, peer, message, deadline);
            }
        }
        return Verdict.pass();
    }

    /** T12: a descriptor lost per connection ends a server some day; so does a loop without end. */
    private Verdict rest(Deadline deadline) throws IOException {
        int before = process == null ? -1 : process.descriptorsAtRest(deadline);
        // a server that is slow for each client must leave time for the other probes
        Deadline enough = deadline.orIn(FOR_ALL + MORE_FOR_ALL * pace.slowness());
        int clients = 0;
        while (clients < CONNECTIONS && !enough.passed()) {
            try (TcpPeer peer = answers.client(deadline)) {
                clients++;
                Verdict verdict = answers.ask(peer, answers.message("T12 " + clients), deadline);
                if (verdict.failed()) return verdict.of("connection " + clients);
                // some leave without order
                if (clients % 10 == 0) peer.reset();
            }
        }
        if (clients < FEW_CONNECTIONS)
            return Verdict.notJudged(
                    "too slow for it: " + clients + " of " + CONNECTIONS + " clients");
        if (process == null) return Verdict.notAsked("needs -- COMMAND");
        if (before < 0)
            return Verdict.notAsked("this system does not tell a process's descriptors");
        int after = process.descriptors();
        // one for each reset would be twice as many; a few children may wait to be reaped
        int most = before + Math.max(2, clients / 20);
        // the last connections may need a moment to close
        for (Deadline moment = deadline.orIn(1); after > most && !moment.passed(); ) {
            moment.pause(0.02);
            after = process.descriptors();
        }
        if (after > most)
            return Verdict.fail(
                    before + " descriptors before, " + after + " after " + clients + " clients");
        int zombies = process.zombies();
        if (zombies > clients / 2) return Verdict.fail(ProcessProbes.unreaped(zombies));
        String busy = process.busy("with no client", deadline);
        if (busy != null) return Verdict.fail(busy);
        return Verdict.pass();
    }
}
