package sockets.sniffer.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sockets.common.text.Quote;
import sockets.packet.TcpHeader;

/** A conversation as two captures have it: when each side saw a packet, and what was lost. */
final class TwoSided {
    private final TwoCaptures captures;
    private final int number;

    /** The packets, in the order in which they were sent. */
    private final List<Crossing> rows = new ArrayList<>();

    private TwoSided(TwoCaptures captures, int number) {
        this.captures = captures;
        this.number = number;
    }

    /** All of two captures. */
    static List<TwoSided> all(TwoCaptures captures) {
        Map<Conversation, List<SeenPacket>> left = TwoCaptures.byConversation(captures.left());
        Map<Conversation, List<SeenPacket>> right = TwoCaptures.byConversation(captures.right());
        List<TwoSided> all = new ArrayList<>();
        for (Set<Conversation> same : captures.conversations()) {
            TwoSided one = new TwoSided(captures, all.size() + 1);
            for (Conversation part : same) {
                for (SeenPacket packet : left.getOrDefault(part, List.of()))
                    one.rows.add(new Crossing(captures, packet, packet.other));
                for (SeenPacket packet : right.getOrDefault(part, List.of()))
                    if (packet.other == null) one.rows.add(new Crossing(captures, null, packet));
            }
            one.rows.sort(Comparator.comparingLong(Crossing::time));
            one.fates();
            one.states();
            all.add(one);
        }
        return all;
    }

    List<Crossing> rows() {
        return rows;
    }

    private Crossing first() {
        return rows.get(0);
    }

    /** As the capture that has its first packet knows it. */
    Conversation conversation() {
        return first().any().conversation;
    }

    boolean isTcp() {
        return conversation().isTcp();
    }

    /** When its first packet was sent, by the left clock. */
    long start() {
        return first().time();
    }

    Endpoint leftEnd() {
        return first().isClientLeft() ? conversation().client() : conversation().server();
    }

    Endpoint rightEnd() {
        return first().isClientLeft() ? conversation().server() : conversation().client();
    }

    /** Which one it is, and between whom. */
    String title() {
        return LadderText.title(number, conversation(), rows.size());
    }

    /** What both have, and what was lost. */
    String losses() {
        long both = rows.stream().filter(row -> row.left != null && row.right != null).count();
        long right = rows.stream().filter(row -> row.lost && row.toRight).count();
        long left = rows.stream().filter(row -> row.lost && !row.toRight).count();
        return both
                + " in both captures, lost between: "
                + right
                + " to the right, "
                + left
                + " to the left";
    }

    private void states() {
        TcpState left = null;
        TcpState right = null;
        for (Crossing row : rows) {
            boolean client = row.isClientLeft();
            if (row.left != null) left = row.left.state(client);
            else if (left == null) left = row.right.state(client);
            if (row.right != null) right = row.right.state(!client);
            else if (right == null) right = before(row, !client);
            row.leftState = left;
            row.rightState = right;
        }
    }

    /** The state of an end whose capture has nothing of this conversation yet. */
    private static TcpState before(Crossing row, boolean client) {
        if (!row.any().key.tcp()) return null;
        Conversation conversation = row.any().conversation;
        return client ? conversation.leftAtStart() : conversation.rightAtStart();
    }

    /** What became of packets that only one capture has. */
    private void fates() {
        for (boolean toRight : new boolean[] {true, false}) {
            Set<SeenPacket.Key> sent = new HashSet<>();
            Coverage whole = new Coverage();
            Coverage sentOnly = new Coverage();
            Coverage gotOnly = new Coverage();
            long acknowledged = 0;
            boolean acknowledges = false;
            for (Crossing row : rows) {
                SeenPacket.Key key = row.any().key;
                if (row.toRight == toRight && row.sent() != null) sent.add(row.sent().key);
                if (!key.tcp() || key.error() != null) continue;
                if (row.toRight != toRight) {
                    if (row.sent() == null || (key.flags() & TcpHeader.ACK) == 0) continue;
                    boolean later =
                            !acknowledges || (int) (key.acknowledgement() - acknowledged) > 0;
                    if (later) acknowledged = key.acknowledgement();
                    acknowledges = true;
                    continue;
                }
                if (row.got() != null) whole.add(key.sequence(), size(key));
                if (row.got() == null) sentOnly.add(key.sequence(), size(key));
                if (row.sent() == null) gotOnly.add(key.sequence(), size(key));
            }
            for (Crossing row : rows) {
                if (row.toRight != toRight || row.left != null && row.right != null) continue;
                SeenPacket.Key key = row.any().key;
                boolean data = key.tcp() && key.error() == null && size(key) > 0;
                boolean pieces =
                        data
                                && (row.got() == null ? gotOnly : sentOnly)
                                        .has(key.sequence(), size(key));
                boolean arrived =
                        data
                                && acknowledges
                                && !whole.has(key.sequence(), size(key))
                                && (int) (acknowledged - key.sequence()) >= size(key);
                if (row.sent() == null && sent.contains(key)) row.fate = "copied on the way";
                else fate(row, pieces, arrived);
            }
        }
    }

    private static int size(SeenPacket.Key key) {
        int size = key.length();
        if ((key.flags() & TcpHeader.SYN) != 0) size++;
        if ((key.flags() & TcpHeader.FIN) != 0) size++;
        return size;
    }

    private void fate(Crossing row, boolean pieces, boolean arrived) {
        TwoCaptures.Side sender = row.toRight ? captures.left() : captures.right();
        TwoCaptures.Side receiver = row.toRight ? captures.right() : captures.left();
        if (pieces) {
            row.fate = "in other pieces at the other end";
        } else if (row.sent() == null) {
            row.fate = "not in " + Quote.line(sender.name());
        } else if (arrived) {
            row.fate = "arrives, but is not in " + Quote.line(receiver.name());
        } else {
            row.lost = true;
            String outside = outside(row, receiver);
            row.fate = outside.isEmpty() ? "lost on the way" : "lost, or " + outside;
        }
    }

    /** A packet that comes before the first one of a capture, or behind the last one. */
    private String outside(Crossing row, TwoCaptures.Side receiver) {
        if (receiver.packets.isEmpty()) return "";
        boolean left = receiver == captures.left();
        SeenPacket begin = receiver.packets.get(0);
        SeenPacket end = receiver.packets.get(receiver.packets.size() - 1);
        long from = left ? begin.nanos : captures.onLeftClock(begin);
        long to = left ? end.nanos : captures.onLeftClock(end);
        if (row.time() < from) return "before " + Quote.line(receiver.name()) + " begins";
        return row.time() > to ? "after " + Quote.line(receiver.name()) + " ends" : "";
    }
}
