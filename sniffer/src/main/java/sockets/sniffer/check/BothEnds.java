package sockets.sniffer.check;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sockets.harness.check.Verdict;
import sockets.packet.TcpHeader;
import sockets.sniffer.flow.ClockEstimate;
import sockets.sniffer.flow.Endpoint;

/** Two captures of the same packets, one from each end: which packet is which. */
final class BothEnds {
    /** A packet in both files. */
    record Pair(Packet here, Packet there) {
        /** How much later the other clock says it was. */
        long nanos() {
            return there.nanos() - here.nanos();
        }
    }

    /** What stays the same on the way; checksums and the time to live do not. */
    private record Key(
            Endpoint source, Endpoint destination, int length, ByteBuffer data, long sequence) {}

    /** Of so many that look the same the one with the right id is looked for. */
    private static final int MOST_ALIKE = 100;

    private static final int PLAIN = TcpHeader.SYN | TcpHeader.FIN | TcpHeader.RST;

    private final Capture one;
    private final Capture other;
    private final boolean tcp;
    private final List<Pair> pairs = new ArrayList<>();
    private final List<Packet> onlyHere = new ArrayList<>();
    private final List<Packet> onlyThere = new ArrayList<>();

    BothEnds(Capture one, Capture other, boolean tcp) {
        this.one = one;
        this.other = other;
        this.tcp = tcp;
        Map<Key, Deque<Packet>> there = new HashMap<>();
        for (Packet packet : packets(other))
            there.computeIfAbsent(key(packet), any -> new ArrayDeque<>()).add(packet);
        for (Packet packet : packets(one)) {
            Packet match = match(packet, there.get(key(packet)));
            if (match == null) onlyHere.add(packet);
            else pairs.add(new Pair(packet, match));
        }
        there.values().forEach(onlyThere::addAll);
        onlyThere.sort((a, b) -> Long.compare(a.number(), b.number()));
    }

    /** Its own packets; of TCP not those that only acknowledge, which a card may join. */
    private List<Packet> packets(Capture capture) {
        return capture.packets(tcp).stream()
                .filter(packet -> !packet.isError())
                .filter(packet -> !tcp || packet.length() > 0 || isPlain(packet))
                .toList();
    }

    private static boolean isPlain(Packet packet) {
        return (packet.segment().tcp().flags() & PLAIN) != 0;
    }

    private Key key(Packet packet) {
        boolean cut = one.cut() > 0 || other.cut() > 0;
        return new Key(
                packet.segment().source(),
                packet.segment().destination(),
                packet.length(),
                ByteBuffer.wrap(cut ? new byte[0] : packet.data()),
                tcp ? packet.segment().tcp().sequence() : 0);
    }

    /** Of those that look the same the one with the same id, else the first. */
    private static Packet match(Packet packet, Deque<Packet> candidates) {
        if (candidates == null || candidates.isEmpty()) return null;
        Packet found =
                candidates.stream()
                        .limit(MOST_ALIKE)
                        .filter(one -> one.ip().id() == packet.ip().id())
                        .findFirst()
                        .orElse(candidates.peek());
        candidates.remove(found);
        return found;
    }

    /** S8: both files hold the same packets. */
    Verdict same() throws IOException {
        if (Files.mismatch(Path.of(one.name()), Path.of(other.name())) < 0)
            return Verdict.fail(
                    "expected a capture from each end, got the same file twice (all bytes agree)");
        for (Capture capture : List.of(one, other))
            if (packets(capture).isEmpty())
                return Verdict.fail(
                        "expected packets of port "
                                + capture.port()
                                + " in both files, got none in "
                                + capture.name());
        if (pairs.isEmpty())
            return Verdict.fail(
                    "expected the same packets in both files, got none: "
                            + told(onlyHere.get(0))
                            + " here, "
                            + told(onlyThere.get(0))
                            + " there: of two runs, or of others");
        for (Pair pair : pairs) {
            long here = pair.here.ip().id();
            long there = pair.there.ip().id();
            if (!tcp && here != 0 && there != 0 && here != there)
                return Verdict.fail(
                        "expected the same packets in both files, got "
                                + pair.here
                                + " here and "
                                + pair.there
                                + " there with the same text, but of two runs (IP ids "
                                + here
                                + ", "
                                + there
                                + ")");
        }
        if (onlyHere.isEmpty() && onlyThere.isEmpty()) return Verdict.pass();
        String rest =
                pairs.size()
                        + " packets are in both files"
                        + only(onlyHere, one)
                        + only(onlyThere, other);
        if (bytesAgree()) return Verdict.pass();
        boolean few = pairs.size() < Math.max(onlyHere.size(), onlyThere.size());
        return few
                ? Verdict.fail("expected the same packets in both files; " + rest)
                : Verdict.note(rest + ": lost between them, or a capture that began late");
    }

    private static String told(Packet packet) {
        return packet
                + " ("
                + packet.segment().source()
                + " > "
                + packet.segment().destination()
                + ", "
                + packet.bytes()
                + ")";
    }

    private static String only(List<Packet> packets, Capture capture) {
        return packets.isEmpty() ? "" : ", only in " + capture.name() + " " + Packet.list(packets);
    }

    /** Of TCP: a card may cut or join segments, but not change the stream. */
    private boolean bytesAgree() {
        if (!tcp) return false;
        List<Connection> here = Connection.all(one);
        List<Connection> there = Connection.all(other);
        if (here.size() != there.size()) return false;
        for (int i = 0; i < here.size(); i++) if (!here.get(i).isAs(there.get(i))) return false;
        return true;
    }

    /** S9: which file is from which end, and how far apart the clocks are. */
    Verdict clocks() {
        if (pairs.isEmpty()) return Verdict.skip("no packet is in both files");
        ClockEstimate clocks = new ClockEstimate();
        for (Pair pair : pairs) clocks.add(pair.here.toServer(), pair.nanos());
        if (!clocks.isKnown()) return Verdict.notAsked("needs a packet each way in both files");
        if (clocks.isConstant())
            return Verdict.fail(
                    "expected the way to take time, got the same difference ("
                            + seconds(pairs.get(0).nanos())
                            + " s) for all "
                            + pairs.size()
                            + " packets: one capture, handed in twice");
        if (clocks.votes() == 0)
            return Verdict.notJudged("the times do not tell which file is from which end");
        return Verdict.note(
                one.name()
                        + " is from the "
                        + (clocks.votes() > 0 ? "client" : "server")
                        + "'s end; the other clock is "
                        + seconds(Math.abs(clocks.offset()))
                        + " s "
                        + (clocks.offset() < 0 ? "behind" : "ahead")
                        + "; there and back takes "
                        + seconds(clocks.roundTrip())
                        + " s");
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.6f", nanos / 1e9);
    }
}
