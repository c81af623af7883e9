package sockets.sniffer.flow;

import java.util.Locale;
import java.util.function.Consumer;
import sockets.common.text.Quote;

/**
 * Two captures of the same conversations as one ladder: each side with the times at which its own
 * capture saw a packet, on one clock, and the states that its own packets tell.
 */
public final class TwoLadders {
    /** What stands below the title of a TCP conversation. */
    static final String STATES =
            "the state of each end is inferred from the packets of its own capture";

    private static final int TIME = 12;
    private static final int STATE = 12;
    private static final int ARROW = 44;

    private final TwoCaptures captures;
    private final Consumer<String> out;

    public TwoLadders(TwoCaptures captures, Consumer<String> out) {
        this.captures = captures;
        this.out = out;
    }

    /** Draws all. */
    public void draw() {
        out.accept(clocks(captures));
        for (TwoSided conversation : TwoSided.all(captures)) {
            out.accept("");
            ladder(conversation);
        }
    }

    /** Which capture is where, and what is known of its clock. */
    static String clocks(TwoCaptures captures) {
        String sides =
                "left "
                        + Quote.line(captures.left().name())
                        + ", right "
                        + Quote.line(captures.right().name());
        ClockEstimate clocks = captures.clocks();
        if (!clocks.isKnown())
            return sides
                    + ": no packet each way is in both, so their clocks are not compared; times are"
                    + " shown as if the way took none";
        if (clocks.isConstant())
            return sides
                    + ": all packets with the same difference of time ("
                    + seconds(clocks.offset())
                    + " s), so both were captured in one place";
        return sides
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

    private void ladder(TwoSided conversation) {
        out.accept(conversation.title() + ", " + conversation.losses());
        boolean tcp = conversation.isTcp();
        if (tcp) out.accept("(" + STATES + ")");
        String leftEnd = conversation.leftEnd().toString();
        String rightEnd = conversation.rightEnd().toString();
        int state = tcp ? STATE : 0;
        int gap = Math.max(1, state + ARROW + 2 - leftEnd.length());
        out.accept(pad("left", TIME) + leftEnd + " ".repeat(gap) + pad(rightEnd, state) + "right");
        for (Crossing row : conversation.rows()) row(row, conversation.start(), tcp);
    }

    private void row(Crossing row, long start, boolean tcp) {
        String leftTime = row.left == null ? "" : LadderText.seconds(row.leftTime() - start);
        String rightTime = row.right == null ? "" : LadderText.seconds(row.rightTime() - start);
        String remark = row.remark();
        String text =
                pad(leftTime, TIME)
                        + (tcp ? pad(LadderText.name(row.leftState), STATE) : "")
                        + "|"
                        + arrow(row)
                        + "| "
                        + (tcp ? pad(LadderText.name(row.rightState), STATE) : "")
                        + pad(rightTime, TIME - 2)
                        + (remark.isEmpty() ? "" : " ! " + remark);
        out.accept(text.stripTrailing());
    }

    /** An arrow that ends on its way where the packet is lost. */
    private static String arrow(Crossing row) {
        String label = " " + row.any().what + " ";
        int room = row.lost ? ARROW - 6 : ARROW - 1;
        int dashes = Math.max(2, room - label.length());
        String shaft = "-".repeat(dashes / 2) + label + "-".repeat(dashes - dashes / 2);
        String head = row.lost ? "X" : row.toRight ? ">" : "<";
        String rest = row.lost ? "     " : "";
        return row.toRight ? shaft + head + rest : rest + head + shaft;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
