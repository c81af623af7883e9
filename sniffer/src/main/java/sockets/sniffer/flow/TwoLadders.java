package sockets.sniffer.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import sockets.common.text.Quote;
import sockets.common.text.Times;
import sockets.packet.TcpHeader;

/**
 * Two captures of the same conversations as one ladder: each side with the times at which its own
 * capture saw a packet, on one clock, and the states that its own packets tell.
 */
public final class TwoLadders {
    private static final int TIME = 12;
    private static final int STATE = 12;
    private static final int ARROW = 44;

    private final TwoCaptures captures;
    private final Consumer<String> out;
    private final Map<Conversation, List<SeenPacket>> leftPackets;
    private final Map<Conversation, List<SeenPacket>> rightPackets;
    private int number;

    /** A packet as a line of the ladder. */
    private final class Line {
        final SeenPacket left;
        final SeenPacket right;
        final boolean toRight;
        String fate = "";
        boolean lost;

        Line(SeenPacket left, SeenPacket right) {
            this.left = left;
            this.right = right;
            toRight = captures.isLeft(any());
        }

        SeenPacket any() {
            return left == null ? right : left;
        }

        SeenPacket sent() {
            return toRight ? left : right;
        }

        SeenPacket got() {
            return toRight ? right : left;
        }

        /** When it was sent, by the clock of the left capture. */
        long time() {
            SeenPacket one = sent() == null ? got() : sent();
            return one == left ? left.nanos : onLeftClock(right);
        }
    }

    public TwoLadders(TwoCaptures captures, Consumer<String> out) {
        this.captures = captures;
        this.out = out;
        leftPackets = TwoCaptures.byConversation(captures.left());
        rightPackets = TwoCaptures.byConversation(captures.right());
    }

    private long onLeftClock(SeenPacket right) {
        return right.nanos - captures.offset();
    }

    /** Draws all. */
    public void draw() {
        out.accept(clocks());
        for (Set<Conversation> same : captures.conversations()) {
            out.accept("");
            ladder(same);
        }
    }

    private String clocks() {
        String one = Quote.line(captures.left().name());
        String other = Quote.line(captures.right().name());
        ClockEstimate clocks = captures.clocks();
        if (!clocks.isKnown())
            return "left "
                    + one
                    + ", right "
                    + other
                    + ": no packet each way is in both, so their clocks are not compared; times are"
                    + " shown as if the way took none";
        if (clocks.isConstant())
            return "left "
                    + one
                    + ", right "
                    + other
                    + ": all packets with the same difference of time ("
                    + seconds(clocks.offset())
                    + " s), so both were captured in one place";
        return "left "
                + one
                + ", right "
                + other
                + ", whose clock is "
                + seconds(Math.abs(clocks.offset()))
                + " s "
                + (clocks.offset() < 0 ? "behind" : "ahead")
                + " (estimated: the fastest exchange, there and back, takes "
                + seconds(clocks.roundTrip())
                + " s); its times are shown by the left clock";
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.6f", nanos / 1e9);
    }

    private void ladder(Set<Conversation> same) {
        List<Line> lines = new ArrayList<>();
        for (Conversation one : same) {
            for (SeenPacket packet : leftPackets.getOrDefault(one, List.of()))
                lines.add(new Line(packet, packet.other));
            for (SeenPacket packet : rightPackets.getOrDefault(one, List.of()))
                if (packet.other == null) lines.add(new Line(null, packet));
        }
        lines.sort(Comparator.comparingLong(Line::time));
        fates(lines);
        Line first = lines.get(0);
        title(lines, first);
        boolean tcp = first.any().key.tcp();
        boolean leftIsClient = first.toRight == first.any().fromClient;
        if (first.any().key.error() != null) leftIsClient = !leftIsClient;
        Conversation conversation = first.any().conversation;
        String leftEnd = (leftIsClient ? conversation.client() : conversation.server()).toString();
        String rightEnd = (leftIsClient ? conversation.server() : conversation.client()).toString();
        int state = tcp ? STATE : 0;
        int gap = Math.max(1, state + ARROW + 2 - leftEnd.length());
        out.accept(pad("left", TIME) + leftEnd + " ".repeat(gap) + pad(rightEnd, state) + "right");
        TcpState left = null;
        TcpState right = null;
        for (Line line : lines) {
            boolean client = isClientLeft(line);
            if (line.left != null) left = line.left.state(client);
            else if (left == null) left = line.right.state(client);
            if (line.right != null) right = line.right.state(!client);
            else if (right == null) right = before(line, !client);
            row(line, first.time(), tcp, left, right);
        }
    }

    private boolean isClientLeft(Line line) {
        boolean left = line.toRight == line.any().fromClient;
        return line.any().key.error() == null ? left : !left;
    }

    /** The state of an end whose capture has nothing of this conversation yet. */
    private TcpState before(Line line, boolean client) {
        if (!line.any().key.tcp()) return null;
        Conversation conversation = line.any().conversation;
        return client ? conversation.leftAtStart() : conversation.rightAtStart();
    }

    private void title(List<Line> lines, Line first) {
        Conversation conversation = first.any().conversation;
        long both = lines.stream().filter(line -> line.left != null && line.right != null).count();
        long lostRight = lines.stream().filter(line -> line.lost && line.toRight).count();
        long lostLeft = lines.stream().filter(line -> line.lost && !line.toRight).count();
        out.accept(
                "conversation "
                        + ++number
                        + ": "
                        + (conversation.isTcp() ? "tcp " : "udp ")
                        + conversation.client()
                        + " > "
                        + conversation.server()
                        + ", "
                        + Times.count(lines.size(), "packet")
                        + ", "
                        + both
                        + " in both captures, lost between: "
                        + lostRight
                        + " to the right, "
                        + lostLeft
                        + " to the left");
        if (conversation.isTcp())
            out.accept("(the state of each end is inferred from the packets of its own capture)");
    }

    /** What became of packets that only one capture has. */
    private void fates(List<Line> lines) {
        for (boolean toRight : new boolean[] {true, false}) {
            Set<SeenPacket.Key> sent = new HashSet<>();
            Coverage whole = new Coverage();
            Coverage sentOnly = new Coverage();
            Coverage gotOnly = new Coverage();
            long acknowledged = 0;
            boolean acknowledges = false;
            for (Line line : lines) {
                SeenPacket.Key key = line.any().key;
                if (line.toRight == toRight && line.sent() != null) sent.add(line.sent().key);
                if (!key.tcp() || key.error() != null) continue;
                if (line.toRight != toRight) {
                    if (line.sent() == null || (key.flags() & TcpHeader.ACK) == 0) continue;
                    boolean later =
                            !acknowledges || (int) (key.acknowledgement() - acknowledged) > 0;
                    if (later) acknowledged = key.acknowledgement();
                    acknowledges = true;
                    continue;
                }
                if (line.got() != null) whole.add(key.sequence(), size(key));
                if (line.got() == null) sentOnly.add(key.sequence(), size(key));
                if (line.sent() == null) gotOnly.add(key.sequence(), size(key));
            }
            for (Line line : lines) {
                if (line.toRight != toRight || line.left != null && line.right != null) continue;
                SeenPacket.Key key = line.any().key;
                boolean data = key.tcp() && key.error() == null && size(key) > 0;
                boolean pieces =
                        data
                                && (line.got() == null ? gotOnly : sentOnly)
                                        .has(key.sequence(), size(key));
                boolean arrived =
                        data
                                && acknowledges
                                && !whole.has(key.sequence(), size(key))
                                && (int) (acknowledged - key.sequence()) >= size(key);
                if (line.sent() == null && sent.contains(key)) line.fate = "copied on the way";
                else fate(line, pieces, arrived);
            }
        }
    }

    private static int size(SeenPacket.Key key) {
        int size = key.length();
        if ((key.flags() & TcpHeader.SYN) != 0) size++;
        if ((key.flags() & TcpHeader.FIN) != 0) size++;
        return size;
    }

    private void fate(Line line, boolean pieces, boolean arrived) {
        TwoCaptures.Side sender = line.toRight ? captures.left() : captures.right();
        TwoCaptures.Side receiver = line.toRight ? captures.right() : captures.left();
        if (pieces) {
            line.fate = "in other pieces at the other end";
        } else if (line.sent() == null) {
            line.fate = "not in " + Quote.line(sender.name());
        } else if (arrived) {
            line.fate = "arrives, but is not in " + Quote.line(receiver.name());
        } else {
            line.lost = true;
            String outside = outside(line, receiver);
            line.fate = outside.isEmpty() ? "lost on the way" : "lost, or " + outside;
        }
    }

    /** A packet that comes before the first one of a capture, or behind the last one. */
    private String outside(Line line, TwoCaptures.Side receiver) {
        if (receiver.packets.isEmpty()) return "";
        boolean left = receiver == captures.left();
        SeenPacket begin = receiver.packets.get(0);
        SeenPacket end = receiver.packets.get(receiver.packets.size() - 1);
        long from = left ? begin.nanos : onLeftClock(begin);
        long to = left ? end.nanos : onLeftClock(end);
        if (line.time() < from) return "before " + Quote.line(receiver.name()) + " begins";
        return line.time() > to ? "after " + Quote.line(receiver.name()) + " ends" : "";
    }

    private void row(Line line, long start, boolean tcp, TcpState left, TcpState right) {
        String leftTime = line.left == null ? "" : LadderText.seconds(line.left.nanos - start);
        String rightTime =
                line.right == null ? "" : LadderText.seconds(onLeftClock(line.right) - start);
        SeenPacket told = line.sent() == null ? line.got() : line.sent();
        String remark = line.fate.startsWith("copied") ? "" : told.remark;
        if (!line.fate.isEmpty()) remark = line.fate + (remark.isEmpty() ? "" : ", " + remark);
        String text =
                pad(leftTime, TIME)
                        + (tcp ? pad(LadderText.name(left), STATE) : "")
                        + "|"
                        + arrow(line)
                        + "| "
                        + (tcp ? pad(LadderText.name(right), STATE) : "")
                        + pad(rightTime, TIME - 2)
                        + (remark.isEmpty() ? "" : " ! " + remark);
        out.accept(text.stripTrailing());
    }

    /** An arrow that ends on its way where the packet is lost. */
    private static String arrow(Line line) {
        String label = " " + line.any().what + " ";
        int room = line.lost ? ARROW - 6 : ARROW - 1;
        int dashes = Math.max(2, room - label.length());
        String shaft = "-".repeat(dashes / 2) + label + "-".repeat(dashes - dashes / 2);
        String head = line.lost ? "X" : line.toRight ? ">" : "<";
        String rest = line.lost ? "     " : "";
        return line.toRight ? shaft + head + rest : rest + head + shaft;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
