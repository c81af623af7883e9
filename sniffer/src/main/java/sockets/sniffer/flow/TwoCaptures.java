package sockets.sniffer.flow;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import sockets.sniffer.file.Frame;

/**
 * Two captures of the same packets, one from each end: which packet is which, how far the clocks
 * are apart, and what was lost between.
 */
public final class TwoCaptures {
    /** Packets of a capture beyond these are only counted. */
    private static final int MOST = 100_000;

    /** Bytes that are kept to be followed, of all conversations together. */
    private static final int MOST_BYTES = 64 << 20;

    /** Packets that look the same, farther apart than this, are not the same one. */
    private static final long NEAR = 500_000_000;

    /** One of the two. */
    final class Side {
        final List<SeenPacket> packets = new ArrayList<>();
        private final String name;
        private final Tracker tracker = new Tracker(0, null);
        private final Row row = new Row();
        private long more;

        private Side(String name) {
            this.name = name;
            tracker.listen(this::take);
        }

        private void take(Conversation conversation, Sighting packet, int at) {
            if (packets.size() >= MOST) {
                more++;
                return;
            }
            conversation.read(at, row);
            SeenPacket seen = new SeenPacket(packet, conversation, row);
            packets.add(seen);
            if (!keepsBytes || packet.error != null || conversation.wasIgnored()) return;
            kept += packet.captured;
            if (kept <= MOST_BYTES) seen.keep(packet);
        }

        String name() {
            return name;
        }
    }

    private final boolean keepsBytes;
    private long kept;
    private Side left;
    private Side right;

    /** The left one: packets that it sends go forth. */
    private InetAddress machine;

    /** How far the other clock is ahead, but for the time of the way. */
    private long rough;

    private boolean isRoughlyKnown;

    private ClockEstimate clocks = new ClockEstimate();

    /**
     * @param one the name of the first file
     * @param other of the second
     * @param keepsBytes true if a conversation is to be followed
     */
    public TwoCaptures(String one, String other, boolean keepsBytes) {
        this.keepsBytes = keepsBytes;
        left = new Side(one);
        right = new Side(other);
    }

    /** Adds a packet of one of them. */
    public void add(boolean first, Frame frame) {
        (first ? left : right).tracker.add(frame);
    }

    /** Nothing more comes: finds the pairs, and puts the client's end to the left. */
    public void end() {
        left.tracker.end();
        right.tracker.end();
        pair(SeenPacket.Key::withoutIdentification, true);
        pair(key -> key.identification() == 0 ? null : key, false);
        estimate();
        pair(SeenPacket.Key::withoutIdentification, false);
        estimate();
        if (clocks.votes() >= 0) return;
        Side before = left;
        left = right;
        right = before;
        estimate();
    }

    /**
     * Pairs what looks the same.
     *
     * @param like what has to be the same of a packet; null to leave it for later
     * @param alone only what nothing else in its capture looks like
     */
    private void pair(Function<SeenPacket.Key, SeenPacket.Key> like, boolean alone) {
        Map<SeenPacket.Key, Deque<SeenPacket>> here = groups(left, like);
        Map<SeenPacket.Key, Deque<SeenPacket>> there = groups(right, like);
        for (Map.Entry<SeenPacket.Key, Deque<SeenPacket>> one : here.entrySet()) {
            Deque<SeenPacket> others = there.get(one.getKey());
            if (others == null) continue;
            if (alone && (one.getValue().size() > 1 || others.size() > 1)) continue;
            for (SeenPacket packet : one.getValue()) {
                while (!others.isEmpty() && isTooEarly(packet, others.peek())) others.poll();
                SeenPacket match = others.peek();
                if (match == null || !isSame(packet, match)) continue;
                others.poll();
                packet.other = match;
                match.other = packet;
            }
        }
    }

    private static Map<SeenPacket.Key, Deque<SeenPacket>> groups(
            Side side, Function<SeenPacket.Key, SeenPacket.Key> like) {
        Map<SeenPacket.Key, Deque<SeenPacket>> groups = new LinkedHashMap<>();
        for (SeenPacket packet : side.packets) {
            SeenPacket.Key key = packet.other == null ? like.apply(packet.key) : null;
            if (key != null) groups.computeIfAbsent(key, any -> new ArrayDeque<>()).add(packet);
        }
        return groups;
    }

    private boolean isTooEarly(SeenPacket here, SeenPacket there) {
        return isRoughlyKnown && there.nanos - here.nanos - rough < -NEAR;
    }

    private boolean isSame(SeenPacket here, SeenPacket there) {
        long one = here.key.identification();
        long other = there.key.identification();
        if (one != other && one != 0 && other != 0) return false;
        return !isRoughlyKnown || Math.abs(there.nanos - here.nanos - rough) <= NEAR;
    }

    /** From all pairs; forth goes what the client of the first one sends, and its machine. */
    private void estimate() {
        clocks = new ClockEstimate();
        Endpoint from = null;
        for (SeenPacket packet : left.packets) {
            if (packet.other == null || packet.key.error() != null) continue;
            Endpoint source = packet.key.source();
            Endpoint destination = packet.key.destination();
            if (from == null) from = packet.fromClient ? source : destination;
            machine = from.address();
            rough = packet.other.nanos - packet.nanos;
            isRoughlyKnown = true;
            clocks.add(isLeft(packet), rough);
        }
        if (clocks.isKnown()) rough = clocks.offset();
    }

    /** The capture of the end that is drawn left. */
    Side left() {
        return left;
    }

    Side right() {
        return right;
    }

    ClockEstimate clocks() {
        return clocks;
    }

    /** When the right capture saw a packet; with packets one way only, as if that took no time. */
    long onLeftClock(SeenPacket right) {
        return right.nanos - rough;
    }

    /** How many conversations there are in either. */
    public int size() {
        return left.tracker.size() + right.tracker.size();
    }

    /** Packets that are in both. */
    public long pairs() {
        return left.packets.stream().filter(packet -> packet.other != null).count();
    }

    /** Packets beyond what is shown. */
    public long notShown() {
        return left.more + right.more + left.tracker.notShown() + right.tracker.notShown();
    }

    public long otherPackets() {
        return left.tracker.otherPackets() + right.tracker.otherPackets();
    }

    /** Conversations that have packets in common, and those of one capture alone. */
    List<Set<Conversation>> conversations() {
        Map<Conversation, Set<Conversation>> found = new LinkedHashMap<>();
        for (SeenPacket packet : left.packets) {
            Set<Conversation> same = found.computeIfAbsent(packet.conversation, TwoCaptures::alone);
            if (packet.other == null || same.contains(packet.other.conversation)) continue;
            Set<Conversation> theirs =
                    found.getOrDefault(packet.other.conversation, alone(packet.other.conversation));
            same.addAll(theirs);
            for (Conversation one : theirs) found.put(one, same);
        }
        for (SeenPacket packet : right.packets)
            found.computeIfAbsent(packet.conversation, TwoCaptures::alone);
        return List.copyOf(new LinkedHashSet<>(found.values()));
    }

    private static Set<Conversation> alone(Conversation one) {
        Set<Conversation> set = new LinkedHashSet<>();
        set.add(one);
        return set;
    }

    /** True for an address of the machine whose capture is drawn left. */
    boolean isLeft(SeenPacket packet) {
        boolean local = packet.key.source().address().equals(packet.key.destination().address());
        boolean source =
                local || machine == null
                        ? packet.fromClient
                        : packet.key.source().address().equals(machine);
        // an error goes back to who sent what it quotes
        return source == (packet.key.error() == null);
    }

    /** How many conversations there are, each of both captures or of one. */
    public int joined() {
        return conversations().size();
    }

    /** The bytes of a conversation, as lines that are safe to print. */
    public List<String> followed(int number) {
        List<String> lines = new TwoStreams(this, TwoSided.all(this).get(number - 1)).lines();
        if (kept > MOST_BYTES)
            lines.add("[more than " + (MOST_BYTES >> 20) + " MiB: the rest is left out]");
        return lines;
    }

    /** The packets of one capture, by conversation. */
    static Map<Conversation, List<SeenPacket>> byConversation(Side side) {
        Map<Conversation, List<SeenPacket>> packets = new HashMap<>();
        for (SeenPacket packet : side.packets)
            packets.computeIfAbsent(packet.conversation, any -> new ArrayList<>()).add(packet);
        return packets;
    }
}
