package sockets.udpecho.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sockets.common.net.Addresses;
import sockets.common.text.Failure;
import sockets.common.text.Quote;
import sockets.common.text.Reason;
import sockets.common.text.Times;
import sockets.harness.check.Deadline;
import sockets.harness.check.Lap;
import sockets.harness.check.Pace;
import sockets.harness.check.Probe;
import sockets.harness.check.Samples;
import sockets.harness.check.ServerProcess;
import sockets.harness.check.Verdict;
import sockets.udpecho.Payload;

/** The probes U1 to U9: what a UDP echo server does, seen from the network. */
final class UdpProbes {
    /** How often a datagram is sent before its silence counts: the network may lose one. */
    private static final int TRIES = 3;

    /** Rounds in which one of two had to ask again: no network loses like that. */
    private static final int LATE_ROUNDS = 4;

    /** Clients that leave at once. */
    private static final int LEAVING = 20;

    private static final int IN_A_ROW = 100;
    private static final int BURST = 200;
    private static final int THOROUGH = 2000;

    private static final int[] SIZES = {
        1, 512, 1024, 1025, 1472, 1473, 2048, 4096, 8192, 9000, 16384, 32768, 65507, 2
    };

    private final InetSocketAddress server;
    private final byte[] prefix;
    private final int maxSize;

    /** Datagrams of a run that may be lost or doubled before the server is blamed. */
    private final int tolerance;

    /** Seconds to wait for the first answer. */
    private static final double FIRST = 2;

    private static final double SHORTEST = 0.25;
    private static final double LONGEST = 6;

    private final ServerProcess process;
    private final Pace pace;

    /**
     * @param process the server if check started it, else null
     */
    UdpProbes(
            InetSocketAddress server,
            ServerProcess process,
            byte[] prefix,
            int maxSize,
            Pace pace) {
        this.server = server;
        this.process = process;
        this.pace = pace;
        this.prefix = prefix;
        this.maxSize = maxSize;
        // one at a time, loopback loses nothing; a wireless network may
        tolerance = Addresses.isLocal(server.getAddress()) ? 1 : IN_A_ROW / 4;
    }

    List<Probe> all() {
        return List.of(
                ByHand.probe("U1", "echoes one datagram unchanged", 4, this::echoes),
                ByHand.probe("U2", "answers from the address and port asked", 4, this::source),
                ByHand.probe("U3", "two clients get their own answers", 4, this::twoClients),
                ByHand.probe("U4", "survives an empty datagram", 5, this::empty),
                ByHand.probe("U5", "echoes datagrams of all sizes whole", 4, this::sizes),
                ByHand.probe("U6", "leaves all byte values unchanged", 4, this::bytes),
                ByHand.probe("U7", "survives clients gone before the answer", 4, this::gone),
                ByHand.probe("U8", "answers a burst of " + BURST, 4, this::burst),
                ByHand.probe("U9", "descriptors and CPU return to rest; restart", 4, this::rest));
    }

    /** The probes U10 and U11, which take their time: what shows late, or to certain words only. */
    List<Probe> thorough() {
        return List.of(
                ByHand.probe("U10", "answers " + THOROUGH + " datagrams", 4, this::many),
                ByHand.probe("U11", "echoes words that others take for commands", 4, this::words));
    }

    /** A fresh client gets an answer. */
    boolean isAlive(Deadline deadline) throws IOException {
        try (UdpPeer peer = new UdpPeer(server)) {
            double enough = TRIES * Math.min(patience(), 1 + pace.answer());
            return ask(peer, message("alive"), deadline.orIn(enough)) != null;
        }
    }

    /** Seconds to wait for an answer; shorter once the server has shown how fast it is. */
    private double patience() {
        double known = pace.answer() == 0 ? FIRST : Math.max(SHORTEST, 5 * pace.answer());
        return Math.min(LONGEST, known);
    }

    /** U1: one datagram, then many one at a time: each has one answer, and only one. */
    private Verdict echoes(Deadline deadline) throws IOException {
        try (UdpPeer peer = new UdpPeer(server)) {
            byte[] first = message("U1 ñandú");
            UdpPeer.Answer answer = ask(peer, first, deadline);
            if (answer == null) return nothing(first);
            if (!isEcho(answer.bytes(), first)) return differs(first, answer.bytes());
            return inARow(peer, first, deadline.orIn(4 + 8 * pace.slowness()));
        }
    }

    private Verdict inARow(UdpPeer peer, byte[] first, Deadline deadline) throws IOException {
        Map<String, Integer> answers = new HashMap<>();
        answers.put(key(expected(first)), 1);
        int lost = 0;
        int extra = 0;
        int rounds = pace.rounds(IN_A_ROW, 5);
        for (int i = 1; i <= rounds && !deadline.passed() && lost <= tolerance; i++) {
            // lengths go up and down: what a longer one leaves in a buffer would show
            byte[] message = message("U1 " + i + "x".repeat(i % 7 * 10));
            answers.put(key(expected(message)), 0);
            peer.send(message);
            Deadline wait = deadline.orIn(patience());
            while (answers.get(key(expected(message))) == 0) {
                UdpPeer.Answer answer = peer.receive(wait);
                if (answer == null) break;
                Integer times = answers.computeIfPresent(key(answer.bytes()), (k, n) -> n + 1);
                if (times == null) return differs(message, answer.bytes());
                if (times > 1) extra++;
            }
            if (answers.get(key(expected(message))) == 0 && !deadline.passed()) lost++;
            // a doubled last answer needs a moment
            if (i == rounds) extra += drain(peer, deadline).size();
        }
        if (lost > tolerance)
            return Verdict.fail(lost + " datagrams, sent one at a time, had no answer");
        if (extra > tolerance)
            return Verdict.fail("expected one answer each, got " + extra + " more");
        return Verdict.pass();
    }

    /** What comes too much comes soon. */
    private static List<byte[]> drain(UdpPeer peer, Deadline deadline) throws IOException {
        Deadline quiet = deadline.orIn(0.2);
        List<byte[]> rest = new ArrayList<>();
        for (UdpPeer.Answer answer; (answer = peer.receive(quiet)) != null; )
            rest.add(answer.bytes());
        return rest;
    }

    /** U2: an answer from elsewhere would not reach a connected client, nor pass a NAT. */
    private Verdict source(Deadline deadline) throws IOException {
        try (UdpPeer peer = new UdpPeer(server)) {
            for (int i = 0; i < 5; i++) {
                byte[] message = message("U2 " + i);
                UdpPeer.Answer answer = ask(peer, message, deadline);
                if (answer == null) return nothing(message);
                if (!answer.from().equals(server)) {
                    String from = Addresses.text(answer.from());
                    return Verdict.fail(
                            "expected it from "
                                    + Addresses.text(server)
                                    + ", it came from "
                                    + from);
                }
            }
            return Verdict.pass();
        }
    }

    /** U3: both have a datagram under way at the same time. */
    private Verdict twoClients(Deadline deadline) throws IOException {
        try (UdpPeer ana = new UdpPeer(server);
                UdpPeer beto = new UdpPeer(server)) {
            List<byte[]> strayToHer = new ArrayList<>();
            List<byte[]> strayToHim = new ArrayList<>();
            Set<String> allHers = new HashSet<>();
            Set<String> allHis = new HashSet<>();
            int inARow = 0;
            for (int round = 0; round < pace.rounds(20, 5) && !deadline.passed(); round++) {
                byte[] hers = message("U3 first client " + round);
                byte[] his = message("U3 second " + round);
                allHers.add(key(expected(hers)));
                allHis.add(key(expected(his)));
                UdpPeer.Answer toHer = null;
                UdpPeer.Answer toHim = null;
                int tries = 0;
                for (; tries < TRIES && (toHer == null || toHim == null); tries++) {
                    if (toHer == null) ana.send(hers);
                    if (toHim == null) beto.send(his);
                    // who was late is given more time: it may be slow
                    double longer = patience() * (1 << inARow);
                    Deadline wait =
                            deadline.orIn(Math.min(LONGEST, Math.max(longer, pace.answer())));
                    if (toHer == null) toHer = newest(ana, hers, wait, strayToHer);
                    if (toHim == null) toHim = newest(beto, his, wait, strayToHim);
                }
                if (toHer == null) return nothing(hers);
                if (toHim == null) return nothing(his);
                if (isEcho(toHer.bytes(), his)) return Verdict.fail("each got the other's");
                if (!isEcho(toHer.bytes(), hers)) return differs(hers, toHer.bytes());
                if (!isEcho(toHim.bytes(), his)) return differs(his, toHim.bytes());
                inARow = tries > 1 ? inARow + 1 : 0;
                if (inARow == LATE_ROUNDS)
                    return Verdict.fail(
                            "of two datagrams at the same time one is not answered, "
                                    + LATE_ROUNDS
                                    + " times in a row");
            }
            strayToHer.addAll(drain(ana, deadline));
            strayToHim.addAll(drain(beto, deadline));
            for (byte[] stray : strayToHer) if (allHis.contains(key(stray))) return shared(stray);
            for (byte[] stray : strayToHim) if (allHers.contains(key(stray))) return shared(stray);
            return Verdict.pass();
        }
    }

    private static Verdict shared(byte[] stray) {
        return Verdict.fail("one client also got the other's answer: " + Quote.text(stray));
    }

    /** U4: zero bytes of payload are a datagram too; a server may leave it unanswered, not die. */
    private Verdict empty(Deadline deadline) throws IOException {
        try (UdpPeer peer = new UdpPeer(server)) {
            byte[] nothing = {};
            UdpPeer.Answer answer = null;
            for (int i = 0; i < TRIES && answer == null; i++) {
                peer.send(nothing);
                answer = peer.receive(deadline.orIn(patience()));
            }
            deadline.pause(0.2);
            byte[] after = message("U4 after the empty one");
            try (UdpPeer other = new UdpPeer(server)) {
                if (ask(other, after, deadline) == null) return nothing(after).of("after it");
            }
            if (answer == null) return Verdict.note("leaves an empty datagram unanswered");
            return isEcho(answer.bytes(), nothing)
                    ? Verdict.pass()
                    : differs(nothing, answer.bytes());
        }
    }

    /** U5: up to the largest payload of IPv4, and a short one after the long ones. */
    private Verdict sizes(Deadline deadline) throws IOException {
        try (UdpPeer peer = new UdpPeer(server)) {
            for (int size : SIZES) {
                // with the prefix, the answer too must fit into a datagram
                byte[] message = Samples.random(Math.min(size, Payload.MAX - prefix.length));
                UdpPeer.Answer answer;
                try {
                    answer = ask(peer, message, deadline);
                } catch (IOException e) {
                    // some systems send no datagrams of this size: not the server's doing
                    if (Reason.of(e) == Reason.EMSGSIZE) continue;
                    throw e;
                }
                if (answer == null) return nothing(message);
                if (!isEcho(answer.bytes(), message)) return differs(message, answer.bytes());
            }
            return Verdict.pass();
        }
    }

    /** U6: an echo server handles bytes; decoding and encoding them as text changes some. */
    private Verdict bytes(Deadline deadline) throws IOException {
        byte[][] messages = {
            Samples.allValues(),
            "¿qué tal, ñandú? €".getBytes(StandardCharsets.UTF_8),
            {(byte) 0xff, (byte) 0xfe, (byte) 0xc3, 'x', (byte) 0xed, (byte) 0xa0, (byte) 0x80},
            " spaces around ".getBytes(StandardCharsets.UTF_8),
            "line\r\n".getBytes(StandardCharsets.UTF_8),
            "\n".getBytes(StandardCharsets.UTF_8),
            {0, 0, 0, 0, 0},
            {'a', 0, 'b'},
            "MiXeD CaSe".getBytes(StandardCharsets.UTF_8)
        };
        try (UdpPeer peer = new UdpPeer(server)) {
            for (byte[] message : messages) {
                if (message.length > maxSize) continue;
                UdpPeer.Answer answer = ask(peer, message, deadline);
                if (answer == null) return nothing(message);
                if (!isEcho(answer.bytes(), message)) return differs(message, answer.bytes());
            }
            return Verdict.pass();
        }
    }

    /** U7: the answers meet closed ports; the ICMP errors come back to the server. */
    private Verdict gone(Deadline deadline) throws IOException {
        try (UdpPeer peer = new UdpPeer(server)) {
            // counted anew in each round: one delay of the machine makes nobody slow for good
            for (int i = 1; i <= pace.rounds(10, 2); i++) {
                leave(pace.isSlow() ? 3 : LEAVING);
                // once, the errors find the server at rest
                if (i == 1) deadline.pause(0.2);
                byte[] message = message("U7 still there? " + i);
                UdpPeer.Answer answer = ask(peer, message, deadline);
                if (answer == null) return nothing(message);
                if (!isEcho(answer.bytes(), message)) return differs(message, answer.bytes());
            }
            return Verdict.pass();
        }
    }

    /**
     * Clients that send and are gone before the answer: one of them may be overtaken by the server,
     * but behind the first ones the others wait, and have closed when it comes to them.
     */
    private void leave(int clients) throws IOException {
        for (int i = 0; i < clients; i++) {
            try (UdpPeer gone = new UdpPeer(server)) {
                gone.send(Samples.random(100));
            }
        }
    }

    /** U8: how many of a burst come back is a characteristic; wrong or doubled ones are faults. */
    private Verdict burst(Deadline deadline) throws IOException {
        Map<String, Integer> order = new HashMap<>();
        int burst = pace.rounds(BURST, 5);
        boolean[] seen = new boolean[burst];
        int answered = 0;
        int extra = 0;
        int behind = 0;
        int newest = -1;
        try (UdpPeer peer = new UdpPeer(server)) {
            for (int i = 0; i < burst; i++) {
                byte[] message = message("U8 " + i);
                order.put(key(expected(message)), i);
                peer.send(message);
            }
            while (answered < burst) {
                UdpPeer.Answer answer = peer.receive(deadline.orIn(Math.max(0.5, patience())));
                if (answer == null) break;
                Integer number = order.get(key(answer.bytes()));
                if (number == null)
                    return Verdict.fail(
                            "an answer is none of the datagrams: " + Quote.text(answer.bytes()));
                if (seen[number]) extra++;
                else answered++;
                seen[number] = true;
                if (number < newest) behind++;
                newest = Math.max(newest, number);
            }
            if (answered == burst) extra += drain(peer, deadline).size();
        }
        if (extra > tolerance) return Verdict.fail(extra + " answers came twice");
        if (answered == 0) return Verdict.silence("not one came back");
        try (UdpPeer other = new UdpPeer(server)) {
            byte[] after = message("U8 after the burst");
            if (ask(other, after, deadline) == null) return nothing(after).of("after it");
        }
        String told = "answers " + answered + " of a burst of " + burst;
        return Verdict.note(behind == 0 ? told : told + ", " + behind + " out of order");
    }

    /** U9: a descriptor lost per datagram ends a server some day; so does a loop without end. */
    private Verdict rest(Deadline deadline) throws IOException {
        if (process == null) return Verdict.notAsked("needs -- COMMAND");
        // first, since who is busy with nothing answers slowly, too
        String busy = process.busy("with no datagram", deadline);
        if (busy != null) return Verdict.fail(busy);
        int before = process.descriptorsAtRest(deadline);
        int datagrams = pace.rounds(IN_A_ROW, 5);
        try (UdpPeer peer = new UdpPeer(server)) {
            for (int i = 1; i <= datagrams; i++) {
                byte[] message = message("U9 " + i);
                if (ask(peer, message, deadline) == null) return nothing(message);
            }
        }
        // where the system does not tell them, both are -1
        int after = process.descriptors();
        if (after > before + 2)
            return Verdict.fail(
                    before
                            + " descriptors before, "
                            + after
                            + " after "
                            + datagrams
                            + " datagrams");
        process.close();
        try {
            process.start(deadline);
        } catch (Failure e) {
            return Verdict.fail("it does not start again at once: " + process.exit());
        }
        try (UdpPeer peer = new UdpPeer(server)) {
            byte[] message = message("U9 after the restart");
            UdpPeer.Answer answer = ask(peer, message, deadline);
            if (answer == null) return nothing(message).of("after a restart");
            return isEcho(answer.bytes(), message)
                    ? Verdict.pass()
                    : differs(message, answer.bytes()).of("after a restart");
        }
    }

    /** U10: a counter, or a table that only grows, ends a server some day. */
    private Verdict many(Deadline deadline) throws IOException {
        for (int i = 1; i <= THOROUGH; i++) {
            if (deadline.passed())
                return Verdict.notJudged("too slow for it: " + i + " of " + THOROUGH);
            // each from a port of its own: so many clients
            try (UdpPeer peer = new UdpPeer(server)) {
                byte[] message = message("U10 " + i);
                UdpPeer.Answer answer = ask(peer, message, deadline);
                if (answer == null) return nothing(message).of("datagram " + i);
                if (!isEcho(answer.bytes(), message)) return differs(message, answer.bytes());
            }
        }
        return Verdict.pass();
    }

    /** U11: an echo server knows no commands. */
    private Verdict words(Deadline deadline) throws IOException {
        try (UdpPeer peer = new UdpPeer(server)) {
            for (byte[] message : Samples.commands()) {
                byte[] after = message("U11 after it");
                for (byte[] each : new byte[][] {message, after}) {
                    UdpPeer.Answer answer = ask(peer, each, deadline);
                    if (answer == null) return nothing(each);
                    if (!isEcho(answer.bytes(), each)) return differs(each, answer.bytes());
                }
            }
            return Verdict.pass();
        }
    }

    /** Sends until an answer comes, three times at most; null if none does. */
    private UdpPeer.Answer ask(UdpPeer peer, byte[] message, Deadline deadline) throws IOException {
        Lap lap = deadline.lap();
        for (int i = 0; i < TRIES; i++) {
            try {
                peer.send(message);
            } catch (IOException e) {
                throw Reason.of(e) == Reason.EMSGSIZE
                        ? e
                        : new Failure("sendto", Addresses.text(server), e);
            }
            UdpPeer.Answer answer = newest(peer, message, deadline.orIn(patience()));
            if (answer == null) continue;
            pace.saw(lap);
            return answer;
        }
        return null;
    }

    /**
     * The echo of a message if it comes in time, else the last other datagram that came, or null.
     */
    private UdpPeer.Answer newest(UdpPeer peer, byte[] message, Deadline deadline)
            throws IOException {
        return newest(peer, message, deadline.orIn(patience()), new ArrayList<>());
    }

    /** The same; all others that come are kept. */
    private UdpPeer.Answer newest(
            UdpPeer peer, byte[] message, Deadline deadline, List<byte[]> others)
            throws IOException {
        Deadline wait = deadline;
        UdpPeer.Answer other = null;
        while (true) {
            UdpPeer.Answer answer = peer.receive(wait);
            if (answer == null) return other;
            if (isEcho(answer.bytes(), message)) return answer;
            // late, or doubled, which U1 judges
            if (peer.hasSent(earlier -> isEcho(answer.bytes(), earlier))) continue;
            // perhaps the repeated answer of an earlier message: look a moment longer
            other = answer;
            others.add(answer.bytes());
            wait = wait.orIn(0.2);
        }
    }

    private boolean isEcho(byte[] answer, byte[] message) {
        return Arrays.equals(answer, expected(message))
                || message.length > maxSize
                        && Arrays.equals(answer, expected(Arrays.copyOf(message, maxSize)));
    }

    private byte[] expected(byte[] message) {
        byte[] expected = Arrays.copyOf(prefix, prefix.length + message.length);
        System.arraycopy(message, 0, expected, prefix.length, message.length);
        return expected;
    }

    private static String key(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Words that no server has seen before. */
    private static byte[] message(String text) {
        return Samples.unseen(text).getBytes(StandardCharsets.UTF_8);
    }

    private String waited() {
        String seconds = Times.seconds(Math.round(patience() * 10) / 10.0);
        return seconds + " s, " + TRIES + " times";
    }

    private Verdict nothing(byte[] message) {
        int bytes = prefix.length + message.length;
        return Verdict.silence(
                "expected " + bytes + " bytes, nothing came in " + waited() + told(message));
    }

    private Verdict differs(byte[] message, byte[] got) {
        return Verdict.fail(Samples.difference(expected(message), got) + told(message));
    }

    private static String told(byte[] message) {
        return "; sent " + Samples.sent(message);
    }
}
