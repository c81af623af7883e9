package sockets.sniffer.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sockets.sniffer.file.Frame;

/** Sorts the packets of a capture into conversations, in the order of their beginning. */
public final class Tracker {
    /** Rows of all conversations together: what is beyond is counted only. */
    private static final int MOST_ROWS = 500_000;

    /** Conversations beyond these are counted only. */
    private static final int MOST_CONVERSATIONS = 100_000;

    /** Between two ends, whoever sends: the lower one first. */
    private record Pair(boolean tcp, Endpoint low, Endpoint high) {
        static Pair of(Segment segment) {
            Endpoint a = segment.source();
            Endpoint b = segment.destination();
            boolean ordered = a.toString().compareTo(b.toString()) <= 0;
            return new Pair(segment.isTcp(), ordered ? a : b, ordered ? b : a);
        }
    }

    private final Map<Pair, Conversation> current = new HashMap<>();
    private final List<Conversation> all = new ArrayList<>();
    private final int followed;
    private final Follower follower;
    private long rows;
    private long notShown;
    private long otherPackets;

    /**
     * @param followed the conversation whose bytes are kept; 0 for none
     */
    public Tracker(int followed) {
        this.followed = followed;
        follower = new Follower();
    }

    /** Adds a packet; those that are neither TCP nor UDP are only counted. */
    public void add(Frame frame) {
        Segment segment = SegmentReader.read(frame);
        if (segment == null) {
            otherPackets++;
            return;
        }
        Pair pair = Pair.of(segment);
        Conversation conversation = current.get(pair);
        if (conversation == null || conversation.isOver(segment)) {
            if (all.size() >= MOST_CONVERSATIONS) {
                notShown++;
                return;
            }
            conversation = new Conversation(all.size() + 1, segment);
            all.add(conversation);
            current.put(pair, conversation);
        }
        boolean shown = rows < MOST_ROWS;
        conversation.add(segment, shown);
        if (shown) rows++;
        else notShown++;
        if (conversation.number() == followed && segment.error() == null)
            follower.add(segment, conversation.isFromClient(segment));
    }

    List<Conversation> conversations() {
        return all;
    }

    /** How many conversations there are. */
    public int size() {
        return all.size();
    }

    /** Packets that belong to no conversation. */
    public long otherPackets() {
        return otherPackets;
    }

    /** Packets beyond what is shown. */
    public long notShown() {
        return notShown;
    }

    /** The bytes of the followed conversation, as lines that are safe to print. */
    public List<String> followed() {
        List<String> lines = new ArrayList<>();
        Conversation conversation = all.get(followed - 1);
        lines.add(LadderText.title(conversation));
        lines.addAll(follower.lines());
        return lines;
    }
}
