package sockets.tcpecho.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import sockets.common.text.Failure;
import sockets.common.text.Reason;
import sockets.harness.check.Deadline;
import sockets.harness.check.Probe;
import sockets.harness.check.Samples;
import sockets.harness.check.ServerProcess;
import sockets.harness.check.Verdict;

/** The probes T1 to T12: what a TCP echo server does, seen from the network. C1 to C8 follow. */
final class TcpProbes {
    /** Seconds to wait for an answer. */
    private static final double PATIENCE = Answers.PATIENCE;

    private static final int MEBIBYTE = 1 << 20;
    private static final int CONNECTIONS = 200;

    /** As many show what each of them costs, if the server is too slow for all. */
    private static final int FEW_CONNECTIONS = 20;

    private final InetSocketAddress server;
    private final ServerProcess process;
    private final Tolerance tolerance;
    private final Answers answers;

    /**
     * @param process the server if check started it, else null
     */
    TcpProbes(InetSocketAddress server, ServerProcess process, Tolerance tolerance) {
        this.server = server;
        this.process = process;
        this.tolerance = tolerance;
        answers = new Answers(tolerance);
    }

    List<Probe> all() {
        List<Probe> all = new ArrayList<>(alone());
        if (tolerance.concurrent())
            all.addAll(new ConcurrentProbes(server, process, tolerance).all());
        return all;
    }

    private List<Probe> alone() {
        return List.of(
                new Probe("T1", "echoes one message unchanged", 7, this::echoes),
                new Probe("T2", "echoes more messages of the same connection", 7, this::more),
                new Probe("T3", "echoes a long message whole", 7, this::longMessage),
                new Probe("T4", "echoes a message that comes byte by byte", 7, this::byteByByte),
                new Probe(
                        "T5",
                        "at the client's end of input echoes the rest, then closes",
                        7,
                        this::halfClose),
                new Probe(
                        "T6",
                        "serves a second client beside an idle one, or after it",
                        7,
                        this::second),
                new Probe("T7", "survives a client's reset", 7, this::reset),
                new Probe("T8", "survives clients that connect and close at once", 7, this::gone),
                new Probe("T9", "ends a connection in order", 7, this::whoCloses),
                new Probe("T10", "restart on the same port", 7, this::restart),
                new Probe("T11", "leaves all byte values unchanged", 7, this::bytes),
                new Probe("T12", "descriptors and CPU return to rest", 7, this::rest));
    }

    /** A fresh client gets an answer. */
    boolean isAlive(Deadline deadline) throws IOException {
        try (TcpPeer peer = new TcpPeer(server, deadline.orIn(PATIENCE))) {
            byte[] message = Answers.message("alive");
            peer.exchange(message, 1, deadline.orIn(PATIENCE));
            return peer.size() > 0;
        }
    }

    /** T1: the same bytes, as many, and no more. */
    private Verdict echoes(Deadline deadline) throws IOException {
        try (TcpPeer peer = new TcpPeer(server, deadline)) {
            byte[] message = Answers.message("T1 hola, ñandú");
            Verdict verdict = answers.ask(peer, message, deadline);
            if (verdict.failed()) return verdict;
            // what comes too much comes soon
            if (!peer.isEnded()) peer.receiveToEnd(deadline.orIn(0.2));
            return answers.judge(message, peer.received(), true);
        } catch (IOException e) {
            if (tolerance.once() && Reason.of(e) == Reason.ECONNRESET) return Verdict.pass();
            throw e;
        }
    }

    /** T2: twenty messages, longer and shorter: what a longer one leaves in a buffer would show. */
    private Verdict more(Deadline deadline) throws IOException {
        if (tolerance.once()) return Verdict.skip("one answer a connection (--once)");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (TcpPeer peer = new TcpPeer(server, deadline)) {
            for (int i = 1; i <= 20; i++) {
                byte[] message = Answers.message("T2 " + i + "x".repeat(i % 4 * 25));
                all.write(message);
                long wanted = all.size() + (long) i * tolerance.prefix().length;
                peer.exchange(message, wanted, deadline.orIn(PATIENCE));
                Verdict verdict = answers.judge(all.toByteArray(), peer.received(), true);
                if (verdict.failed()) return Verdict.fail("message " + i + ": " + verdict.detail());
            }
            return Verdict.pass();
        }
    }

    /** T3: far more than any buffer on the way. */
    private Verdict longMessage(Deadline deadline) throws IOException {
        byte[] message = Samples.random(Math.min(MEBIBYTE, tolerance.maxSize()));
        try (TcpPeer peer = new TcpPeer(server, deadline)) {
            if (tolerance.once()) return onceLong(peer, deadline);
            patient(peer, message, deadline);
            if (deadline.passed())
                return Verdict.notJudged(
                        "no time left after " + peer.size() + " of " + message.length + " bytes");
            if (!peer.isEnded()) peer.receiveToEnd(deadline.orIn(0.2));
            return answers.judge(message, peer.received(), true);
        }
    }

    /** A server that reads once may answer the beginning only; what it answers must be right. */
    private Verdict onceLong(TcpPeer peer, Deadline deadline) {
        byte[] message = Samples.random(Math.min(5000, tolerance.maxSize()));
        try {
            peer.exchange(message, message.length, deadline.orIn(PATIENCE));
        } catch (IOException e) {
            // closed with unread data: RST, and perhaps a lost answer; that is the lesson of --once
            return Verdict.note("closes with unread data: reset");
        }
        return answers.judge(message, peer.received(), false);
    }

    /** Exchanges as long as bytes keep coming. */
    private void patient(TcpPeer peer, byte[] message, Deadline deadline) throws IOException {
        peer.exchange(message, message.length, deadline.orIn(PATIENCE));
        int before = -1;
        while (peer.size() < message.length && !peer.isEnded() && !deadline.passed()) {
            if (peer.size() == before) return;
            before = peer.size();
            peer.exchange(new byte[0], message.length, deadline.orIn(PATIENCE));
        }
    }

    /** T4: one write is not one read at the other end. */
    private Verdict byteByByte(Deadline deadline) throws IOException {
        byte[] message = Answers.message("T4 ");
        try (TcpPeer peer = new TcpPeer(server, deadline)) {
            for (byte b : message) {
                peer.exchange(new byte[] {b}, 0, deadline);
                // a pause, so that the kernel does not join the bytes
                peer.receiveToEnd(Deadline.in(0.005));
                if (peer.isEnded()) break;
            }
            peer.exchange(new byte[0], message.length, deadline.orIn(PATIENCE));
            return answers.judge(message, peer.received(), !tolerance.once());
        } catch (IOException e) {
            if (tolerance.once()) return Verdict.note("answers the first byte only (--once)");
            throw e;
        }
    }

    /** T5: shutdown(SHUT_WR) is "no more from me", not "good-bye": what is pending is still due. */
    private Verdict halfClose(Deadline deadline) throws IOException {
        byte[] message = tolerance.once() ? Answers.message("T5") : Samples.random(100_000);
        try (TcpPeer peer = new TcpPeer(server, deadline)) {
            peer.exchange(message, 0, deadline.orIn(PATIENCE));
            peer.shutdownOutput();
            boolean closed = peer.receiveToEnd(deadline.orIn(PATIENCE));
            Verdict verdict = answers.judge(message, peer.received(), true);
            if (verdict.failed() || closed) return verdict;
            return Verdict.fail("all came back, but no end of file in " + (int) PATIENCE + " s");
        }
    }

    /** T6: a choice (iterative or concurrent), unless the data of the two get mixed up. */
    private Verdict second(Deadline deadline) throws IOException {
        byte[] hers = Answers.message("T6 first client, long words");
        byte[] his = Answers.message("T6 second");
        try (TcpPeer ana = new TcpPeer(server, deadline)) {
            try (TcpPeer beto = new TcpPeer(server, deadline)) {
                Verdict beside = answers.ask(beto, his, deadline.orIn(1));
                if (beto.size() > 0) {
                    if (beside.failed()) return beside;
                    Verdict both = bothAtOnce(ana, beto, his, deadline.orIn(4));
                    if (both.failed()) return both;
                    return Verdict.note("serves several clients at the same time");
                }
                Verdict other = answers.ask(ana, hers, deadline);
                if (other.failed()) return other;
                ana.close();
                beto.exchange(new byte[0], his.length, deadline.orIn(PATIENCE));
                Verdict after = answers.judge(his, beto.received(), true);
                if (after.failed())
                    return Verdict.fail("the second, after the first: " + after.detail());
                return tolerance.concurrent()
                        ? Verdict.fail("the second client waited until the first had gone")
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
        for (int i = 1; i <= 10 && !deadline.passed(); i++) {
            byte[] toAna = Answers.message("T6 first client " + i + "x".repeat(i * 20));
            byte[] toBeto = Answers.message("T6 second " + i);
            hers.write(toAna);
            his.write(toBeto);
            long prefixes = (long) i * tolerance.prefix().length;
            ana.exchange(toAna, 0, deadline);
            beto.exchange(toBeto, 0, deadline);
            ana.exchange(new byte[0], hers.size() + prefixes, deadline.orIn(PATIENCE));
            long all = his.size() + prefixes + tolerance.prefix().length;
            beto.exchange(new byte[0], all, deadline.orIn(PATIENCE));
            if (tolerance.once()) break;
            Verdict verdict = answers.judge(hers.toByteArray(), ana.received(), true);
            if (verdict.failed()) return Verdict.fail("the first: " + verdict.detail());
            verdict = answers.judge(his.toByteArray(), beto.received(), true);
            if (verdict.failed()) return Verdict.fail("the second: " + verdict.detail());
        }
        return Verdict.pass();
    }

    /** T7: resets before, during and after an exchange. */
    private Verdict reset(Deadline deadline) throws IOException {
        for (int i = 0; i < 3; i++) {
            TcpPeer peer = new TcpPeer(server, deadline);
            if (i > 0)
                peer.exchange(Answers.message("T7"), i == 2 ? 1 : 0, deadline.orIn(PATIENCE));
            peer.reset();
        }
        return stillServes("T7 after the resets", deadline);
    }

    /** T8: an end of file before any data. */
    private Verdict gone(Deadline deadline) throws IOException {
        for (int i = 0; i < 10; i++) new TcpPeer(server, deadline).close();
        return stillServes("T8 after ten that left", deadline);
    }

    private Verdict stillServes(String words, Deadline deadline) throws IOException {
        for (int i = 0; ; i++) {
            try (TcpPeer peer = new TcpPeer(server, deadline)) {
                Verdict verdict = answers.ask(peer, Answers.message(words), deadline);
                if (verdict.failed() || i == 1) return verdict;
            }
            deadline.pause(0.2);
        }
    }

    /** T9: who closes first keeps TIME_WAIT. */
    private Verdict whoCloses(Deadline deadline) throws IOException {
        try (TcpPeer peer = new TcpPeer(server, deadline)) {
            Verdict verdict = answers.ask(peer, Answers.message("T9"), deadline);
            if (verdict.failed()) return verdict;
            if (peer.receiveToEnd(deadline.orIn(0.2)))
                return Verdict.note("the server closes first: its side keeps TIME_WAIT");
            peer.shutdownOutput();
            peer.receiveToEnd(deadline.orIn(PATIENCE));
            return peer.isEnded()
                    ? Verdict.note("the client closes first: its side keeps TIME_WAIT")
                    : Verdict.fail("the connection stays open after the client's end of input");
        } catch (IOException e) {
            return tolerance.once() && Reason.of(e) == Reason.ECONNRESET
                    ? Verdict.note("the server closes first, with a reset")
                    : Verdict.fail("expected an end of file, got: " + Reason.of(e).text());
        }
    }

    /**
     * T10: the server ends with a connection open, so its side keeps TIME_WAIT, and starts again.
     */
    private Verdict restart(Deadline deadline) throws IOException {
        if (process == null) return Verdict.skip("needs -- COMMAND");
        try (TcpPeer peer = new TcpPeer(server, deadline)) {
            Verdict verdict = answers.ask(peer, Answers.message("T10"), deadline);
            if (verdict.failed()) return verdict;
            process.close();
            peer.receiveToEnd(deadline.orIn(PATIENCE));
        } catch (IOException e) {
            // a reset at the end of the process is no fault here
            process.close();
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
            try (TcpPeer peer = new TcpPeer(server, deadline)) {
                Verdict verdict = answers.ask(peer, message, deadline);
                if (verdict.failed()) return verdict;
            }
        }
        return Verdict.pass();
    }

    /** T12: a descriptor lost per connection ends a server some day; so does a loop without end. */
    private Verdict rest(Deadline deadline) throws IOException {
        int before = process == null ? -1 : process.descriptorsAtRest(deadline);
        // a server that is slow for each client must leave time for the other probes
        Deadline enough = deadline.orIn(4);
        int clients = 0;
        while (clients < CONNECTIONS && !enough.passed()) {
            clients++;
            try (TcpPeer peer = new TcpPeer(server, deadline)) {
                Verdict verdict = answers.ask(peer, Answers.message("T12 " + clients), deadline);
                if (verdict.failed() && deadline.passed()) return noTime(clients);
                if (verdict.failed())
                    return Verdict.fail("connection " + clients + ": " + verdict.detail());
            }
        }
        if (clients < FEW_CONNECTIONS) return noTime(clients);
        if (process == null) return Verdict.skip("needs -- COMMAND");
        if (before < 0) return Verdict.skip("this system does not tell a process's descriptors");
        int after = process.descriptors();
        // the last connections may need a moment to close
        for (Deadline moment = deadline.orIn(1); after > before + 2 && !moment.passed(); ) {
            moment.pause(0.02);
            after = process.descriptors();
        }
        if (after > before + 2)
            return Verdict.fail(
                    before + " descriptors before, " + after + " after " + clients + " clients");
        String busy = process.busy("with no client", deadline);
        if (busy != null) return Verdict.fail(busy);
        return Verdict.pass();
    }

    private static Verdict noTime(int clients) {
        return Verdict.notJudged(
                "no time left after " + clients + " of " + CONNECTIONS + " clients");
    }
}
