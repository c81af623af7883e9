package sockets.sniffer.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import sockets.sniffer.file.Frame;

/** Sorts the packets of a capture into conversations, in the order of their beginning. */
public final class Tracker {
    /** From so many rows on, conversations that have ended are drawn before the others. */
    private static final int MANY_ROWS = 1_500_000;

    /** Rows of all conversations together: what is beyond is counted only. */
    private static final int MOST_ROWS = 6_000_000;

    /** Conversations beyond these are counted only. */
    private static final int MOST_CONVERSATIONS = 100_000;

    /** Takes each packet when it has its row. */
    interface Listener {
        void seen(Conversation conversation, Sighting packet, int row);
    }

    private final SegmentReader reader = new SegmentReader();
    private final Sighting sighting = new Sighting();
    private final Sighting givenUp = new Sighting();
    private final Ends ends = new Ends();
    private final Map<Ends, Conversation> current = new HashMap<>();

    /** What was between the same ports before, whose packets may come late. */
    private final Map<Ends, Conversation> before = new HashMap<>();

    private final List<Conversation> waiting = new ArrayList<>();
    private final Rows rows = new Rows();
    private final Fragments fragments = new Fragments(this::giveUp);
    private final int followed;
    private final Consumer<Conversation> drawer;
    private final int many;
    private final Follower follower = new Follower();
    private Listener listener = (conversation, packet, row) -> {};
    private int size;
    private int nextLook;
    private long notShown;
    private long otherPackets;
    private long strayFragments;

    /**
     * @param followed the conversation whose bytes are kept; 0 for none
     * @param drawer draws a conversation that has ended while others go on, if there are very many
     *     rows; null to keep all
     */
    public Tracker(int followed, Consumer<Conversation> drawer) {
        this(followed, drawer, MANY_ROWS);
    }

    Tracker(int followed, Consumer<Conversation> drawer, int many) {
        this.followed = followed;
        this.drawer = drawer;
        this.many = many;
        nextLook = many;
    }

    void listen(Listener each) {
        listener = each;
    }

    /** Adds a packet; those that are neither TCP nor UDP are only counted. */
    public void add(Frame frame) {
        if (!reader.read(frame, sighting)) otherPackets++;
        else if (sighting.isFragment()) addFragment(sighting);
        else add(sighting);
        if (rows.size() > nextLook) drawEnded();
    }

    private void add(Sighting packet) {
        Conversation conversation = conversation(packet);
        if (conversation == null || rows.size() >= MOST_ROWS) {
            notShown++;
            return;
        }
        conversation.add(packet);
        listener.seen(conversation, packet, conversation.lastRow());
        follow(conversation, packet);
    }

    private void follow(Conversation conversation, Sighting packet) {
        if (conversation.number() != followed || packet.error != null) return;
        if (!conversation.wasIgnored()) follower.add(packet, conversation.isFromClient(packet));
    }

    /** The conversation of a packet, which it may begin; null if there are too many. */
    private Conversation conversation(Sighting packet) {
        ends.of(packet);
        Conversation conversation = current.get(ends);
        boolean begins = conversation == null || conversation.isOver(packet);
        if (!begins) {
            if (before.isEmpty() || !conversation.isStrange(packet)) return conversation;
            Conversation earlier = before.get(ends);
            return earlier == null || earlier.isStrange(packet) ? conversation : earlier;
        }
        if (waiting.size() >= MOST_CONVERSATIONS) return null;
        Ends key = ends.copy();
        if (conversation != null) before.put(key, conversation);
        conversation = new Conversation(++size, packet, rows);
        waiting.add(conversation);
        current.put(key, conversation);
        return conversation;
    }

    private void addFragment(Sighting part) {
        Fragments.Whole whole = fragments.add(part);
        if (whole.conversation != null) whole.conversation.addFragment();
        if (whole.done) return;
        boolean placed = whole.conversation != null;
        boolean complete = whole.isComplete();
        if (placed && !complete) return;
        if (!whole.read(reader, part)) {
            if (!complete) return;
            // of another protocol
            otherPackets += whole.pieces();
            whole.done = true;
            return;
        }
        if (part.error != null) {
            whole.done = true;
            otherPackets += whole.pieces() - 1;
            add(part);
            return;
        }
        if (!placed && !begin(whole, part)) {
            whole.done = true;
            notShown += whole.pieces();
            return;
        }
        if (complete) end(whole, part);
    }

    /** Gives a packet its row as soon as its ports are known. */
    private boolean begin(Fragments.Whole whole, Sighting packet) {
        Conversation conversation = conversation(packet);
        if (conversation == null || rows.size() >= MOST_ROWS) return false;
        whole.conversation = conversation;
        whole.row = conversation.begin(packet, whole.pieces());
        if (conversation.number() == followed && !packet.tcp)
            whole.place = follower.begin(conversation.isFromClient(packet));
        return true;
    }

    private void end(Fragments.Whole whole, Sighting packet) {
        whole.done = true;
        // drawn already
        if (!whole.conversation.hasRows()) return;
        whole.conversation.take(packet, whole.row);
        listener.seen(whole.conversation, packet, whole.row);
        if (whole.place != null) follower.fill(whole.place, packet);
        else if (packet.tcp) follow(whole.conversation, packet);
    }

    /** What a packet is of which fragments are missing. */
    private void giveUp(Fragments.Whole whole) {
        givenUp.clear();
        Fragments.addresses(whole, givenUp);
        if (whole.conversation != null && whole.read(reader, givenUp)) {
            end(whole, givenUp);
            return;
        }
        whole.done = true;
        strayFragments += whole.pieces();
    }

    /** Nothing more comes. */
    public void end() {
        fragments.end();
    }

    private void drawEnded() {
        if (drawer != null) {
            waiting.removeIf(this::drawIfEnded);
            current.values().removeIf(conversation -> !conversation.hasRows());
            before.values().removeIf(conversation -> !conversation.hasRows());
        }
        nextLook = Math.max(many, rows.size() + rows.size() / 4);
    }

    private boolean drawIfEnded(Conversation conversation) {
        if (!conversation.hasEnded()) return false;
        drawer.accept(conversation);
        conversation.drop();
        return true;
    }

    /** Those that have not been drawn. */
    List<Conversation> conversations() {
        return waiting;
    }

    /** How many conversations there are. */
    public int size() {
        return size;
    }

    /** Packets that belong to no conversation. */
    public long otherPackets() {
        return otherPackets;
    }

    /** Fragments of packets whose ports are in none of them. */
    public long strayFragments() {
        return strayFragments;
    }

    /** Packets beyond what is shown. */
    public long notShown() {
        return notShown;
    }

    /** The bytes of the followed conversation, as lines that are safe to print. */
    public List<String> followed() {
        List<String> lines = new ArrayList<>();
        for (Conversation one : waiting)
            if (one.number() == followed) lines.add(LadderText.title(one));
        lines.addAll(follower.lines());
        return lines;
    }
}
